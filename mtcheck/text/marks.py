"""What several rules of punctuation, spacing and numbers share: cheap ways to the places worth a look."""

from __future__ import annotations

import re

from mtcheck.text.document import Document, Flag, layer
from mtcheck.text.masks import Mask, columnar, following
from mtcheck.text.patterns import LazyPattern


@layer
def numbers(document: Document) -> list[int]:
    """Indices of the tokens that are numbers."""
    places: list[int] = document.mask(Flag.NUMBER).nonzero()[0].tolist()
    return places


def at_numbers(document: Document, pattern: LazyPattern) -> list[re.Match[str]]:
    """Where the pattern matches from the start of a number on, left to right, without overlaps."""
    text, starts, match = document.text, document.starts, pattern.match
    found = [m for i in numbers(document) if (m := match(text, starts[i]))]
    apart = found[:1]
    for m in found[1:]:
        if m.start() >= apart[-1].end():
            apart.append(m)
    return apart


@layer
def marks(document: Document) -> list[int]:
    """Indices of the tokens without letter or digit."""
    places: list[int] = document.mask(Flag.PUNCT).nonzero()[0].tolist()
    return places


@layer
def glued_marks(document: Document) -> list[int]:
    """Indices of the marks that a word follows directly, but for opening quotation marks."""
    places: list[int] = before_word(document).nonzero()[0].tolist()
    return places


@columnar
def before_word(document: Document) -> Mask:
    """The same, as a mask."""
    return document.marked(Flag.PUNCT, without=Flag.OPEN) & following(
        document.marked(Flag.WORD, without=Flag.SPACE | Flag.NEWLINE)
    )


@layer
def spaced_marks(document: Document) -> list[int]:
    """Indices of the marks that white space, but no new paragraph, precedes."""
    places: list[int] = after_space(document).nonzero()[0].tolist()
    return places


@columnar
def after_space(document: Document) -> Mask:
    """The same, as a mask."""
    return document.marked(Flag.PUNCT | Flag.SPACE, without=Flag.NEWLINE)


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


def opens_address(document: Document, i: int) -> bool:
    """Whether token i is the beginning of an address, of which a stop and a word follow without a space."""
    apart = Flag.SPACE | Flag.NEWLINE
    return document.word(i + 1) == "." and document.has(i + 2, Flag.WORD) and not document.has(i + 2, apart)
