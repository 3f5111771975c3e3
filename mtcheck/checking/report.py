"""What a check found, and the same as plain data, as in the JSON report (docs/report.schema.json)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, NamedTuple

from mtcheck.checking.gains import Gain, equal, gains
from mtcheck.checking.gate import Verdict
from mtcheck.checking.metrics import Metrics  # the cache reads reports by their types
from mtcheck.checking.scoring import Score
from mtcheck.checking.segments import SegmentPlace  # and so does this
from mtcheck.lint.findings import SOURCE, Finding, Notice, Related, SegmentScores
from mtcheck.text.lines import Lines, lines_of
from mtcheck.text.spans import Span

NEAR = 500  # code points to each side of a finding that a report quotes of a sentence without end


class SourceInfo(NamedTuple):
    """The source of a report: its text, the code of its language, the share of the translation (code points) that is
    aligned with it, and the path of its file ("": that of the translation, or none). `prose`: what was compared, if
    `text` is a file with markup around it. `aligned`: which places belong together, (source, translation), as far as
    that can be trusted: offsets into the prose of both."""

    text: str
    lang: str
    coverage: float
    path: str = ""
    prose: str | None = None
    aligned: tuple[tuple[Span, Span], ...] = ()


class Found(NamedTuple):
    """A finding with the sentence (or sentences) it stands in and the mark that recognises it in other versions of
    the text. `in_markup`: it touches something in the file that is not to be judged (code). `in_prose`: the finding
    with its places in the prose, if that is not the file's text."""

    finding: Finding
    sentence: Span
    mark: str = ""
    in_markup: bool = False
    in_prose: Finding | None = None


class Tally(NamedTuple):
    """How many errors another reader marked in an article, and how many of them are findings: the others are less sure
    than asked for, or of a kind that is ignored."""

    reader: str
    marked: int
    shown: int


class Left(NamedTuple):
    """A finding that was left out: why, and by what (a comment, a sidecar file, a word list). Of one that is `known`
    (a baseline holds it, or its paragraph has not changed) only the number is told."""

    found: Found
    reason: str = ""
    by: str = ""
    known: bool = False


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Checked:
    """What rules said of one article; it has no score yet. Findings are in reading order; offsets are code points
    into `text`."""

    text: str
    words: int
    found: tuple[Found, ...]
    strain: float = 0.0  # 0 to 1: what speaks against the text without being shown
    unjudged: str = ""  # why the text can have no score
    company: Mapping[str, float] = field(default_factory=dict)  # what lifted weak findings (see evidence.py)
    source: SourceInfo | None = None  # what it was translated from, if that was given
    metrics: Metrics | None = None  # how near it is to a reference, if one was given
    segments: Sequence[SegmentPlace] = ()  # of a bilingual file
    part: str = ""  # which article of the file, if that holds several
    prose: str | None = None  # what was checked, if `text` is a file with markup around it
    headings: tuple[Span, ...] | None = None  # of `prose`; None where no markup says which they are
    figures: Mapping[str, float] | None = None  # of readability, if they have been made: then JSON shows them
    left: tuple[Left, ...] = ()
    notices: tuple[Notice, ...] = ()
    readers: tuple[Tally, ...] = ()  # the other readers that looked at the text
    scores: tuple[SegmentScores, ...] = ()  # what metrics of quality estimation say of its segments

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(f.finding for f in self.found)

    @cached_property
    def readability(self) -> Mapping[str, float]:
        """Flesch reading ease, Flesch-Kincaid grade, mean sentence length (textstat); empty without words."""
        if self.figures is not None:
            return self.figures
        from mtcheck.checking.readability import figures

        return figures(self.text if self.prose is None else self.prose) if self.words else {}

    def segment_at(self, offset: int, of_source: bool = False) -> SegmentPlace:
        """The segment of a bilingual file in which an offset of `text` lies, or one of the source. Raises IndexError
        without segments."""
        at = bisect_right(self.segments, offset, key=lambda p: (p.source if of_source else p.target).start)
        return self.segments[max(0, at - 1)]


_FIELDS = tuple(f.name for f in fields(Checked))


