"""Report -> plain data, as in the JSON report (docs/report.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtcheck.findings import SOURCE, Finding, Related, Span
from mtcheck.lines import Lines, lines_of
from mtcheck.scoring import gains

if TYPE_CHECKING:
    from mtcheck.checker import Report


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
