"""What rules say of a text that was checked and then edited: at once, by reading the paragraph that was edited.

It is the first of two answers, for an editor that waits after each keystroke; the second is a check of the whole, which
need not agree. Outside the paragraph findings are moved. The paragraph is read between its neighbours by the rules that
need no more of a text than that; what the others said of it holds as long as its sentence stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from mtcheck.checking.checker import DEFAULT, MARKUP, active, placed
from mtcheck.checking.choice import Candidate, shown, without_doubles
from mtcheck.checking.evidence import near, probability
from mtcheck.checking.features import Features, features, of_text
from mtcheck.checking.reading import Reading
from mtcheck.checking.registry import catalogue
from mtcheck.checking.report import Checked, Found
from mtcheck.checking.settings import Settings
from mtcheck.languages import language
from mtcheck.lint.findings import TARGET, Fix, Related
from mtcheck.lint.rule import Match, Rule
from mtcheck.text.change import Change, change
from mtcheck.text.document import Document
from mtcheck.text.layout import Layout
from mtcheck.text.lines import BREAK
from mtcheck.text.spans import Edit, Span

# Rules that ask what stands elsewhere in a text: who is meant, how a name or a term is written, how the text begins.
# benchmarks/keystroke.py --reach measures which do.
FAMILIES = frozenset({"pronouns", "consistency"})
CODES = frozenset(
    "CAP001 CAP003 CAP005 CAP006 CAP007 LEF006 LEF007 PUN010 REP004 SEN006 UNT004 UNT005 UNT006 WRD001 WRD002 WRD003"
    " WRD004".split()
)
EMPTY_LINE = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
LONG = 3000  # code points; a block that is longer is taken line by line
MOST = 6000  # code points that are read at a keystroke; an edit of more waits for the check of the whole


class Seen(NamedTuple):
    """A text as it was last checked as a whole: what rules said of it, offsets counting in the text that was checked,
    and the features that all its candidates share."""

    checked: Checked
    shared: Features


def seen(checked: Checked, settings: Settings | None = None, layout: Layout | None = None) -> Seen:
    """What of a text is kept for `judged_again`. `checked` as `judged` gave it."""
    settings = settings or DEFAULT
    return Seen(checked, of_text(language(settings.language).analyse(checked.text, settings.options, layout)))


def judged_again(
    before: Seen,
    text: str,
    settings: Settings | None = None,
    source: str | None = None,
    layout: Layout | None = None,
) -> Checked:
    """What rules say of an edited text, as far as it can be told from its edited paragraph. Score and strain are those
    of the text before; so is what a `source` says (here only markup is looked for in it)."""
    if text == before.checked.text:
        return before.checked
    settings = settings or DEFAULT
    edit = change(before.checked.text, text)
    hot, around = _paragraphs(text, edit)
    read = around.end - around.start <= MOST
    kept: list[Found] = []
    touched: list[Found] = []  # what still holds of the edited paragraph
    for found in before.checked.found:
        span = found.finding.span
        if span.end <= hot.start or span.start >= hot.end - edit.shift:
            kept.append(_moved(found, edit))
        elif not (read and _near_by(found.finding.code, settings)) and edit.moved(found.sentence):
            touched.append(_moved(found, edit))
    if read:
        touched += _read(before, text, hot, around, edit, settings, "".join((source or "").split()), layout)
    by_finding = {f.finding: f for f in touched}
    kept += [by_finding[f] for f in without_doubles(by_finding)]
    return replace(before.checked, text=text, found=tuple(sorted(kept, key=lambda f: f.finding.sort_key)))


def _paragraphs(text: str, edit: Change) -> tuple[Span, Span]:
    """The paragraphs that an edit touches, and the same with their neighbours."""
    ends = [m.end() for m in EMPTY_LINE.finditer(text)]
    hot, around = _of_parts(text, ends, edit)
    if hot.end - hot.start <= LONG:
        return hot, around
    return _of_parts(text, [m.end() for m in BREAK.finditer(text)], edit)


def _of_parts(text: str, ends: Sequence[int], edit: Change) -> tuple[Span, Span]:
    """The parts of a text that an edit touches, and the same with their neighbours. `ends`: where parts end."""
    bounds = [0, *ends, len(text)]
    first = bisect_right(bounds, edit.start, hi=len(bounds) - 1) - 1
    last = max(first + 1, bisect_left(bounds, edit.new))
    return Span(bounds[first], bounds[last]), Span(bounds[max(0, first - 1)], bounds[min(last + 1, len(bounds) - 1)])


def near_by(rule: Rule) -> bool:
    """Whether a rule needs no more of a text than a paragraph and its neighbours."""
    return not (rule.bilingual or rule.whole or rule.family in FAMILIES or rule.code in CODES)


def _near_by(code: str, settings: Settings) -> bool:
    known = catalogue(settings.language, settings.phrases)
    return code in known.cards and near_by(known.rule(code))


def _read(
    before: Seen,
    text: str,
    hot: Span,
    around: Span,
    edit: Change,
    settings: Settings,
    bare_source: str,
    layout: Layout | None,
) -> list[Found]:
    """What the rules that need no more than this say of a paragraph. Of the word that is being typed nothing is said
    before it stands."""
    beside = layout.within(*around) if layout else None
    document = language(settings.language).analyse(text[slice(*around)], settings.options, beside)
    inner, typed = hot.shifted(-around.start), edit.new - around.start

    def counts(rule: Rule, span: Span) -> bool:
        if not inner.start <= span.start < inner.end or span.start <= typed <= span.end:
            return False
        return rule.code not in MARKUP or "".join(document.text[slice(*span)].split()) not in bare_source

    try:
        reading = Reading(document, [(r, at) for r, at in active(settings).due(document) if near_by(r)])
        reading.ask()
        matches = [(r, m) for r, m in reading.said if counts(r, m.span)]
        findings = shown(_weighed(document, matches, before), [], settings.min_confidence)
        return [_carried(placed(document, f), lambda s: s.shifted(around.start)) for f in findings]
    finally:
        document.forget()


def _weighed(document: Document, matches: Sequence[tuple[Rule, Match]], before: Seen) -> list[Candidate]:
    """Matches with the confidence that they have in the company of the text before."""
    alone, families = [m.confidence for _, m in matches], [r.family for r, _ in matches]
    lifting = near(alone, families, before.checked.words, before.checked.company)
    out = []
    for (r, m), n in zip(matches, lifting, strict=True):
        asked = partial(features, document, m.span, m.features, before.shared)
        out.append(Candidate(r, m, n, probability(r.code, m.confidence, n, asked)))
    return out


def _moved(found: Found, edit: Change) -> Found:
    """A finding of the text before, where it stands now; it was not touched."""

    def place(span: Span) -> Span | None:
        return span if span.end <= edit.start else span.shifted(edit.shift) if span.start >= edit.old else None

    return _carried(found, place)


def _carried(found: Found, place: Callable[[Span], Span | None]) -> Found:
    """A finding somewhere else. Of what explains and mends it goes what has no place there."""
    finding = found.finding
    span = place(finding.span) or finding.span
    related = [_related(r, place) for r in finding.related]
    fixes = [_fix(f, place) for f in finding.fixes]
    return found._replace(
        finding=replace(finding, span=span, related=tuple(r for r in related if r), fixes=tuple(f for f in fixes if f)),
        sentence=place(found.sentence) or span,
    )


def _related(related: Related, place: Callable[[Span], Span | None]) -> Related | None:
    if related.where != TARGET:
        return related
    span = place(related.span)
    return related._replace(span=span) if span else None


def _fix(fix: Fix, place: Callable[[Span], Span | None]) -> Fix | None:
    spans = [place(Span(e.start, e.end)) for e in fix.edits]
    if None in spans:
        return None
    return replace(fix, edits=tuple(Edit(*s, e.new) for s, e in zip(spans, fix.edits, strict=True) if s))
