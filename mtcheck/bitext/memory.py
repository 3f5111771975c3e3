"""What a long text, which is read in parts, has said before: for what must look through the whole of it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from mtcheck.text.spans import Span

PLACE = 4  # numbers of a place: start and end of the source and of the translation
FULL = 2 / 3  # share of the slots that are taken at most


class Said(NamedTuple):
    """A source and its translation, and where they stand in the whole text."""

    source: str
    target: str
    at: Span
    translated_at: Span


class First:
    """Where each thing was said first, by its hash; in arrays, since there may be hundreds of thousands."""

    def __init__(self) -> None:
        self._slots = array("i", [-1]) * 8  # the number of what hashes to one of them
        self._hashes, self._places = array("q"), array("Q")

    def place(self, key: int, source: Span, target: Span) -> tuple[Span, Span] | None:
        """Where what has this hash stood first: source and translation; None if it is here, which is kept."""
        slot = self._slot(key)
        if (k := self._slots[slot]) >= 0:
            a, b, c, d = self._places[k * PLACE : (k + 1) * PLACE]
            return None if (a, b, c, d) == (*source, *target) else (Span(a, b), Span(c, d))
        self._slots[slot] = len(self._hashes)
        self._hashes.append(key)
        self._places.extend((*source, *target))
        if len(self._hashes) > FULL * len(self._slots):
            self._grow()
        return None

    def _slot(self, key: int) -> int:
        """The slot that holds what has this hash, or the free one where it belongs."""
        slots, last = self._slots, len(self._slots) - 1
        slot = key & last
        while slots[slot] >= 0 and self._hashes[slots[slot]] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        self._slots = array("i", [-1]) * (4 * len(self._slots))
        for k, key in enumerate(self._hashes):
            self._slots[self._slot(key)] = k


@dataclass
class Memory:
    """What a long text has said before, by the source and by the translation: it is read in parts. Of each only the
    place is kept, by the hash of what stands there, or a long text would stand in memory four times. `earlier`: the
    source and the translation of the parts that were read before, by the place in the whole text."""

    by_source: First = field(default_factory=First)
    by_target: First = field(default_factory=First)
    earlier: tuple[Callable[[Span], str], Callable[[Span], str]] | None = None
