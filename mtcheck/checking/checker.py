"""Text -> Report: analyse, run the rules, pool the evidence, sort, score."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.checking.catalogue import Selection
from mtcheck.checking.dispatch import due
from mtcheck.checking.evidence import company, near, probability
from mtcheck.checking.features import features
from mtcheck.checking.marks import mark
from mtcheck.checking.registry import Phrases, catalogue, matching
from mtcheck.checking.report import Checked, Found, Report, SourceInfo
from mtcheck.checking.scoring import SMALLEST_SAMPLE, fingerprint, score, signature
from mtcheck.checking.settings import Settings
from mtcheck.checking.unjudged import unjudged
from mtcheck.languages import language
from mtcheck.lint.findings import MINOR, Finding
from mtcheck.lint.rule import PREVIEW, Match, Rule
from mtcheck.text.document import Document
from mtcheck.text.layout import Layout
from mtcheck.text.spans import Span
from mtcheck.version import VERSION

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair
    from mtcheck.checking.metrics import Metrics
    from mtcheck.readers.spans import ReaderSpan

INTERNAL = "INT001"  # the code of a finding about mtcheck itself
MARKUP = ("LEF002", "LEF003", "LEF004")  # rules about what is left of markup
LONG = 100  # code points; a longer span is about a passage, not about words


class Candidate(NamedTuple):
    """What a rule proposes, the company it has in its document (`evidence.near`), and its confidence."""

    rule: Rule
    match: Match
    near: float
    confidence: float


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
    not exist, UnknownLanguage if they name such a language, ValueError if a span reaches beyond the text.
    """
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
) -> Checked:
    """What rules say of one article, without a score: findings may still be left out. `layout`: what the
    markup of its file says of the text. `before`: the company that its
    findings had before some were fixed (`Checked.company`), by which the rest are judged too. `structure`: what the
    source and the article are built of, number by kind, if files say it. `spans`: what other readers marked; `readers`:
    the names of those that looked, if some may have marked nothing."""
    if not isinstance(text, str):
        raise TypeError(f"the text must be str, not {type(text).__name__}")
    settings = settings or DEFAULT
    document = language(settings.language).analyse(text, settings.options, layout)
    pair = _pair(document, source, settings.source_lang, structure) if source is not None else None
    try:
        found = _metrics(text, reference) if reference is not None else None
        checked = _judged(document, pair, settings, found, before)
        return _with_readers(checked, document, settings, spans, readers)
    finally:
        document.forget()


def judged_pair(
    pair: Pair,
    settings: Settings | None = None,
    leave: Callable[[str, Span], bool] | None = None,
    spans: Sequence[ReaderSpan] = (),
    readers: Sequence[str] = (),
) -> Checked:
    """`judged` for a document that has been aligned with its source already. `leave`: whether what a rule (its code)
    says of a place is not to be looked at, so that it hides nothing else there."""
    settings = settings or DEFAULT
    checked = _judged(pair.document, pair, settings, None, None, leave)
    return _with_readers(checked, pair.document, settings, spans, readers)


def _with_readers(
    checked: Checked, document: Document, settings: Settings, spans: Sequence[ReaderSpan], readers: Sequence[str]
) -> Checked:
    """What rules and other readers say of an article; without readers nothing of them is imported."""
    if not spans and not readers:
        return checked
    from mtcheck.checking.merging import merged

    both = merged(document, checked.findings, spans, settings, readers)
    return replace(checked, found=tuple(_found(document, f) for f in both.findings), readers=both.tallies)


def _judged(
    document: Document,
    pair: Pair | None,
    settings: Settings,
    metrics: Metrics | None,
    before: Mapping[str, float] | None = None,
    leave: Callable[[str, Span], bool] | None = None,
) -> Checked:
    rules = active(settings, bilingual=pair is not None)
    leave = leave or (partial(_in_source, pair) if pair else None)
    bilingual = rules.bilingual() if pair else ()
    found, failures, lifting = _weighed(document, rules.due(document), bilingual, pair, before, leave)
    return Checked(
        text=document.text,
        words=document.word_count,
        found=tuple(_found(document, f) for f in _shown(found, failures, settings.min_confidence)),
        strain=_unseen(document, found, settings),
        source=_source_info(pair) if pair else None,
        metrics=metrics,
        unjudged=unjudged(document, settings.language),
        company=lifting,
    )


def _in_source(pair: Pair, code: str, span: Span) -> bool:
    """Whether a finding is about a tag or a placeholder that the source has too: then it belongs there."""
    return code in MARKUP and "".join(pair.document.text[slice(*span)].split()) in pair.bare_source


def _found(document: Document, finding: Finding) -> Found:
    sentence = _context(document, finding.span)
    return Found(finding, sentence, mark(finding.code, document.text, finding.span, sentence))


def scored(checked: Checked, settings: Settings) -> Report:
    """What was said of an article, with the score of the findings that are left."""
    rules = _fingerprint(*_chosen_by(settings), checked.source is not None)
    others = [t.reader for t in checked.readers]
    line = signature(VERSION, rules, settings.profile, checked.words, settings.calibration, settings.language, others)
    findings, strain = checked.findings, checked.strain
    return Report.of(checked, score(findings, checked.words, settings.calibration, line, strain, checked.unjudged))


def _unseen(document: Document, found: list[Candidate], settings: Settings) -> float:
    """The strain: what speaks against the document without being shown."""
    weak = sum(c.confidence for c in found if c.confidence < settings.min_confidence)
    return language(settings.language).strain(document, weak * 1000 / max(document.word_count, SMALLEST_SAMPLE))


