"""Offsets -> lines and columns. Both count from 1; columns are code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text. Only \\n, \\r\\n and \\r break lines, as in editors and version control."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset into the text; the offset one past the last character has one too."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@lru_cache(maxsize=4)
def lines_of(text: str) -> Lines:
    """The lines of a text, kept for the articles of one file and the reports of one run."""
    return Lines(text)
