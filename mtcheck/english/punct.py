"""What several rules of punctuation, spacing and numbers share: cheap ways to the places worth a look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtcheck.document import Document, Flag


@lru_cache(maxsize=2)
def numbers(document: Document) -> list[int]:
    """Indices of the tokens that are numbers."""
    places: list[int] = document.mask(Flag.NUMBER).nonzero()[0].tolist()
    return places


def at_numbers(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where the pattern matches from the start of a number on, left to right, without overlaps."""
    done = 0
    for i in numbers(document):
        start = document.starts[i]
        if start >= done and (m := pattern.match(document.text, start)):
            done = m.end()
            yield m


@lru_cache(maxsize=2)
def glued_marks(document: Document) -> list[int]:
    """Indices of the tokens without letter or digit that a word follows directly, but for opening marks."""
    mark = document.mask(Flag.PUNCT)[:-1] & ~document.mask(Flag.OPEN)[:-1] & document.mask(Flag.WORD)[1:]
    places: list[int] = (mark & ~document.mask(Flag.SPACE | Flag.NEWLINE)[1:]).nonzero()[0].tolist()
    return places


@lru_cache(maxsize=2)
def spaced_marks(document: Document) -> list[int]:
    """Indices of the tokens without letter or digit that white space, but no new paragraph, precedes."""
    mask = document.mask(Flag.PUNCT) & document.mask(Flag.SPACE) & ~document.mask(Flag.NEWLINE)
    places: list[int] = mask.nonzero()[0].tolist()
    return places


def foreign_letter(c: str) -> bool:
    """Whether this is a letter of a script that neither English nor its loan words are written in.

    Greek counts as English: its letters stand in formulas."""
    return c > "\u03ff" and c.isalpha() and not "\u1e00" <= c <= "\u1fff" and not "\u2100" <= c <= "\u214f"


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The nearest characters before `start` and from `end` on that are not white space; "" at an edge."""
    before, after = start - 1, end
    while before >= 0 and text[before].isspace() and start - before < 4:
        before -= 1
    while after < len(text) and text[after].isspace() and after - end < 3:
        after += 1
    return text[before] if before >= 0 else "", text[after] if after < len(text) else ""


def word_start(text: str, at: int, most: int = 30) -> int:
    """Where the run without white space that ends at `at` begins (at most `most` characters before)."""
    start = at
    while start > 0 and at - start < most and not text[start - 1].isspace():
        start -= 1
    return start


def word_end(text: str, at: int, most: int = 30) -> int:
    """Where the run without white space that begins at `at` ends (at most `most` characters on), final marks aside."""
    end = at
    while end < len(text) and end - at < most and not text[end].isspace():
        end += 1
    while end > at + 1 and text[end - 1] in ".,;:!?)]”\"’'":
        end -= 1
    return end
