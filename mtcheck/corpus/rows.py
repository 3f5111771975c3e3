"""Rows in, outcomes out: plain values, so that they pass between processes cheaply."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.checking.checker import check, check_many
from mtcheck.checking.registry import family_of
from mtcheck.checking.report import Report
from mtcheck.checking.settings import Settings
from mtcheck.reading.encoding import failure
from mtcheck.text.binary import BINARY

LONGEST_QUOTE = 160  # code points of the words of a finding
LARGEST = 1_000_000  # bytes of a text (UTF-8) that is checked; articles of 600 words have 4,000
NO_TEXT = "no text"


class Row(NamedTuple):
    """A text and its source, as UTF-8. `skip`: why the row is not to be checked, if it was found out before."""

    text: bytes
    source: bytes | None = None
    skip: str = ""


class Found(NamedTuple):
    """A finding. Offsets are code points into the text, half-open; `fix`: the title of the first fix."""

    code: str
    severity: str
    confidence: float
    start: int
    end: int
    quote: str
    message: str
    fix: str | None


class Outcome(NamedTuple):
    """What checking a row gave. `words` is None if it was not checked, `score` if there is none; for the reason
    `why_not`."""

    score: float | None
    words: int | None
    findings: tuple[Found, ...]
    families: tuple[tuple[str, int], ...]
    why_not: str | None


DETAILS = r" \(.*|: .*"  # of a reason: what differs from row to row


def kind_of(why_not: str) -> str:
    """A reason without what differs from row to row, for counting."""
    return re.sub(DETAILS, "", why_not, count=1)


def skipped(why: str) -> Outcome:
    """The outcome of a row that was not checked."""
    return Outcome(None, None, (), (), why)


def lost(row: Row, why: str) -> Outcome:
    """The outcome of a row that took its process with it."""
    return skipped(row.skip or why)


def outcomes(rows: Sequence[Row], settings: Settings) -> list[Outcome]:
    """An outcome for each row, in their order."""
    ready = [_decoded(row) for row in rows]
    checked = [pair for pair in ready if not isinstance(pair, Outcome)]
    told = iter(_reports([text for text, _ in checked], [source for _, source in checked], settings))
    return [pair if isinstance(pair, Outcome) else next(told) for pair in ready]


def _decoded(row: Row) -> tuple[str, str | None] | Outcome:
    """(text, source), or the outcome of a row that cannot be checked."""
    if row.skip:
        return skipped(row.skip)
    what = "text"
    if b"\0" in row.text or b"\0" in (row.source or b""):
        return skipped(BINARY)
    try:
        text = row.text.decode()
        what = "source"
        return text, row.source.decode() if row.source is not None else None
    except UnicodeDecodeError as e:
        return skipped(f"the {what} is not UTF-8 (byte {e.start:,})")


def _reports(texts: Sequence[str], sources: Sequence[str | None], settings: Settings) -> list[Outcome]:
    """The outcomes of texts, checked together. Where that fails each is checked alone, so that a fault of mtcheck
    costs one row its outcome."""
    try:
        return [_outcome(r) for r in check_many(texts, sources=sources, settings=settings)]
    except Exception:  # nobody knows which
        return [_alone(text, source, settings) for text, source in zip(texts, sources, strict=True)]


def _alone(text: str, source: str | None, settings: Settings) -> Outcome:
    try:
        return _outcome(check(text, source=source, settings=settings))
    except Exception as e:
        return skipped(f"internal error ({failure(e)}); please report it")


def _outcome(report: Report) -> Outcome:
    score = report.score
    findings = tuple(
        Found(
            f.code,
            str(f.severity),
            f.confidence,
            f.span.start,
            f.span.end,
            report.text[f.span.start : min(f.span.end, f.span.start + LONGEST_QUOTE)],
            f.message,
            f.fixes[0].title if f.fixes else None,
        )
        for f in report.findings
    )
    families = Counter(family_of(f.code) for f in findings)
    value = None if score.value is None else round(score.value, 4)
    return Outcome(value, report.words, findings, tuple(sorted(families.items())), score.why or None)
