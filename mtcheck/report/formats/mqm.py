"""MQM TSV, as the WMT annotations and MQM Viewer have it: a row for each finding, with <v>…</v> around it, and one for
each segment without any. A segment is a line of the article, or that of a bilingual file."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any, TextIO

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Finding
from mtcheck.report.formats import Reporter
from mtcheck.report.json import quiet
from mtcheck.report.marked import OURS, SegmentView, findings, note_of, prose, readers_of, segments, suggestion_of
from mtcheck.report.places import printable
from mtcheck.text.spans import Span

COLUMNS = "system doc docSegId globalSegId rater source target category severity metadata".split()
NO_ERROR = "No-error"


class MqmReport(Reporter):
    """Writes each article as it comes."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._segments = 0  # of all articles so far
        self._stream.write("\t".join(COLUMNS) + "\n")

    def file(self, name: str, report: Report) -> None:
        """A row for each finding and for each segment without any, in reading order."""
        from mtcheck.readers.mqm import wmt

        doc = f"{name} [{report.part}]" if report.part else name
        views, text = segments(report), prose(report)
        starts = [v.span.start for v in views]
        own: dict[int, list[Finding]] = {}
        for finding in findings(report):
            own.setdefault(max(0, bisect_right(starts, finding.span.start) - 1), []).append(finding)
        for k, view in enumerate(views):
            self._segments += 1
            for f in own.get(k, ()):
                around = Span(min(view.span.start, f.span.start), max(view.span.end, f.span.end))
                target = _marked(text, around, f.span)
                what = (view.source, target, wmt(f.mqm), str(f.severity).capitalize(), _metadata(f))
                for reader in readers_of(f):
                    self._row(doc, view, reader, *what)
            if k not in own:
                self._row(doc, view, OURS, view.source, _plain(text[slice(*view.span)]), NO_ERROR, NO_ERROR, "")

    def _row(self, doc: str, view: SegmentView, rater: str, source: str, *rest: str) -> None:
        fields = (OURS, doc, view.id, str(self._segments), rater, _plain(source), *rest)
        self._stream.write(quiet("\t".join(printable(_line(f)) for f in fields)) + "\n")


def _marked(text: str, around: Span, span: Span) -> str:
    """A part of the text on one line, with the marks of the format around a span in it."""
    before, at, after = text[around.start : span.start], text[slice(*span)], text[span.end : around.end]
    return f"{_plain(before)}<v>{_plain(at)}</v>{_plain(after)}"


def _plain(text: str) -> str:
    """On one line, as long as before, without what would be the marks of the format."""
    return _line(text).replace("<v>", "‹v>").replace("</v>", "‹/v>")


def _line(text: str) -> str:
    """On one line, as long as before."""
    return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _metadata(finding: Finding) -> str:
    told: dict[str, Any] = {"note": note_of(finding), "confidence": finding.confidence, "code": finding.code}
    if (suggestion := suggestion_of(finding)) is not None:
        told["suggestion"] = printable(suggestion)
    return json.dumps(told, ensure_ascii=True)
