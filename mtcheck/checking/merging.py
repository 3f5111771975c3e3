"""Findings of other readers beside those of rules: what each is worth, and what is said once.

What a reader's span is worth is fitted on the spans of GPT-4 for a part of WMT23's quality estimation task
(`merging.tsv`, written by training/fit_merging.py; docs/readers.md). A reader that says how sure it is, is taken at its
word. That a rule finds something in the same place was tried as evidence, for the span and for the rule: on documents
that were left out it helped neither, so it changes no confidence.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.checking.report import Tally
from mtcheck.lint.findings import SUGGEST, Finding, Fix
from mtcheck.readers.kinds import KINDS, kind_of
from mtcheck.readers.spans import ReaderSpan
from mtcheck.text.document import Document, Flag
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from mtcheck.checking.settings import Settings

INTERNAL = "internal"  # the category of findings about mtcheck itself
SAME = 0.5  # the share of two spans that they have in common if they are about the same words
LONGEST_NOTE = 300  # code points of what a reader says of a span
LONGEST_NAME = 60
RISKY = frozenset('<>&`[]{}|\\$*_~#"\t\r\n')  # what may be markup somewhere: no fix brings it into a text
_FILE = Path(__file__).with_name("merging.tsv")


class Merged(NamedTuple):
    """All findings of an article; how many spans each reader has marked and how many are findings."""

    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]


def merged(
    document: Document,
    rules: Sequence[Finding],
    spans: Sequence[ReaderSpan],
    settings: Settings,
    readers: Sequence[str] = (),
) -> Merged:
    """The findings of rules and those of `readers`, some of which may have marked nothing. Raises ValueError if a span
    reaches beyond the text. Linear in text, findings and spans, but for sorting."""
    if any(s.end > len(document.text) for s in spans):
        raise ValueError("a reader's span reaches beyond the text")
    spans = _distinct(document.text, spans)
    sure = confidences(document, spans)
    wanted = _wanted(settings)
    together: dict[tuple[Span, str], list[tuple[ReaderSpan, float]]] = {}
    for s, c in zip(spans, sure, strict=True):
        code = kind_of(s.mqm).code
        if c >= settings.min_confidence and code in wanted:
            together.setdefault((s.span, code), []).append((s, c))
    findings = [_finding(document.text, each) for each in together.values()]
    told = Counter(name for f in findings for name in f.readers)
    marked = Counter(dict.fromkeys(readers, 0))
    marked.update(s.reader for s in spans)
    tallies = tuple(Tally(name, n, told[shortened(name, LONGEST_NAME)]) for name, n in sorted(marked.items()))
    both = _beside(rules, findings, spans)
    return Merged(tuple(sorted(both, key=lambda f: f.sort_key)), tallies)


def _beside(rules: Sequence[Finding], findings: Sequence[Finding], spans: Sequence[ReaderSpan]) -> list[Finding]:
    """All findings: those of rules name the readers that mark their place, and speak for a reader's finding about the
    same words that is no more severe: with what it says, and what it suggests after their own fixes."""
    where = _Places(spans)
    named = {k: names for k, f in enumerate(rules) if f.mqm != INTERNAL and (names := where.at(f.span))}
    near = sorted(named, key=lambda k: rules[k].span)
    starts = [rules[k].span.start for k in near]
    spoken: dict[int, list[Finding]] = {}
    kept: list[Finding] = []
    for f in findings:
        at = bisect_left(starts, f.span.start)
        same = (k for k in near[max(0, at - 1) : at + 1] if _alike(f.span, rules[k].span) >= SAME)
        k = next((k for k in same if f.severity.rank <= rules[k].severity.rank), None)
        (kept if k is None else spoken.setdefault(k, [])).append(f)
    told = (_with_names(f, named[k], spoken.get(k, ())) if k in named else f for k, f in enumerate(rules))
    return [*told, *kept]


def confidences(document: Document, spans: Sequence[ReaderSpan]) -> list[float]:
    """What each span is worth: what its reader says, or else what the fit does."""
    known, out = weights(), []
    for span, values in zip(spans, features(document, spans), strict=True):
        fitted = _logistic(sum(known.get(name, 0.0) * value for name, value in values.items()))
        out.append(fitted if span.confidence is None else span.confidence)
    return out


def features(document: Document, spans: Sequence[ReaderSpan]) -> list[dict[str, float]]:
    """What speaks for each span: that its reader calls it major (or critical); that it begins with a capital letter, as
    names do; how many spans of the reader stand in its line."""
    lines = _lines(document.text, spans)
    in_line = Counter((s.reader, line) for s, line in zip(spans, lines, strict=True))
    return [
        {
            "": 1.0,
            "major": float(s.severity.rank > 0),
            "name": float(_name(document, s.span)),
            "others": math.log(in_line[s.reader, line]),
        }
        for s, line in zip(spans, lines, strict=True)
    ]


@cache
def weights() -> Mapping[str, float]:
    """What each feature is worth, as logarithmic odds."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in rows}


def _name(document: Document, span: Span) -> bool:
    """Whether the first word of a span has a capital letter."""
    tokens = document.tokens_at(span)
    return bool(tokens) and document.has(tokens[0], Flag.CAPITAL)


def _lines(text: str, spans: Sequence[ReaderSpan]) -> list[int]:
    """The line that each span begins in."""
    ends = [i for i, c in enumerate(text) if c == "\n"] if spans else []
    return [bisect_left(ends, s.start) for s in spans]


