"""Error spans, one a line, in the form that `--spans` reads (docs/readers.md). Offsets are code points, half-open, into
the article without its markup; in a bilingual file into the translation of the segment."""

from __future__ import annotations

import json
from typing import Any

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Finding
from mtcheck.report.formats import Reporter
from mtcheck.report.json import quiet
from mtcheck.report.marked import findings, note_of, prose, readers_of, suggestion_of
from mtcheck.report.places import printable


class SpansReport(Reporter):
    """Writes each finding as it comes."""

    def file(self, name: str, report: Report) -> None:
        """One line for each finding, and for each of the other readers that say it."""
        for finding in findings(report):
            for reader in readers_of(finding):
                line = json.dumps(_span(reader, name, report, finding), ensure_ascii=True, allow_nan=False)
                self._stream.write(quiet(line) + "\n")


def _span(reader: str, name: str, report: Report, finding: Finding) -> dict[str, Any]:
    start, end = finding.span
    out: dict[str, Any] = {"reader": reader, "file": printable(name)}
    if report.part:
        out["part"] = printable(report.part)
    if report.segments:
        segment = report.segment_at(start)
        out["segment"] = printable(segment.id)
        start, end = start - segment.target.start, end - segment.target.start
    out |= {
        "start": start,
        "end": end,
        "quote": printable(prose(report)[slice(*finding.span)]),
        "severity": str(finding.severity),
        "mqm": finding.mqm,
        "confidence": finding.confidence,
        "code": finding.code,
        "note": note_of(finding),
    }
    if (suggestion := suggestion_of(finding)) is not None:
        out["suggestion"] = printable(suggestion)
    return out
