"""What a check found, and the same as plain data, as in the JSON report (docs/report.schema.json)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.checking.scoring import Score, gains
from mtcheck.lint.findings import SOURCE, Finding, Notice, Related, Suppressed
from mtcheck.text.lines import Lines, lines_of
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from mtcheck.checking.metrics import Metrics


class SourceInfo(NamedTuple):
    """The source of a report: its text, the code of its language, and the share of the translation (code
    points) that is aligned with it."""

    text: str
    lang: str
    coverage: float


class SegmentPlace(NamedTuple):
    """A segment of a bilingual file: where it stands in the text and in the source of its report, and the line of
    the file in which it begins (0: not known)."""

    id: str
    target: Span
    source: Span
    line: int = 0


@dataclass(frozen=True)
class Report:
    """What a check found. Findings are in reading order; offsets are code points into `text`."""

    text: str
    words: int
    findings: tuple[Finding, ...]
    score: Score
    contexts: tuple[Span, ...] = ()  # for each finding the sentence it stands in, or the sentences
    source: SourceInfo | None = None  # what it was translated from, if that was given
    metrics: Metrics | None = None  # how near it is to a reference, if one was given
    segments: tuple[SegmentPlace, ...] = ()  # of a bilingual file
    part: str = ""  # which article of the file, if that holds several
    prose: str | None = None  # what was checked, if `text` is a file with markup around it
    fingerprints: tuple[str, ...] = ()  # for each finding what recognises it when the text around it has changed
    suppressed: tuple[Suppressed, ...] = ()
    notices: tuple[Notice, ...] = ()
    known: int = 0  # findings left out because a baseline holds them or their paragraph has not changed

    @cached_property
    def readability(self) -> dict[str, float]:
        """Flesch reading ease, Flesch-Kincaid grade, mean sentence length (textstat); empty without words."""
        from mtcheck.checking.readability import figures

        return figures(self.text if self.prose is None else self.prose) if self.words else {}

    def segment_at(self, offset: int) -> SegmentPlace:
        """The segment of a bilingual file in which an offset of `text` lies. Raises IndexError without segments."""
        return self.segments[max(0, bisect_right(self.segments, offset, key=lambda p: p.target.start) - 1)]

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON report: one entry of `files`, without the path."""
        return file_dict(self)


def file_dict(report: Report, *, sentence_metrics: bool = False) -> dict[str, Any]:
    """One entry of `files`, without the path. Offsets are code points into the text as read. `sentence_metrics`: those
    of each line too, if both texts have as many lines."""
    lines = lines_of(report.text)
    rows = zip(report.findings, report.contexts, strict=True)
    extra: dict[str, Any] = {"part": report.part} if report.part else {}
    if report.suppressed:
        extra["suppressed"] = [
            {"reason": s.reason, "by": s.by, **_suppressed(s.finding, report.text, lines)} for s in report.suppressed
        ]
    if report.notices:
        extra["notices"] = [{"message": n.message, **_place(n.span, report.text, lines)} for n in report.notices]
    return {
        **extra,
        "words": report.words,
        "score": report.score.to_dict(),
        "readability": report.readability or None,
        "source": _source(report),
        "metrics": report.metrics.to_dict(sentence_metrics and report.metrics.by_line) if report.metrics else None,
        "findings": [_finding(f, context, report, lines) for f, context in rows],
        "fix_list": [
            {"finding": g.finding, "gain": round(g.gain, 2), "score_then": round(g.then, 2)}
            for g in gains(report.findings, report.score)
        ],
    }


def _source(report: Report) -> dict[str, Any] | None:
    """What is said of the source; its text is in its own file."""
    source = report.source
    return {"lang": source.lang, "coverage": round(source.coverage, 3)} if source else None


def _segment(span: Span, report: Report) -> dict[str, Any] | None:
    """The segment of a bilingual file, and the place within its own translation."""
    if not report.segments:
        return None
    place = report.segment_at(span.start)
    line = {"line": place.line} if place.line else {}
    return {"id": place.id, **line, "start": span.start - place.target.start, "end": span.end - place.target.start}


def _finding(finding: Finding, context: Span, report: Report, lines: Lines) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "mqm": finding.mqm,
        "message": finding.message,
        **_place(finding.span, report.text, lines),
        "segment": _segment(finding.span, report),
        "sentence": {"start": context.start, "end": context.end, "text": report.text[slice(*context)]},
        "related": [_related(r, report, lines) for r in finding.related],
        "fixes": [f.to_dict() for f in finding.fixes],
    }


def _suppressed(finding: Finding, text: str, lines: Lines) -> dict[str, Any]:
    return {"code": finding.code, "name": finding.name, **_place(finding.span, text, lines)}


def _related(related: Related, report: Report, lines: Lines) -> dict[str, Any]:
    text = report.text
    if related.where == SOURCE:
        text = report.source.text if report.source else ""
        lines = lines_of(text)
    return {"where": related.where, **_place(related.span, text, lines), "message": related.message}


def _place(span: Span, text: str, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(span.start)
    end_line, end_column = lines.place(span.end)
    return {
        "span": {"start": span.start, "end": span.end},
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": text[slice(*span)],
    }
