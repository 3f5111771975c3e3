"""The JSON report: one object, described by docs/report.schema.json."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from mtcheck.checking.report import Report, file_dict, verdict_dict
from mtcheck.reading.files import Problem
from mtcheck.report.formats import Reporter
from mtcheck.report.json import dumps
from mtcheck.report.summary import Summary
from mtcheck.version import VERSION

SCHEMA_VERSION = 2  # goes up when a field goes or changes its meaning; a new field leaves it as it is


class JsonReport(Reporter):
    """Gathers the files and writes one object at the end."""

    def __init__(self, stream: TextIO, *, readability: bool = False, sentence_metrics: bool = False) -> None:
        super().__init__(stream)
        self.readability = readability
        self._sentence_metrics = sentence_metrics
        self._files: list[dict[str, Any]] = []

    def file(self, name: str, report: Report) -> None:
        """Keep one file's result."""
        article = file_dict(report, sentence_metrics=self._sentence_metrics)
        self._files.append({"path": name, "verdict": verdict_dict(report), **article})

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Write the report. A file name that is no text keeps its odd bytes as lone surrogates."""
        whole = {
            "version": SCHEMA_VERSION,
            "tool": {"name": "mtcheck", "version": VERSION},
            "files": self._files,
            "errors": [{"path": p.name, "message": p.message} for p in problems],
            "summary": summary.to_dict(),
        }
        self._stream.write(dumps(whole))
