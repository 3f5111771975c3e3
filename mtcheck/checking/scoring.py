"""Findings -> a score of 0 to 100 with a signature.

The linear calibrated scoring model of MQM 2.0 (the-mqm.org, "MQM scoring models"): penalty points by
severity, normed to 1,000 words, scaled so that a text with just the allowed points has the passing score.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mtcheck.languages import DEFAULT
from mtcheck.lint.findings import Finding, Severity

PENALTY = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
SMALLEST_SAMPLE = 300  # words; below it MQM scores are statistically unreliable
STRAIN = 0.05  # points of the score at most that strain costs: it ranks, it fails nothing


@dataclass(frozen=True, slots=True)
class Calibration:
    """The score that passes, and the penalty points per 1,000 words a text with that score may have."""

    threshold: float = 80.0
    allowed: float = 10.0

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 100:
            raise ValueError(f"threshold must lie between 0 and 100, not {self.threshold}")
        if not self.allowed > 0:
            raise ValueError(f"allowed penalty points must be positive, not {self.allowed}")


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is 0 to 100. `applicable` is False for a text without words (the value is then 0.0)."""

    value: float
    linear: float  # the score before what strain costs: what bars are held against
    penalty: float  # penalty points: severity weight times confidence, summed
    npt: float  # normed penalty total: points per 1,000 words
    words: int
    passed: bool
    sufficient: bool  # at least SMALLEST_SAMPLE words
    applicable: bool
    threshold: float
    signature: str
    rate: float  # points of the score that one penalty point costs
    strain: float = 0.0  # 0 to 1, what speaks against the text without being shown (see languages/base.py)

    def cost(self, finding: Finding) -> float:
        """Points of the score that a finding costs."""
        return penalty(finding) * self.rate

    def reaches(self, bar: float) -> bool:
        """Whether the score is at least the bar, strain aside: no text fails by what no finding shows."""
        return self.linear >= bar

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": round(self.value, 4) if self.applicable else None,
            "penalty": round(self.penalty, 3),
            "npt": round(self.npt, 3),
            "strain": round(self.strain, 3),
            "threshold": self.threshold,
            "passed": self.passed,
            "applicable": self.applicable,
            "sufficient_sample": self.sufficient,
            "signature": self.signature,
        }


def penalty(finding: Finding) -> float:
    """Penalty points of one finding: the weight of its severity, times its confidence."""
    return PENALTY[finding.severity] * finding.confidence


def score(
    findings: Iterable[Finding], words: int, calibration: Calibration, signature: str, strain: float = 0.0
) -> Score:
    """The score of a text of so many words, with so much strain (0 to 1, see languages/base.py).

    The strain takes at most STRAIN points: it ranks texts that have the same findings or none, and stays under what
    a report prints.

    A text under 300 words is normed as if it had 300: the linear model would give one small slip in a
    single sentence a score of 0 (arXiv 2511.13467 on its unfairness to short texts).
    """
    points = sum(penalty(f) for f in findings)
    npt = points * 1000 / max(words, SMALLEST_SAMPLE)
    scale = (100.0 - calibration.threshold) / calibration.allowed
    linear = max(0.0, 100.0 - npt * scale)
    applicable = words > 0
    return Score(
        value=max(0.0, linear - STRAIN * strain) if applicable else 0.0,
        linear=linear if applicable else 0.0,
        penalty=points,
        npt=npt,
        words=words,
        passed=not applicable or linear >= calibration.threshold,
        sufficient=words >= SMALLEST_SAMPLE,
        applicable=applicable,
        threshold=calibration.threshold,
        signature=signature,
        rate=scale * 1000 / max(words, SMALLEST_SAMPLE),
        strain=strain,
    )


class MeanScore:
    """The mean of scores; texts without words have none and do not count."""

    def __init__(self, scores: Iterable[Score] = ()) -> None:
        self.texts = self.passed = self.words = 0
        self._sum = self._weighted = 0.0
        for score in scores:
            self.add(score)

    def add(self, score: Score) -> None:
        """Count one text."""
        if score.applicable:
            self.texts += 1
            self.passed += score.passed
            self.words += score.words
            self._sum += score.value
            self._weighted += score.value * score.words

    @property
    def by_text(self) -> float | None:
        """Each text counts alike: for the files of a run. None without any."""
        return self._sum / self.texts if self.texts else None

    @property
    def by_word(self) -> float | None:
        """A text counts by its words: for the articles of one file. None without any."""
        return self._weighted / self.words if self.words else None


class Gain(NamedTuple):
    """What fixing a finding gains. `finding` is its index in the report; `then` the score once it and all
    findings before it in the list are gone (a score cannot fall below 0, so it may rise later than gained)."""

    finding: int
    gain: float
    then: float


def gains(findings: Sequence[Finding], score: Score) -> list[Gain]:
    """The fix list: all findings, the one that costs most first, else in reading order."""
    costs = [score.cost(f) for f in findings]
    order = sorted(range(len(costs)), key=lambda i: (-costs[i], i))
    out = []
    left = sum(costs)
    for i in order:
        left = max(0.0, left - costs[i])
        out.append(Gain(i, costs[i], max(0.0, 100.0 - left - STRAIN * score.strain)))
    return out


def signature(
    version: str, rules: str, profile: str, words: int, calibration: Calibration, language: str = DEFAULT
) -> str:
    """What a score depends on, in one line, so that two scores can be compared (after sacrebleu's)."""
    scale = f"{calibration.threshold:g}/{calibration.allowed:g}"
    return f"mtcheck:{version}|lang:{language}|rules:{rules}|profile:{profile}|scale:{scale}|words:{words}"


def fingerprint(codes: Iterable[str]) -> str:
    """Eight hexadecimal digits that stand for a set of rules."""
    return format(zlib.crc32("\n".join(sorted(codes)).encode()), "08x")
