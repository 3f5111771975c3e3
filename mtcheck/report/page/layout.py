"""Texts cut up for a page: paragraphs, and in them runs of characters that belong to the same findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mtcheck.text.lines import BREAK
from mtcheck.text.spans import Span

PARAGRAPH, HEADING = "p", "h"
LONGEST_LINE = 100  # code points; a block whose lines are no longer may have been wrapped by hand
LONGEST_HEADING = 14  # words
ENDS = tuple('.!?…:;,"”’»。！？،؟۔।')
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)


class Paragraph(NamedTuple):
    """A paragraph or a heading, without the line break that ends it."""

    span: Span
    kind: str


class Run(NamedTuple):
    """Characters that belong to the same findings. `card` is the number of the finding that they are marked for (of
    several the shortest), 0 for none; `first`: it is that finding's first run; `point`: the finding is a place between
    two characters. `related`: the numbers of the findings which they explain."""

    text: str
    card: int = 0
    first: bool = False
    point: bool = False
    related: tuple[int, ...] = ()


class Mark(NamedTuple):
    """A span that belongs to the finding with a number."""

    span: Span
    number: int


def clean(text: str) -> str:
    """The text on one line, with stand-ins for what could reorder or hide what stands around it."""
    if text.isprintable():
        return text
    return UNSEEN.sub(_stand_in, text).replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def paragraphs(text: str, within: Span | None = None) -> list[Paragraph]:
    """The paragraphs of a text, or of a part of it: what stands between line breaks, or between empty lines where lines
    were wrapped by hand. Empty ones are left out."""
    blocks: list[list[Span]] = []
    fresh = True
    for line in _lines(text, within or Span(0, len(text))):
        if not text[slice(*line)].strip():
            fresh = True
        elif fresh:
            blocks.append([line])
            fresh = False
        else:
            blocks[-1].append(line)
    found = [span for block in blocks for span in _of_block(text, block)]
    return [Paragraph(span, _kind(text, span, k + 1 < len(found))) for k, span in enumerate(found)]


def with_headings(parts: Sequence[Paragraph], headings: Sequence[Span]) -> list[Paragraph]:
    """The paragraphs with those as headings that markup says are (in order, none overlapping), and no others."""
    ends = [h.end for h in headings]

    def kind(span: Span) -> str:
        k = bisect_right(ends, span.start)
        return HEADING if k < len(headings) and headings[k].start < span.end else PARAGRAPH

    return [p._replace(kind=kind(p.span)) for p in parts]


def _lines(text: str, within: Span) -> Iterable[Span]:
    at = within.start
    for match in BREAK.finditer(text, *within):
        yield Span(at, match.start())
        at = match.end()
    yield Span(at, within.end)


def _of_block(text: str, lines: Sequence[Span]) -> list[Span]:
    """One paragraph if the lines were wrapped by hand, else one each."""
    texts = [text[slice(*line)].rstrip() for line in lines[:-1]]
    short = all(len(t) <= LONGEST_LINE for t in texts)
    open_ended = sum(not t.endswith(ENDS[:4]) for t in texts)
    if texts and short and 2 * open_ended >= len(texts):
        return [Span(lines[0].start, lines[-1].end)]
    return list(lines)


def _kind(text: str, span: Span, followed: bool) -> str:
    shown = text[slice(*span)].strip()
    short = followed and len(shown) < 120 and len(shown.split()) <= LONGEST_HEADING
    return HEADING if short and not shown.endswith(ENDS) and shown[:1] not in "-–—•*" else PARAGRAPH


def runs(text: str, parts: Sequence[Span], marks: Iterable[Mark], related: Iterable[Mark]) -> list[list[Run]]:
    """For each part of a text (in order, none overlapping) its runs. A mark that touches no part stands as a point at
    the end of the part before it. Time grows with the length and the number of marks."""
    if not parts:
        return []
    own: list[list[Mark]] = [[] for _ in parts]
    other: list[list[Mark]] = [[] for _ in parts]
    for mark in marks:
        placed = Mark(_placed(mark.span, parts), mark.number)
        for k in _touched(placed.span, parts):
            own[k].append(placed)
    for mark in related:
        for k in _touched(mark.span, parts):
            other[k].append(mark)
    seen: set[int] = set()
    return [_cut(text, part, own[k], other[k], seen) for k, part in enumerate(parts)]


def _placed(span: Span, parts: Sequence[Span]) -> Span:
    if any(True for _ in _touched(span, parts)):
        return span
    k = max(0, bisect_right(parts, span.start, key=lambda p: p.start) - 1)
    at = min(max(span.start, parts[k].start), parts[k].end)
    return Span(at, at)


def _touched(span: Span, parts: Sequence[Span]) -> Iterable[int]:
    """The parts that hold a character of the span; of a point the one that it stands in or ends."""
    k = max(0, bisect_right(parts, span.start, key=lambda p: p.start) - 1)
    if span.start == span.end:
        if parts[k].start <= span.start <= parts[k].end:
            yield k
        return
    while k < len(parts) and parts[k].start < span.end:
        if span.start < parts[k].end:
            yield k
        k += 1


def _cut(text: str, part: Span, marks: Sequence[Mark], related: Sequence[Mark], seen: set[int]) -> list[Run]:
    """The runs of one part."""
    cuts = {part.start, part.end}
    for span, _ in (*marks, *related):
        cuts |= {max(part.start, span.start), min(part.end, span.end)}
    ordered = sorted(cuts)
    points = sorted((m for m in marks if m.span.start == m.span.end), key=lambda m: (m.span.start, m.number))
    longer = sorted((m for m in marks if m.span.start < m.span.end), key=lambda m: m.span.end - m.span.start)
    out: list[Run] = []
    for k, start in enumerate(ordered):
        for mark in points:
            if mark.span.start == start:
                out.append(Run("", mark.number, mark.number not in seen, True))
                seen.add(mark.number)
        if k + 1 == len(ordered):
            break
        end = ordered[k + 1]
        card = next((m.number for m in longer if m.span.start <= start and end <= m.span.end), 0)
        beside = tuple(sorted({m.number for m in related if m.span.start <= start and end <= m.span.end}))
        out.append(Run(text[start:end], card, bool(card) and card not in seen, False, beside))
        seen.add(card)
    return out
