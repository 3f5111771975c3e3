"""What is fixed, new and left between two versions of an article, and how the scores changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mtcheck.checking.paired import Evidence, Ranking, evidence, ranking
from mtcheck.checking.report import Report
from mtcheck.checking.scoring import MeanScore
from mtcheck.run.unedited import Unedited
from mtcheck.text.lines import lines_of


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
    evidence: tuple[Evidence, Evidence] | None = None  # of both versions, if there are both
    unedited: list[Unedited] = field(default_factory=list)  # of each article, if that was asked for

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


def difference(name: str, old: Sequence[Report], new: Sequence[Report]) -> Difference:
    """What is fixed, new and left, by the findings' marks."""
    before, after = list(_rows(old)), list(_rows(new))
    both = (evidence(old), evidence(new)) if old and new else None
    out = Difference(name, _score(old), _score(new), evidence=both)
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
        lines = lines_of(report.text)
        for found in report.found:
            finding = found.finding
            line, column = lines.place(finding.span.start)
            yield found.mark, Row(finding.code, line, column, report.text[slice(*finding.span)], finding.message)


def _score(reports: Sequence[Report]) -> float | None:
    """The mean over the articles of a file."""
    mean = MeanScore(r.score for r in reports).by_word
    return None if mean is None else round(mean, 2)


def paired(differences: Sequence[Difference]) -> Ranking | None:
    """Old and new over all articles that have both; None without any."""
    both = [d.evidence for d in differences if d.evidence]
    return ranking([[a for a, _ in both], [b for _, b in both]]) if both else None


def sums(differences: Sequence[Difference]) -> dict[str, Any]:
    changes = [d.change for d in differences if d.change is not None]
    sums: dict[str, Any] = {k: sum(len(getattr(d, k)) for d in differences) for k in ("fixed", "new", "left")}
    return {
        "files": len(differences),
        **sums,
        "mean_change": round(sum(changes) / len(changes), 2) if changes else None,
    }
