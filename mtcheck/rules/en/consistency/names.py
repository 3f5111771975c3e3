"""Names of several words, as the rules of this family compare them."""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.languages.en.vocabulary import MONTHS, WEEKDAYS
from mtcheck.lint import Document, Flag, Pos

LINKS = frozenset("of for and the on de".split())
OWNER = frozenset(["'s", "'"])
DATES = WEEKDAYS | MONTHS - {"march", "may"}
MOST = 14  # tokens of a name
OPENING = Pos.NOUN | Pos.NAME | Pos.ADJECTIVE  # what a name at the beginning of a sentence may begin with


class Name(NamedTuple):
    """A run of capitalised words: its first and last token, and the tokens of the words that tell something."""

    first: int
    last: int
    telling: tuple[int, ...]


def around(document: Document, i: int) -> Name:
    """The name that the capitalised token i is part of."""
    first, last = _walk(document, i, -1), _walk(document, i, 1)
    while first < i and document.has(first, Flag.FIRST) and not document.is_pos(first, OPENING):
        first += 1  # According, The
    while first < i and not _capital(document, first):
        first += 1
    telling = tuple(k for k in range(first, last + 1) if _capital(document, k))
    return Name(first, last, telling)


def _walk(document: Document, i: int, step: int) -> int:
    """The furthest token of the name on one side of token i: capitalised words with at most two links between."""
    furthest = k = i
    while abs(k - i) < MOST and document.same_sentence(i, k + step):
        k += step
        if document.word(k) in DATES:
            break  # the Commission on Monday
        if _capital(document, k):
            furthest = k
        elif not (document.word(k) in LINKS or document.word(k) in OWNER) or abs(k - furthest) > 2:
            break
        elif document.word(k) == "the" and document.word(k - 1) == "and":
            break  # the Senate and the Court
    return furthest


def _capital(document: Document, i: int) -> bool:
    return document.has(i, Flag.WORD) and document.has(i, Flag.CAPITAL)
