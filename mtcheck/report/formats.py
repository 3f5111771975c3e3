"""The output formats by name; the module of one is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol, TextIO

from mtcheck.checking.report import Report
from mtcheck.reading.files import Problem
from mtcheck.report.summary import Summary

FORMATS = {
    "text": ("text", "TextReport"),
    "concise": ("concise", "ConciseReport"),
    "json": ("json", "JsonReport"),
    "jsonl": ("jsonl", "JsonLinesReport"),
    "sarif": ("sarif", "SarifReport"),
    "github": ("github", "GitHubReport"),
    "gitlab": ("gitlab", "GitLabReport"),
    "junit": ("junit", "JUnitReport"),
    "checkstyle": ("checkstyle", "CheckstyleReport"),
    "rdjson": ("rdjson", "ReviewdogReport"),
    "csv": ("csv", "CsvReport"),
}


class Reporter(Protocol):
    """Takes the report of each article, then the sums."""

    def file(self, name: str, report: Report) -> None: ...

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None: ...


def reporter(style: str, stream: TextIO, **options: Any) -> Reporter:
    """The reporter of a format; only the text report has options, JSON and JSONL one of them."""
    module, name = FORMATS[style]
    make = getattr(import_module(f"mtcheck.report.{module}"), name)
    if style in ("json", "jsonl"):
        options = {"sentence_metrics": options.get("sentence_metrics", False)}
    made: Reporter = make(stream, **options) if style in ("text", "json", "jsonl") else make(stream)
    return made
