"""What is shown of the candidates of a text: one finding per place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mtcheck.lint.findings import Finding
from mtcheck.lint.rule import Match, Rule
from mtcheck.text.spans import Span

LONG = 100  # code points; a longer span is about a passage, not about words
COMPARING = "B"  # how codes of rules begin that compare with the source
LEFT = "BUN"  # and those of words left as they are there


class Candidate(NamedTuple):
    """What a rule proposes, the company it has in its document (`evidence.near`), and its confidence."""

    rule: Rule
    match: Match
    near: float
    confidence: float


def shown(found: list[Candidate], failures: list[Finding], min_confidence: float) -> tuple[Finding, ...]:
    """The candidates that reach the confidence as findings, one per place, in reading order."""
    told = [c for c in found if c.confidence >= min_confidence]
    passages = _outermost(c.match.span for c in told if c.rule.covers)
    findings = [_finding(c) for c in told if not _covered(c.match.span, c.rule.covers, passages)]
    return tuple(sorted([*without_doubles(findings), *failures], key=lambda f: f.sort_key))


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


def without_doubles(findings: Iterable[Finding]) -> list[Finding]:
    """One finding per place: of several that overlap the most confident, then the most severe, of equals the
    one that stands first.

    A long one (a repeated passage) does not hide what is wrong inside it, nor the reverse; nor does one that compares
    a sentence with its source and one about words of that sentence: who mends the one has not mended the other."""
    kept: list[Finding] = []
    taken: tuple[list[Span], list[Span]] = [], []  # by those about the text itself, and by those beside the source
    for f in sorted(findings, key=lambda f: (-f.confidence, -f.severity.rank, f.code, f.span)):
        beside = _beside_source(f.code)
        if _short(f.span):
            if _meets(taken[beside], f.span) or _meets(taken[not beside], f.span, within=False):
                continue
            insort(taken[beside], f.span)
        kept.append(f)
    return kept


def _beside_source(code: str) -> bool:
    """Whether a rule compares with the source, but for those that find words left as they are there."""
    return code.startswith(COMPARING) and not code.startswith(LEFT)


def _meets(taken: Sequence[Span], span: Span, *, within: bool = True) -> bool:
    """Whether the span overlaps one of these, which do not overlap each other; `within`: that one holds the other and
    more counts too."""
    at = bisect_left(taken, span)
    near = [t for t in taken[max(0, at - 1) : at + 1] if span.overlaps(t)]
    return any(within or not (_holds(t, span) or _holds(span, t)) for t in near)


def _holds(span: Span, other: Span) -> bool:
    return span != other and span.start <= other.start and other.end <= span.end


def _short(span: Span) -> bool:
    return span.end - span.start <= LONG
