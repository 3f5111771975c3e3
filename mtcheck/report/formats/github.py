"""Workflow commands of GitHub Actions, which show findings beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Severity
from mtcheck.reading.files import Problem
from mtcheck.report.cells import shown
from mtcheck.report.formats import Reporter
from mtcheck.report.places import places, printable, sentence, tidy
from mtcheck.report.summary import Summary

COMMANDS = {Severity.MINOR: "notice", Severity.MAJOR: "warning", Severity.CRITICAL: "error"}


class GitHubReport(Reporter):
    """Prints each finding as it comes."""

    def file(self, name: str, report: Report) -> None:
        """One command for each finding. A column may only be given for a place within one line."""
        for p in places(report):
            where: dict[str, str | int] = {"file": tidy(name), "line": p.line, "endLine": p.end_line}
            if p.line == p.end_line:
                where |= {"col": p.column, "endColumn": p.end_column}
            where["title"] = f"{p.finding.code} {p.finding.name}"
            self._say(COMMANDS[p.finding.severity], where, sentence(p.finding))

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Inputs that could not be read, and why the run fails as a whole."""
        for problem in problems:
            self._say("error", {"file": tidy(problem.name), "title": "mtcheck"}, problem.message)
        for name, reasons in summary.stopped:
            self._say("error", {"title": "mtcheck"}, f"{name}: {'; '.join(reasons)}")

    def _say(self, command: str, where: dict[str, str | int], message: str) -> None:
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
        self._stream.write(f"::{command} {properties}::{_data(message)}\n")


def _data(text: str) -> str:
    lines = "\n".join(map(shown, printable(text).split("\n")))  # nothing that turns the rest of a line around
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
