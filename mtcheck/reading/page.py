"""The text that a page of HTML shows, block by block, each piece with its place in the file.

JustHTML parses as browsers do and says where every text begins; this module says what of it is shown, and finds the
characters of a text in the file again: they may be written as references, with tags that mean nothing between.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from mtcheck.reading.article import (
    KEPT,
    LOCKED,
    NOUN,
    SAME,
    SET,
    SPARED,
    Piece,
    absorbed,
    cell,
    continued,
    of_kind,
    short_item,
    space,
    title_word,
)
from mtcheck.reading.elements import BLOCKS, is_foreign, is_hidden, is_note, is_sign, kind_of, words_of
from mtcheck.reading.encoding import Unreadable, missing
from mtcheck.reading.shortcodes import VALUE
from mtcheck.text.layout import BlockKind, Look

SKIPPED = frozenset(
    "head script style pre textarea template noscript noframes svg iframe object embed video audio canvas nav select "
    "datalist rt rp del s strike".split()
)
FORMULAS = frozenset("math d-math dt-math".split())  # the mark in which a sentence ends may stand in them
CODE = FORMULAS | frozenset("code kbd samp var tt".split())
CELLS = ("td", "th")
TITLES = frozenset("a b i em strong cite".split())
LOOKS = {name: bit for names, bit in (("em i cite", Look.EMPHASIS), ("b strong", Look.STRONG), ("a", Look.LINK))
         for name in names.split()}  # fmt: skip
FOLLOWING = frozenset("pre ul ol dl table blockquote".split())  # may end the sentence of the paragraph before
PARTS = re.compile(
    r"[ \t\r\n\f]+|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?|[^ \t\r\n\f&<\0\ufdd0]+|\ufdd0+|[&<\0]"
)
TAG = re.compile(r"<(?:/?[a-zA-Z][^>]*|/[^>]*|[!?][^>]*)(?:>|\Z)")  # as parsers see one where text goes on behind it
ATTRIBUTES = 1000  # of an element
INVISIBLE = ("\u00ad", "\u200b", "\u2060")
ORDINALS = ("st", "nd", "rd", "th")
CLOSING = ".,;:!?)]"
QUOTES = (("“", "”"), ("‘", "’"))


class Block(NamedTuple):
    """A block as shown. `texts` are its parts between two pieces of markup; `links` counts the letters of its links;
    `node` is the element it stands in."""

    pieces: list[Piece]
    texts: list[str]
    links: int
    node: Any

    @property
    def shown(self) -> str:
        """What the block shows, code as it stands in the file."""
        return "".join(self.texts)


def parsed(text: str) -> Any:
    """The tree of a page. Raises Unreadable if the library is missing."""
    try:
        from justhtml import JustHTML
    except ImportError:
        raise missing("html", "HTML") from None
    if text.startswith("\ufeff"):
        text = f" {text[1:]}"  # which the parser would leave out, and all offsets would be wrong
    return JustHTML(text, sanitize=False, track_node_locations=True)


def crowded(root: Any) -> bool:
    """Whether an element has more than ATTRIBUTES: libxml2, which extractors rest on, compares each with all others."""
    stack = [root]
    while stack:
        node = stack.pop()
        if len(getattr(node, "attrs", None) or ()) > ATTRIBUTES:
            return True
        stack.extend(getattr(node, "children", None) or ())
    return False


def blocks(text: str, shown: str, root: Any, chosen: frozenset[int] | None = None) -> list[Block]:
    """What the tree of a page shows; of `chosen`, if given, only what stands in the elements with these ids. `shown` is
    the text that was parsed: that of the file with signs over what is no HTML. Raises Unreadable."""
    walk = _Walk(text, shown, chosen)
    walk.go(root)
    return walk.blocks


class _Unfinished(NamedTuple):
    """What a block holds before a note that stands in it."""

    pieces: list[Piece]
    texts: list[str]
    links: int
    node: Any
    gap: Piece | None


class _Walk:
    """Goes through a tree in the order of the page."""

    def __init__(self, text: str, shown: str, chosen: frozenset[int] | None) -> None:
        self._text = text
        self._shown = shown
        self._chosen = chosen
        self._inside = 0 if chosen is not None else 1
        self._pieces: list[Piece] = []
        self._texts: list[str] = []
        self._links = 0
        self._node: Any = None
        self._gap: Piece | None = None  # the first of what is shown as one space, or a forced break
        self._code: list[tuple[Any, list[Piece]]] = []  # the element, and what it holds
        self._foreign = self._linking = self._quoting = 0
        self._looks: list[int] = [0]  # how the text is set apart, of each open element that says so
        self._opened = False  # a link or emphasis begins
        self._dropped = False  # something shows nothing here: no space before the mark that follows it
        self._hosts: list[_Unfinished] = []  # what stands around the note that is read, from the outside in
        self._notes: list[Block] = []  # of the block that is not finished
        self.blocks: list[Block] = []

    def go(self, root: Any) -> None:
        stack = [(root, False)]
        while stack:
            node, left = stack.pop()
            if left:
                self._leave(node)
            elif node.name == "#text":
                self._add_text(node)
            elif (node.name[0] != "#" or node is root) and self._enter(node):
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.children or ()))
        self._flush()

    def _enter(self, node: Any) -> bool:
        """Whether what is in an element is shown."""
        name = node.name
        if name == "label" and not any(map(str.isalnum, words_of(node))):
            return False  # the button of a note that stands in the margin
        displayed = name in FORMULAS and "block" in (node.attrs or {})
        if name in BLOCKS or displayed:
            self._flush()
        if (name in FOLLOWING or displayed) and self.blocks and self.blocks[-1].node.name == "p":
            self.blocks[-1] = self.blocks[-1]._replace(pieces=continued(self.blocks[-1].pieces))
        if name == "br":
            self._break(node.origin_offset)
        elif name == "wbr" and node.origin_offset is not None:
            self._absorb(self._shown.find(">", node.origin_offset) + 1)
        if (
            displayed
            or name in SKIPPED
            or is_hidden(node)
            or (name == "sup" and self._mark(node))
            or (name == "a" and is_sign(node))
        ):
            self._dropped = True
            if name == "sup" and self._pieces and words_of(node)[-1:].isspace():  # of a note, and the space
                self._add(Piece(" ", self._pieces[-1].end, self._pieces[-1].end, KEPT))
            return False
        if "-" in name and not words_of(node).strip():
            self._sign(node.origin_offset)
        if is_note(node):
            self._hosts.append(_Unfinished(self._pieces, self._texts, self._links, self._node, self._gap))
            self._pieces, self._texts, self._links, self._node, self._gap = [], [], 0, None, None
        self._inside += self._chosen is not None and id(node) in self._chosen
        self._linking += name == "a"
        if name in LOOKS:
            self._looks.append(self._looks[-1] | LOOKS[name])
        self._opened = self._opened or name in TITLES
        self._foreign += is_foreign(node)
        if name in CODE and not self._code:
            self._code.append((node, []))
        if name == "q" and node.origin_offset is not None:
            self._add(Piece(QUOTES[self._quoting % 2][0], node.origin_offset, node.origin_offset, KEPT))
            self._quoting += 1
        return True

    def _leave(self, node: Any) -> None:
        name = node.name
        if name == "q" and self._quoting:
            self._quoting -= 1
            if self._pieces:
                at = self._pieces[-1].end
                self._add(Piece(QUOTES[self._quoting % 2][1], at, at, KEPT))
        if self._code and self._code[-1][0] is node:
            held = self._code.pop()[1]
            if any(p.text.strip() for p in held):
                shown = "".join(p.text for p in held)
                mark = shown.rstrip()[-1] if name in FORMULAS and shown.rstrip().endswith((".", ",")) else ""
                self._texts.append(shown)
                self._add(Piece(NOUN + mark, held[0].start, held[-1].end, LOCKED))
                self._node = self._node or node.parent
        self._foreign -= is_foreign(node)
        self._linking -= name == "a"
        if name in LOOKS:
            self._looks.pop()
        self._inside -= self._chosen is not None and id(node) in self._chosen
        if name in BLOCKS:
            self._flush()
        if self._hosts and is_note(node):
            self._flush()
            self._pieces, self._texts, self._links, self._node, self._gap = self._hosts.pop()
            self._dropped = True

    def _add_text(self, node: Any) -> None:
        if not self._inside or node.origin_offset is None:
            return
        found = [self._checked(p) for p in _pieces(self._shown, node.data, node.origin_offset)]
        if self._code:
            self._code[-1][1].extend(found)
            return
        self._texts.append("".join(p.text for p in found))
        self._links += sum(len(p.text) for p in found) if self._linking else 0
        self._node = self._node or node.parent
        for piece in found:
            if piece.text in INVISIBLE and piece.kind == SET:
                self._absorb(piece.end)
            else:
                self._add(piece._replace(kind=SPARED) if self._foreign and piece.kind == SAME else piece)

    def _checked(self, piece: Piece) -> Piece:
        """What stands over something else in the file is never edited, and a value is a noun."""
        if piece.text[0] == VALUE:
            return Piece(NOUN, piece.start, piece.end, LOCKED)
        if piece.kind == SET and piece.text == " " and not self._text[piece.start : piece.end].isspace():
            return piece._replace(kind=KEPT)
        return piece

    def _add(self, piece: Piece) -> None:
        if piece.text in (" ", "\n"):
            self._gap = piece if self._gap is None or piece.text == "\n" else self._gap
            return
        if self._opened and self._pieces and piece.kind == SAME and title_word(piece.text, self._pieces[-1].text):
            piece = piece._replace(kind=SPARED)
        if self._gap and self._pieces and not (self._dropped and piece.text[0] in CLOSING):
            self._pieces.append(self._gap)
        self._gap = None
        self._opened = self._dropped = False
        self._pieces.append(piece._replace(look=self._looks[-1]) if self._looks[-1] else piece)

    def _absorb(self, end: int) -> None:
        """Something that shows nothing, within a word."""
        if self._inside and not self._gap and not self._code:
            absorbed(self._pieces, end)

    def _sign(self, at: int | None) -> None:
        """An element of one's own that holds nothing shows a sign, as <x-cite key="a"></x-cite> does: behind a comma a
        noun, else a mark beside the text."""
        if at is not None and self._pieces and not self._code and self._pieces[-1].text[-1:] in (",", ";", "("):
            self._add(Piece(NOUN, at, at, LOCKED))
        self._dropped = True

    def _break(self, at: int | None) -> None:
        """A forced line break (parsers make one of </br> too); two in a row end a paragraph."""
        if not self._inside or self._code or not self._pieces:
            return
        at = self._pieces[-1].end if at is None else at
        if self._gap and self._gap.text == "\n":
            self._flush()
        self._texts.append("\n")
        self._add(Piece("\n", at, at, KEPT))

    def _mark(self, sup: Any) -> bool:
        """Whether a superscript is a mark (of a note, a power) beside the text and no part of it."""
        words = words_of(sup)
        digit = bool(self._pieces) and not self._gap and self._pieces[-1].text[-1:].isdigit()
        return sum(map(str.isalpha, words)) < 4 and not (digit and words.strip().lower() in ORDINALS)

    def _flush(self) -> None:
        """A block ends. Notes that stood in it follow it."""
        if any(p.kind in (SAME, SPARED, SET) and p.text.strip() for p in self._pieces):
            (self._notes if self._hosts else self.blocks).append(self._block())
        elif self._pieces and self.blocks and self.blocks[-1].node.name == "p":  # code alone
            self.blocks[-1] = self.blocks[-1]._replace(pieces=continued(self.blocks[-1].pieces))
        if not self._hosts:
            self.blocks += self._notes
            self._notes = []
        self._pieces, self._texts, self._links, self._node, self._gap = [], [], 0, None, None

    def _block(self) -> Block:
        ordered = all(a.start <= b.start for a, b in zip(self._pieces, self._pieces[1:], strict=False))
        pieces = self._pieces if ordered else sorted(self._pieces, key=lambda p: (p.start, p.end))
        kind = kind_of(self._node)
        pieces = of_kind(pieces, kind)
        pieces = short_item(pieces) if kind == BlockKind.ITEM else pieces
        pieces = cell(pieces) if self._node is not None and self._node.name in CELLS else pieces
        return Block(pieces, self._texts, self._links, self._node)


def _pieces(text: str, data: str, at: int) -> Iterator[Piece]:
    """The characters of a text node, which begins at `at` in the file, as they stand there. What cannot be found again
    is locked."""
    done = 0
    end = at
    while done < len(data):
        m = PARTS.match(text, at)
        if not m:
            break
        part = m.group()
        at = m.end()
        if part == "<" and (tag := TAG.match(text, m.start())):
            done, at = _tag(text, data, done, tag)
            continue
        if part == "\0":
            done += data.startswith("\0", done)
            continue
        shown = part
        if part[0] in " \t\r\n\f":
            shown = part.replace("\r\n", "\n").replace("\r", "\n")
            piece = space(text, *m.span())
        elif part[0] == "&" and (shown := html.unescape(part)) != part:
            piece = Piece(shown, *m.span(), SET)
        else:
            piece = Piece(part, *m.span(), SAME)
        if not data.startswith(shown, done):
            if not shown.startswith(data[done:]):
                break
            if piece.kind == SAME:  # the node ends within
                piece = Piece(data[done:], m.start(), m.start() + len(data) - done)
        done += len(shown)
        end = piece.end
        yield piece
    if done < len(data):
        yield Piece(data[done:], end, end, LOCKED)


def _tag(text: str, data: str, done: int, tag: re.Match[str]) -> tuple[int, int]:
    """(how much of the text node is done, the place in the file) behind a tag or a declaration that shows nothing; it
    may have been taken for text. Raises Unreadable for a declaration that has swallowed tags."""
    markup = tag.group()
    if markup.startswith("<!") and "<" in markup[1:]:
        line = text.count("\n", 0, tag.start()) + 1
        raise Unreadable(f"no valid HTML: a declaration that does not end, {markup[:12]!r} in line {line}")
    return done + (len(markup) if data.startswith(markup, done) else 0), tag.end()
