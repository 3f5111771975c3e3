"""Text -> Report: analyse, run the rules, pool the evidence, sort, score."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.checking.catalogue import Selection
from mtcheck.checking.choice import Candidate, shown
from mtcheck.checking.dispatch import due
from mtcheck.checking.evidence import company, near, probability
from mtcheck.checking.features import features
from mtcheck.checking.marks import mark
from mtcheck.checking.reading import Reading, read
from mtcheck.checking.registry import Phrases, catalogue, matching
from mtcheck.checking.report import Checked, Found, Report, SourceInfo
from mtcheck.checking.scoring import SMALLEST_SAMPLE, fingerprint, score, signature
from mtcheck.checking.settings import Settings
from mtcheck.checking.unjudged import unjudged
from mtcheck.languages import language
from mtcheck.lint.findings import Finding
from mtcheck.lint.rule import PREVIEW, Rule
from mtcheck.text.binary import refuse_binary
from mtcheck.text.document import Document
from mtcheck.text.landmarks import Landmarks
from mtcheck.text.layout import Layout
from mtcheck.text.spans import Span
from mtcheck.version import VERSION

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair
    from mtcheck.checking.metrics import Metrics
    from mtcheck.readers.spans import ReaderSpan

MARKUP = ("LEF002", "LEF003", "LEF004")  # rules about what is left of markup
Woken = list[tuple[Rule, list[int]]]  # rules, and the places of their anchors
BATCH = 50_000  # code points that are analysed together: a matter of time only


def check(
    text: str,
    *,
    source: str | None = None,
    reference: str | None = None,
    settings: Settings | None = None,
    spans: Sequence[ReaderSpan] = (),
) -> Report:
    """Check one article.

    With a `source` (the text it was translated from) the bilingual rules run too. A `reference` (a human
    translation) adds metrics and changes no finding. `spans`: what other readers marked in the text; they become
    findings beside those of rules (docs/readers.md). Raises UnknownRule if the settings name a rule that does
    not exist, UnknownLanguage if they name such a language, ValueError if a span reaches beyond the text or one of the
    texts holds a NUL character (files that do are refused too).
    """
    refuse_binary(text, source, reference)
    settings = settings or DEFAULT
    return scored(judged(text, source=source, reference=reference, settings=settings, spans=spans), settings)


def judged(
    text: str,
    *,
    source: str | None = None,
    reference: str | None = None,
    settings: Settings | None = None,
    layout: Layout | None = None,
    before: Mapping[str, float] | None = None,
    structure: tuple[Mapping[str, int], Mapping[str, int]] | None = None,
    spans: Sequence[ReaderSpan] = (),
    readers: Sequence[str] = (),
    landmarks: tuple[Landmarks, Landmarks] | None = None,
) -> Checked:
    """What rules say of one article, without a score: findings may still be left out. `layout`: what the
    markup of its file says of the text. `before`: the company that its
    findings had before some were fixed (`Checked.company`), by which the rest are judged too. `structure`: what the
    source and the article are built of, number by kind, if files say it. `spans`: what other readers marked; `readers`:
    the names of those that looked, if some may have marked nothing. `landmarks`: what of the source and the article
    should be the same in both, if their files have markup."""
    given = Given(text, source, reference, before, structure, spans, readers, layout, landmarks)
    return judged_many([given], settings)[0]


class Given(NamedTuple):
    """What is given of an article that is to be judged; see `judged`."""

    text: str
    source: str | None = None
    reference: str | None = None
    before: Mapping[str, float] | None = None
    structure: tuple[Mapping[str, int], Mapping[str, int]] | None = None
    spans: Sequence[ReaderSpan] = ()
    readers: Sequence[str] = ()
    layout: Layout | None = None
    landmarks: tuple[Landmarks, Landmarks] | None = None


def judged_many(articles: Sequence[Given], settings: Settings | None = None) -> list[Checked]:
    """`judged` for each article. Some BATCH code points are analysed together."""
    for article in articles:
        if not isinstance(article.text, str):
            raise TypeError(f"the text must be str, not {type(article.text).__name__}")
    settings = settings or DEFAULT
    out: list[Checked] = []
    for batch in _batches(articles):
        with collector_at_rest():
            out += _judged_batch(batch, settings)
    return out


def _batches(articles: Iterable[Given]) -> Iterator[list[Given]]:
    """The articles in their order, about BATCH code points at a time."""
    batch: list[Given] = []
    size = 0
    for article in articles:
        if batch and size + len(article.text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


def _judged_batch(articles: Sequence[Given], settings: Settings) -> list[Checked]:
    """What rules say of articles that are analysed together."""
    batch = language(settings.language).batch(
        [a.text for a in articles], settings.options, [a.layout for a in articles]
    )
    try:
        rules, paired = active(settings), active(settings, bilingual=True)
        readings = [
            _reading(document, a, woken, paired if a.source is not None else rules, settings)
            for document, a, woken in zip(batch.documents, articles, rules.due_in(batch), strict=True)
        ]
        read(readings, batch.wishes)
        return [_judged_article(r, a, settings) for r, a in zip(readings, articles, strict=True)]
    finally:
        batch.forget()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Documents leave nothing for Python's collector to find (`Document.forget`), which would look through the word
    lists again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _reading(document: Document, given: Given, woken: Woken, rules: Selection, settings: Settings) -> Reading:
    """What is asked of the rules about an article; `rules` are those that compare with its source."""
    if given.source is None:
        return Reading(document, woken)
    return Reading(document, woken, _pair(document, given, given.source, settings.source_lang), rules.bilingual())


def _judged_article(reading: Reading, given: Given, settings: Settings) -> Checked:
    """What is told of what rules say of an article."""
    found = _metrics(given.text, given.reference) if given.reference is not None else None
    checked = _judged(reading, settings, found, given.before)
    return _with_readers(checked, reading.document, settings, given.spans, given.readers)


def judged_pair(
    pair: Pair,
    settings: Settings | None = None,
    leave: Callable[[str, Span], bool] | None = None,
    spans: Sequence[ReaderSpan] = (),
    readers: Sequence[str] = (),
    woken: Woken | None = None,
) -> Checked:
    """`judged` for a document that has been aligned with its source already. `leave`: whether what a rule (its code)
    says of a place is not to be looked at, so that it hides nothing else there. `woken`: the rules that the document
    wakes, if that is known."""
    settings = settings or DEFAULT
    rules = active(settings, bilingual=True)
    woken = rules.due(pair.document) if woken is None else woken
    reading = Reading(pair.document, woken, pair, rules.bilingual())
    read([reading], [pair.document.wishes])  # what they ask the parser is asked at once
    checked = _judged(reading, settings, None, None, leave)
    return _with_readers(checked, pair.document, settings, spans, readers)


def _with_readers(
    checked: Checked, document: Document, settings: Settings, spans: Sequence[ReaderSpan], readers: Sequence[str]
) -> Checked:
    """What rules and other readers say of an article; without readers nothing of them is imported."""
    if not spans and not readers:
        return checked
    from mtcheck.checking.merging import merged

    both = merged(document, checked.findings, spans, settings, readers)
    return replace(checked, found=tuple(placed(document, f) for f in both.findings), readers=both.tallies)


def _judged(
    reading: Reading,
    settings: Settings,
    metrics: Metrics | None,
    before: Mapping[str, float] | None = None,
    leave: Callable[[str, Span], bool] | None = None,
) -> Checked:
    document, pair = reading.document, reading.pair
    leave = leave or (partial(_in_source, pair) if pair else None)
    found, lifting = _weighed(reading, before, leave)
    return Checked(
        text=document.text,
        words=document.word_count,
        found=tuple(placed(document, f) for f in shown(found, reading.failures, settings.min_confidence)),
        strain=_unseen(document, found, settings, pair),
        source=_source_info(pair) if pair else None,
        metrics=metrics,
        unjudged=unjudged(document, settings.language),
        company=lifting,
    )


def _in_source(pair: Pair, code: str, span: Span) -> bool:
    """Whether a finding is about a tag or a placeholder that the source has too: then it belongs there."""
    return code in MARKUP and "".join(pair.document.text[slice(*span)].split()) in pair.bare_source


def placed(document: Document, finding: Finding) -> Found:
    """A finding with its sentence and its mark."""
    sentence = _context(document, finding.span)
    return Found(finding, sentence, mark(finding.code, document.text, finding.span, sentence))


def scored(checked: Checked, settings: Settings) -> Report:
    """What was said of an article, with the score of the findings that are left."""
    rules = _fingerprint(*_chosen_by(settings), checked.source is not None)
    others = [t.reader for t in checked.readers]
    line = signature(VERSION, rules, settings.profile, checked.words, settings.calibration, settings.language, others)
    findings, strain = checked.findings, checked.strain
    return Report.of(checked, score(findings, checked.words, settings.calibration, line, strain, checked.unjudged))


def _unseen(document: Document, found: list[Candidate], settings: Settings, pair: Pair | None) -> float:
    """The strain: what speaks against the document, and against it as a translation, without being shown."""
    weak = sum(c.confidence for c in found if c.confidence < settings.min_confidence)
    own = language(settings.language).strain(document, weak * 1000 / max(document.word_count, SMALLEST_SAMPLE))
    if pair is None:
        return own
    from mtcheck.bitext.distance import strained  # only needed, and only read, with a source

    return strained(own, pair)


def _pair(document: Document, given: Given, source: str, code: str | None) -> Pair:
    from mtcheck.bitext.pair import Pair  # only needed, and only read, with a source
    from mtcheck.bitext.source import Source

    return Pair(document, Source.of(source, code), structure=given.structure, landmarks=given.landmarks)


def _source_info(pair: Pair) -> SourceInfo:
    aligned = tuple((b.source, b.target) for b in pair.trusted if b.source and b.target)
    return SourceInfo(pair.source.text, pair.language.code, pair.coverage, aligned=aligned)


def _metrics(text: str, reference: str) -> Metrics:
    from mtcheck.checking.metrics import document_metrics

    return document_metrics(text, reference)


def check_many(
    texts: Iterable[str],
    *,
    sources: Sequence[str | None] | None = None,
    references: Sequence[str | None] | None = None,
    settings: Settings | None = None,
) -> list[Report]:
    """`check` for each text. Raises ValueError if sources or references differ in number from the texts, and if one
    holds a NUL character."""
    texts = list(texts)
    refuse_binary(*texts, *(sources or ()), *(references or ()))
    none = [None] * len(texts)
    rows = zip(texts, sources or none, references or none, strict=True)
    settings = settings or DEFAULT
    return [scored(checked, settings) for checked in judged_many([Given(*row) for row in rows], settings)]


def run(
    document: Document, rules: Sequence[Rule], min_confidence: float, pair: Pair | None = None
) -> tuple[Finding, ...]:
    """The findings of these rules that reach the confidence, in reading order.

    Bilingual rules need a pair."""
    reading = _read(document, rules, pair)
    return shown(_weighed(reading)[0], reading.failures, min_confidence)


def candidates(document: Document, rules: Sequence[Rule], pair: Pair | None = None) -> list[Candidate]:
    """All that these rules propose, however weak: what evidence is fitted on. Bilingual rules need a pair."""
    return _weighed(_read(document, rules, pair))[0]


def _read(document: Document, rules: Sequence[Rule], pair: Pair | None) -> Reading:
    """What these rules say of a document."""
    woken = [(r, at) for r, at in due(rules, document) if not r.bilingual]
    reading = Reading(document, woken, pair, [r for r in rules if r.bilingual])
    reading.ask()
    return reading


def _weighed(
    reading: Reading,
    before: Mapping[str, float] | None = None,
    leave: Callable[[str, Span], bool] | None = None,
) -> tuple[list[Candidate], dict[str, float]]:
    """All candidates with their confidence, and the company that there was."""
    document, found = reading.document, reading.said
    if leave:
        found = [(r, m) for r, m in found if not leave(r.code, m.span)]
    alone, families = [m.confidence for _, m in found], [r.family for r, _ in found]
    lifting = near(alone, families, document.word_count, before)
    weighed = [
        Candidate(r, m, n, probability(r.code, m.confidence, n, partial(features, document, m.span, m.features)))
        for (r, m), n in zip(found, lifting, strict=True)
    ]
    return weighed, company(alone, families)


def _context(document: Document, span: Span) -> Span:
    """The sentences that a span touches, from the first character of the first to the last of the last."""
    tokens = document.tokens_at(span)
    if not tokens:
        return span
    first, last = document.sentence_of(tokens[0]).span, document.sentence_of(tokens[-1]).span
    return Span(min(first.start, span.start), max(last.end, span.end))


def active_rules(settings: Settings, *, bilingual: bool = False) -> tuple[Rule, ...]:
    """The rules that the settings select, imported, those that need a source only if asked for. Raises UnknownRule."""
    return active(settings, bilingual=bilingual).rules()


def active(settings: Settings, *, bilingual: bool = False) -> Selection:
    """The same rules, which are imported when a document wakes them. Raises UnknownRule."""
    return _active(*_chosen_by(settings), bilingual)


_Chosen = tuple[str, tuple[str, ...], tuple[str, ...], bool, Phrases]


def _chosen_by(settings: Settings) -> _Chosen:
    """What of the settings decides which rules run."""
    return settings.language, settings.select, settings.ignore, settings.preview, settings.phrases


@lru_cache(maxsize=64)
def _active(
    code: str, select: tuple[str, ...], ignore: tuple[str, ...], preview: bool, phrases: Phrases, bilingual: bool
) -> Selection:
    chosen = frozenset[str]().union(*(matching(s, code, phrases) for s in select)) if select else None
    ignored = frozenset[str]().union(*(matching(s, code, phrases) for s in ignore))
    # a phrase that is left out must not hide one in it
    known = catalogue(code, tuple(p for p in phrases if p.code not in ignored and (chosen is None or p.code in chosen)))
    return Selection(
        known,
        (
            r.code
            for r in known.cards.values()
            if (bilingual or not r.bilingual)
            and r.code not in ignored
            and (r.code in chosen if chosen is not None else preview or r.status != PREVIEW)
        ),
    )


@lru_cache(maxsize=64)
def _fingerprint(
    code: str, select: tuple[str, ...], ignore: tuple[str, ...], preview: bool, phrases: Phrases, bilingual: bool
) -> str:
    return fingerprint(_active(code, select, ignore, preview, phrases, bilingual).told)


DEFAULT = Settings()
