"""One line for each finding, as compilers print them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from mtcheck.checking.report import Report
from mtcheck.reading.files import Problem
from mtcheck.report.cells import shown
from mtcheck.report.places import places, sentence
from mtcheck.report.summary import Summary


class ConciseReport:
    """Prints each finding as it comes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def file(self, name: str, report: Report) -> None:
        """One line for each finding."""
        for p in places(report):
            what = f"{p.finding.code} {p.finding.severity}: {sentence(p.finding)}"
            self._stream.write(f"{shown(name)}:{p.line}:{p.column}: {shown(what)}\n")

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Problems have been told by then."""
