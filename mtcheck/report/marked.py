"""Findings as error spans, for the formats that annotators and other programs read."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from mtcheck.checking.report import Report
from mtcheck.lint.findings import HINT, Finding
from mtcheck.report.places import printable
from mtcheck.text.spans import Span

OURS = "mtcheck"
LONGEST = 1000  # code points of a line that stands in a row as it is
READERS = "RDR"  # begins the codes of what other readers say


class SegmentView(NamedTuple):
    """A line of the article that holds anything, or a segment of a bilingual file; of one longer than LONGEST a part.
    Its id, where it stands in the text, what it was translated from as far as that is known."""

    id: str
    span: Span
    source: str


def prose(report: Report) -> str:
    """The text that other readers see: without the markup of its file."""
    return report.text if report.prose is None else report.prose


def findings(report: Report) -> list[Finding]:
    """The findings with their places in `prose`."""
    return [f.in_prose or f.finding for f in report.found]


def segments(report: Report) -> list[SegmentView]:
    """The segments of a report, in their order."""
    source = report.source
    if report.segments:
        text = source.text if source else ""
        return [
            SegmentView(p.id, part, text[slice(*p.source)] if part.start == p.target.start else "")
            for p in report.segments
            for part in _parts(report.text, p.target)
        ]
    out: list[SegmentView] = []
    start = 0
    text = (source.text if source.prose is None else source.prose) if source else ""
    aligned = sorted(source.aligned, key=lambda pair: pair[1]) if source else []
    starts = [target.start for _, target in aligned]
    for number, line in enumerate(prose(report).split("\n"), 1):
        end = start + len(line)
        if line.strip():
            first = max(0, bisect_right(starts, start) - 1)
            own = []
            while first < len(aligned) and aligned[first][1].start < end:
                if aligned[first][1].end > start:
                    own.append(text[slice(*aligned[first][0])].strip())
                first += 1
            parts = _parts(prose(report), Span(start, end))
            out += [SegmentView(str(number), p, "" if k else " ".join(own)) for k, p in enumerate(parts)]
        start = end + 1
    return out


def _parts(text: str, span: Span) -> list[Span]:
    """A span in parts that are not longer than LONGEST, cut at spaces where there are such: a row for each finding that
    repeated a long line would make a report that grows with the square of the text."""
    out: list[Span] = []
    start = span.start
    while span.end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        end = space if space > 0 else start + LONGEST
        out.append(Span(start, end))
        start = end
    return [*out, Span(start, span.end)]


def readers_of(finding: Finding) -> list[str]:
    """Who says it: other readers, where no rule does."""
    return [printable(name) for name in finding.readers] if finding.code.startswith(READERS) else [OURS]


def note_of(finding: Finding) -> str:
    """What is said of it; of other readers what they said themselves."""
    if not finding.code.startswith(READERS):
        return printable(finding.message)
    from mtcheck.checking.registry import find

    what = find(finding.code).summary.removeprefix("Another reader marks ").rstrip(".")
    return printable(finding.message.partition(what)[2].lstrip(":. "))


def suggestion_of(finding: Finding) -> str | None:
    """What to write in the finding's own place, if a fix says so."""
    fixes = (f for f in finding.fixes if f.safety is not HINT and len(f.edits) == 1)
    return next((f.edits[0].new for f in fixes if tuple(f.edits[0][:2]) == tuple(finding.span)), None)
