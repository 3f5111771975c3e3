"""Is this an English word? SCOWL's words in Bloom filters, and the frequent ones as text.

The filters (0.9 MB) load in a millisecond and answer in two microseconds; answers are remembered. A filter
never denies a word it holds; of strings that are no words it takes 1 in 2,000 for one.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from zlib import crc32

from mtcheck.languages.en.words.table import Lines
from mtcheck.text.packaged import beside, bytes_of

SETS_FILE = beside(__file__, "..", "lexicon", "words.bloom")
FREQUENT_FILE = beside(__file__, "..", "lexicon", "words_frequent.txt")

WORD, RARE, NAME, UNKNOWN = range(4)  # what a lower-cased string is
_BITS = (1, 2, 4, 8, 16, 32, 64, 128)
_HEAD = struct.Struct("<8sII")  # name, bytes, hashes


class Bloom:
    """A set of strings that may take a stranger in but never turns a member away."""

    __slots__ = ("bits", "hashes")

    def __init__(self, bits: bytes, hashes: int) -> None:
        self.bits, self.hashes = bits, hashes

    @classmethod
    def of(cls, members: Collection[str], bits_each: int) -> Bloom:
        size = -(-len(members) * bits_each // 8)
        bits = bytearray(size)
        hashes = min(6, max(1, round(bits_each * 0.69)))
        for word in members:
            a, b = _hashes(word)
            for k in range(hashes):
                at = (a + k * b) % (8 * size)
                bits[at >> 3] |= 1 << (at & 7)
        return cls(bytes(bits), hashes)

    def __contains__(self, word: str) -> bool:
        return self.holds(*_hashes(word))

    def holds(self, a: int, b: int) -> bool:
        """Whether it holds the string with these hashes: several filters can be asked with one reckoning."""
        bits, size = self.bits, 8 * len(self.bits)
        for at in range(a, a + self.hashes * b, b):
            at %= size
            if not bits[at >> 3] & _BITS[at & 7]:
                return False
        return True


def _hashes(word: str) -> tuple[int, int]:
    data = word.encode("utf-8", "surrogatepass")
    return crc32(data), crc32(data[::-1]) | 1


def pack(sets: Mapping[str, Bloom]) -> bytes:
    """The filters as one file."""
    return b"".join(_HEAD.pack(name.encode(), len(b.bits), b.hashes) + b.bits for name, b in sets.items())


def unpack(data: bytes) -> dict[str, Bloom]:
    """The filters in a file written with `pack`."""
    sets, at = {}, 0
    while at < len(data):
        name, size, hashes = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        sets[name.rstrip(b"\0").decode()] = Bloom(data[at : at + size], hashes)
        at += size
    return sets


@cache
def _sets() -> tuple[Bloom, Bloom, Bloom, Bloom]:
    sets = unpack(bytes_of(SETS_FILE))
    return sets["words"], sets["rare"], sets["names"], sets["parts"]


@lru_cache(maxsize=1 << 17)
def kind(lower: str) -> int:
    """WORD, RARE (too rare to expect in news), NAME (a name in small letters) or UNKNOWN; no morphology."""
    words, rare, names, _ = _sets()
    a, b = _hashes(lower)
    if words.holds(a, b):
        return WORD
    if rare.holds(a, b):
        return RARE
    return NAME if names.holds(a, b) else UNKNOWN


def parts(word: str) -> list[str]:
    """The triples of letters of a word, with signs for its beginning and end."""
    whole = f"^{word}$"
    return [whole[k : k + 3] for k in range(len(whole) - 2)]


@lru_cache(maxsize=1 << 13)
def odd_parts(word: str) -> int:
    """How many triples of letters of the word hardly any English word has."""
    known = _sets()[3]
    return sum(part not in known for part in parts(word))


@cache
def frequent() -> Lines[int]:
    """Frequent words in lower case, with the rank of their block (0: the most frequent)."""
    return Lines(bytes_of(FREQUENT_FILE), int)
