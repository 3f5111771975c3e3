"""What the first layer of a network makes of words, kept word by word: a window over words is a sum of stored rows.

All in whole numbers (whole.py). Memory is taken for a short text first, and for all once a longer one comes, not for
every layer of every document: a Window is for one caller at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mtcheck.languages.en.model.features import folded
from mtcheck.languages.en.model.whole import SUM, VECTOR, Floats, Ints, Layer, clip

FIRST = 512  # words and slots that there is room for at first: memory that a short text never touches costs it time
PLACES = 7  # words in a window: three before, the word, three after
LIMIT = np.iinfo(np.int16).max // PLACES  # of a stored number, so that no window overflows


class Window:
    """The rows of stored words, and the sums over windows of words."""

    def __init__(self, layer: Layer, slots: int, words: int) -> None:
        """The layer has PLACES * wide outputs. For so many slots, and at most so many words at once. Slot 0 is empty:
        beyond the ends of a text."""
        self._weights, self._bias = np.split(layer.floats(), [-1])
        wide = self._weights.shape[1] // PLACES
        self._slots, self._words = slots, words
        self._rows = np.zeros((PLACES, min(slots, FIRST), wide), np.int16)
        self._wide = wide
        self._make_room(min(words, FIRST))

    def _make_room(self, words: int) -> None:
        """Arrays for the sums of so many words."""
        wide = self._wide
        self._part = np.empty((words, wide), np.int16)
        self._total = np.empty((words, wide), np.int16)
        self._hidden = np.empty((words, wide), np.float32)

    def store(self, slot: int, vectors: Floats) -> None:
        """Keep the rows of words from `slot` on. vectors (words, size): whole numbers of 1 / UNIT."""
        rows = np.clip(vectors, -VECTOR, VECTOR) @ self._weights
        rows += self._bias
        clip(rows, -LIMIT, LIMIT, rows)
        room = self._rows.shape[1]
        if slot + len(rows) > room:
            whole = np.empty((PLACES, self._slots, self._wide), np.int16)
            whole[:, :room] = self._rows
            self._rows = whole
        self._rows[:, slot : slot + len(rows)] = rows.reshape(len(rows), PLACES, -1).transpose(1, 0, 2)

    def sums(self, ids: Ints) -> Floats:
        """For each word the sum over the words around it, kept within 0 and SUM; shape (words, wide). What was
        returned before is overwritten."""
        n = len(ids)
        padded = np.zeros(n + PLACES - 1, np.intp)  # `take` wants no wider ones on a machine of 32 bits
        padded[PLACES // 2 :][:n] = ids
        if n > len(self._part):
            self._make_room(self._words)
        part, total, hidden = self._part[:n], self._total[:n], self._hidden[:n]
        self._rows[0].take(padded[:n], axis=0, out=total, mode="clip")  # any other mode takes into a copy of `out`
        for k in range(1, PLACES):
            self._rows[k].take(padded[k : k + n], axis=0, out=part, mode="clip")
            total += part
        total.clip(0, SUM, out=total)
        hidden[:] = total
        return hidden


class Slots:
    """Which slot holds which word. New words are stored when they are met; at most `size` are kept. Numbers share a
    slot with all that differ in their digits only: there is no end of them, and the models see no difference."""

    def __init__(self, size: int, store: Callable[[int, list[str]], None]) -> None:
        """`store(slot, words)` keeps what is needed of words from that slot on."""
        self._size, self._store = size, store
        self._ids: dict[str, int] = {"": 0}
        self.forgotten = 0  # times that words were dropped: slots from before tell nothing then

    def __len__(self) -> int:
        return len(self._ids)

    def __call__(self, words: Sequence[str]) -> Ints:
        """The slots of some words, at most half of `size`, shape (words,)."""
        found = list(map(self._ids.get, words))
        if None in found:
            places = [k for k, slot in enumerate(found) if slot is None]
            keys = [folded(words[k]) for k in places]
            new = [key for key in dict.fromkeys(keys) if key not in self._ids]
            if len(self._ids) + len(new) > self._size:
                self._forget()
                return self(words)
            if new:
                self.add(new)
            for k, key in zip(places, keys, strict=True):
                found[k] = self._ids[key]
        return np.fromiter(found, np.int64, len(found))

    def add(self, words: list[str]) -> None:
        """Store words that are not stored."""
        start = len(self._ids)
        self._store(start, words)
        self._ids.update(zip(words, range(start, start + len(words)), strict=True))

    def _forget(self) -> None:
        """Drop the words stored last; those stored first are mostly the frequent ones."""
        self._ids = dict(list(self._ids.items())[: self._size // 2])
        self.forgotten += 1


def chunks(n: int, size: int, halo: int) -> list[tuple[int, int, int]]:
    """(first word, first word read, end of the words read) of each chunk of n words, `halo` being read beyond it."""
    return [(start, max(start - halo, 0), min(start + size + halo, n)) for start in range(0, n, size)]
