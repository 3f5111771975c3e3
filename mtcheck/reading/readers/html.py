"""HTML pages: the article in them.

Which part of a page is the article is for a CSS selector of the configuration to say, or for an extractor
(trafilatura) to find.
"""

from __future__ import annotations

import html
import re
from typing import Any

from mtcheck.lint.findings import Notice
from mtcheck.reading.article import Article, Escape, joined
from mtcheck.reading.aside import in_code, names_in
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Decoded, Encoding, Unreadable, decode
from mtcheck.reading.extract import article
from mtcheck.reading.page import ATTRIBUTES, Block, blocks, crowded, parsed
from mtcheck.reading.shortcodes import blanked, without_empty_elements
from mtcheck.reading.structure import of_page
from mtcheck.text.spans import Span

SUFFIXES = (".html", ".htm", ".xhtml")
HEAD = 1024  # bytes in which a page must say its encoding
DECLARED = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""", re.I
)


def text_of(data: bytes, options: Options) -> Decoded:
    """The text of a page, in the encoding that it declares. What is valid UTF-8 is UTF-8 whatever it declares."""
    declared = DECLARED.search(data[:HEAD])
    try:
        return decode(data, options.encoding)
    except Unreadable:
        if options.encoding or not declared:
            raise
    return decode(data, (declared[1] or declared[2]).decode("ascii"))


def escaping(encoding: Encoding) -> Escape:
    """New text with references for what stands for markup and what the encoding lacks."""

    def escape(text: str, at: int) -> str | None:
        text = html.escape(text, quote=False)
        return "".join(c if encoding.holds(c) else f"&#{ord(c)};" for c in text) if encoding.faithful else None

    return escape


def read(data: bytes, name: str, options: Options) -> File:
    """An HTML page: its article. Raises Unreadable, also if the library that finds it is missing."""
    text, encoding = text_of(data, options)
    shown = blanked(text)
    if name.lower().endswith(".xhtml"):
        shown = without_empty_elements(shown)
    root = parsed(shown).root
    notices: tuple[Notice, ...] = ()
    if options.selector:
        kept = _selected(text, shown, root, options.selector)
    else:
        if crowded(root):
            raise Unreadable(f"an element has more than {ATTRIBUTES:,} attributes")
        found = blocks(text, shown, root)
        kept = article(text, found)
        notices = _left_out(found, kept)
    pieces = joined([b.pieces for b in kept])
    made = Article(pieces, escape=escaping(encoding), names=lambda: names_in(in_code(text, pieces)))
    low, high = (pieces[0].start, pieces[-1].end) if pieces else (0, 0)
    return File(text, (made,), encoding, notices=notices, structure=lambda: of_page(shown, low, high))


FORMAT = Format(read, text=text_of)


def _selected(text: str, shown: str, root: Any, selector: str) -> list[Block]:
    """The blocks in what a CSS selector selects."""
    from justhtml.selector import SelectorError, query

    try:
        nodes = query(root, selector)
    except SelectorError as e:
        raise Unreadable(f"CSS selector {selector!r}: {e}") from None
    if not nodes:
        raise Unreadable(f"the CSS selector {selector!r} matches nothing in this page")
    return blocks(text, shown, root, frozenset(map(id, nodes)))


def _left_out(found: list[Block], kept: list[Block]) -> tuple[Notice, ...]:
    """What a user should know of the words that were not taken for the article's."""
    whole, words = (sum(len(b.shown.split()) for b in rows) for rows in (found, kept))
    if whole == words:
        return ()
    message = f"{whole - words:,} of the page's {whole:,} words are left out: they seem to be no part of the article"
    return (Notice(Span(0, 0), f"{message} (--html-selector says what is)"),)