@dataclass(frozen=True, kw_only=True)
class Report(Checked):
    """What a check found, filtered and scored. `verdict`: what the gate of the run says of it, if there is one."""

    score: Score
    verdict: Verdict | None = None

    @classmethod
    def of(cls, checked: Checked, score: Score) -> Report:
        """What was said of an article, with the score that it has."""
        return cls(score=score, **{name: getattr(checked, name) for name in _FIELDS})

    @property
    def contexts(self) -> tuple[Span, ...]:
        """For each finding the sentence it stands in, or the sentences."""
        return tuple(f.sentence for f in self.found)

    @property
    def suppressed(self) -> list[Left]:
        """What somebody has silenced, in reading order."""
        return sorted((x for x in self.left if not x.known), key=lambda x: x.found.finding.sort_key)

    @property
    def known(self) -> int:
        """The number of findings that are not new: a baseline holds them, or their paragraph has not changed."""
        return sum(x.known for x in self.left)

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON report: one entry of `files`, without the path."""
        return file_dict(self)


def file_dict(report: Report, *, sentence_metrics: bool = False) -> dict[str, Any]:
    """One entry of `files`, without the path. Offsets are code points into the text as read. `sentence_metrics`: those
    of each line too, if both texts have as many lines."""
    lines = lines_of(report.text)
    extra: dict[str, Any] = {"part": report.part} if report.part else {}
    if suppressed := report.suppressed:
        extra["suppressed"] = [
            {"reason": s.reason, "by": s.by, **_suppressed(s.found.finding, report.text, lines)} for s in suppressed
        ]
    if report.notices:
        extra["notices"] = [{"message": n.message, **_place(n.span, report.text, lines)} for n in report.notices]
    if report.readers:
        extra["readers"] = [t._asdict() for t in report.readers]
    if report.scores:
        extra["segment_scores"] = [_scores(s, report.text, lines) for s in report.scores]
    return {
        **extra,
        "words": report.words,
        "known": report.known,
        "score": report.score.to_dict(),
        "readability": dict(report.figures) if report.figures else None,
        "source": _source(report),
        "metrics": report.metrics.to_dict(sentence_metrics and report.metrics.by_line) if report.metrics else None,
        "findings": [_finding(f, report, lines) for f in report.found],
        "fix_list": [
            {
                "finding": g.findings[0],
                "findings": list(g.findings),
                "gain": round(g.gain, 2),
                "score_then": round(g.then, 2),
            }
            for g in fix_list(report)
        ],
    }


def _scores(scores: SegmentScores, text: str, lines: Lines) -> dict[str, Any]:
    return {
        "metric": scores.metric,
        "errors": scores.errors,
        "mean": round(scores.mean, 4),
        "segments": [{"score": s.value, **_place(s.span, text, lines)} for s in scores.scores],
    }


def verdict_dict(report: Report) -> dict[str, Any] | None:
    """What the gate of the run says, None if nothing fails."""
    told = report.verdict
    return {"passed": told.passed, "reasons": list(told.reasons)} if told else None


def fix_list(report: Report) -> list[Gain]:
    """What to fix, by what it gains; nothing to gain where there is no score."""
    if report.score.applicable:
        return gains(report.findings, report.score)
    return [Gain(rows, 0.0, 0.0) for rows in equal(report.findings)]


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


def _finding(found: Found, report: Report, lines: Lines) -> dict[str, Any]:
    finding = found.finding
    sentence = around(finding.span, found.sentence)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "mqm": finding.mqm,
        "message": finding.message,
        **_place(finding.span, report.text, lines),
        "segment": _segment(finding.span, report),
        "sentence": {"start": sentence.start, "end": sentence.end, "text": report.text[slice(*sentence)]},
        "related": [_related(r, report, lines) for r in finding.related],
        "fixes": [f.to_dict() for f in finding.fixes],
        **({"readers": list(finding.readers)} if finding.readers else {}),
    }


def around(span: Span, sentence: Span) -> Span:
    """The sentence, or of one that is longer than any reader's patience the part near the finding: a text without full
    stops would else stand in the report as often as it has findings."""
    if sentence.end - sentence.start <= 2 * NEAR:
        return sentence
    return Span(max(sentence.start, span.start - NEAR), min(sentence.end, max(span.end, span.start + NEAR)))


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
