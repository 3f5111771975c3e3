"""A file as read, of whatever format: its articles, and the file again with edits made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtcheck.reading.base import Article, Piece
from mtcheck.reading.plain import encode
from mtcheck.text.spans import Edit, Span, edited


@dataclass(frozen=True)
class Options:
    """What the configuration says about reading."""

    front_matter: tuple[str, ...] = ("title", "description")
    selector: str | None = None
    pointers: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """`text` is what all offsets count in: the file's text, or what is shown of a file that is no text."""

    text: str
    articles: tuple[Article, ...]
    bom: bool = False
    data: bytes | None = None  # the file, if it is no text

    @property
    def blocks(self) -> tuple[Span, ...] | None:
        """The spans of the paragraphs; None for plain text."""
        if all(a.exact for a in self.articles):
            return None
        return tuple(sorted(b for a in self.articles for b in a.blocks))

    def saved(self, edits: Sequence[Edit]) -> bytes:
        """The bytes of the file after edits that do not overlap."""
        return encode(edited(self.text, edits), self.bom)


def plain(text: str, bom: bool) -> File:
    """A file that is an article as it stands."""
    return File(text, (Article([Piece(text, 0, len(text))], exact=True),), bom)
