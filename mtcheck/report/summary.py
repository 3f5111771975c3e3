"""Counts over all files of one run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mtcheck.checking.gate import Gate, Gates
from mtcheck.checking.report import Report
from mtcheck.checking.scoring import MeanScore
from mtcheck.lint.findings import Severity

if TYPE_CHECKING:
    from mtcheck.checking.metrics import Metric, Metrics


class Summary:
    """Add each report once; the rest are sums."""

    def __init__(self, gates: Gate | Gates) -> None:
        self._gates = Gates(gates) if isinstance(gates, Gate) else gates
        self.suppressed = self.known = 0  # findings left out: by suppressions; because they are not new
        self.files = self.words = 0
        self.passed = self.failed = 0  # both 0 if nothing fails, whatever is found
        self._scores = MeanScore()
        self._signature = ""
        self.severities: Counter[Severity] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()  # (code, name)
        self._metrics: list[Metrics] = []
        self.stopped: list[tuple[str, tuple[str, ...]]] = []  # files that fail, and why

    def add(self, name: str, report: Report) -> Report:
        """Count one file; its report with the verdict on it."""
        self.files += 1
        self.words += report.words
        self._signature = report.score.signature
        self._scores.add(report.score)
        if report.metrics:
            self._metrics.append(report.metrics)
        self.severities.update(f.severity for f in report.findings)
        self.rules.update((f.code, f.name) for f in report.findings)
        self.suppressed += len(report.suppressed)
        self.known += report.known
        verdict = self._gates.verdict(name, report.findings, report.score, report.scores)
        if verdict:
            self.passed += verdict.passed
            self.failed += not verdict.passed
            if not verdict.passed:
                self.stopped.append((name, verdict.reasons))
        return replace(report, verdict=verdict)

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """BLEU, chrF2++ and TER over the segments of all files; empty without references."""
        if not self._metrics:
            return ()
        from mtcheck.checking.metrics import corpus_metrics

        pairs = [(h, r) for m in self._metrics for h, r in zip(m.hypotheses, m.references, strict=True)]
        return corpus_metrics([h for h, _ in pairs], [r for _, r in pairs])

    @property
    def findings(self) -> int:
        return self.severities.total()

    @property
    def scored(self) -> int:
        """The files that have a score."""
        return self._scores.texts

    @property
    def mean_score(self) -> float | None:
        """Over the files that have a score; None without any."""
        return self._scores.by_text

    @property
    def signature(self) -> str:
        """The signature of the one file, or of all: with their number and the sum of their words."""
        if self.files < 2:
            return self._signature
        return f"{self._signature.rpartition('|words:')[0]}|files:{self.files}|words:{self.words}"

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON report."""
        mean = self.mean_score
        return {
            "files": self.files,
            "words": self.words,
            "scored": self.scored,
            "passed": self.passed,
            "failed": self.failed,
            "mean_score": None if mean is None else round(mean, 2),
            "findings": self.findings,
            "suppressed": self.suppressed,
            "known": self.known,
            "by_severity": {str(s): self.severities[s] for s in Severity},
            "by_rule": {code: n for (code, _), n in sorted(self.rules.items())},
            "gate": {
                "passed": not self.stopped,
                "stopped": [{"path": name, "reasons": list(reasons)} for name, reasons in self.stopped],
            },
            "metrics": [m.to_dict() for m in self.metrics],
            "signature": self.signature,
        }
