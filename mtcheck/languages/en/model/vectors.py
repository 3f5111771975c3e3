"""The numbers of a word: those of the commonest words ready-made, those of all others summed over their pieces."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.arrays import Arrays, Words
from mtcheck.languages.en.model.whole import Floats, Ints, units

_NONE = (-1,) * features.PIECES


class Vectors:
    """Rows of a table of pieces, 8-bit, and of the commonest words, in whole numbers of 1 / UNIT."""

    def __init__(self, known: Words, arrays: Arrays, rows_of: Callable[[list[str]], NDArray[np.int64]]) -> None:
        """`known`: the commonest words; of the first of them `arrays` holds rows. `rows_of(words)`: the rows of the
        table for the pieces of words in their small form, (words, PIECES), 0 where there is none."""
        self._known, self._rows_of = known, rows_of
        self._rows, self._scale = arrays["known_rows"], arrays["known_scale"].astype(np.float32)
        self._table, self._table_scale = arrays["table"], arrays["table_scale"].astype(np.float32)

    def __call__(self, small: list[str]) -> Floats:
        """The numbers of words in their small form, shape (words, numbers)."""
        places = self.places(small)
        vectors = units(self._rows[places] * self._scale[places, None])
        strange = np.flatnonzero(places < 0)
        if len(strange):
            rows = self._rows_of([small[i] for i in strange.tolist()])
            vectors[strange] = units(self._table[rows] * self._table_scale[rows, None]).sum(axis=1)
        return vectors

    def places(self, small: list[str]) -> Ints:
        """Rank among the commonest words, -1 for all others; shape (words,)."""
        places = self._known.places(small)
        places[places >= len(self._rows)] = -1
        return places


def piece_rows(small: list[str]) -> NDArray[np.int64]:
    """Rows of the reading model's table for the pieces of words in their small form, shape (words, PIECES); 0 where
    none."""
    found = np.fromiter(chain.from_iterable(map(_padded, small)), np.int64, len(small) * features.PIECES)
    rows = np.where(found >= 0, found % (features.BUCKETS - 1) + 1, 0)
    return rows.reshape(len(small), features.PIECES)


@lru_cache(maxsize=1 << 12)
def _padded(small_word: str) -> tuple[int, ...]:
    """The hashes of the pieces of a word, and -1 for each that it has less than PIECES: the parser asks for them after
    the reader."""
    found = features.hashes(small_word)
    return (*found, *_NONE[len(found) :])
