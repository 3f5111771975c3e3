"""English words and how they are usually written: small, or with a capital though no sentence begins."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.words.table import Lines
from mtcheck.text.packaged import beside, bytes_of

LEVELS = 20  # of the shares in words_case.txt: as many mean always
_RARE = 0.95  # share of words that were never met in a text, but stand in word lists only in lower case


@cache
def shares() -> Lines[float]:
    """The commoner English words, in lower case, with the share of mid-sentence occurrences written small.

    Titles, months and weekdays, which take a capital by convention, are words with a share of 0.
    """
    return Lines(bytes_of(beside(__file__, "words_case.txt")), lambda level: int(level) / LEVELS)


@cache
def _rare() -> NDArray[np.uint32]:
    """Sorted hashes of the rarer words. A stranger is taken for one of them once in 90,000 times."""
    return np.frombuffer(bytes_of(beside(__file__, "rare.bin")), "<u4")


@lru_cache(maxsize=4096)
def _is_rare(lower: str) -> bool:
    hashes = _rare()
    key = np.uint32(zlib.crc32(lower.encode("utf-8", "surrogatepass")))
    place = int(hashes.searchsorted(key))
    return place < len(hashes) and bool(hashes[place] == key)


@lru_cache(maxsize=65536)
def usually_small(word: str) -> float:
    """Share of the word's occurrences inside sentences that are written small, 0 to 1; 0 if it is unknown."""
    lower = word.lower()
    share = shares().get(lower)
    if share is None:
        return _RARE if _is_rare(lower) else 0.0
    return share
