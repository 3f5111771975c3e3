"""GitLab's code quality report, a subset of Code Climate's format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Severity
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.json import write_ascii
from mtcheck.report.places import Distinct, places, printable, sentence, tidy
from mtcheck.report.summary import Summary

SEVERITIES = {Severity.MINOR: "minor", Severity.MAJOR: "major", Severity.CRITICAL: "critical"}


class GitLabReport(Reporter):
    """Gathers the findings and writes one list at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._rows: list[dict[str, Any]] = []
        self._distinct = Distinct()

    def file(self, name: str, report: Report) -> None:
        """Keep the findings of an article."""
        path = tidy(name)
        for p in places(report):
            self._rows.append(
                {
                    "description": printable(f"{p.finding.code} {sentence(p.finding)}"),
                    "check_name": p.finding.name,
                    "fingerprint": self._distinct.of(path, p),
                    "severity": SEVERITIES[p.finding.severity],
                    "location": {"path": path, "lines": {"begin": p.line, "end": p.end_line}},
                }
            )

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the list."""
        write_ascii(self._stream, self._rows)
