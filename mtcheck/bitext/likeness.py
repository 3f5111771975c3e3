"""How well the two sides of a bead speak of the same, by what the other beads of the text have in common.

Each hint or anchor of the translation is looked for on the source side. What it is worth to find it, or to miss it, is
counted on the text itself: a name that the source always has beside the translation's speaks loudly where it is
missing; a word that comes and goes says little. The sum of the logarithms of these likelihood ratios is positive where
both sides say the same, about zero where there is nothing to compare, negative where they speak of different things.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

FEWEST = 12  # beads from which a text can be counted on
ENOUGH = 1.2  # what beads must have on average for one of them to be judged
UNLIKE = 0.3  # what they have on average at most if the source is that of another text
TELLING = 6  # numbers that a text must have for that
CHANCE = 0.3  # of them stand in the source of another text too
DIFFERENT = -2.4  # below this the two sides of a bead speak of different things


class Sides(NamedTuple):
    """What a bead's source and its translation have that can be compared."""

    source: frozenset[str]
    target: frozenset[str]


class Likeness:
    """The values of all beads of a text."""

    def __init__(self, beads: Sequence[Sides]) -> None:
        self.count = len(beads)
        sources = Counter(chain.from_iterable([b.source for b in beads]))
        targets = Counter(chain.from_iterable([b.target for b in beads]))
        both = Counter(chain.from_iterable([b.target & b.source for b in beads]))
        # What it is worth to find, to miss a hint; where that is nothing it is left out.
        self._found: dict[str, float] = {}
        self._missed: dict[str, float] = {}
        for hint in targets.keys() & sources.keys():
            if sources[hint] < self.count:
                found, missed = _worth(both[hint], targets[hint], sources[hint], self.count)
                if found:
                    self._found[hint] = found
                if missed:
                    self._missed[hint] = missed
        self._beads = beads

    def of(self, sides: Sides) -> float:
        """The value of one bead."""
        found, missed = self._found, self._missed
        return sum([found[h] for h in sides.target & sides.source if h in found]) + sum(
            [missed[h] for h in sides.target - sides.source if h in missed]
        )

    @cached_property
    def mean(self) -> float:
        return sum(map(self.of, self._beads)) / max(1, self.count)

    @property
    def enough(self) -> bool:
        """Whether there are enough beads, and they have enough in common, to judge one of them."""
        return self.count >= FEWEST and self.mean >= ENOUGH

    @property
    def unlike(self) -> bool:
        """Whether the two sides of the whole text seem to have nothing to do with each other, though the translation
        has numbers that should stand in the source too, and do not."""
        if self.count < FEWEST or self.mean > UNLIKE:
            return False
        numbers = [(h, b.source) for b in self._beads for h in b.target if h[:1] == "#"]
        return len(numbers) >= TELLING and sum(h in source for h, source in numbers) < CHANCE * len(numbers)


def _worth(both: int, target: int, source: int, count: int) -> tuple[float, float]:
    """Logarithms of the likelihood ratios of finding and of missing a hint."""
    beside, chance = (both + 0.5) / (target + 1), (source + 0.5) / (count + 1)
    return max(0.0, math.log(beside / chance)), min(0.0, math.log((1 - beside) / (1 - chance)))
