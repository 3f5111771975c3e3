"""JSON, one object a line: each article as it comes, then the inputs that could not be read, then the sums.

The objects are those of the JSON report (docs/report.schema.json), with a `type`: file, error, summary.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from mtcheck.checking.report import Report, file_dict, verdict_dict
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.json import quiet
from mtcheck.report.summary import Summary


class JsonLinesReport(Reporter):
    """Writes each article as it comes: memory stays flat over any number of files."""

    def __init__(self, stream: TextIO, *, readability: bool = False, sentence_metrics: bool = False) -> None:
        super().__init__(stream)
        self.readability = readability
        self._sentence_metrics = sentence_metrics

    def file(self, name: str, report: Report) -> None:
        """One line."""
        article = file_dict(report, sentence_metrics=self._sentence_metrics)
        self._line({"type": "file", "path": name, "verdict": verdict_dict(report), **article})

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """The last lines."""
        for problem in problems:
            self._line({"type": "error", "path": problem.name, "message": problem.message})
        self._line({"type": "summary", **summary.to_dict()})

    def _line(self, value: dict[str, Any]) -> None:
        self._stream.write(quiet(json.dumps(value, ensure_ascii=True, allow_nan=False)) + "\n")
