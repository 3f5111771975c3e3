"""Reviewdog's diagnostic format (rdjson), with suggestions it can post. Its columns count bytes of UTF-8 from 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from mtcheck.checking.report import Report
from mtcheck.lint.findings import HINT, Severity
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.json import write_ascii
from mtcheck.report.places import Place, places, printable, tidy
from mtcheck.report.summary import Summary
from mtcheck.text.lines import lines_of
from mtcheck.text.spans import Span

SEVERITIES = {Severity.MINOR: "INFO", Severity.MAJOR: "WARNING", Severity.CRITICAL: "ERROR"}


class ReviewdogReport(Reporter):
    """Gathers the findings and writes one object at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._rows: list[dict[str, Any]] = []

    def file(self, name: str, report: Report) -> None:
        """Keep the findings of an article."""
        for p in places(report):
            row: dict[str, Any] = {
                "message": printable(p.finding.message),
                "location": {"path": tidy(name), "range": _place(p, report.text)},
                "severity": SEVERITIES[p.finding.severity],
                "code": {"value": p.finding.code},
            }
            # One suggestion is one range: a fix that edits several places cannot be told.
            suggestions = [
                {"range": _range(Span(*fix.edits[0][:2]), report.text), "text": printable(fix.edits[0].new)}
                for fix in p.finding.fixes
                if len(fix.edits) == 1 and fix.safety is not HINT
            ]
            if suggestions:
                row["suggestions"] = suggestions
            self._rows.append(row)

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the object."""
        for p in problems:
            self._rows.append(
                {"message": printable(p.message), "location": {"path": tidy(p.name)}, "severity": "ERROR"}
            )
        write_ascii(self._stream, {"source": {"name": "mtcheck"}, "diagnostics": self._rows})


def _place(place: Place, text: str) -> dict[str, Any]:
    return {"start": {"line": place.line}} if place.segment else _range(place.finding.span, text)


def _range(span: Span, text: str) -> dict[str, Any]:
    return {"start": _position(span.start, text), "end": _position(span.end, text)}


def _position(offset: int, text: str) -> dict[str, int]:
    line, column = lines_of(text).place(offset)
    before = text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
