"""Checkstyle's XML, which many reviewers and CI plug-ins read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO
from xml.etree import ElementTree as Xml

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Severity
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.places import places, sentence, tidy
from mtcheck.report.summary import Summary
from mtcheck.report.xml import in_xml, write_xml

SEVERITIES = {Severity.MINOR: "info", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


class CheckstyleReport(Reporter):
    """Gathers the findings and writes one document at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._root = Xml.Element("checkstyle", {"version": "4.3"})
        self._last: tuple[str, Xml.Element] | None = None

    def file(self, name: str, report: Report) -> None:
        """Keep the findings of an article; the articles of one file stand together."""
        if self._last is None or self._last[0] != name:
            self._last = (name, Xml.SubElement(self._root, "file", {"name": in_xml(tidy(name))}))
        for p in places(report):
            row = {
                "line": str(p.line),
                "column": str(p.column),
                "severity": SEVERITIES[p.finding.severity],
                "message": in_xml(sentence(p.finding)),
                "source": f"mtcheck.{p.finding.code}",
            }
            Xml.SubElement(self._last[1], "error", row)

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the document."""
        for problem in problems:
            file = Xml.SubElement(self._root, "file", {"name": in_xml(tidy(problem.name))})
            row = {"line": "1", "severity": "error", "message": in_xml(problem.message), "source": "mtcheck"}
            Xml.SubElement(file, "error", row)
        write_xml(self._stream, self._root)
