"""Where the segments of a bilingual file stand: of a hundred thousand, so kept in few bytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple, overload

from mtcheck.text.spans import Span

NUMBERS = 5  # of a segment: start and end of its translation, of its source, and its line


class SegmentPlace(NamedTuple):
    """A segment of a bilingual file: where it stands in the text and in the source of its report, and the line of
    the file in which it begins (0: not known)."""

    id: str
    target: Span
    source: Span
    line: int = 0


class SegmentPlaces(Sequence[SegmentPlace]):
    """The places of segments, made when they are asked for."""

    def __init__(self, places: Iterable[SegmentPlace] = ()) -> None:
        self._ids: list[str] = []
        self._numbers = array("Q")
        for place in places:
            self.append(*place)

    def append(self, id: str, target: Span, source: Span, line: int = 0) -> None:
        self._ids.append(id)
        self._numbers.extend((*target, *source, line))

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, k: int) -> SegmentPlace: ...
    @overload
    def __getitem__(self, k: slice) -> SegmentPlaces: ...
    def __getitem__(self, k: int | slice) -> SegmentPlace | SegmentPlaces:
        if isinstance(k, slice):
            return SegmentPlaces(map(self.__getitem__, range(*k.indices(len(self)))))
        k = range(len(self))[k]
        a, b, c, d, line = self._numbers[k * NUMBERS : (k + 1) * NUMBERS]
        return SegmentPlace(self._ids[k], Span(a, b), Span(c, d), line)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SegmentPlaces):
            return NotImplemented
        return self._ids == other._ids and self._numbers == other._numbers

    __hash__ = None  # type: ignore[assignment]
