"""What has changed between two versions of a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mtcheck.text.spans import Span


class Change(NamedTuple):
    """The text before from `start` to `old` became the text after from `start` to `new`."""

    start: int
    old: int
    new: int

    @property
    def shift(self) -> int:
        """By how much what stands behind it moved."""
        return self.new - self.old

    def moved(self, span: Span) -> Span | None:
        """Where a span of the text before stands now; None if the change touches it."""
        if span.end < self.start:
            return span
        return span.shifted(self.shift) if span.start > self.old else None


def change(before: str, after: str) -> Change:
    """The smallest piece in which two texts differ. Time grows with the text, by comparing memory."""
    least = min(len(before), len(after))
    start = _most(least, lambda n: before.startswith(after[:n]))
    end = _most(least - start, lambda n: before.endswith(after[len(after) - n :]))
    return Change(start, len(before) - end, len(after) - end)


def _most(limit: int, holds: Callable[[int], bool]) -> int:
    """The greatest number up to `limit` for which something holds that holds for all smaller ones, 0 among them."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low
