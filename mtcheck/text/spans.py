"""Places in a text and changes to it. Offsets are code points, half-open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character (a span of no length shares the place it stands at)."""
        return self.start < max(other.end, other.start + 1) and other.start < max(self.end, self.start + 1)

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


class Edit(NamedTuple):
    """Replace text[start:end] by `new`."""

    start: int
    end: int
    new: str

    def shifted(self, by: int) -> Edit:
        return Edit(self.start + by, self.end + by, self.new)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap. Time grows linearly with the text."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        parts += (text[at:start], new)
        at = end
    return "".join([*parts, text[at:]])
