"""Which of several versions of the same articles has fewer artefacts: paired evidence and a paired bootstrap.

Each article is its own control: only articles that all versions hold count, and all versions of one are taken to be as
long as they are on average, so that a version that leaves words out gains nothing. The articles are then drawn again
and again, with replacement, the same for all versions (Koehn 2004).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.checking.registry import family_of
from mtcheck.checking.report import Report
from mtcheck.checking.scoring import by_rule

SAMPLES = 2000
CHUNK = 100  # samples that are drawn at a time: memory stays small for many articles
FEWEST = 8  # articles below which nothing is said of a difference
LEVEL = 0.05


class Evidence(NamedTuple):
    """What was found in one version of one article: penalty points in all and by family, words, findings."""

    points: float
    families: Mapping[str, float]
    words: int
    findings: int
    judged: bool  # whether it has a score


class Range(NamedTuple):
    """Points per 1,000 words, with the bounds between which 95 of 100 samples lie."""

    value: float
    low: float
    high: float


class Pair(NamedTuple):
    """Version `second` against version `first`: the difference of their points per 1,000 words (negative: fewer), and
    the probability of one as large if they did not differ; of several pairs, after Holm."""

    first: int
    second: int
    difference: Range
    p: float

    def shown(self, articles: int) -> bool:
        """Whether the articles show a difference."""
        return articles >= FEWEST and self.p < LEVEL


class Ranking(NamedTuple):
    """`rates` and `families` (points per 1,000 words) are in the order of the versions; `order` has the indices of the
    versions, the one with the fewest artefacts first."""

    articles: int
    words: float
    rates: tuple[Range, ...]
    families: Mapping[str, tuple[float, ...]]
    family_pairs: Mapping[str, tuple[Pair, ...]]
    pairs: tuple[Pair, ...]
    order: tuple[int, ...]


def evidence(reports: Iterable[Report]) -> Evidence:
    """Of one version of an article (a file may hold several texts)."""
    points, words, findings, judged = 0.0, 0, 0, False
    families: dict[str, float] = {}
    for report in reports:
        calibration = report.score.calibration
        for code, penalties in by_rule(report.findings).items():
            cost = calibration.of_rule(penalties)
            points += cost
            families[family_of(code)] = families.get(family_of(code), 0.0) + cost
        words += report.words
        findings += len(report.findings)
        judged |= report.score.applicable
    return Evidence(points, families, words, findings, judged)


def ranking(versions: Sequence[Sequence[Evidence]], samples: int = SAMPLES) -> Ranking:
    """Of versions of the same articles, in the same order: as many of each, at least one. The same articles always give
    the same samples."""
    words = np.array([[max(1, e.words) for e in v] for v in versions], float).mean(axis=0)
    names = sorted({family for v in versions for e in v for family in e.families})
    layers = [np.array([[e.points for e in v] for v in versions])]
    layers += [np.array([[e.families.get(name, 0.0) for e in v] for v in versions]) for name in names]
    drawn = _drawn(layers, words, samples)
    observed = [1000 * layer.sum(axis=1) / words.sum() for layer in layers]
    rates = tuple(_range(observed[0][k], drawn[0][k]) for k in range(len(versions)))
    return Ranking(
        articles=len(words),
        words=float(words.sum()),
        rates=rates,
        families={name: tuple(map(float, observed[n])) for n, name in enumerate(names, 1)},
        family_pairs={name: _pairs(observed[n], drawn[n]) for n, name in enumerate(names, 1)},
        pairs=_pairs(observed[0], drawn[0]),
        order=tuple(sorted(range(len(versions)), key=lambda k: (rates[k].value, k))),
    )


def _drawn(
    layers: Sequence[NDArray[np.float64]], words: NDArray[np.float64], samples: int
) -> list[NDArray[np.float64]]:
    """For each layer, shape (versions, samples): points per 1,000 words in each sample of articles."""
    chance = np.random.default_rng(0)
    n = len(words)
    parts: list[list[NDArray[np.float64]]] = [[] for _ in layers]
    for first in range(0, samples, CHUNK):
        times = chance.multinomial(n, np.full(n, 1 / n), size=min(CHUNK, samples - first)).astype(float)
        length = times @ words
        for part, layer in zip(parts, layers, strict=True):
            part.append(1000 * (layer @ times.T) / length)
    return [np.concatenate(part, axis=1) for part in parts]


def _range(value: float, drawn: NDArray[np.float64]) -> Range:
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Range(float(value), float(low), float(high))


def _pairs(observed: NDArray[np.float64], drawn: NDArray[np.float64]) -> tuple[Pair, ...]:
    """Each two versions; the probabilities are raised after Holm, as several pairs are looked at."""
    pairs = []
    for a, b in combinations(range(len(observed)), 2):
        difference = drawn[b] - drawn[a]
        tail = min(np.count_nonzero(difference >= 0), np.count_nonzero(difference <= 0))
        p = min(1.0, 2 * (1 + int(tail)) / (len(difference) + 1))
        pairs.append(Pair(a, b, _range(observed[b] - observed[a], difference), p))
    least = 0.0
    raised: dict[tuple[int, int], float] = {}
    for k, pair in enumerate(sorted(pairs, key=lambda x: x.p)):
        least = max(least, min(1.0, pair.p * (len(pairs) - k)))
        raised[pair.first, pair.second] = least
    return tuple(pair._replace(p=raised[pair.first, pair.second]) for pair in pairs)
