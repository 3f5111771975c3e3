"""The fix list: what fixing findings gains, equal ones in one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.checking.scoring import LINEAR, Calibration, Score, by_rule, normed, penalty
from mtcheck.lint.findings import Finding


class Gain(NamedTuple):
    """What fixing equal findings gains. `findings` are their indices in the report, in reading order; `then` is the
    score once they and all before them in the list are gone, `gain` what it rises by."""

    findings: tuple[int, ...]
    gain: float
    then: float


def equal(findings: Sequence[Finding]) -> list[tuple[int, ...]]:
    """The indices of findings that ask for the same: one rule, and one first fix, or one message if there is none. In
    reading order of their first."""
    out: dict[tuple[str, str, str], list[int]] = {}
    for i, f in enumerate(findings):
        out.setdefault((f.code, f.severity, f.fixes[0].title if f.fixes else f.message), []).append(i)
    return [tuple(rows) for rows in out.values()]


def gains(findings: Sequence[Finding], score: Score) -> list[Gain]:
    """The fix list: all findings, those that cost most together first, else in reading order."""
    calibration = score.calibration
    costs = _costs(findings, calibration)
    groups = sorted(equal(findings), key=lambda rows: (-round(sum(costs[i] for i in rows), 9), rows))
    left = by_rule(findings)
    points = {code: calibration.of_rule(each) for code, each in left.items()}
    arrays = {code: np.sort(np.array(each))[::-1] for code, each in left.items()}
    total = sum(points.values())
    out: list[Gain] = []
    now = calibration.score(normed(total, score.words))
    for rows in groups:
        code = findings[rows[0]].code
        arrays[code] = _without(arrays[code], [penalty(findings[i]) for i in rows])
        rest = _points(arrays[code], calibration)
        total, points[code] = total - points[code] + rest, rest
        then = calibration.score(normed(max(0.0, total), score.words))
        out.append(Gain(rows, then - now, then))
        now = then
    return out


def _costs(findings: Sequence[Finding], calibration: Calibration) -> list[float]:
    """The penalty points that each finding accounts for."""
    rank: dict[str, int] = {}
    out = [0.0] * len(findings)
    for i in sorted(range(len(findings)), key=lambda i: (-penalty(findings[i]), i)):
        k = rank[findings[i].code] = rank.get(findings[i].code, 0) + 1
        out[i] = penalty(findings[i]) / (1 if calibration.model == LINEAR else k)
    return out


def _without(penalties: NDArray[np.float64], gone: Sequence[float]) -> NDArray[np.float64]:
    """The penalties (falling) without those gone, each once."""
    keep = np.ones(len(penalties), bool)
    for value, n in Counter(gone).items():
        at = int(np.searchsorted(-penalties, -value))
        keep[at : at + n] = False
    return penalties[keep]


def _points(penalties: NDArray[np.float64], calibration: Calibration) -> float:
    if calibration.model == LINEAR:
        return float(penalties.sum())
    return float((penalties / np.arange(1, len(penalties) + 1)).sum())
