"""Findings -> a score of 0 to 100 with a signature: of known artefacts, not of the translation (docs/score.md).

Penalty points by severity and confidence, normed to 1,000 words, scaled so that a text with just the allowed points
has the passing score: the calibration of MQM 2.0 (the-mqm.org, "MQM scoring models"). Two models make a score of them.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mtcheck.languages import DEFAULT
from mtcheck.lint.findings import Finding, Severity

PENALTY = {Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
SMALLEST_SAMPLE = 300  # words; below it MQM scores are statistically unreliable
STRAIN = 0.05  # points of the score at most that strain costs: it ranks, it fails nothing
SATURATING, LINEAR = "saturating", "linear"
MODELS = (SATURATING, LINEAR)
UNPLAIN = re.compile(r"[^\w.+-]+")  # what no name in a signature holds


@dataclass(frozen=True, slots=True)
class Calibration:
    """The score that passes, the penalty points per 1,000 words a text with that score may have, and the model.

    `saturating`: of one rule the k-th finding, the costliest first, costs a k-th of its points, and each time a text
    has the allowed points its score is multiplied by the passing one: it never reaches 0, so that bad texts can be told
    apart. `linear`: that of MQM, in which every finding costs the same wherever it stands.
    """

    threshold: float = 80.0
    allowed: float = 10.0
    model: str = SATURATING

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 100:
            raise ValueError(f"threshold must lie between 0 and 100, not {self.threshold}")
        if not self.allowed > 0:
            raise ValueError(f"allowed penalty points must be positive, not {self.allowed}")
        if self.model not in MODELS:
            raise ValueError(f"no score model {self.model!r}; there are: {', '.join(MODELS)}")

    def points(self, penalties: dict[str, list[float]]) -> float:
        """The penalty points of findings, given those of each by rule."""
        return sum(map(self.of_rule, penalties.values()))

    def of_rule(self, penalties: Sequence[float]) -> float:
        """The penalty points of the findings of one rule."""
        if self.model == LINEAR or len(penalties) < 2:
            return sum(penalties)
        return sum(p / k for k, p in enumerate(sorted(penalties, reverse=True), 1))

    def score(self, npt: float) -> float:
        """The score of a text with so many penalty points per 1,000 words."""
        if self.model == LINEAR:
            return max(0.0, 100.0 - npt * (100.0 - self.threshold) / self.allowed)
        return float(100.0 * (self.threshold / 100.0) ** (npt / self.allowed))


@dataclass(frozen=True, slots=True)
class Score:
    """`value` is 0 to 100; None for a text that cannot be judged, for the reason in `why`."""

    value: float | None
    shown: float  # the score before what strain costs: what reports print and bars are held against
    penalty: float  # penalty points, summed as the model does
    npt: float  # normed penalty total: points per 1,000 words
    words: int
    reached: bool  # the threshold
    sufficient: bool  # at least SMALLEST_SAMPLE words
    applicable: bool
    calibration: Calibration
    signature: str
    strain: float = 0.0  # 0 to 1, what speaks against the text without being shown (see languages/base.py)
    why: str = ""  # there is no score

    @property
    def threshold(self) -> float:
        return self.calibration.threshold

    def reaches(self, bar: float) -> bool:
        """Whether the score is at least the bar, strain aside: no text fails by what no finding shows."""
        return self.shown >= bar - 1e-9

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": None if self.value is None else round(self.value, 4),
            "penalty": round(self.penalty, 3),
            "npt": round(self.npt, 3),
            "strain": round(self.strain, 3),
            "threshold": self.threshold,
            "reached": self.reached,
            "applicable": self.applicable,
            "why_not": self.why or None,
            "sufficient_sample": self.sufficient,
            "model": self.calibration.model,
            "signature": self.signature,
        }


def penalty(finding: Finding) -> float:
    """Penalty points of one finding: the weight of its severity, times its confidence."""
    return PENALTY[finding.severity] * finding.confidence


def by_rule(findings: Iterable[Finding]) -> dict[str, list[float]]:
    """The penalty points of each finding, by the code of its rule."""
    out: dict[str, list[float]] = {}
    for f in findings:
        out.setdefault(f.code, []).append(penalty(f))
    return out


def normed(points: float, words: int) -> float:
    """Points per 1,000 words. A text under 300 words is normed as if it had 300: else one small slip in a single
    sentence would take all of the score (arXiv 2511.13467 on the linear model's unfairness to short texts)."""
    return points * 1000 / max(words, SMALLEST_SAMPLE)


def score(
    findings: Iterable[Finding],
    words: int,
    calibration: Calibration,
    signature: str,
    strain: float = 0.0,
    why_not: str = "",
) -> Score:
    """The score of a text of so many words, with so much strain (0 to 1, see languages/base.py). `why_not`: why it can
    have none.

    The strain takes at most STRAIN points: it ranks texts that have the same findings or none, and stays under what
    a report prints.
    """
    points = calibration.points(by_rule(findings))
    npt = normed(points, words)
    shown = calibration.score(npt)
    why = why_not or ("" if words else "no words")
    return Score(
        value=None if why else max(0.0, shown - STRAIN * strain),
        shown=0.0 if why else shown,
        penalty=points,
        npt=npt,
        words=words,
        reached=not why and shown >= calibration.threshold - 1e-9,
        sufficient=words >= SMALLEST_SAMPLE,
        applicable=not why,
        calibration=calibration,
        signature=signature,
        strain=strain,
        why=why,
    )


def printed(value: float) -> str:
    """A score as people read it: one digit, rounded down, so that 100.0 means that nothing was found and no score looks
    like one above it."""
    return f"{math.floor(value * 10 + 1e-6) / 10:.1f}"


class MeanScore:
    """The mean of scores, strain aside; texts that cannot be judged have none and do not count."""

    def __init__(self, scores: Iterable[Score] = ()) -> None:
        self.texts = self.words = 0
        self._sum = self._weighted = 0.0
        for score in scores:
            self.add(score)

    def add(self, score: Score) -> None:
        """Count one text."""
        if score.applicable:
            self.texts += 1
            self.words += score.words
            self._sum += score.shown
            self._weighted += score.shown * score.words

    @property
    def by_text(self) -> float | None:
        """Each text counts alike: for the files of a run. None without any."""
        return self._sum / self.texts if self.texts else None

    @property
    def by_word(self) -> float | None:
        """A text counts by its words: for the articles of one file. None without any."""
        return self._weighted / self.words if self.words else None


def signature(
    version: str,
    rules: str,
    profile: str,
    words: int,
    calibration: Calibration,
    language: str = DEFAULT,
    readers: Sequence[str] = (),
) -> str:
    """What a score depends on, in one line, so that two scores can be compared (after sacrebleu's). `readers`: the
    names of other readers whose findings it counts."""
    scale = f"{calibration.threshold:g}/{calibration.allowed:g}"
    if readers:
        rules += f"|readers:{','.join(UNPLAIN.sub('_', name) for name in readers)}"
    what = f"lang:{language}|rules:{rules}|profile:{profile}|model:{calibration.model}|scale:{scale}"
    return f"mtcheck:{version}|{what}|words:{words}"


def fingerprint(codes: Iterable[str]) -> str:
    """Eight hexadecimal digits that stand for a set of rules."""
    return format(zlib.crc32("\n".join(sorted(codes)).encode()), "08x")
