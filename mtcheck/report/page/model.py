"""A report as plain values, as the templates show it. Nothing is escaped here: the templates do that."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mtcheck.checking.registry import family_of
from mtcheck.checking.report import Found, Report, SourceInfo, fix_list
from mtcheck.checking.scoring import SMALLEST_SAMPLE, printed
from mtcheck.lint.findings import HINT, SAFE, SOURCE, Finding, Related, Severity
from mtcheck.report.others import others
from mtcheck.report.page.layout import Mark, Paragraph, Run, paragraphs, runs, with_headings
from mtcheck.text.lines import Lines, lines_of
from mtcheck.text.spans import Span

RTL = frozenset(("ar", "fa", "he", "ur", "ps", "ckb", "yi", "dv", "ug"))
SAFETY = {SAFE: "safe", HINT: "a hint only"}
LONGEST_QUOTE = 160  # code points of the words of a finding, and of the source beside it
MOST_SEGMENTS = 300  # of a bilingual file; of a longer one only those with findings are shown
ALONE = "Checked without the source: what was left out, or is wrong beside it, does not show."
POINT = "‸"  # stands for a place between two characters


@dataclass(frozen=True, slots=True)
class Beside:
    """A related place, in words."""

    quote: str
    message: str
    in_source: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """What to write, what to think of it, and whether it can be applied as it stands."""

    title: str
    note: str
    usable: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as its card shows it. `number` counts from 1, in reading order; `source`: what the sentence was
    translated from."""

    number: int
    code: str
    name: str
    family: str
    severity: str
    confidence: float
    message: str
    quote: str
    place: str
    fixes: tuple[Repair, ...]
    beside: tuple[Beside, ...]
    source: str

    @property
    def prefix(self) -> str:
        """The letters of its code: the family's short name."""
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, and the part of the source that belongs to it, in paragraphs of its own. `label`: the segment."""

    kind: str
    runs: list[Run]
    source: list[list[Run]] = field(default_factory=list)
    label: str = ""


@dataclass(frozen=True, slots=True)
class ToFix:
    """A line of the fix list: the cards it is about, what to do, what is gained (""  without a score)."""

    cards: tuple[int, ...]
    title: str
    gain: str
    then: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article. `passed` is None where nothing fails; `score` is None where there is none, for the reason `why`."""

    id: str
    name: str
    passed: bool | None
    reasons: tuple[str, ...]
    score: float | None
    threshold: float
    why: str
    words: int
    severities: tuple[tuple[str, int], ...]
    families: Counter[str]
    signature: str
    rows: list[Row]
    cards: list[Card]
    fixes: list[ToFix]
    lang: str
    coverage: str
    notes: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def rtl(self) -> bool:
        """Whether the source is written from right to left."""
        return self.lang in RTL

    @property
    def shown_score(self) -> str:
        """As people read it."""
        return "–" if self.score is None else printed(self.score)

    @property
    def verdict(self) -> str:
        """In one word."""
        return "checked" if self.passed is None else "passed" if self.passed else "failed"

    @property
    def counted(self) -> str:
        """The findings in words, by severity."""
        return ", ".join(f"{n} {s}" for s, n in self.severities)

    @property
    def by_family(self) -> str:
        """The findings in words, by family."""
        return ", ".join(f"{f} {n}" for f, n in sorted(self.families.items()))

    @property
    def folder(self) -> str:
        return os.path.dirname(self.name.replace(os.sep, "/"))


def article_view(name: str, report: Report, key: str = "") -> ArticleView:
    """A report as values; `key` begins all ids of the article."""
    lines = lines_of(report.text)
    score = report.score
    severities = Counter(str(f.severity) for f in report.findings)
    return ArticleView(
        id=key,
        name=f"{name} [{report.part}]" if report.part else name,
        passed=report.verdict.passed if report.verdict else None,
        reasons=report.verdict.reasons if report.verdict else (),
        score=score.shown if score.applicable else None,
        threshold=score.threshold,
        why=score.why,
        words=report.words,
        severities=tuple((str(s), severities[s]) for s in reversed(Severity) if severities[s]),
        families=Counter(family_of(f.code) for f in report.findings),
        signature=score.signature,
        rows=_rows(report),
        cards=[_card(k, found, report, lines) for k, found in enumerate(report.found, 1)],
        fixes=_fixes(report),
        lang=report.source.lang if report.source else "",
        coverage=f"{report.source.coverage:.0%}" if report.source else "",
        notes=tuple(_notes(report)),
        left_out=tuple(_left_out(report, lines)),
    )


def _notes(report: Report) -> Iterator[str]:
    score = report.score
    if score.applicable and not score.sufficient:
        yield f"Under {SMALLEST_SAMPLE} words: too small a sample for the score to mean much."
    if not report.source:
        yield ALONE
    if len(report.segments) > MOST_SEGMENTS:
        yield f"Of {len(report.segments):,} segments only those with findings are shown."
    for metric in report.metrics.scores if report.metrics else ():
        yield f"{metric.name} {metric.value:.1f} ({metric.signature})"
    yield from others(report)
    for notice in report.notices:
        yield notice.message


def _left_out(report: Report, lines: Lines) -> Iterator[str]:
    for left in report.suppressed:
        finding = left.found.finding
        place = "{}:{}".format(*lines.place(finding.span.start))
        why = f": {left.reason}" if left.reason else ""
        yield f"{place} {finding.code} {finding.name}, suppressed by {left.by}{why}"
    if report.known:
        yield f"{report.known} that are not new"


