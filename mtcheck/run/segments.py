"""Checks a bilingual file segment by segment, as a stream: memory holds its texts and findings, not its documents."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from mtcheck.bitext.detect import detect
from mtcheck.bitext.language import LanguageData, language_data
from mtcheck.bitext.memory import Memory
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.source import Source
from mtcheck.checking.checker import BATCH, MARKUP, Woken, active, collector_at_rest, judged_pair
from mtcheck.checking.report import Checked, Found, SourceInfo, Tally
from mtcheck.checking.segments import SegmentPlaces
from mtcheck.checking.settings import Settings
from mtcheck.languages import language as target_language
from mtcheck.lint.findings import SOURCE, Finding, Notice, SegmentScore, SegmentScores
from mtcheck.reading.base import Segment
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Problem
from mtcheck.text.document import Document
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from mtcheck.readers.spans import Marked, Reader

CHUNK = 256  # segments that are read as one document
SPACE = re.compile(r"\s+")
MISSING, WHOLE = "BTO002", "BOM006"  # a placeholder is missing; the source is not that of this text, said once
COUNT = re.compile(r"%(?:\d\$)?[dniu]|%\(\w+\)d|\{(?:n|num|number|count)\}")  # what stands for how many there are
Analysed = tuple[list[Segment], Document, Woken]  # segments, their translations, the rules that these wake
GAP = "\n\n"  # between two segments in the text of the report; belongs to neither


@dataclass(slots=True)
class _Joined:
    """Texts put one after the other, with the gap between them."""

    parts: list[str]
    length: int = 0
    starts: array[int] = field(default_factory=partial(array, "Q"))

    def add(self, text: str) -> Span:
        """Append a text; where it stands."""
        start = self.length + (len(GAP) if self.parts else 0)
        self.parts.append(text)
        self.starts.append(start)
        self.length = start + len(text)
        return Span(start, self.length)

    def at(self, span: Span) -> str:
        """What stands at a span that lies within one of the texts."""
        k = bisect_right(self.starts, span.start) - 1
        return self.parts[k][span.start - self.starts[k] : span.end - self.starts[k]]

    @property
    def text(self) -> str:
        return GAP.join(self.parts)


def check_segments(
    segments: Iterable[Segment],
    settings: Settings,
    readers: Sequence[Reader] = (),
    name: str = "",
    problems: list[Problem] | None = None,
) -> Checked:
    """What rules and other readers say of all segments of the file `name`; the text is their translations, with empty
    lines between. What goes wrong with readers is added to `problems`.

    The language of the source is the settings', the file's, or detected in the first segments. Raises what reading
    raises; Unreadable if there is no segment at all.
    """
    text, source = _Joined([]), _Joined([])
    places = SegmentPlaces()
    found: list[Found] = []
    words, coverage, strain, code = 0, 0.0, 0.0, settings.source_lang
    reasons: set[str] = set()
    told: set[str] = set()  # of the whole source
    told_of: list[Notice] = []
    scores: dict[tuple[str, bool], list[SegmentScore]] = {}
    marks: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    lang: LanguageData | None = None
    memory = Memory(earlier=(source.at, text.at))
    with closing(_analysed(segments, settings)) as analysed:
        for chunk, document, woken in analysed:
            code = code or chunk[0].lang or detect(" ".join(s.source for s in chunk))
            lang = lang or language_data(code)
            pair = _pair(chunk, lang, document, memory, (_start(source), _start(text)))
            marked = _marked(readers, pair, chunk, name, len(places)) if readers else None
            spans, names = (marked.spans, marked.readers) if marked else ((), ())
            checked = judged_pair(pair, settings, _Markup(pair), spans, names, woken)
            by, source_by = text.add(pair.document.text).start, source.add(pair.source.text).start
            if marked:
                told_of += [Notice(Span(0, 0), notice) for notice in marked.notices]
                (problems if problems is not None else []).extend(Problem(name, p) for p in marked.problems)
                for s in marked.scores:
                    moved = [x._replace(span=x.span.shifted(by)) for x in s.scores]
                    scores.setdefault((s.metric, s.errors), []).extend(moved)
                for t in checked.readers:
                    marks[t.reader] += t.marked
                    shown[t.reader] += t.shown
            for segment, (there, here) in zip(chunk, pair.segments, strict=True):
                places.append(segment.id, here.shifted(by), there.shifted(source_by), segment.line)
            left = [
                f
                for f in checked.found
                if not _one(f.finding, pair, chunk) and not (f.finding.code == WHOLE and f.finding.message in told)
            ]
            told |= {f.finding.message for f in left if f.finding.code == WHOLE}
            found += [_moved(f, by, source_by) for f in left]
            words += checked.words
            coverage += pair.coverage * checked.words
            strain += checked.strain * checked.words
            reasons.add(checked.unjudged)
            pair.forget()
    if lang is None:
        raise Unreadable("no segments in this file")
    return Checked(
        text=text.text,
        words=words,
        found=tuple(found),
        strain=strain / words if words else 0.0,
        source=SourceInfo(source.text, lang.code, coverage / words if words else 0.0),
        segments=places,
        unjudged=reasons.pop() if len(reasons) == 1 else "",
        notices=tuple(dict.fromkeys(told_of)),
        scores=tuple(SegmentScores(*metric, tuple(each)) for metric, each in scores.items()),
        readers=tuple(Tally(reader, n, shown[reader]) for reader, n in sorted(marks.items())),
    )


def _marked(readers: Sequence[Reader], pair: Pair, chunk: list[Segment], name: str, first: int) -> Marked:
    """What other readers mark in some segments."""
    from mtcheck.readers.spans import Passage, SegmentText, asked

    places = [SegmentText(s.id, target, source) for s, (source, target) in zip(chunk, pair.segments, strict=True)]
    return asked(readers, Passage(name, pair.document.text, pair.source.text, "", tuple(places), first))


def _analysed(segments: Iterable[Segment], settings: Settings) -> Generator[Analysed, None, None]:
    """CHUNK segments at a time, with the document of their translations and the rules that it wakes. Some BATCH code
    points are analysed together, and meanwhile the collector rests: a pair leaves nothing for it (`Pair.forget`)."""
    together: list[list[Segment]] = []
    size = 0
    for chunk in _chunks(segments):
        together.append(chunk)
        size += sum(len(s.target) for s in chunk)
        if size >= BATCH:
            yield from _batch(together, settings)
            together, size = [], 0
    if together:
        yield from _batch(together, settings)


def _batch(chunks: list[list[Segment]], settings: Settings) -> Iterator[Analysed]:
    texts = [GAP.join(s.target for s in chunk) for chunk in chunks]
    with collector_at_rest():
        batch = target_language(settings.language).batch(texts, settings.options, [None] * len(texts))
        try:
            yield from zip(chunks, batch.documents, active(settings, bilingual=True).due_in(batch), strict=True)
        finally:
            batch.forget()


def _chunks(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    stream = iter(segments)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _start(joined: _Joined) -> int:
    """Where the next text will stand."""
    return joined.length + (len(GAP) if joined.parts else 0)


def _pair(
    chunk: list[Segment], lang: LanguageData, document: Document, memory: Memory, starts: tuple[int, int] = (0, 0)
) -> Pair:
    """Segments beside their translations, which are the document's."""
    text, source = _Joined([]), _Joined([])
    spans = tuple((source.add(s.source), text.add(s.target)) for s in chunk)
    return Pair(document, Source(source.text, lang), True, spans, memory, starts)


