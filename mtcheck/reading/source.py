"""A file as read, of whatever format: its articles, and the file again with edits made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtcheck.reading.base import Piece, Reading
from mtcheck.reading.plain import encode
from mtcheck.text.spans import Edit


@dataclass(frozen=True)
class Options:
    """What the configuration says about reading."""

    front_matter: tuple[str, ...] = ("title", "description")
    selector: str | None = None
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """`text` is what all offsets count in: the file's text, or what is shown of a file that is no text."""

    text: str
    readings: tuple[Reading, ...]
    bom: bool = False
    data: bytes | None = None  # the file, if it is no text

    def saved(self, edits: Sequence[Edit]) -> bytes:
        """The bytes of the file after edits that do not overlap."""
        return encode(edited(self.text, edits), self.bom)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that do not overlap."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits):
        parts += (text[at:start], new)
        at = end
    return "".join([*parts, text[at:]])


def plain(text: str, bom: bool) -> Source:
    """A file that is an article as it stands."""
    return Source(text, (Reading([Piece(text, 0, len(text))], exact=True),), bom)
