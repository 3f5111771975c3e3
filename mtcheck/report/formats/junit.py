"""JUnit's XML: every article is a test case, which fails with its findings if the gate stops it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO
from xml.etree import ElementTree as Xml

from mtcheck.checking.report import Report
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.places import places, sentence, tidy
from mtcheck.report.summary import Summary
from mtcheck.report.xml import in_xml, write_xml


class JUnitReport(Reporter):
    """Gathers the articles and writes one document at the end."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._cases: list[tuple[str, str, list[str], tuple[str, ...]]] = []

    def file(self, name: str, report: Report) -> None:
        """Keep an article and its findings."""
        found = [
            f"{p.line}:{p.column} {p.finding.code} {p.finding.severity} {sentence(p.finding)}" for p in places(report)
        ]
        why = report.verdict.reasons if report.verdict else ()
        self._cases.append((name, report.part, found, why))

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the document."""
        failed = sum(bool(why) for *_, why in self._cases)
        counts = {"tests": len(self._cases) + len(problems), "failures": failed, "errors": len(problems)}
        attributes = {key: str(n) for key, n in counts.items()}
        root = Xml.Element("testsuites", {"name": "mtcheck", **attributes})
        suite = Xml.SubElement(root, "testsuite", {"name": "mtcheck", **attributes})
        for name, part, found, why in self._cases:
            case = _case(suite, f"{tidy(name)} {part}".strip(), tidy(name))
            if why:
                _inside(case, "failure", "; ".join(why), "\n".join(found))
            elif found:
                Xml.SubElement(case, "system-out").text = in_xml("\n".join(found))
        for problem in problems:
            _inside(_case(suite, tidy(problem.name), tidy(problem.name)), "error", problem.message, "")
        write_xml(self._stream, root)


def _case(suite: Xml.Element, name: str, path: str) -> Xml.Element:
    return Xml.SubElement(suite, "testcase", {"name": in_xml(name), "classname": "mtcheck", "file": in_xml(path)})


def _inside(case: Xml.Element, kind: str, message: str, text: str) -> None:
    Xml.SubElement(case, kind, {"message": in_xml(message), "type": "mtcheck"}).text = in_xml(text)
