"""Offsets as programs in JavaScript count them: in units of UTF-16, of which some characters take two."""

from __future__ import annotations

import re
from bisect import bisect_left

WIDE = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """The way from code points to UTF-16 in a text."""

    def __init__(self, text: str) -> None:
        self._wide = [m.start() for m in WIDE.finditer(text)] if not text.isascii() else []

    def of(self, offset: int) -> int:
        """The offset in units of UTF-16 of one in code points."""
        return offset + bisect_left(self._wide, offset)
