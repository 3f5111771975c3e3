"""Word lists with a value for each word: large ones that are read at once and taken apart only if they have to be, and
short ones written as pairs.

A short run asks for a few words: searching the text of a large list for them costs less than making a dictionary of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
FEW = 25  # searches after which the dictionary pays


class Table(Generic[T]):
    """word -> value, from rows of a value and its words with a space around each."""

    def __init__(self, rows: Sequence[tuple[T, str]]) -> None:
        self._rows = [(value, f" {words} ") for value, words in rows]
        self._known: dict[str, T] = {}
        self._asked = 0

    def get(self, word: str) -> T | None:
        """The value of a word without spaces; None if it is not there. Of several rows the last counts."""
        if self._asked < FEW:
            self._asked += 1
            wanted = f" {word} "
            return next((value for value, words in reversed(self._rows) if wanted in words), None)
        if not self._known:
            self._known = {word: value for value, words in self._rows for word in words.split()}
        return self._known.get(word)


def pairs(text: str) -> dict[str, str]:
    """From `went/go came/come` to {"went": "go", "came": "come"}."""
    out: dict[str, str] = {}
    for row in text.split():
        first, _, second = row.partition("/")
        out[first] = second
    return out
