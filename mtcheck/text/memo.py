"""What functions find out about words, remembered: texts say the same ones again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LONGEST = 40  # code points of a word that is remembered
SHORT = 4  # those of a number: years come again and again, of longer ones there is no end


def lasting(word: str) -> bool:
    """Whether a word is worth remembering: texts will say it again."""
    return len(word) <= (SHORT if word[:1].isdecimal() else LONGEST)


class Memo(dict[str, T]):
    """What a function finds out about words, asked for as from a dictionary, so that `map` over words needs no call of
    Python's for those that are known. At most `most` of them are kept."""

    def __init__(self, find: Callable[[str], T], most: int = 1 << 14) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: str) -> T:
        found = self._find(word)
        if lasting(word):
            if len(self) >= self._most:
                self.clear()
            self[word] = found
        return found
