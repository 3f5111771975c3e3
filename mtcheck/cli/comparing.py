"""Runs `mtcheck compare`: what is fixed, new and left between two versions, and how the scores changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TextIO

from mtcheck.checking.report import Report
from mtcheck.cli.running import BROKEN, PASSED, STOPPED, tell
from mtcheck.cli.setup import files_of, runner_of
from mtcheck.project.project import Project
from mtcheck.reading.files import Problem
from mtcheck.report.cells import shown
from mtcheck.report.json import dumps
from mtcheck.report.places import places
from mtcheck.run.runner import Result


class Row(NamedTuple):
    """A finding of one version."""

    code: str
    line: int
    column: int
    text: str
    message: str


@dataclass
class Difference:
    """Between two versions of an article. A score is None for a text without words or a version that is missing."""

    name: str
    old_score: float | None
    new_score: float | None
    fixed: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)

    @property
    def change(self) -> float | None:
        """Points of the score."""
        if self.old_score is None or self.new_score is None:
            return None
        return round(self.new_score - self.old_score, 2)

    def to_dict(self) -> dict[str, Any]:
        return {
            "path": self.name,
            "old_score": self.old_score,
            "new_score": self.new_score,
            "change": self.change,
            **{kind: [r._asdict() for r in getattr(self, kind)] for kind in ("fixed", "new", "left")},
        }


def compare_all(old: str, new: str, project: Project, style: str, stream: TextIO, *, fail_on_new: bool) -> int:
    """Compare two files or two folders; the exit code."""
    code = PASSED
    differences: list[Difference] = []
    for name, before, after in _pairs(old, new, project):
        for side in (before, after):
            if isinstance(side, Problem):
                tell(*side)
                code = BROKEN
        if not isinstance(before, Problem) and not isinstance(after, Problem):
            differences.append(difference(name, _reports(before), _reports(after)))
    if style == "json":
        rows = [d.to_dict() for d in differences]
        stream.write(dumps({"version": 1, "files": rows, "summary": _sums(differences)}))
    else:
        _write(stream, differences)
    return STOPPED if code == PASSED and fail_on_new and any(d.new for d in differences) else code


def _reports(result: Result | None) -> Sequence[Report]:
    return result.reports if result else ()


def _pairs(
    old: str, new: str, project: Project
) -> Iterator[tuple[str, Result | Problem | None, Result | Problem | None]]:
    """(name, old version, new version); of folders by the names below them."""
    if os.path.isdir(old) != os.path.isdir(new):
        problem = Problem(new, "compare two files, or two folders")
        yield new, problem, None
        return
    sides = [_checked(path, project) for path in (old, new)]
    if not os.path.isdir(old):
        before, after = (next(iter(side.values()), None) for side in sides)
        yield new, before, after
        return
    for name in sorted({*sides[0], *sides[1]}):
        yield name, sides[0].get(name), sides[1].get(name)


def _checked(path: str, project: Project) -> dict[str, Result | Problem]:
    out: dict[str, Result | Problem] = {}
    with runner_of(project) as runner:
        for item in runner.run(files_of([path], None, project)):
            name = item.name if isinstance(item, Problem) else item.file.name
            out[os.path.relpath(name, path) if os.path.isdir(path) else name] = item
    return out


def difference(name: str, old: Sequence[Report], new: Sequence[Report]) -> Difference:
    """What is fixed, new and left, by the findings' fingerprints."""
    before, after = list(_rows(old)), list(_rows(new))
    out = Difference(name, _score(old), _score(new))
    known = Counter(mark for mark, _ in before)
    matched: Counter[str] = Counter()
    for mark, row in after:
        left = matched[mark] < known[mark]
        matched[mark] += left
        (out.left if left else out.new).append(row)
    for mark, row in before:
        if matched[mark] > 0:
            matched[mark] -= 1
        else:
            out.fixed.append(row)
    return out


def _rows(reports: Sequence[Report]) -> Iterator[tuple[str, Row]]:
    for report in reports:
        for p in places(report):
            yield p.mark, Row(p.finding.code, p.line, p.column, report.text[slice(*p.finding.span)], p.finding.message)


def _score(reports: Sequence[Report]) -> float | None:
    """The mean over the articles of a file that have words, weighted by their words."""
    scored = [r for r in reports if r.score.applicable]
    words = sum(r.words for r in scored)
    return round(sum(r.score.value * r.words for r in scored) / words, 2) if words else None


def _sums(differences: Sequence[Difference]) -> dict[str, Any]:
    changes = [d.change for d in differences if d.change is not None]
    sums: dict[str, Any] = {k: sum(len(getattr(d, k)) for d in differences) for k in ("fixed", "new", "left")}
    return {
        "files": len(differences),
        **sums,
        "mean_change": round(sum(changes) / len(changes), 2) if changes else None,
    }


def _write(stream: TextIO, differences: Sequence[Difference]) -> None:
    for d in differences:
        if not (d.fixed or d.new or d.change) and len(differences) > 1:
            continue
        stream.write(f"{shown(d.name)}: {_scores(d)}; {len(d.fixed)} fixed, {len(d.new)} new, {len(d.left)} left\n")
        for sign, rows in (("-", d.fixed), ("+", d.new)):
            for row in rows:
                text = " ".join(row.text.split())[:60]
                stream.write(f"  {sign} {row.line}:{row.column} {row.code} “{shown(text)}”: {shown(row.message)}\n")
    if len(differences) > 1:
        s = _sums(differences)
        mean = "" if s["mean_change"] is None else f"; mean change of score {s['mean_change']:+.1f}"
        stream.write(f"{s['files']} files: {s['fixed']} fixed, {s['new']} new, {s['left']} left{mean}\n")


def _scores(d: Difference) -> str:
    if d.change is not None:
        return f"score {d.old_score:.1f} → {d.new_score:.1f} ({d.change:+.1f})"
    if d.old_score is None and d.new_score is None:
        return "no score"
    return "only in the new version" if d.old_score is None else "only in the old version"
