"""EPUB: the chapters of a book in reading order, each an article; its table of contents is not read.

Offsets count in the texts of all chapters, one after the other. Saving changes the chapters that were edited and copies
the rest. Comes with the extra `html`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from mtcheck.reading.article import Article, Piece, joined
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Encoding, Unreadable
from mtcheck.reading.package import Package, Parser, xml_text
from mtcheck.reading.page import blocks, parsed
from mtcheck.reading.readers.html import escaping
from mtcheck.reading.shortcodes import without_empty_elements
from mtcheck.text.spans import Edit, edited

SUFFIXES = (".epub",)
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


class Chapter(NamedTuple):
    """A part of the book: its name, its text, and the offset at which that begins in the text of the file."""

    name: str
    text: str
    encoding: Encoding
    start: int


class Book(File):
    """An EPUB file as read."""

    def __init__(
        self, text: str, articles: tuple[Article, ...], package: Package, chapters: tuple[Chapter, ...]
    ) -> None:
        super().__init__(text, articles)
        self.package, self.chapters = package, chapters

    def saved(self, edits: Sequence[Edit]) -> bytes:
        parts: dict[str, bytes] = {}
        for chapter in self.chapters:
            end = chapter.start + len(chapter.text)
            own = [e.shifted(-chapter.start) for e in edits if chapter.start <= e.start and e.end <= end]
            if own:
                parts[chapter.name] = chapter.encoding.encode(edited(chapter.text, own))
        return self.package.with_parts(parts)


def read(data: bytes, name: str, options: Options) -> File:
    """The chapters of an EPUB file. Raises Unreadable, also if the library that reads them is missing."""
    package = Package(data, "EPUB")
    names = list(_spine(package))
    if ENCRYPTION in package.names:
        locked = _collected(package, ENCRYPTION, "URI")
        if any(unquote(uri) in names for uri in locked):
            raise Unreadable("it is protected against copying (DRM); only the publisher's own file can be read")
    chapters: list[Chapter] = []
    articles: list[Article] = []
    at = 0
    for part in names:
        text, encoding = xml_text(package.part(part))
        chapters.append(Chapter(part, text, encoding, at))
        shown = without_empty_elements(text)
        pieces = joined([_shifted(b.pieces, at) for b in blocks(text, shown, parsed(shown).root)])
        if pieces:
            articles.append(Article(pieces, part, escaping(encoding)))
        at += len(text)
    return Book("".join(c.text for c in chapters), tuple(articles), package=package, chapters=tuple(chapters))


FORMAT = Format(read, text=None)


def _shifted(pieces: list[Piece], by: int) -> list[Piece]:
    return [p._replace(start=p.start + by, end=p.end + by) for p in pieces]


class _Elements(Parser):
    """All elements of a part as (name without namespace, attributes)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name.rpartition(" ")[2], attributes))


def _elements(package: Package, part: str) -> list[tuple[str, dict[str, str]]]:
    parser = _Elements()
    parser.feed(xml_text(package.part(part)).text.encode("utf-8", "surrogatepass"), "EPUB")
    return parser.found


def _collected(package: Package, part: str, attribute: str) -> list[str]:
    return [attributes[attribute] for _, attributes in _elements(package, part) if attribute in attributes]


def _spine(package: Package) -> Iterator[str]:
    """The parts that hold the book, in reading order, each once."""
    roots = _collected(package, CONTAINER, "full-path")
    if not roots:
        raise Unreadable("no EPUB file: it names no content")
    elements = _elements(package, roots[0])
    items = {a.get("id", ""): a for name, a in elements if name == "item"}
    seen: set[str] = set()
    for name, attributes in elements:
        item = items.get(attributes.get("idref", "")) if name == "itemref" else None
        if item is None or item.get("media-type") not in PAGES or "nav" in item.get("properties", "").split():
            continue
        part = posixpath.normpath(posixpath.join(posixpath.dirname(roots[0]), unquote(item.get("href", ""))))
        if part not in seen:
            seen.add(part)
            yield part
