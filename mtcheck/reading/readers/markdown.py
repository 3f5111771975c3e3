"""Markdown with front matter: markdown-it parses, this module finds where in the file its text stands.

Checked are paragraphs, headings, items, quotations, definitions, notes, table cells and the chosen keys of the front
matter. Code, formulas, the targets of links, images, HTML blocks and the tags of site generators are not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from mtcheck.reading.article import SAME, Article, Piece, cell, continued, joined, of_kind, short_item
from mtcheck.reading.aside import names_in, unshown
from mtcheck.reading.base import File, Format, Options, decoded
from mtcheck.reading.encoding import Encoding
from mtcheck.reading.front_matter import front_matter
from mtcheck.reading.inline import Line
from mtcheck.reading.shortcodes import plain_markdown
from mtcheck.reading.structure import of_tokens
from mtcheck.text.layout import BlockKind, Look
from mtcheck.text.lines import BREAK

SUFFIXES = (".md", ".markdown", ".mdx")
PLACED = ("link", "image", "autolink", "html_inline", "backticks", "entity", "escape", "math_inline", "footnote_ref")
MARKUP = re.compile(r"([\\`*_\[\]<>|])")
IN_FRONT = re.compile(r"[\w ,.()’“”‘–—-]*")  # what may be written into front matter as it is
DEFINES = re.compile(r":[ \t]+")  # what begins a line of a definition
ENDED = re.compile(r"\w\.\s[A-Z]")  # the end of code and what follows it: the stop of a sentence is inside
BLOCK = "\n\n"  # between a title and its text
TEXT_AFTER = re.compile(r"\s+[A-Z]")  # after a term
DEEPEST = {"blockquote": 12, "list": 36, "footnote_def": 36, "deflist": 36, "admonition": 36}  # blocks within blocks
CHAINS = ("paragraph", "reference", "blockquote", "list")  # what blocks can end
MOST_TRIED = 10  # brackets within brackets, in each of which the parser would look for a link again
LINED = 4  # lines that make a list
LINE_BEGINS = re.compile(r"[*_\[(“‘\"']{0,4}[A-Z0-9]")
LINE_ENDS = re.compile(r"[^\W_][*_)\]”’\"']{0,4}:?\Z")
LOOKS = {"em_open": Look.EMPHASIS, "strong_open": Look.STRONG, "link_open": Look.LINK}
KINDS = {
    "heading_open": BlockKind.HEADING,
    "th_open": BlockKind.CELL,
    "td_open": BlockKind.CELL,
    "dt_open": BlockKind.TERM,
    "admonition_title_open": BlockKind.HEADING,
}
QUOTED = {"blockquote_open": 1, "blockquote_close": -1}
ITEMS = ("list_item_open", "dd_open")
FOLLOWING = ("fence", "code_block", "math_block", "bullet_list_open", "ordered_list_open", "blockquote_open")
Rule = Callable[[StateInline, bool], bool]
BlockRule = Callable[[StateBlock, int, int, bool], bool]
Places = list[tuple[int, int]]  # (offset in the content, offset in the file) of what each line, or part of it, holds


def read(data: bytes, name: str, options: Options) -> File:
    """A Markdown file; all of it is one article. Raises Unreadable."""
    text, encoding = decoded(data, options)
    head, body = front_matter(text, options.front_matter)
    shown = plain_markdown(text, body, mdx=name.lower().endswith(".mdx"))
    pieces = joined([*head, *sorted(_blocks(text, shown, body), key=lambda block: block[0].start)])

    def escape(new: str, at: int) -> str | None:
        return _escaped(new, at < body, encoding)

    article = Article(pieces, escape=escape, names=lambda: names_in(unshown(text, body, pieces)))
    return File(text, (article,), encoding, structure=lambda: of_tokens(_parser().parse(shown[body:])))


FORMAT = Format(read)


def _escaped(text: str, in_front: bool, encoding: Encoding) -> str | None:
    """New text as Markdown; None in front matter, where it could be taken for a mark of YAML."""
    if in_front:
        return encoding.writable(text) if IN_FRONT.fullmatch(text) else None
    text = MARKUP.sub(r"\\\1", text)
    return "".join(c if encoding.holds(c) else f"&#{ord(c)};" for c in text) if encoding.faithful else None


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables, definition lists, notes, admonitions and formulas; inline tokens remember where their
    markup ends, text and entities stay apart."""
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).disable("text_join")
    md.use(deflist_plugin).use(admon_plugin).use(footnote_plugin).disable("footnote_tail")
    md.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    containers = dict(zip(md.block.ruler.get_active_rules(), md.block.ruler.getRules(""), strict=True))
    for name, level in DEEPEST.items():
        rule = containers[name]
        chains = [chain for chain in CHAINS if rule in md.block.ruler.getRules(chain)]
        md.block.ruler.at(name, _shallow(rule, level), {"alt": chains})
    functions = dict(zip(md.inline.ruler.get_active_rules(), md.inline.ruler.getRules(""), strict=True))
    for name in ("link", "image", "footnote_inline"):
        functions[name] = _bounded(functions[name])
        md.inline.ruler.at(name, functions[name])
    for name in PLACED:
        md.inline.ruler.at(name, _placed(functions[name]))
    return md


