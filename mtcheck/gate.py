"""Decides whether a check passes: what a pipeline stops for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mtcheck.findings import MAJOR, Severity
from mtcheck.scoring import Score


class Gate(NamedTuple):
    """`fail_on`: the mildest severity that fails; `fail_under`: the score below which a text fails;
    `off`: nothing fails."""

    fail_on: Severity | None = None
    fail_under: float | None = None
    off: bool = False

    def reasons(self, severities: Iterable[Severity], score: Score) -> list[str]:
        """Why a text with findings of these severities fails, in words; empty if it passes.

        Without a condition of its own, the gate fails on a major finding. A text without words has no score to fail.
        """
        if self.off:
            return []
        fail_on = MAJOR if self.fail_on is None and self.fail_under is None else self.fail_on
        out = []
        if fail_on:
            count = sum(s.rank >= fail_on.rank for s in severities)
            if count:
                out.append(f"{count} finding{'s' * (count > 1)} {_at_least(fail_on)}")
        if self.fail_under is not None and score.applicable and score.value < self.fail_under:
            out.append(f"score {score.value:.1f}, under {self.fail_under:g}")
        return out


def _at_least(severity: Severity) -> str:
    return {"minor": "of any severity", "major": "of major or critical severity"}.get(severity, "of critical severity")
