"""Masks over the tokens of a document, for the quick looks that wake rules (`wake` in mtcheck.lint.rule)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container
from functools import wraps
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mtcheck.text.document import Document, Flag, layer
from mtcheck.text.memo import lasting

Mask = NDArray[np.bool_]
Marked = TypeVar("Marked", Mask, list[int])
MOST = 200_000  # answers remembered


class Told(dict[str, bool]):
    """What a function says of words; its answers are remembered."""

    def __init__(self, about: Callable[[str], bool]) -> None:
        super().__init__()
        self._about = about

    def __missing__(self, word: str) -> bool:
        answer = self._about(word)
        if lasting(word):
            if len(self) >= MOST:
                self.clear()
            self[word] = answer
        return answer

    def mask(self, document: Document) -> Mask:
        """Shape (tokens,): what it says of each lower-cased word."""
        return _of_words(document, self.__getitem__)


def columnar(find: Callable[[Document], Marked]) -> Callable[[Document], Marked]:
    """Makes a function that marks tokens, by a mask or their numbers in order, and looks at columns only and not beyond
    the sentence of a token, one that works once for a whole batch."""
    shared = layer(find)

    @wraps(find)
    def kept(document: Document) -> Marked:
        if document.part_of is None:
            return shared(document)
        whole, first, end = document.part_of
        found = shared(whole)
        if isinstance(found, list):
            return [i - first for i in found[bisect_left(found, first) : bisect_left(found, end)]]
        return found[first:end]

    return kept


def among(document: Document, words: Container[str]) -> Mask:
    """Shape (tokens,): whether the lower-cased word is one of these."""
    return _of_words(document, words.__contains__)


def _of_words(document: Document, told: Callable[[str], bool]) -> Mask:
    """What is told of each lower-cased word, which is asked for once."""
    words, number = document.numbered
    found: Mask = np.fromiter(map(told, words), bool, len(words))[number]
    return found


def in_small_letters(document: Document) -> Mask:
    """Shape (tokens,): whether no letter of the token is a capital."""
    return ~document.mask(Flag.CAPITAL | Flag.UPPER | Flag.MIXED)


def following(mask: Mask, by: int = 1) -> Mask:
    """What the mask says of the token so many further on; False beyond the end."""
    out = np.zeros_like(mask)
    out[: len(mask) - by] = mask[by:]
    return out


def first_of_sentence(document: Document, words: Container[str]) -> Mask:
    """Shape (tokens,): whether one of these lower-cased words begins a sentence there."""
    found, lower = np.zeros(len(document), bool), document.lower
    first = document.sentence_bounds[:, 0]
    found[first] = [lower[i] in words for i in first.tolist()]
    return found


def last_of_paragraph(document: Document) -> Mask:
    """Shape (tokens,): whether a paragraph ends with the token."""
    found = following(document.mask(Flag.NEWLINE))
    found[-1:] = True
    return found


@columnar
def beyond_ascii(document: Document) -> Mask:
    """Shape (tokens,): whether the token holds letters or digits, and a character beyond ASCII."""
    return ~(_of_words(document, str.isascii) | document.mask(Flag.PUNCT))
