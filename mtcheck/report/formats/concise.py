"""One line for each finding, as compilers print them."""

from __future__ import annotations

from mtcheck.checking.report import Report
from mtcheck.report.cells import harmless, shown
from mtcheck.report.formats import Reporter
from mtcheck.report.others import hidden
from mtcheck.report.places import places, sentence


class ConciseReport(Reporter):
    """Prints each finding as it comes."""

    def file(self, name: str, report: Report) -> None:
        """One line for each finding, and for each other reader of whose error spans some are not shown."""
        for p in places(report):
            what = f"{p.finding.code} {p.finding.severity}: {sentence(p.finding)}"
            self._stream.write(harmless(f"{shown(name)}:{p.line}:{p.column}: {shown(what)}\n"))
        for told in hidden(report):
            self._stream.write(harmless(f"{shown(name)}: {shown(told)}\n"))
