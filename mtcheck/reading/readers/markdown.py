"""Markdown with front matter: markdown-it parses, this module finds where in the file its text stands.

Checked are paragraphs, headings, items, quotations, table cells and the chosen keys of the front matter. Code,
the targets of links, images and HTML are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from mtcheck.reading.article import LOCKED, SET, Article, Piece, joined
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import decode
from mtcheck.reading.front_matter import front_matter
from mtcheck.text.lines import BREAK
from mtcheck.text.spans import Edit

SUFFIXES = (".md", ".markdown")
PLACED = ("link", "image", "autolink", "html_inline", "backticks", "entity", "escape")
STANDS_FOR_CODE = "code"  # a noun keeps the sentence whole
Rule = Callable[[StateInline, bool], bool]


def read(data: bytes, name: str, options: Options) -> File:
    """A Markdown file; all of it is one article. Raises Unreadable."""
    text, bom = decode(data)
    head, body = front_matter(text, options.front_matter)
    article = Article(joined([*head, *_blocks(text, body)]), tidy=lambda edit: _without_empty(text, edit))
    return File(text, (article,), bom)


FORMAT = Format(read)


def _without_empty(text: str, edit: Edit) -> Edit | None:
    """A deletion that would leave empty emphasis takes the marks along; one that would empty a link is refused."""
    start, end, new = edit
    if new or start == end:
        return edit
    while start > 0 and text[start - 1] in "*_~" and text[end : end + 1] == text[start - 1]:
        start, end = start - 1, end + 1
    if text[start - 1 : start] == "[" and text[end : end + 1] == "]":
        return None
    return Edit(start, end, new)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables; inline tokens remember where their markup ends, text and entities stay apart."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    functions = dict(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))
    for name in PLACED:
        md.inline.ruler.at(name, _placed(functions[name]))
    return md


def _placed(rule: Rule) -> Rule:
    """The rule, noting in the last token it makes the places at which it began and ended."""

    def parse(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent and len(state.tokens) > count:
            state.tokens[-1].meta["place"] = (start, state.pos)
        return found

    return parse


def _blocks(text: str, body: int) -> Iterator[list[Piece]]:
    """The pieces of every block from the offset `body` on."""
    starts = [body, *(m.end() for m in BREAK.finditer(text, body))]
    ends = [*(m.start() for m in BREAK.finditer(text, body)), len(text)]
    cursor: dict[int, int] = {}  # in lines with several blocks (tables), where to search on
    cell = False
    for token in _parser().parse(text[body:]):
        if token.type in ("td_open", "th_open"):
            cell = True
        elif token.type == "inline" and token.map and token.content:
            lines = [(n, starts[n], ends[n]) for n in range(token.map[0], min(token.map[1], len(starts)))]
            places = _places(token.content, text, lines, cursor if cell else None)
            if places:
                yield _inline(token, text, places)
            cell = False


Places = list[tuple[int, int]]  # (offset in the content, offset in the file) of what each line holds


def _places(content: str, text: str, lines: list[tuple[int, int, int]], cursor: dict[int, int] | None) -> Places:
    """Where the lines of a block's content stand in the file; empty if they are not there as they are."""
    places: Places = []
    at = 0
    for part, (n, start, end) in zip(content.split("\n"), lines, strict=False):
        bare = part.lstrip(" \t")
        if cursor is None:
            found = text.rfind(bare, start, end)
        else:
            found = text.find(bare, cursor.get(n, start), end)
            cursor[n] = found + len(bare)
        if found < 0:
            return []
        places.append((at + len(part) - len(bare), found))
        at += len(part) + 1
    return places


def _inline(token: Token, text: str, places: Places) -> list[Piece]:
    """The pieces of a block."""
    pieces: list[Piece] = []
    content = token.content
    at = 0  # in the content: everything before has been dealt with
    between: str | None = None  # what a line break stands for
    for child in token.children or ():
        start, end = child.meta.get("place", (at, at))
        if child.type == "text" and child.content:
            start = content.find(child.content, at)
            if start < 0:
                continue
            end = start + len(child.content)
            piece = Piece(child.content, _file(start, places), _file(start, places) + len(child.content))
            if text[piece.start : piece.end] != piece.text:
                piece = piece._replace(kind=LOCKED)
        elif child.type == "text_special":
            piece = Piece(child.content, _file(start, places), _file(start, places) + end - start, SET)
        elif child.type == "code_inline":
            piece = Piece(STANDS_FOR_CODE, _file(start, places), _file(end - 1, places) + 1, LOCKED)
        else:
            between = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, between)
            at = max(at, end)
            continue
        if between and pieces:
            pieces.append(_line_break(between, pieces[-1].end, piece.start, text, places))
        between = None
        pieces.append(piece)
        at = end
    return pieces


def _line_break(shown: str, start: int, end: int, text: str, places: Places) -> Piece:
    """A line break between two pieces: from the end of the line to where the next one's text begins."""
    follows = next((file for _, file in reversed(places) if start < file <= end), end)
    begins = BREAK.search(text, start, follows)
    return Piece(shown, begins.start() if begins else start, follows, SET)


def _file(at: int, places: Places) -> int:
    """The place in the file of a place in a block's content."""
    before = next((p for p in reversed(places) if p[0] <= at), places[0])
    return before[1] + at - before[0]
