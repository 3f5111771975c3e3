"""The files of weights: named arrays in one numpy file, mapped into memory rather than read.

The file is a plain `.npy` of one record whose fields are the arrays, so that what a text does not need (most rows of
the tables) is never loaded, and several processes share the rest. Numbers only: nothing in it is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pathlib import Path

Arrays = Mapping[str, NDArray[Any]]


def load(path: str) -> Arrays:
    """The arrays of a file, by name; they cannot be written to."""
    record = np.load(path, mmap_mode="r", allow_pickle=False)[0]
    return {name: record[name] for name in record.dtype.names}


def write(path: Path, arrays: Arrays) -> None:
    """Write named arrays; the same arrays give the same bytes."""
    dtype = np.dtype([(name, a.dtype.newbyteorder("<"), a.shape) for name, a in arrays.items()], align=True)
    record = np.zeros(1, dtype)
    for name, values in arrays.items():
        record[0][name] = values
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, record, allow_pickle=False)


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def word_arrays(words: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays in which `Words` looks words up. Raises ValueError if two of them have one hash."""
    hashes = np.array([_hash(word) for word in words], np.uint32)
    if len(np.unique(hashes)) < len(hashes):
        raise ValueError("two words have the same hash")
    data = [word.encode() for word in words]
    order = np.argsort(hashes)
    ends = np.cumsum([len(word) + 1 for word in data])
    return {
        "known": np.frombuffer(b"\n".join(data), np.uint8),
        "known_hash": hashes[order],
        "known_rank": order.astype(np.uint16),
        "known_end": ends.astype(np.uint32),
    }


class Words:
    """A list of words that says where a word stands in it, without having been taken apart."""

    def __init__(self, arrays: Arrays) -> None:
        self._text = arrays["known"]
        self._hash, self._rank, self._end = (arrays[f"known_{part}"] for part in ("hash", "rank", "end"))

    def all(self) -> list[str]:
        """The words, in their order."""
        return self._text.tobytes().decode("utf-8").split("\n")

    def places(self, words: Sequence[str]) -> NDArray[np.int64]:
        """The place of each word in the list, -1 if it is not there; shape (words,)."""
        hashes = np.fromiter(map(_hash, words), np.uint32, len(words))
        found = np.minimum(self._hash.searchsorted(hashes), len(self._hash) - 1)
        places = np.where(self._hash[found] == hashes, self._rank[found], np.int64(-1))
        for k in np.flatnonzero(places >= 0).tolist():
            place = int(places[k])
            start = int(self._end[place - 1]) if place else 0
            if self._text[start : self._end[place] - 1].tobytes() != words[k].encode("utf-8", "surrogatepass"):
                places[k] = -1  # another word with the same hash
        return places
