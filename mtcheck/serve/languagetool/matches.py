"""Findings as matches: one place, what is said of it, and what may stand there instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from mtcheck.checking.registry import described
from mtcheck.checking.report import Found, Report, around
from mtcheck.lint.findings import HINT, Finding, Fix
from mtcheck.serve.languagetool.categories import kind_of, type_of
from mtcheck.serve.units import Units
from mtcheck.text.spans import Edit, Span, edited

CONTEXT = 40  # code points to each side of a match
WIDER = 60  # code points that a match may take in besides its finding, so that a fix fits in it
MOST = 5  # replacements
NEXT = re.compile(r"[^\S\r\n]*[^\s]+")  # word on the same line, with the space before it
LAST = re.compile(r"[^\s]+[^\S\r\n]*\Z")
NEAR = 200  # code points before a match in which its neighbour is looked for
Json = dict[str, Any]


class Offer(NamedTuple):
    """The place of a match and what may stand there; `other` are titles of fixes that change more than this place."""

    span: Span
    texts: tuple[str, ...]
    other: tuple[str, ...]


def matches_of(report: Report, pages: str) -> list[Json]:
    """The findings of a report as the protocol has them. Offsets count units of UTF-16 in its text; `pages`: the
    address under which each rule has a page."""
    units, shared = Units(report.text), substitutions(report)
    return [_match(found, report, units, shared, pages) for found in report.found]


def substitutions(report: Report) -> Mapping[Span, str]:
    """What fixes that put other words in several places write in each: a match is one place."""
    out: dict[Span, str] = {}
    for fix in (fix for f in report.findings for fix in f.fixes if fix.safety is not HINT):
        if len(fix.edits) > 1 and _substitutes(fix):
            out.update({Span(e.start, e.end): e.new for e in fix.edits})
    return out


def _match(found: Found, report: Report, units: Units, shared: Mapping[Span, str], pages: str) -> Json:
    finding, text = found.finding, report.text
    offer = offered(finding, text)
    if not offer.texts and finding.span in shared:
        offer = Offer(finding.span, (shared[finding.span],), ())
    issue, category = kind_of(finding.mqm)
    sentence = around(finding.span, found.sentence)
    return {
        "message": _message(finding, offer),
        "shortMessage": finding.name.replace("-", " ").capitalize(),
        "replacements": [{"value": new} for new in offer.texts],
        **place(offer.span, units),
        "context": context(offer.span, text),
        "sentence": text[slice(*sentence)],
        "type": {"typeName": type_of(issue)},
        "rule": {
            "id": finding.code,
            "description": summary_of(finding),
            "issueType": issue,
            "category": category._asdict(),
            "urls": [{"value": pages + finding.code}] if described(finding.code) else [],
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def _message(finding: Finding, offer: Offer) -> str:
    """What is found, and what to do where no replacement says it."""
    return " ".join((finding.message, *(f"{title.rstrip('.')}." for title in offer.other[:1] if not offer.texts)))


def place(span: Span, units: Units) -> Json:
    """Where it is, in units of UTF-16."""
    start = units.of(span.start)
    return {"offset": start, "length": units.of(span.end) - start}


def context(span: Span, text: str) -> Json:
    """What stands around a match, on one line, and where the match is in that."""
    start, end = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    lead, tail = "..." * (start > 0), "..." * (end < len(text))
    shown = lead + "".join(" " if c in "\r\n" else c for c in text[start:end]) + tail
    own = Units(shown)
    first = len(lead) + span.start - start
    return {"text": shown, **place(Span(first, first + span.end - span.start), own)}


def summary_of(finding: Finding) -> str:
    """What the rule of a finding finds."""
    rule = described(finding.code)
    return rule.summary if rule else finding.name


def offered(finding: Finding, text: str) -> Offer:
    """The place and the replacements of a match: its finding's, widened by what the first fix needs that can be put
    into one place. A client replaces the whole match, and some show an empty replacement as nothing: where it would be
    empty the match takes in the next word."""
    fixes = [_here(f, finding.span) for f in finding.fixes if f.safety is not HINT and f.edits]
    widest = finding.span.end - finding.span.start + WIDER
    hulls = [_hull(finding.span, f) for f in fixes]
    span = next((h for h in hulls if h.end - h.start <= widest), finding.span)
    if any(_within(f, span) and not _text(f, span, text) for f in fixes):
        span = _with_neighbour(span, text)
    texts = dict.fromkeys(_text(f, span, text) for f in fixes if _within(f, span))
    texts.pop(text[slice(*span)], None)
    return Offer(span, tuple(texts)[:MOST], tuple(f.title for f in fixes if not _within(f, span)))


def _here(fix: Fix, span: Span) -> Fix:
    """Of a fix that puts other words in several places what it does here, if it does; others are kept whole."""
    here = tuple(e for e in fix.edits if span.start <= e.start and e.end <= span.end)
    return replace(fix, edits=here) if here and _substitutes(fix) else fix


def _substitutes(fix: Fix) -> bool:
    """Whether each edit of a fix stands by itself: words for words."""
    return all(e.new and e.end > e.start for e in fix.edits)


def _hull(span: Span, fix: Fix) -> Span:
    return Span(min(span.start, *(e.start for e in fix.edits)), max(span.end, *(e.end for e in fix.edits)))


def _within(fix: Fix, span: Span) -> bool:
    return _hull(span, fix) == span


def _text(fix: Fix, span: Span, text: str) -> str:
    """What a fix makes of a place that holds all its edits."""
    moved = [Edit(e.start - span.start, e.end - span.start, e.new) for e in fix.edits]
    assert all(a.end <= b.start for a, b in pairwise(sorted(moved)))  # so says Fix
    return edited(text[slice(*span)], moved)


def _with_neighbour(span: Span, text: str) -> Span:
    """The place with the word behind it, or where there is none on its line with the word before it."""
    if behind := NEXT.match(text, span.end):
        return Span(span.start, behind.end())
    before = LAST.search(text, max(0, span.start - NEAR), span.start)
    return Span(before.start() if before else span.start, span.end)
