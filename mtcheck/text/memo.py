"""What functions find out about words, remembered: texts say the same ones again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LONGEST = 40  # code points of a word that is remembered


class Memo(dict[str, T]):
    """What a function finds out about words, asked for as from a dictionary, so that `map` over words needs no call of
    Python's for those that are known. At most `most` of them are kept; `numbers`: also those that begin with a digit,
    each of which may be another."""

    def __init__(self, find: Callable[[str], T], most: int = 1 << 14, *, numbers: bool = False) -> None:
        super().__init__()
        self._find, self._most, self._numbers = find, most, numbers

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if len(word) <= LONGEST and (self._numbers or not word[:1].isdecimal()):
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found