def _pair(
    document: Document,
    source: str,
    code: str | None,
    structure: tuple[Mapping[str, int], Mapping[str, int]] | None = None,
) -> Pair:
    from mtcheck.bitext.pair import Pair  # only needed, and only read, with a source
    from mtcheck.bitext.source import Source

    return Pair(document, Source.of(source, code), structure=structure)


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
    """`check` for each text. Raises ValueError if sources or references differ in number from the texts."""
    texts = list(texts)
    none = [None] * len(texts)
    rows = zip(texts, sources or none, references or none, strict=True)
    return [check(t, source=s, reference=r, settings=settings) for t, s, r in rows]


def run(
    document: Document, rules: Sequence[Rule], min_confidence: float, pair: Pair | None = None
) -> tuple[Finding, ...]:
    """The findings of these rules that reach the confidence, in reading order.

    Bilingual rules need a pair."""
    bilingual = [r for r in rules if r.bilingual]
    found, failures, _ = _weighed(document, _due(rules, document), bilingual, pair)
    return _shown(found, failures, min_confidence)


def candidates(document: Document, rules: Sequence[Rule], pair: Pair | None = None) -> list[Candidate]:
    """All that these rules propose, however weak: what evidence is fitted on. Bilingual rules need a pair."""
    bilingual = [r for r in rules if r.bilingual]
    return _weighed(document, _due(rules, document), bilingual, pair)[0]


def _due(rules: Sequence[Rule], document: Document) -> list[tuple[Rule, list[int]]]:
    return [(r, at) for r, at in due(rules, document) if not r.bilingual]


def _weighed(
    document: Document,
    woken: Iterable[tuple[Rule, list[int]]],
    bilingual: Iterable[Rule] = (),
    pair: Pair | None = None,
    before: Mapping[str, float] | None = None,
    leave: Callable[[str, Span], bool] | None = None,
) -> tuple[list[Candidate], list[Finding], dict[str, float]]:
    """All candidates of the rules that are woken, and of those for a pair, with their confidence, findings about rules
    that failed, and the company that there was."""
    failures: list[Finding] = []
    found = [(r, m) for r, at in woken for m in _tried(r, failures, document, at)]
    if pair:
        found += [(r, m) for r in bilingual for m in _tried(r, failures, pair)]
    if leave:
        found = [(r, m) for r, m in found if not leave(r.code, m.span)]
    alone, families = [m.confidence for _, m in found], [r.family for r, _ in found]
    lifting = near(alone, families, document.word_count, before)
    weighed = [
        Candidate(r, m, n, probability(r.code, m.confidence, n, partial(features, document, m.span, m.features)))
        for (r, m), n in zip(found, lifting, strict=True)
    ]
    return weighed, failures, company(alone, families)


def _shown(found: list[Candidate], failures: list[Finding], min_confidence: float) -> tuple[Finding, ...]:
    """The candidates that reach the confidence as findings, one per place, in reading order."""
    told = [c for c in found if c.confidence >= min_confidence]
    passages = _outermost(c.match.span for c in told if c.rule.covers)
    findings = [_finding(c) for c in told if not _covered(c.match.span, c.rule.covers, passages)]
    return tuple(sorted([*_without_doubles(findings), *failures], key=lambda f: f.sort_key))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Those spans that stand in no other one, in reading order."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or span.end > out[-1].end:
            out.append(span)
    return out


def _covered(span: Span, covers: bool, passages: Sequence[Span]) -> bool:
    """Whether a finding stands in a passage that a rule has said all of; a passage itself only in a longer one."""
    at = bisect_right(passages, span.start, key=lambda p: p.start) - 1
    return at >= 0 and passages[at].end >= span.end and not (covers and passages[at] == span)


def _tried(rule: Rule, failures: list[Finding], read: Document | Pair, places: Sequence[int] = ()) -> list[Match]:
    """The rule's candidates. A rule that raises has none: a finding of confidence 0 names it, the rest goes on."""
    try:
        return list(rule.run_pair(read)) if rule.bilingual else rule.run(read, places)  # type: ignore[arg-type]
    except Exception as e:  # whatever a rule may raise
        message = f"The rule {rule.code} {rule.name} failed: {type(e).__name__}: {e}"
        failures.append(Finding(INTERNAL, "internal-error", message, Span(0, 0), MINOR, 0.0, "internal"))
        return []


def _finding(candidate: Candidate) -> Finding:
    rule, match, _, confidence = candidate
    return Finding(
        code=rule.code,
        name=rule.name,
        message=match.message,
        span=match.span,
        severity=match.severity or rule.severity,
        confidence=round(confidence, 3),
        mqm=rule.mqm,
        related=match.related,
        fixes=match.fixes,
    )


def _context(document: Document, span: Span) -> Span:
    """The sentences that a span touches, from the first character of the first to the last of the last."""
    tokens = document.tokens_at(span)
    if not tokens:
        return span
    first, last = document.sentence_of(tokens[0]).span, document.sentence_of(tokens[-1]).span
    return Span(min(first.start, span.start), max(last.end, span.end))


def _without_doubles(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per place: of several that overlap the most confident, then the most severe, of equals the
    one that stands first.

    A long one (a repeated passage) does not hide what is wrong inside it, nor the reverse."""
    kept: list[Finding] = []
    taken: list[Span] = []
    for f in sorted(findings, key=lambda f: (-f.confidence, -f.severity.rank, f.code, f.span)):
        at = bisect_left(taken, f.span)
        if any(f.span.overlaps(t) for t in taken[max(0, at - 1) : at + 1]) and _short(f.span):
            continue
        kept.append(f)
        if _short(f.span):
            insort(taken, f.span)
    return kept


def _short(span: Span) -> bool:
    return span.end - span.start <= LONG


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
