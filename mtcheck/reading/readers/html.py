"""HTML pages: the article's body, with entities and tags mapped back.

The standard library's parser says where everything stands; which part is the article is for an extractor
(trafilatura) to say, or for a CSS selector of the configuration (selectolax).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from mtcheck.reading.article import LOCKED, SET, Article, Piece, joined, space
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Unreadable, decode, missing

SUFFIXES = (".html", ".htm", ".xhtml")
BLOCKS = frozenset(
    "address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p section summary table tbody td tfoot th "
    "thead title tr ul option select label".split()
)
SKIPPED = frozenset(
    "head script style pre textarea template noscript svg math iframe object video audio canvas nav sup select".split()
)
CODE = frozenset(("code", "kbd", "samp", "var"))
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
PARTS = re.compile(r"\s+|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?|[^\s&]+|&")
MARK = "data-mtcheck-place"


class Chunk(NamedTuple):
    """A part of a block: text in the file, code, or a forced line break (`kind`), and the start tag around it."""

    start: int
    end: int
    kind: str
    tag: int


TEXT, HELD, LINE = "text", "code", "line"


def read(data: bytes, name: str, options: Options) -> File:
    """An HTML page: its article. Raises Unreadable, also if the library that finds it is missing."""
    text, bom = decode(data)
    page = _Page(text)
    blocks = [list(_pieces(text, chunks)) for chunks in page.blocks]
    if options.selector:
        wanted = _selected(text, page.tags, options.selector)
        kept = [b for b, chunks in zip(blocks, page.blocks, strict=True) if any(c.tag in wanted for c in chunks)]
    else:
        kept = _article(text, blocks)
    return File(text, (Article(joined(kept), "", _escaped),), bom)


FORMAT = Format(read)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


class _Page(HTMLParser):
    """The blocks of a page as chunks with offsets, and the offset of every start tag."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lines = [0, *(m.end() for m in re.finditer("\n", text))]
        self._open: list[tuple[str, int]] = []
        self._skipping = self._coding = 0
        self.blocks: list[list[Chunk]] = [[]]
        self.tags: list[int] = []
        self.feed(text)
        self.close()
        self.blocks = [b for b in self.blocks if b]

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(self._here())
        self._bounds(tag)
        if tag == "br":
            self._add(self._here(), self._here(), LINE)
        if tag not in VOID:
            self._open.append((tag, len(self.tags) - 1))
            self._skipping += tag in SKIPPED
            self._coding += tag in CODE

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(self._here())
        self._bounds(tag)

    def handle_endtag(self, tag: str) -> None:
        self._bounds(tag)
        if all(name != tag for name, _ in self._open):
            return
        while self._open:
            name, _ = self._open.pop()
            self._skipping -= name in SKIPPED
            self._coding -= name in CODE
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        self._add(self._here(), self._here() + len(data), HELD if self._coding else TEXT)

    def handle_charref(self, name: str) -> None:
        self._reference(len(name) + 2)

    def handle_entityref(self, name: str) -> None:
        self._reference(len(name) + 1)

    def _reference(self, length: int) -> None:
        at = self._here()
        end = at + length
        self._add(at, end + (self._text[end : end + 1] == ";"), HELD if self._coding else TEXT)

    def _bounds(self, tag: str) -> None:
        if tag in BLOCKS and self.blocks[-1]:
            self.blocks.append([])

    def _add(self, start: int, end: int, kind: str) -> None:
        if not self._skipping:
            self.blocks[-1].append(Chunk(start, end, kind, self._open[-1][1] if self._open else -1))


def _pieces(text: str, chunks: Sequence[Chunk]) -> Iterator[Piece]:
    """The pieces of a block: white space as HTML shows it, entities as what they stand for."""
    begun = False
    gap: Piece | None = None  # the first of what is shown as one space, or a forced break
    for piece in (p for c in chunks for p in _chunk(text, c)):
        if piece.text in (" ", "\n"):
            gap = piece if gap is None or piece.text == "\n" else gap
            continue
        if gap and begun:
            yield gap
        gap, begun = None, True
        yield piece


def _chunk(text: str, chunk: Chunk) -> Iterator[Piece]:
    if chunk.kind == LINE:
        yield Piece("\n", chunk.start, chunk.end, SET)
    elif chunk.kind == HELD:
        yield Piece("code", chunk.start, chunk.end, LOCKED)
    else:
        for m in PARTS.finditer(text, chunk.start, chunk.end):
            part = m.group()
            if part.isspace():
                yield Piece("\u00a0", *m.span(), SET) if part == "\u00a0" else space(text, *m.span())
            elif part[0] == "&" and (value := html.unescape(part)) != part:
                yield Piece(value, *m.span(), SET)
            else:
                yield Piece(part, *m.span())


def _selected(text: str, tags: Sequence[int], selector: str) -> frozenset[int]:
    """The start tags within what a CSS selector selects."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise missing("html", "HTML with a selector") from None
    marked: list[str] = []
    at = 0
    for n, start in enumerate(tags):
        name = re.compile(r"<[^\s/>]+").match(text, start)
        if name:
            marked += (text[at : name.end()], f' {MARK}="{n}"')
            at = name.end()
    tree = LexborHTMLParser("".join([*marked, text[at:]]))
    try:
        nodes = tree.css(selector)
    except Exception as e:  # the library has no class for it
        raise Unreadable(f"CSS selector {selector!r}: {e}") from None
    inner = [n.attributes.get(MARK) for node in nodes for n in (node, *node.css("*"))]
    return frozenset(int(n) for n in inner if n is not None)


def _article(text: str, blocks: list[list[Piece]]) -> list[list[Piece]]:
    """The blocks that an extractor takes to be the article; all if it finds none."""
    try:
        from trafilatura import extract
    except ImportError:
        raise missing("html", "HTML") from None
    found = extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    lines = _bare(found)
    kept = [b for b in blocks if (bare := _shown(text, b)) and bare in lines]
    return kept or blocks


def _shown(text: str, block: Sequence[Piece]) -> str:
    """What a block shows, code as it stands in the file."""
    parts = (html.unescape(text[p.start : p.end]) if p.kind == LOCKED else p.text for p in block)
    return _bare("".join(parts))


def _bare(text: str) -> str:
    """The letters and digits alone: extractors change white space and marks."""
    return "".join(filter(str.isalnum, text))