class _Places:
    """Where each reader has marked something: for each disjoint spans in reading order."""

    def __init__(self, spans: Sequence[ReaderSpan]) -> None:
        self._of: dict[str, tuple[list[int], list[int]]] = {}
        for s in sorted(spans, key=lambda s: (s.start, s.end)):
            starts, ends = self._of.setdefault(s.reader, ([], []))
            end = max(s.end, s.start + 1)
            if ends and s.start < ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(s.start)
                ends.append(end)

    def at(self, span: Span) -> tuple[str, ...]:
        """The names of the readers that mark something there."""
        end = max(span.end, span.start + 1)
        found = []
        for name, (starts, ends) in self._of.items():
            k = bisect_right(ends, span.start)
            if k < len(starts) and starts[k] < end:
                found.append(name)
        return tuple(sorted(found))


def _places(spans: Sequence[ReaderSpan]) -> _Places:
    return _Places(spans)


def _distinct(text: str, spans: Sequence[ReaderSpan]) -> list[ReaderSpan]:
    """In reading order, without white space around them; of a reader's that say the same of one place the first."""
    out: dict[tuple[int, int, str, str], ReaderSpan] = {}
    for s in sorted((_trimmed(text, s) for s in spans), key=lambda s: (s.start, s.end, s.reader, -s.severity.rank)):
        out.setdefault((s.start, s.end, s.reader, kind_of(s.mqm).code), s)
    return list(out.values())


def _trimmed(text: str, span: ReaderSpan) -> ReaderSpan:
    words = text[span.start : span.end]
    if not words.strip() or not (words[0].isspace() or words[-1].isspace()):
        return span
    start = span.start + len(words) - len(words.lstrip())
    return replace(span, start=start, end=start + len(words.strip()))


def _wanted(settings: Settings) -> frozenset[str]:
    """The kinds of findings of readers that the settings ask for."""
    from mtcheck.checking.registry import matching

    chosen = {code for s in settings.select for code in matching(s, settings.language)}
    ignored = {code for s in settings.ignore for code in matching(s, settings.language)}
    codes = {k.code for k in KINDS}
    return frozenset((codes & chosen if settings.select else codes) - ignored)


def _finding(text: str, said: Sequence[tuple[ReaderSpan, float]]) -> Finding:
    """One finding of what several readers, or one, say of one place as one kind: the most severe, and as sure as the
    surest."""
    said = sorted(said, key=lambda x: (-x[0].severity.rank, -x[1]))
    worst = said[0][0]
    kind = kind_of(worst.mqm)
    names = tuple(dict.fromkeys(shortened(s.reader, LONGEST_NAME) for s, _ in said))
    notes = dict.fromkeys(note for s, _ in said if (note := shortened(s.note, LONGEST_NOTE)))
    repairs = [_repair(text, s) for s, _ in said]
    fixes = tuple(dict.fromkeys(fix for fix, _ in repairs if fix))
    told = list(dict.fromkeys(hint for _, hint in repairs if hint))
    what = kind.summary.removeprefix("Another reader marks ").rstrip(".")
    message = f"{_named(names)} {what}{': ' + '; '.join(notes) if notes else '.'}"
    return Finding(
        code=kind.code,
        name=kind.name,
        message=" ".join((message, *told)),
        span=worst.span,
        severity=worst.severity,
        confidence=round(max(c for _, c in said), 3),
        mqm=worst.mqm,
        fixes=fixes,
        readers=names,
    )


def _named(names: Sequence[str]) -> str:
    return f"{', '.join(names)} {'marks' if len(names) == 1 else 'mark'}"


def _repair(text: str, span: ReaderSpan) -> tuple[Fix | None, str]:
    """The fix that a reader suggests, never a safe one; what may be markup is only told."""
    new, old = span.suggestion, text[span.start : span.end]
    if new is None or new == old:
        return None, ""
    if not new.isprintable() or RISKY & (set(new) - set(old)):
        return None, f"It suggests “{shortened(new, LONGEST_NOTE)}”."
    fix = replace(Fix.write(span.span, new, SUGGEST), by=shortened(span.reader, LONGEST_NAME))
    return (fix if new else replace(fix, title=f"Delete “{shortened(old, LONGEST_NAME)}”")), ""


def shortened(text: str, longest: int) -> str:
    """What somebody else wrote, on one line of at most so many code points, without halves of characters, and without
    what the log of a CI service takes for a command."""
    line = " ".join(text[: 4 * longest].encode("utf-8", "replace").decode("utf-8").split()).replace("##", "♯♯")
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _with_names(rule: Finding, readers: Sequence[str], spoken: Sequence[Finding]) -> Finding:
    """The finding of a rule, whose message says which readers mark its place, and what those say that it speaks for."""
    names = tuple(shortened(n, LONGEST_NAME) for n in readers)
    own = shortened(rule.message, LONGEST_NOTE)  # which a file that mtcheck has written may say again
    said = " ".join(f.message for f in spoken if own not in f.message) or f"{_named(names)} this place too."
    fixes = tuple(dict.fromkeys((*rule.fixes, *(fix for f in spoken for fix in f.fixes))))
    return replace(rule, readers=names, message=f"{rule.message} {said}", fixes=fixes)


def _alike(a: Span, b: Span) -> float:
    """The share of two spans that they have in common."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return 1.0 if a == b else max(0.0, both / max(1, max(a.end, b.end) - min(a.start, b.start)))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-min(max(x, -30.0), 30.0)))