def _shallow(rule: BlockRule, level: int) -> BlockRule:
    """The rule for a block that holds others, up to a level. What is nested more deeply is text with marks in it: the
    parser would drop it."""

    def parse(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < level and rule(state, start, end, silent)

    return parse


def _bounded(rule: Rule) -> Rule:
    """The rule for a link, an image or a note in the text, where a bracket may close it. It goes through all the rest
    of the block, and for each bracket in it once more; the parser's own bound is higher."""

    def parse(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in "[!^" or state.pos > _last_bracket(state.src):
            return False
        if silent and state.level > MOST_TRIED:
            state.pos = state.posMax  # as the parser does it
            return True
        return rule(state, silent)

    return parse


@lru_cache(maxsize=1)
def _last_bracket(content: str) -> int:
    return content.rfind("]")


def _placed(rule: Rule) -> Rule:
    """The rule, noting in the last token it makes the places at which it began and ended."""

    def parse(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent and len(state.tokens) > count:
            state.tokens[-1].meta = {**state.tokens[-1].meta, "place": (start, state.pos)}
        return found

    return parse


def _blocks(text: str, shown: str, body: int) -> Iterator[list[Piece]]:
    """The pieces of every block from the offset `body` on; `shown` is the text without what no parser knows."""
    starts = [body, *(m.end() for m in BREAK.finditer(text, body))]
    ends = [*(m.start() for m in BREAK.finditer(text, body)), len(text)]
    cursor: dict[int, int] = {}  # in lines with several blocks (tables), where to search on
    quoted = 0
    tokens = _parser().parse(shown[body:])
    for k, token in enumerate(tokens):
        if token.type in QUOTED:
            quoted += QUOTED[token.type]
        elif token.type == "inline" and token.map and token.content:
            first, last = token.map[0], max(token.map[1], token.map[0] + 1)
            lines = [(n, starts[n], ends[n]) for n in range(first, min(last, len(starts)))]
            kind = _kind(tokens, k, quoted)
            in_cell = kind == BlockKind.CELL
            places = _places(token.content, shown, lines, cursor if in_cell else None)
            if places and (pieces := of_kind(_inline(token, text, places), kind)):
                pieces = short_item(pieces) if kind == BlockKind.ITEM else pieces
                pieces = _label(pieces) if tokens[k - 1].type == "admonition_title_open" else pieces
                yield cell(pieces) if in_cell else continued(pieces) if _goes_on(tokens, k) else pieces


def _label(pieces: list[Piece]) -> list[Piece]:
    """The title of a tab without the quotation mark that ends it: its parser takes the first word for a name."""
    last = pieces[-1]
    odd = last.kind == SAME and last.text.endswith('"') and sum(p.text.count('"') for p in pieces) % 2
    return [*pieces[:-1], last._replace(text=last.text[:-1], end=last.end - 1)] if odd else pieces


def _kind(tokens: list[Token], k: int, quoted: int) -> BlockKind:
    """What the block is whose text is token k, in so many quotations."""
    opens = tokens[k - 1].type
    if opens in KINDS:
        return KINDS[opens]
    if k > 1 and tokens[k - 2].type in ITEMS:
        return BlockKind.ITEM
    return BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH


def _goes_on(tokens: list[Token], k: int) -> bool:
    """Whether code or a list follows the paragraph whose text is token k."""
    if k + 2 >= len(tokens) or tokens[k - 1].type != "paragraph_open":
        return False
    return tokens[k + 2].type in FOLLOWING or (tokens[k + 2].type == "paragraph_open" and _code_only(tokens[k + 3]))


def _code_only(token: Token) -> bool:
    """Whether code in the text is all that a paragraph holds."""
    return {c.type for c in _full(token.children or [])} == {"code_inline"}


def _places(content: str, text: str, lines: list[tuple[int, int, int]], cursor: dict[int, int] | None) -> Places:
    """Where the lines of a block's content stand in the file; empty if they are not there as they are."""
    if cursor is not None:
        return _cell(content, text, lines[0], cursor)
    places: Places = []
    at = 0
    for part, (_, start, end) in zip(content.split("\n"), lines, strict=False):
        bare = part.lstrip(" \t")
        found = text.rfind(bare, start, end)
        if found < 0:
            return []
        places.append((at + len(part) - len(bare), found))
        at += len(part) + 1
    return places


def _cell(content: str, text: str, line: tuple[int, int, int], cursor: dict[int, int]) -> Places:
    """Where the content of a table cell stands, in which a bar has a backslash before it."""
    number, start, end = line
    found = re.compile(r"\\?\|".join(map(re.escape, content.split("|")))).search(text, cursor.get(number, start), end)
    if not found:
        return []
    cursor[number] = found.end()
    places: Places = [(0, found.start())]
    at, file = 0, found.start()
    for part in content.split("|")[:-1]:
        at, file = at + len(part), file + len(part)
        file += text[file] == "\\"
        places.append((at, file))
        at, file = at + 1, file + 1
    return places


def _inline(token: Token, text: str, places: Places) -> list[Piece]:
    """The pieces of a block."""
    line = Line(text)
    content = token.content
    at = 0  # in the content: everything before has been dealt with
    between: str | None = None  # what a line break stands for
    children = token.children or []
    lines = (after for before, after in pairwise(children) if before.type == "softbreak")
    terms = any(c.type == "text" and DEFINES.match(c.content) for c in lines)  # several, a line each
    headed, lined = _headed(children), _lined(content, children)
    for k, child in enumerate(children):
        start, end = child.meta.get("place", (at, at))
        if child.type == "text" and child.content:
            start = content.find(child.content, at)
            if start < 0:
                continue
            end = start + len(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            meant = child.type == "hardbreak" or terms or k in lined
            between = BLOCK if k in headed else "\n" if meant else " "
        if between and end > start:
            broken = _line_break(line.end, _file(start, places), text, places)
            if child.type == "text" and (colon := DEFINES.match(child.content)):  # of several terms, which is no break
                start += colon.end()
                line.divided(broken[0], _file(start, places))
            elif between == BLOCK:
                line.divided(*broken)
            else:
                line.broken(between, *broken)
            between = None
        first = _file(start, places)
        if child.type == "text" and child.content:
            for a, b in _parts(start, end, places):
                line.add(content[a:b], _file(a, places))
        elif child.type == "text_special":
            span = first, _file(end - 1, places) + 1
            if child.content in "&<" and child.markup.startswith("\\"):
                line.shown(child.content, *span)
            else:
                line.stand_for(child.content, *span)
        elif child.type in ("code_inline", "math_inline", "math_inline_double"):
            ends = child.type == "code_inline" and ENDED.match(child.content[-2:] + content[end : end + 2])
            line.noun(first, _file(end - 1, places) + 1, "." if ends else "")
        elif child.type == "image":
            line.image(first, _file(end - 1, places) + 1)
        elif child.type == "html_inline":
            line.tag(child.content, first)
        elif child.type in ("s_open", "s_close"):
            line.struck(1 if child.type == "s_open" else -1)
        elif child.type in LOOKS:
            line.opened()
            line.look |= LOOKS[child.type]
        elif child.type.replace("_close", "_open") in LOOKS:
            line.look &= ~LOOKS[child.type.replace("_close", "_open")]
        at = max(at, end)
    return line.finished()


def _headed(children: list[Token]) -> set[int]:
    """The line breaks (indices) that part a title or a term from other text: after a line that is strong as a whole,
    and before each of several that begin with strong words or with code; then a capital follows in both."""
    breaks = [k for k, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    lines = [_full(children[a + 1 : b]) for a, b in pairwise([-1, *breaks, len(children)])]
    titled = [len(line) == _term(line) > 1 for line in lines]
    terms = [_term(line) > 0 and TEXT_AFTER.match(_shown(line[_term(line) :])) is not None for line in lines]
    several = sum(terms) > 1
    return {
        k
        for n, k in enumerate(breaks)
        if (titled[n] and _shown(lines[n + 1])[:1].isupper()) or (several and terms[n + 1])
    }


def _lined(content: str, children: list[Token]) -> set[int]:
    """The line breaks (indices) that part items of a list without marks, or lines of verse: four lines or more begin
    with a capital after one that ends in no mark, and that had room for its first word."""
    breaks = [k for k, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    lines = [line.strip() for line in content.split("\n")]
    if len(lines) != len(breaks) + 1 or len(lines) < LINED:
        return set()
    width = max(map(len, lines))
    ends = [
        LINE_ENDS.search(a) and LINE_BEGINS.match(b) and len(a) + len(b.split()[0]) < width for a, b in pairwise(lines)
    ]
    runs = [list(run) for meant, run in groupby(range(len(ends)), key=lambda n: bool(ends[n])) if meant]
    return {breaks[n] for run in runs if len(run) >= LINED - 1 for n in run}


def _full(tokens: list[Token]) -> list[Token]:
    """The tokens without empty text."""
    return [c for c in tokens if c.type != "text" or c.content.strip()]


def _term(line: list[Token]) -> int:
    """How many of the tokens of a line are the strong words or the code that it begins with."""
    kinds = [c.type for c in line]
    if kinds[:1] == ["code_inline"]:
        return 1
    return kinds.index("strong_close") + 1 if kinds[:1] == ["strong_open"] and "strong_close" in kinds else 0


def _shown(line: list[Token]) -> str:
    """The text of the tokens of a line."""
    return "".join(c.content or "" for c in line)


def _parts(start: int, end: int, places: Places) -> Iterator[tuple[int, int]]:
    """A range of the content, cut where the file has something more between."""
    for k in range(bisect_right(places, start, key=itemgetter(0)), bisect_left(places, end, key=itemgetter(0))):
        yield start, places[k][0]
        start = places[k][0]
    yield start, end


def _line_break(start: int, end: int, text: str, places: Places) -> tuple[int, int]:
    """A line break between two texts: from the end of the line to where the next one's text begins."""
    k = bisect_right(places, end, key=itemgetter(1)) - 1
    follows = places[k][1] if k >= 0 and places[k][1] > start else end
    begins = BREAK.search(text, start, follows)
    return begins.start() if begins else start, follows


def _file(at: int, places: Places) -> int:
    """The place in the file of a place in a block's content."""
    k = max(0, bisect_right(places, at, key=itemgetter(0)) - 1)
    return places[k][1] + at - places[k][0]