class _Markup:
    """Whether a finding is about a tag or a placeholder that the source has too: in bilingual files these belong there.
    Of a segment with thousands of them the source is made bare of white space once."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._bare: dict[int, str] = {}  # sources by the number of their segment
        self._held: dict[tuple[int, str], bool] = {}

    def __call__(self, code: str, span: Span) -> bool:
        if code not in MARKUP:
            return False
        pair = self._pair
        at = bisect_right(pair.segments, span.start, key=lambda s: s[1].start) - 1
        if at not in self._bare:
            self._bare[at] = SPACE.sub("", pair.source.text[slice(*pair.segments[at][0])])
        key = at, SPACE.sub("", pair.document.text[slice(*span)])
        if key not in self._held:
            self._held[key] = key[1] in self._bare[at]
        return self._held[key]


def _one(finding: Finding, pair: Pair, chunk: list[Segment]) -> bool:
    """Whether it is about a placeholder for the number one that is missing: “%d file” is “one file”."""
    if finding.code != MISSING:
        return False
    at = bisect_right(pair.segments, finding.span.start, key=lambda s: s[1].start) - 1
    there = (r.span for r in finding.related if r.where == SOURCE)
    return chunk[at].one and any(COUNT.fullmatch(pair.source.text[slice(*span)]) for span in there)


def _moved(found: Found, by: int, source_by: int) -> Found:
    """The finding with its places in the whole text."""
    finding = found.finding
    related = tuple(r._replace(span=r.span.shifted(source_by if r.where == SOURCE else by)) for r in finding.related)
    fixes = tuple(replace(f, edits=tuple(e.shifted(by) for e in f.edits)) for f in finding.fixes)
    moved = replace(finding, span=finding.span.shifted(by), related=related, fixes=fixes)
    return found._replace(finding=moved, sentence=found.sentence.shifted(by))
