"""The sentence of a finding, with the place marked and whatever is too long left out."""

from __future__ import annotations

from mtcheck.report.cells import Cell, cells, wrap
from mtcheck.text.spans import Span

LINES = 3  # a sentence of up to so many lines is shown whole
GAP = "…"


def quote(text: str, context: Span, span: Span, width: int) -> list[list[Cell]]:
    """Lines of cells, those of the span marked. A span of no length marks the character after it."""
    if span.start == span.end:
        span = Span(span.start, min(span.end + 1, len(text)))
    room = LINES * width
    left = text[max(context.start, span.start - room - 1) : span.start]
    right = text[span.end : min(context.end, span.end + room + 1)]
    middle = _middle(text, span, room)
    spare = max(0, room - len(middle))
    before = min(len(left), max(spare // 2, spare - len(right)))
    after = min(len(right), max(spare // 2, spare - len(left)))
    row = cells(_tail(left, before)) + middle + cells(_head(right, after))
    if span.start == span.end:  # at the very end of the text
        row.append(Cell(" ", 1, True))
    return wrap(row, width)


def _middle(text: str, span: Span, room: int) -> list[Cell]:
    """The marked cells; of a long passage its beginning and its end."""
    if span.end - span.start <= room * 2 // 3:
        return cells(text[slice(*span)], True)
    part = room // 3
    head, tail = _head(text[span.start : span.end - part], part), _tail(text[span.end - 2 * part : span.end], part)
    return [*cells(head, True), *cells(" "), *cells(tail.removeprefix(GAP).lstrip(), True)]


def _head(text: str, length: int) -> str:
    """At most so many characters from the beginning, up to a space if there is one."""
    if len(text) <= length:
        return text
    whole, space, _ = text[:length].rpartition(" ")
    return (whole + space if space else text[:length]) + GAP


def _tail(text: str, length: int) -> str:
    """At most so many characters from the end, from a space if there is one."""
    if len(text) <= length:
        return text
    last = text[len(text) - length :]
    _, space, whole = last.partition(" ")
    return GAP + (space + whole if space else last)
