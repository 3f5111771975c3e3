"""Word lists with a value for each word: large ones that are read at once and taken apart only if they have to be, and
short ones written as pairs.

A short run asks for a few words: searching a large list for them costs less than making a dictionary of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar, overload

T = TypeVar("T")
D = TypeVar("D")
MORE = 300  # searches after which the dictionary pays
SCANNED = 2048  # bytes of sorted lines that are looked through from their beginning rather than halved once more


class Lines(Mapping[str, T]):
    """word -> value, from lines `word value` that are sorted by their words, each with a line break behind it.

    They are searched where they stand, until that was done MORE times."""

    def __init__(self, data: bytes, value: Callable[[str], T]) -> None:
        """`data` in UTF-8; `value` reads what stands behind a word."""
        self._data, self._value = data, value
        self._known: dict[str, T] | None = None
        self._asked = 0

    def words(self) -> dict[str, T]:
        """All of it as a dictionary, for whoever asks for many."""
        if self._known is None:
            value, rows = self._value, (line.split(" ") for line in self._data.decode().splitlines())
            self._known = {word: value(rest) for word, rest in rows}
        return self._known

    def _find(self, word: str) -> T | None:
        if self._known is not None:
            return self._known.get(word)
        self._asked += 1
        if self._asked > MORE:
            return self.words().get(word)
        found = _searched(self._data, word.encode("utf-8", "surrogatepass"))
        return None if found is None else self._value(found.decode())

    def __contains__(self, word: object) -> bool:
        return self._find(str(word)) is not None

    def __getitem__(self, word: str) -> T:
        if (found := self._find(word)) is None:
            raise KeyError(word)
        return found

    @overload
    def get(self, word: str, /) -> T | None: ...
    @overload
    def get(self, word: str, /, default: T | D) -> T | D: ...
    def get(self, word: str, /, default: T | D | None = None) -> T | D | None:
        found = self._find(word)
        return default if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self.words())

    def __len__(self) -> int:
        return len(self.words())


def _searched(data: bytes, word: bytes) -> bytes | None:
    """The value of a word in sorted lines, by halving them down to a few."""
    low, high = 0, len(data)
    while high - low > SCANNED:
        start = max(low, data.rfind(b"\n", low, (low + high) // 2) + 1)
        end = data.index(b"\n", start)
        key, _, value = data[start:end].partition(b" ")
        if key == word:
            return value
        if key < word:
            low = end + 1
        else:
            high = start
    if data.startswith(word + b" ", low):
        start = low
    elif (start := data.find(b"\n" + word + b" ", low, high) + 1) == 0:
        return None
    return data[start + len(word) + 1 : data.index(b"\n", start)]


def pairs(text: str) -> dict[str, str]:
    """From `went/go came/come` to {"went": "go", "came": "come"}."""
    out: dict[str, str] = {}
    for row in text.split():
        first, _, second = row.partition("/")
        out[first] = second
    return out
