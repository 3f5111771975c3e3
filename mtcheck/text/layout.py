"""What a file's markup says of its text: which parts are headings, items, cells, and which words are set apart.

A reader of a format with markup gives it beside the text; of plain text nothing is known, and what a line is has to be
told from its looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mtcheck.text.spans import Span


class BlockKind(IntEnum):
    """What a block is, as the markup says it."""

    UNKNOWN = 0
    PARAGRAPH = 1
    HEADING = 2
    ITEM = 3  # the first paragraph of an item of a list, or a definition
    CELL = 4  # of a table
    CAPTION = 5  # of a figure or a table
    TERM = 6  # that a definition follows
    QUOTATION = 7


class Look:
    """How words are set apart within a block, one bit each."""

    EMPHASIS = 1  # em, i, cite
    STRONG = 2  # strong, b
    LINK = 4
    CODE = 8  # stands for code, a formula or a picture


Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Layout:
    """`blocks`: shape (blocks, 3), start, end and BlockKind of each; `looks`: shape (spans, 3), start, end and Look
    bits. Both in the order of the text, without overlaps; offsets are code points, half-open."""

    blocks: Rows
    looks: Rows

    @classmethod
    def of(cls, blocks: Iterable[tuple[int, int, int]], looks: Iterable[tuple[int, int, int]] = ()) -> Layout:
        """From (start, end, kind) and (start, end, bits)."""
        return cls(_rows(blocks), _rows(looks))

    def kinds_at(self, places: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Shape (places,): the BlockKind at each offset."""
        return self._values(self.blocks, places, places + 1).astype(np.uint8)

    def looks_of(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Shape (spans,): the Look bits of each of these spans that lies in one that is set apart."""
        return self._values(self.looks, starts, ends).astype(np.uint8)

    def headings(self) -> tuple[Span, ...]:
        """Where the headings stand, in their order."""
        return tuple(Span(start, end) for start, end, kind in self.blocks.tolist() if kind == BlockKind.HEADING)

    def within(self, start: int, end: int) -> Layout:
        """That of the part of the text from start to end, offsets counting from there."""
        return Layout(*(_cut(rows, start, end) for rows in (self.blocks, self.looks)))

    @staticmethod
    def _values(rows: Rows, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
        if not len(rows):
            return np.zeros(len(starts), np.int64)
        k = np.searchsorted(rows[:, 0], starts, side="right") - 1
        found = rows[np.maximum(k, 0)]
        values: NDArray[np.int64] = np.where((k >= 0) & (ends <= found[:, 1]), found[:, 2], 0)
        return values


def _cut(rows: Rows, start: int, end: int) -> Rows:
    """The rows that lie in this part, or the parts of them that do."""
    there = rows[(rows[:, 0] < end) & (rows[:, 1] > start)].copy()
    there[:, :2] = np.clip(there[:, :2], start, end) - start
    return there


def _rows(rows: Iterable[tuple[int, int, int]]) -> Rows:
    return np.array([*rows], np.int64).reshape(-1, 3)