def shown_text(report: Report) -> str:
    """The text that a page shows: that of the article, without the markup of its file."""
    return report.text if report.prose is None else report.prose


def shown_finding(found: Found) -> Finding:
    """The finding with its places in `shown_text`."""
    return found.in_prose or found.finding


def _source_text(source: SourceInfo) -> str:
    return source.text if source.prose is None else source.prose


# Cards


def _card(number: int, found: Found, report: Report, lines: Lines) -> Card:
    finding, there = found.finding, shown_finding(found)
    return Card(
        number=number,
        code=finding.code,
        name=finding.name,
        family=family_of(finding.code),
        severity=str(finding.severity),
        confidence=finding.confidence,
        message=finding.message,
        quote=_quoted(shown_text(report), there.span) or POINT,
        place=_place(report, finding.span, lines),
        fixes=tuple(
            Repair(f.title, SAFETY.get(f.safety, ""), bool(f.edits) and f.safety is not HINT) for f in finding.fixes
        ),
        beside=tuple(_beside(r, report) for r in there.related),
        source=_translated_from(there, report),
    )


def _place(report: Report, span: Span, lines: Lines) -> str:
    if not report.segments:
        return "{}:{}".format(*lines.place(span.start))
    return report.segment_at(span.start).id


def _beside(related: Related, report: Report) -> Beside:
    source = related.where == SOURCE
    text = shown_text(report) if not source else _source_text(report.source) if report.source else ""
    return Beside(_quoted(text, related.span), related.message, source)


def _quoted(text: str, span: Span) -> str:
    """The words of a span; of many the first and the last."""
    length = span.end - span.start
    if length <= LONGEST_QUOTE:
        return text[slice(*span)]
    half = LONGEST_QUOTE // 2
    return f"{text[span.start : span.start + half]} … {text[span.end - half : span.end]}"


def _translated_from(finding: Finding, report: Report) -> str:
    """What the sentences that the finding touches were translated from; empty where that is not known."""
    if not report.source or report.segments:
        return ""
    text = _source_text(report.source)
    touched = [source for source, target in report.source.aligned if target.overlaps(finding.span)]
    return " ".join(_quoted(text, s).strip() for s in touched[:3])


# The text


def _rows(report: Report) -> list[Row]:
    text = shown_text(report)
    findings = [shown_finding(f) for f in report.found]
    marks = [Mark(f.span, k) for k, f in enumerate(findings, 1)]
    here, there = _related(findings)
    if report.segments:
        return _segments(report, marks, here, there)
    parts = paragraphs(text)
    if report.headings is not None:
        parts = with_headings(parts, report.headings)
    cut = runs(text, [p.span for p in parts], marks, here)
    if not report.source:
        return [Row(p.kind, r) for p, r in zip(parts, cut, strict=True)]
    sources = _source_parts(report.source, parts, there)
    return [Row(p.kind, r, s) for p, r, s in zip(parts, cut, sources, strict=True)]


def _related(findings: Sequence[Finding]) -> tuple[list[Mark], list[Mark]]:
    """The related places of all findings: in the text, in the source."""
    here: list[Mark] = []
    there: list[Mark] = []
    for k, finding in enumerate(findings, 1):
        for related in finding.related:
            (there if related.where == SOURCE else here).append(Mark(related.span, k))
    return here, there


def _source_parts(source: SourceInfo, parts: Sequence[Paragraph], related: Sequence[Mark]) -> list[list[list[Run]]]:
    """For each paragraph the paragraphs of the source that belong to it. All of the source is shown, in its order: what
    is aligned with nothing stands after what comes before it."""
    text = _source_text(source)
    firsts = [p.span.start for p in parts]
    starts: list[int | None] = [None] * len(parts)
    for there, here in source.aligned:
        k = max(0, bisect_right(firsts, here.start) - 1)
        known = starts[k]
        starts[k] = there.start if known is None else min(known, there.start)
    starts[:1] = [0] * len(starts[:1])
    out: list[list[list[Run]]] = []
    following = len(text)
    for start in reversed(starts):
        if start is None or start >= following:
            out.append([])
            continue
        spans = [p.span for p in paragraphs(text, Span(start, following))]
        out.append(runs(text, spans, (), related))
        following = start
    return out[::-1]


def _segments(report: Report, marks: Sequence[Mark], here: Sequence[Mark], there: Sequence[Mark]) -> list[Row]:
    """A row for each segment of a bilingual file; of many segments those with findings."""
    places = report.segments
    if len(places) > MOST_SEGMENTS:
        firsts = [p.target.start for p in places]
        kept = sorted({max(0, bisect_right(firsts, m.span.start) - 1) for m in marks})
        places = tuple(places[k] for k in kept)
    text, source = report.text, _source_text(report.source) if report.source else ""
    targets = runs(text, [p.target for p in places], marks, here)
    sources = runs(source, [p.source for p in places], (), there)
    return [Row("p", t, [s], p.id) for p, t, s in zip(places, targets, sources, strict=True)]


def _fixes(report: Report) -> list[ToFix]:
    scored = report.score.applicable
    out = []
    for gain in fix_list(report):
        finding = report.findings[gain.findings[0]]
        title = finding.fixes[0].title if finding.fixes else finding.message
        gained = (f"+{gain.gain:.1f}", printed(gain.then)) if scored else ("", "")
        out.append(ToFix(tuple(i + 1 for i in gain.findings), title, *gained))
    return out
