"""Plain text: an article as it stands."""

from __future__ import annotations

from mtcheck.reading.article import Article, Piece, unescaped
from mtcheck.reading.base import File, Format, Options, decoded
from mtcheck.reading.encoding import UTF8, Encoding

SUFFIXES = (".txt", ".text")


def plain(text: str, encoding: Encoding = UTF8) -> File:
    """A text that is an article as it stands."""
    anything = encoding.faithful and encoding.codec.startswith("utf")
    escape = unescaped if anything else (lambda new, at: encoding.writable(new))
    return File(text, (Article([Piece(text, 0, len(text))], escape=escape, exact=True),), encoding)


def read(data: bytes, name: str, options: Options) -> File:
    """A text file. Raises Unreadable."""
    return plain(*decoded(data, options))


FORMAT = Format(read)
