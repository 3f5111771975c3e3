"""CSV, for spreadsheets. Cells that a spreadsheet would take for a formula get an apostrophe before them."""

from __future__ import annotations

import csv
from typing import TextIO

from mtcheck.checking.report import Report
from mtcheck.report.formats import Reporter
from mtcheck.report.places import places, printable
from mtcheck.text.lines import BREAK

COLUMNS = "path part line column end_line end_column code name severity confidence mqm text message fix".split()
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class CsvReport(Reporter):
    """Writes each finding as it comes."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._csv = csv.writer(stream, lineterminator="\n")
        self._csv.writerow(COLUMNS)

    def file(self, name: str, report: Report) -> None:
        """One row for each finding."""
        for p in places(report):
            f = p.finding
            quoted = report.text[slice(*f.span)]
            fix = f.fixes[0].title if f.fixes else ""
            kind = (f.code, f.name, str(f.severity), f.confidence, f.mqm)
            where = (name, report.part, p.line, p.column, p.end_line, p.end_column)
            self._csv.writerow([_cell(x) for x in (*where, *kind, quoted, f.message, fix)])


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    value = BREAK.sub("\n", value)  # a carriage return would end the row
    return printable(f"'{value}" if value.startswith(FORMULA) else value)
