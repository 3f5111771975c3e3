"""What a long text, which is read in parts, has said before: for what must look through the whole of it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from mtcheck.text.spans import Span

PLACE = struct.Struct("<4Q")  # source and translation: start and end


class Said(NamedTuple):
    """A source and its translation, and where they stand in the whole text."""

    source: str
    target: str
    at: Span
    translated_at: Span


@dataclass
class Memory:
    """What a long text has said before, by the source and by the translation: it is read in parts. Of each only the
    place is kept, by the hash of what stands there, or a long text would stand in memory four times. `earlier`: the
    source and the translation of the parts that were read before, by the place in the whole text."""

    by_source: dict[int, bytes] = field(default_factory=dict)
    by_target: dict[int, bytes] = field(default_factory=dict)
    earlier: tuple[Callable[[Span], str], Callable[[Span], str]] | None = None
