"""Decides whether a check passes: what a pipeline stops for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from mtcheck.checking.scoring import Score, printed
from mtcheck.lint.findings import MAJOR, Finding, SegmentScores, Severity
from mtcheck.text.counted import counted


class Verdict(NamedTuple):
    """Whether a file passed, and if not, why: what the headline, the summary, the exit code and all formats repeat."""

    passed: bool
    reasons: tuple[str, ...] = ()


class Gate(NamedTuple):
    """`fail_on`: the mildest severity that fails; `fail_under`: the score below which a text fails;
    `off`: nothing fails. Over all files: `max_findings`, and `max_per_rule` by code ("" for all rules)."""

    fail_on: Severity | None = None
    fail_under: float | None = None
    off: bool = False
    max_findings: int | None = None
    max_per_rule: Mapping[str, int] | None = None

    @property
    def own(self) -> bool:
        """Whether it has a condition; without one, a major finding fails, and a score under its threshold."""
        return any(x is not None for x in (self.fail_on, self.fail_under, self.max_findings, self.max_per_rule))

    def reasons(self, severities: Iterable[Severity], score: Score) -> list[str]:
        """Why a text with findings of these severities fails, in words; empty if it passes.

        Without a condition of its own, the gate fails on a major finding and on a score under its threshold. A text
        that has no score fails where one is asked for.
        """
        if self.off:
            return []
        fail_on = self.fail_on if self.own else MAJOR
        out = []
        if fail_on:
            count = sum(s.rank >= fail_on.rank for s in severities)
            if count:
                out.append(f"{counted(count, 'finding')} {_at_least(fail_on)}")
        bar = self.fail_under if self.own else score.threshold
        if score.applicable and bar is not None and not score.reaches(bar):
            out.append(f"score {printed(score.shown)}, under {bar:g}")
        if self.fail_under is not None and not score.applicable:
            out.append(f"no score to be {self.fail_under:g} or more: {score.why}")
        return out

    def reasons_for_all(self, rules: Counter[str]) -> list[str]:
        """Why all files together fail, from the number of findings by code."""
        if self.off:
            return []
        out = []
        if self.max_findings is not None and rules.total() > self.max_findings:
            out.append(f"{counted(rules.total(), 'finding')} over all files so far, more than {self.max_findings:,}")
        limits = self.max_per_rule or {}
        for code, n in sorted(rules.items()):
            most = limits.get(code, limits.get(""))
            if most is not None and n > most:
                out.append(f"{counted(n, 'finding')} of {code} over all files so far, more than {most:,}")
        return out


class Bars(NamedTuple):
    """The score of a segment below which a text fails, by a metric in which more is better (`under`), and above which
    it fails, by one that counts errors (`over`)."""

    under: float | None = None
    over: float | None = None

    def reasons(self, segments: Sequence[SegmentScores]) -> list[str]:
        """Why a text fails by the scores of its segments, in words."""
        out = []
        for metric in segments:
            bar = self.over if metric.errors else self.under
            if bar is None:
                continue
            bad = sum(s.value > bar if metric.errors else s.value < bar for s in metric.scores)
            if bad:
                side = "over" if metric.errors else "under"
                worst = f"the worst {metric.worst.value:.3g}"
                out.append(f"{bad:,} segment{'s' * (bad != 1)} with {metric.metric} {side} {bar:g}, {worst}")
        return out


class Area(NamedTuple):
    """The files that a glob matches, and the gate they have."""

    glob: str
    match: Callable[[str], bool]
    gate: Gate


class Gates:
    """The gate of the run, and those of areas; the last area that matches a file counts."""

    def __init__(self, gate: Gate, areas: Sequence[Area] = (), bars: Bars | None = None) -> None:
        self.gate = gate
        self._bars = bars
        self._areas = areas
        self._rules: dict[str, Counter[str]] = {}

    def with_bars(self, bars: Bars) -> Gates:
        """The same with bars for segments."""
        return Gates(self.gate, self._areas, bars)

    def verdict(
        self, name: str, findings: Sequence[Finding], score: Score, segments: Sequence[SegmentScores] = ()
    ) -> Verdict | None:
        """The verdict on the next file, None if nothing fails. `segments`: what metrics say of its segments. Where the
        files so far have more findings than all may have, the one that brings the last of them fails."""
        area = next((a for a in reversed(self._areas) if a.match(name)), None)
        gate = area.gate if area else self.gate
        rules = self._rules.setdefault(area.glob if area else "", Counter())
        rules.update(f.code for f in findings)
        if gate.off:
            return None
        reasons = gate.reasons([f.severity for f in findings], score)
        if self._bars:
            reasons += self._bars.reasons(segments)
        if findings:
            reasons += gate.reasons_for_all(rules)
        return Verdict(not reasons, tuple(reasons))


def _at_least(severity: Severity) -> str:
    return {"minor": "of any severity", "major": "of major or critical severity"}.get(severity, "of critical severity")
