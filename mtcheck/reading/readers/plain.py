"""Plain text: an article as it stands."""

from __future__ import annotations

from mtcheck.reading.article import Article, Piece
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import decode

SUFFIXES = (".txt", ".text")


def plain(text: str, bom: bool = False) -> File:
    """A text that is an article as it stands."""
    return File(text, (Article([Piece(text, 0, len(text))], exact=True),), bom)


def read(data: bytes, name: str, options: Options) -> File:
    """A text file. Raises Unreadable."""
    return plain(*decode(data))


FORMAT = Format(read)
