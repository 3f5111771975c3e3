"""One-edit corrections of a string that is not a word, the likelier first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from mtcheck.languages.en.words.wordlist import frequent

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")
FEW = 20  # words asked for from which an index of parts pays
LONGEST = 60  # letters; no word of any list is half as long, and to try every place of a longer string takes long


class Correction(NamedTuple):
    """A frequent word one edit away. `cost`: the rank of its frequency, more for unusual slips."""

    cost: float
    word: str


@lru_cache(maxsize=1 << 13)
def corrections(word: str) -> tuple[Correction, ...]:
    """The frequent words one edit away, cheapest first."""
    known = frequent().words()
    found = [other for other in _edits(word, known) if len(other) > 1 and other != word]
    return tuple(sorted(Correction(known[other] + cost(word, other), other) for other in found))


def _edits(word: str, known: Collection[str]) -> set[str]:
    """The known strings one edit away. Each is tested where it is made: hardly any of the 500 is known."""
    found: set[str] = set()
    if len(word) > LONGEST:
        return found
    for k in range(len(word) + 1):
        a, b, rest = word[:k], word[k:], word[k + 1 :]
        found.update([other for c in ALPHABET if (other := a + c + b) in known])
        if b:
            found.update([other for c in ALPHABET if (other := a + c + rest) in known])
            found.update(other for other in (a + rest, a + rest[:1] + b[0] + rest[1:]) if other in known)
    return found


def cost(word: str, other: str) -> float:
    """How unusual it is that `word` comes out of `other` by one slip."""
    k = 0
    while k < min(len(word), len(other)) and word[k] == other[k]:
        k += 1
    first = 2.5 if k == 0 else 0.0
    longer = max(word, other, key=len)
    if len(word) != len(other):
        return first - (longer[k] == longer[k - 1 : k]) * 1.0
    if word[k + 1 : k + 2] == other[k] and word[k + 2 :] == other[k + 2 :]:
        return (first and 0.5) - 1.0  # two letters changed places
    return first + (0.5 if {word[k], other[k]} <= VOWELS else 1.5)


def sure(found: tuple[Correction, ...]) -> str | None:
    """The correction that stands out, if one does."""
    if found and (len(found) == 1 or found[1].cost - found[0].cost >= 2.5):
        return found[0].word
    return None


def shortened(word: str) -> Iterator[str]:
    """The word, and the word without one of its letters."""
    yield word
    for k in range(len(word)):
        yield word[:k] + word[k + 1 :]


class Near:
    """A small set of words that finds those one edit away quickly, without trying all letters: once it has been asked
    often by their parts, at first by looking at each."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = words
        self._asked = 0

    @cached_property
    def by_part(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for word in self._words:
            for part in shortened(word):
                parts.setdefault(part, []).append(word)
        return parts

    def __call__(self, word: str) -> list[str]:
        """The members one edit away, sorted."""
        if len(word) > LONGEST:
            return []
        self._asked += 1
        if self._asked < FEW:
            near: Collection[str] = [other for other in self._words if -2 < len(other) - len(word) < 2]
        else:
            near = {other for part in shortened(word) for other in self.by_part.get(part, ())}
        return sorted(other for other in near if other != word and one_edit(word, other))


def one_edit(a: str, b: str) -> bool:
    """Whether a letter too many, too few, other, or two letters in the wrong order part the two."""
    if len(a) > len(b):
        a, b = b, a
    k = 0
    while k < len(a) and a[k] == b[k]:
        k += 1
    if len(a) < len(b):
        return a[k:] == b[k + 1 :]
    return a[k + 1 :] == b[k + 1 :] or (a[k : k + 2] == b[k : k + 2][::-1] and a[k + 2 :] == b[k + 2 :])
