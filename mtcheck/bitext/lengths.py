"""How long a translation is for its source: by the language's table, then by the text's own pairs.

Lengths of the source are counted in code points of English that its language is known to need (`expected`); a `Scale`
says what the text at hand makes of that, for translators and kinds of text differ more than languages do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache
from statistics import median
from typing import NamedTuple

from mtcheck.bitext.language import LanguageData

LEAST = 40  # code points of both sides together from which a pair says something of lengths
FEWEST = 20  # pairs from which a text's own lengths are trusted
LEAST_PAIRS = 5  # fewer have no median worth the name
TABLE_PAIRS = 10  # for how many pairs the table counts
SLACK = 15  # code points by which the shortest pieces differ as much as long ones
WIDE = 2.5  # how much wider lengths may spread before the text's own are known
NORMAL = 1.4826  # standard deviations for one median of absolute differences, in a normal distribution


class Scale(NamedTuple):
    """Code points of English for each that was expected, and the variance for one of English. `pairs`: how many of the
    text's own it was measured on; 0: it is the table's."""

    ratio: float = 1.0
    spread: float = 6.8
    pairs: int = 0

    def deviation(self, source: float, target: float) -> float:
        """Standard deviations by which the lengths differ; positive if the translation is long."""
        expected = source * self.ratio
        mean = (expected + target) / 2
        return (target - expected) / math.sqrt((mean + SLACK) * self.spread) if mean else 0.0

    @property
    def own(self) -> bool:
        """Whether the text itself had enough pairs to measure it on."""
        return self.pairs >= FEWEST


def expected(text: str, language: LanguageData) -> float:
    """The code points of English that a piece of the source is likely to need."""
    total = language.ratio * len(text)
    for pattern, each in _weights(language):
        total += (each - language.ratio) * sum(map(len, pattern.findall(text)))
    return max(total, 0.0)


@cache
def _weights(language: LanguageData) -> list[tuple[re.Pattern[str], float]]:
    return [(re.compile(f"[{letters}]+"), each) for letters, each in language.lengths.items()]


def wide(language: LanguageData, ratio: float = 1.0) -> Scale:
    """The scale of the first pass: what the table says, taken loosely, times the ratio of the whole texts."""
    return Scale(ratio, language.spread * WIDE)


def measured(lengths: Iterable[tuple[float, float]], language: LanguageData) -> Scale:
    """The scale of pairs of (expected, real) lengths: medians, which a few wrong pairs do not move. Where pairs are few
    the table counts too."""
    told = [(s, t) for s, t in lengths if s + t >= LEAST and s and t]
    if len(told) < LEAST_PAIRS:
        return Scale(1.0, language.spread)
    count, table = len(told), TABLE_PAIRS if language.known else 1
    own = median(t / s for s, t in told)
    ratio = math.exp(count * math.log(own) / (count + table))
    off = median(abs(t - s * ratio) / math.sqrt((t + s * ratio) / 2 + SLACK) for s, t in told)
    spread = (count * (NORMAL * off) ** 2 + table * language.spread) / (count + table)
    return Scale(ratio, max(0.5, spread), count)
