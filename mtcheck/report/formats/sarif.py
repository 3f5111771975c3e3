"""SARIF 2.1.0, for GitHub code scanning and other viewers. Columns are code points.

What is suppressed stands in the run's properties and not among the results: code scanning shows results as open
alerts even if they are suppressed.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, TextIO
from urllib.parse import quote

from mtcheck.checking.reading import INTERNAL
from mtcheck.checking.report import Report
from mtcheck.lint.findings import TARGET, Fix, Related, Severity
from mtcheck.lint.rule import Rule
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.json import write_ascii
from mtcheck.report.places import Distinct, Place, places, printable, tidy
from mtcheck.report.summary import Summary
from mtcheck.text.lines import lines_of
from mtcheck.text.spans import Edit, Span
from mtcheck.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.MINOR: "note", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}
KEY = "mtcheck/v1"  # of the fingerprints


class SarifReport(Reporter):
    """Gathers the findings and writes one log at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._results: list[dict[str, Any]] = []
        self._suppressed: list[dict[str, Any]] = []
        self._notes: list[dict[str, Any]] = []
        self._codes: dict[str, int] = {}
        self._distinct = Distinct()

    def file(self, name: str, report: Report) -> None:
        """Keep the findings of an article."""
        for p in places(report):
            if p.finding.code == INTERNAL:  # about mtcheck itself: a rule that failed
                self._notes.append(_note(name, p.finding.message, "error"))
            else:
                self._results.append(self._result(name, p, report))
        for s in report.suppressed:
            line, _ = lines_of(report.text).place(s.found.finding.span.start)
            row = {"rule": s.found.finding.code, "path": tidy(name), "line": line, "reason": s.reason, "by": s.by}
            self._suppressed.append({key: printable(v) if isinstance(v, str) else v for key, v in row.items()})
        self._notes += [_note(name, n.message, "note") for n in report.notices]

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the log."""
        self._notes += [_note(p.name, p.message, "error") for p in problems]
        invocation = {"executionSuccessful": not problems, "toolExecutionNotifications": self._notes}
        run = {
            "tool": {"driver": {"name": "mtcheck", "version": VERSION, "rules": _rules(list(self._codes))}},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": self._results,
            "properties": {"signature": summary.signature, "suppressed": self._suppressed, "known": summary.known},
        }
        write_ascii(self._stream, {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})

    def _result(self, name: str, place: Place, report: Report) -> dict[str, Any]:
        finding = place.finding
        location = _location(name, finding.span, report.text)
        if place.segment:
            location["physicalLocation"]["region"] = {"startLine": place.line}
        if part := place.segment or report.part:
            location["logicalLocations"] = [{"name": printable(part)}]
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self._codes.setdefault(finding.code, len(self._codes)),
            "level": LEVELS[finding.severity],
            "rank": round(100 * finding.confidence, 1),
            "message": {"text": printable(finding.message)},
            "locations": [location],
            "partialFingerprints": {KEY: self._distinct.of(tidy(name), place)},
            "properties": {"severity": str(finding.severity), "confidence": finding.confidence, "mqm": finding.mqm},
        }
        if finding.readers:
            result["properties"]["readers"] = [printable(name) for name in finding.readers]
        related = [
            {"id": n, **where, "message": {"text": printable(r.message)}}
            for n, r in enumerate(finding.related)
            if (where := _beside(name, r, place, report))
        ]
        if related:
            result["relatedLocations"] = related
        if finding.fixes:
            result["fixes"] = [_fix(name, fix, report.text) for fix in finding.fixes if fix.edits]
        return result


def _beside(name: str, related: Related, place: Place, report: Report) -> dict[str, Any]:
    """Where a place beside the finding's stands, in its own file; of one in the source of a bilingual file only its
    text and the segment's line are known. Empty for one that stands in no file."""
    source = report.source
    if related.where == TARGET:
        return {} if place.segment else _location(name, related.span, report.text)
    if source is None or not (source.path or place.segment):
        return {}
    location = _location(source.path or name, related.span, source.text)
    if place.segment:
        snippet = location["physicalLocation"]["region"]["snippet"]
        location["physicalLocation"]["region"] = {"startLine": place.line, "snippet": snippet}
    return location


def uri(name: str) -> str:
    """The file as a relative reference, or an absolute file: URI if it lies outside of the working folder."""
    path = os.path.relpath(name) if os.path.isabs(name) else os.path.normpath(name)
    if path.startswith(os.pardir):
        return "file://" + quote(os.fsencode(os.path.abspath(name)))
    return quote(os.fsencode(path.replace(os.sep, "/")))


def _location(name: str, span: Span, text: str) -> dict[str, Any]:
    region = {**_region(span, text), "snippet": {"text": printable(text[slice(*span)])}}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(name)}, "region": region}}


def _region(span: Span, text: str) -> dict[str, Any]:
    lines = lines_of(text)
    line, column = lines.place(span.start)
    end_line, end_column = lines.place(span.end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(name: str, fix: Fix, text: str) -> dict[str, Any]:
    return {
        "description": {"text": printable(f"{fix.title} ({fix.safety})")},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri(name)}, "replacements": [_replacement(e, text) for e in fix.edits]}
        ],
    }


def _replacement(edit: Edit, text: str) -> dict[str, Any]:
    region = _region(Span(edit.start, edit.end), text)
    return {"deletedRegion": region, "insertedContent": {"text": printable(edit.new)}}


def _note(name: str, message: str, level: str) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": uri(name)}}}
    return {"level": level, "message": {"text": printable(message)}, "locations": [place]}


def _rules(codes: Sequence[str]) -> list[dict[str, Any]]:
    from mtcheck.checking.registry import described

    return [_rule(rule) if (rule := described(code)) else {"id": code} for code in codes]


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {' '.join(rule.why.split())}"},
        "help": {"text": f"mtcheck explain {rule.code}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"family": rule.family, "mqm": rule.mqm},
    }
