"""Checks a bilingual file segment by segment, as a stream: memory holds its texts and findings, not its documents."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from mtcheck.bitext.detect import detect
from mtcheck.bitext.language import LanguageData, language_data
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.source import Source
from mtcheck.checking.checker import check_pair, score_of
from mtcheck.checking.report import Report, SegmentPlace, SourceInfo
from mtcheck.checking.settings import Settings
from mtcheck.languages.en import analyse
from mtcheck.lint.findings import SOURCE, Finding
from mtcheck.reading.bitext import Segment
from mtcheck.reading.plain import Unreadable
from mtcheck.text.spans import Edit, Span

CHUNK = 256  # segments that are read as one document
MARKUP = ("LEF002", "LEF003", "LEF004")  # rules about what is left of markup
GAP = "\n\n"  # between two segments in the text of the report; belongs to neither


@dataclass(slots=True)
class _Joined:
    """Texts put one after the other, with the gap between them."""

    parts: list[str]
    length: int = 0

    def add(self, text: str) -> Span:
        """Append a text; where it stands."""
        start = self.length + (len(GAP) if self.parts else 0)
        self.parts.append(text)
        self.length = start + len(text)
        return Span(start, self.length)

    @property
    def text(self) -> str:
        return GAP.join(self.parts)


def check_segments(segments: Iterable[Segment], settings: Settings) -> Report:
    """One report over all segments; the text of the report is their translations, with empty lines between.

    The language of the source is the settings', the file's, or detected in the first segments. Raises what reading
    raises; Unreadable if there is no segment at all.
    """
    text, source = _Joined([]), _Joined([])
    places: list[SegmentPlace] = []
    findings: list[Finding] = []
    contexts: list[Span] = []
    words, coverage, strain, code = 0, 0.0, 0.0, settings.source_lang
    lang: LanguageData | None = None
    for chunk in _chunks(segments):
        code = code or chunk[0].lang or detect(" ".join(s.source for s in chunk))
        lang = lang or language_data(code)
        pair = _pair(chunk, lang, settings)
        report = check_pair(pair, settings)
        start = [SegmentPlace(s.id, text.add(s.target), source.add(s.source), s.line) for s in chunk]
        by, source_by = start[0].target.start, start[0].source.start
        places += start
        for finding, context in zip(report.findings, report.contexts, strict=True):
            if not _markup(finding, pair):
                findings.append(_moved(finding, by, source_by))
                contexts.append(context.shifted(by))
        words += report.words
        coverage += pair.coverage * report.words
        strain += report.score.strain * report.words
    if lang is None:
        raise Unreadable("no segments in this file")
    score = score_of(findings, words, settings, bilingual=True, strain=strain / words if words else 0.0)
    info = SourceInfo(source.text, lang.code, coverage / words if words else 0.0)
    return Report(text.text, words, tuple(findings), score, tuple(contexts), info, segments=tuple(places))


def _chunks(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    stream = iter(segments)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _pair(chunk: list[Segment], lang: LanguageData, settings: Settings) -> Pair:
    text, source = _Joined([]), _Joined([])
    spans = tuple((source.add(s.source), text.add(s.target)) for s in chunk)
    return Pair(analyse(text.text, settings.options), Source(source.text, lang), True, spans)


def _markup(finding: Finding, pair: Pair) -> bool:
    """Whether it is about a tag or a placeholder that the source has too: in bilingual files these belong there."""
    if finding.code not in MARKUP:
        return False
    at = bisect_right(pair.segments, finding.span.start, key=lambda s: s[1].start) - 1
    return pair.document.text[slice(*finding.span)] in pair.source.text[slice(*pair.segments[at][0])]


def _moved(finding: Finding, by: int, source_by: int) -> Finding:
    """The finding with its places in the whole text."""
    related = tuple(r._replace(span=r.span.shifted(source_by if r.where == SOURCE else by)) for r in finding.related)
    fixes = tuple(
        replace(f, edits=tuple(Edit(e.start + by, e.end + by, e.new) for e in f.edits)) for f in finding.fixes
    )
    return replace(finding, span=finding.span.shifted(by), related=related, fixes=fixes)
