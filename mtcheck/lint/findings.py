"""What a check says about a text: spans, edits, fixes, findings.

All offsets are code points into the text as read, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from mtcheck.text.spans import Edit, Span


class Severity(StrEnum):
    """How bad a finding is if it is true (the MQM severity levels)."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0, 1, 2: for comparing severities."""
        return _RANK[self]


_RANK = {Severity.MINOR: 0, Severity.MAJOR: 1, Severity.CRITICAL: 2}
MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL


class Safety(StrEnum):
    """Whether a fix may be applied unseen."""

    SAFE = "safe"  # cannot change the meaning
    SUGGEST = "suggest"  # likely right, a person chooses
    HINT = "hint"  # shows the kind of repair, hardly ever right to the letter


SAFE, SUGGEST, HINT = Safety.SAFE, Safety.SUGGEST, Safety.HINT


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair: its edits are applied together or not at all, and do not overlap. `by`: the name of the reader that
    suggests it, if it is not the rule."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = SUGGEST
    by: str = field(default="", compare=False)

    @classmethod
    def write(cls, span: tuple[int, int], new: str, safety: Safety = SUGGEST) -> Fix:
        """To write something else in a place."""
        return cls(f"Write “{new}”", (Edit(*span, new),), safety)

    def to_dict(self) -> dict[str, Any]:
        edits = [{"start": e.start, "end": e.end, "new": e.new} for e in self.edits]
        return {"title": self.title, "safety": str(self.safety), "edits": edits}


TARGET, SOURCE = "target", "source"


class Related(NamedTuple):
    """Another place that explains a finding: in the text, or (`where` is SOURCE) in what it was translated from."""

    span: Span
    message: str
    where: str = TARGET


@dataclass(frozen=True, slots=True)
class Finding:
    """One artefact: what, where, how bad if true (severity), how sure (confidence, 0 to 1). `readers`: the names of
    other readers that say it, or that marked the place that a rule found too (docs/readers.md)."""

    code: str
    name: str
    message: str
    span: Span
    severity: Severity
    confidence: float
    mqm: str
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    readers: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[int, int, str]:
        return (self.span.start, self.span.end, self.code)

    @property
    def safe_fix(self) -> Fix | None:
        """The only safe fix, if there is exactly one."""
        safe = [f for f in self.fixes if f.safety is SAFE]
        return safe[0] if len(safe) == 1 else None


class Notice(NamedTuple):
    """Something to tell about a file that is no finding: a suppression that no longer suppresses anything."""

    span: Span
    message: str


class SegmentScore(NamedTuple):
    """What a metric says of a segment."""

    span: Span
    value: float


class SegmentScores(NamedTuple):
    """What a metric says of the segments of a text, in their order; there is at least one. `errors`: it counts errors,
    so that less is better (MetricX); else more is better (CometKiwi)."""

    metric: str
    errors: bool
    scores: tuple[SegmentScore, ...]

    @property
    def worst(self) -> SegmentScore:
        """The first of the worst scores."""
        return (max if self.errors else min)(self.scores, key=lambda s: s.value)

    @property
    def mean(self) -> float:
        return sum(s.value for s in self.scores) / len(self.scores)
