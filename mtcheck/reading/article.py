"""An article of a file: the text to check, and the way back from its offsets to those of the file.

The text is put together from pieces. A piece of plain text is the same characters in both; a spared one too, but what
is found in it alone does not count (a capital letter in a title, a foreign word). A piece that stands for something
else (an entity, a line break within a paragraph) maps as a whole. A kept one (a forced line break) is never edited. A
locked one (code) is there for the sentence's sake, and nothing found in it counts. A gap separates blocks. All offsets
are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from mtcheck.text.layout import BlockKind, Layout, Look
from mtcheck.text.spans import Edit, Span

SAME, SPARED, SET, KEPT, LOCKED, GAP = "same", "spared", "set", "kept", "locked", "gap"
EXACT = (SAME, SPARED)  # the same characters in the file
BREAK = "\n\n"  # between blocks
NOUN = "x"  # stands for code and formulas: a noun that may sound like anything keeps the sentence whole
ITEM_WORDS = 2
UNFINISHED = 4  # words; less is no sentence
FARTHEST = 200  # code points that a deletion may be moved to spare markup


class Piece(NamedTuple):
    """A part of the text and the place in the file that it stands for; the kind of the block it is in (BlockKind), and
    how it is set apart there (Look bits)."""

    text: str
    start: int
    end: int
    kind: str = SAME
    block: int = 0
    look: int = 0


Escape = Callable[[str, int], str | None]
"""(new text, its place in the file) -> the text as the file must hold it, None if it cannot."""


def unescaped(text: str, at: int) -> str | None:
    """For formats in which any text may stand as it is."""
    return text


class Article:
    """`text` is what is checked; `label` names it if the file holds several."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        label: str = "",
        escape: Escape = unescaped,
        exact: bool = False,
        seams: frozenset[int] = frozenset(),
        names: Callable[[], frozenset[str]] | None = None,
    ) -> None:
        """`exact`: there is one piece, the whole file. `seams`: where in the file the look of the text changes, with no
        character for it; an edit does not go across them if it need not. `names`: words that the file's code holds."""
        self.label = label
        self.exact = exact
        self.verbatim = exact and escape is unescaped  # findings and fixes need no way back
        self._pieces = [p for p in pieces if p.text]
        self._escape = escape
        self._seams = seams
        self._names = names
        self.text = "".join(p.text for p in self._pieces)
        self._at: list[int] = []
        at = 0
        for piece in self._pieces:
            self._at.append(at)
            at += len(piece.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that are names, since the file's code or the targets of its links have them too."""
        return self._names() if self._names else frozenset()

    @cached_property
    def layout(self) -> Layout | None:
        """What the markup says of the text; None if it says nothing."""
        blocks: list[tuple[int, int, int]] = []
        looks: list[tuple[int, int, int]] = []
        begins = True
        for piece, at in zip(self._pieces, self._at, strict=True):
            if piece.kind == GAP:
                begins = True
                continue
            if piece.block:
                _extend(blocks, at, at + len(piece.text), piece.block, begins)
                begins = False
            if look := piece.look | (Look.CODE if piece.kind == LOCKED else 0):
                _extend(looks, at, at + len(piece.text), look)
        return Layout.of(blocks, looks) if blocks else None

    @property
    def pieces(self) -> Sequence[Piece]:
        """What the text is put together from."""
        return self._pieces

    @property
    def blocks(self) -> Iterator[Span]:
        """Where the file holds the blocks (paragraphs, headings, items) of this article, in their order."""
        first: int | None = None
        last = 0
        for piece in self._pieces:
            if piece.kind == GAP:
                if first is not None:
                    yield Span(first, last)
                first = None
            else:
                first = piece.start if first is None else first
                last = piece.end
        if first is not None:
            yield Span(first, last)

    def locked(self, span: Span) -> bool:
        """Whether a span of the text touches something that is not to be judged."""
        first, last = self._touched(span)
        kinds = {p.kind for p in self._pieces[first : last + 1] if p.kind == LOCKED or p.text.strip()}
        return LOCKED in kinds or kinds == {SPARED}

    def free(self, span: Span) -> str:
        """The text of a span without what is not to be judged."""
        first, last = self._touched(span)
        rows = zip(self._pieces[first : last + 1], self._at[first : last + 1], strict=True)
        parts = (p.text[max(0, span.start - at) : span.end - at] for p, at in rows if p.kind != LOCKED)
        return " ".join(parts)

    def back(self, span: Span) -> Span:
        """The place in the file of a span of the text."""
        if not self._pieces:
            return Span(0, 0)
        first, last = self._touched(span)
        start, end = self._pieces[first], self._pieces[last]
        if span.start == span.end:
            at = self._point(span.start)
            return Span(at, at)
        left = start.start + (span.start - self._at[first] if start.kind in EXACT else 0)
        right = end.start + span.end - self._at[last] if end.kind in EXACT else end.end
        return Span(left, max(left, right))

    def _touched(self, span: Span) -> tuple[int, int]:
        """Indices of the first and last piece that a span touches."""
        first = max(0, bisect_right(self._at, span.start) - 1)
        last = max(first, bisect_left(self._at, max(span.end, span.start + 1)) - 1)
        return first, last

    def _point(self, at: int) -> int:
        """The place in the file of a place between two characters: after the one before it, unless a block begins."""
        k = max(0, bisect_left(self._at, at) - 1)
        piece = self._pieces[k]
        if at == self._at[k]:
            return piece.start
        if piece.kind == GAP and k + 1 < len(self._pieces):
            return self._pieces[k + 1].start
        return piece.start + at - self._at[k] if piece.kind in EXACT else piece.end

    def edits(self, edit: Edit) -> list[Edit] | None:
        """The same change in the file: one edit, or none if it changes nothing. None if it would cut into what is no
        text, would have to go round markup, or would leave an element (a link, a cue) empty."""
        trimmed = self._trimmed(edit)
        if trimmed.start < trimmed.end:
            places = self._slides(trimmed) if not trimmed.new else [trimmed]
            found = (x for place in places if (x := self._replaced(place)))
            best = min(found, key=lambda x: x[0], default=None)  # the first of equals: where the rule has it
            return [best[1]] if best else None
        if not trimmed.new:
            return []
        k = max(0, bisect_right(self._at, trimmed.start) - 1)
        if self._pieces and self._pieces[k].kind in (LOCKED, GAP) and self._at[k] < trimmed.start:
            return None
        at = self._point(trimmed.start)
        new = self._escape(trimmed.new, at)
        return None if new is None else [Edit(at, at, new)]

    def _slides(self, edit: Edit) -> Iterator[Edit]:
        """A deletion, and those beside it that leave the same text: of “the the bridge”, with markup before the second
        “the”, either may go, with the space before or behind it."""
        yield edit
        for step in (-1, 1):
            start, end = edit.start, edit.end
            for _ in range(FARTHEST):
                first, last = (start - 1, end - 1) if step < 0 else (start, end)
                if first < 0 or last >= len(self.text) or self.text[first] != self.text[last]:
                    break
                start, end = start + step, end + step
                yield Edit(start, end, "")

    def _replaced(self, edit: Edit) -> tuple[int, Edit] | None:
        """(how many seams it crosses and places that stand for something else it takes, the edit in the file) of an
        edit that takes characters away; None if it cannot be made."""
        first, last = self._touched(Span(edit.start, edit.end))
        parts: list[tuple[int, int]] = []
        others = 0
        for k in range(first, last + 1):
            piece, at = self._pieces[k], self._at[k]
            left, right = max(edit.start, at), min(edit.end, at + len(piece.text))
            whole = right - left == len(piece.text)
            if piece.kind in (KEPT, LOCKED, GAP) or (piece.kind == SET and not whole):
                return None
            others += piece.kind == SET
            parts.append((piece.start + left - at, piece.start + right - at) if piece.kind in EXACT else piece[1:3])
        if any(a[1] != b[0] for a, b in pairwise(parts)):
            return None
        others += sum(b[0] in self._seams for b in parts[1:])
        start, end = parts[0][0], parts[-1][1]
        new = self._escape(edit.new, start) if edit.new else ""
        if new is None or (not new.strip() and self._empties(edit, first, last)):
            return None
        return others, Edit(start, end, new)

    def _empties(self, edit: Edit, first: int, last: int) -> bool:
        """Whether an edit, which touches pieces `first` to `last`, takes all that stands between two marks."""
        if not self.text[edit.start : edit.end].strip():
            return False
        while first and self._glued(first - 1):
            first -= 1
        while last + 1 < len(self._pieces) and self._glued(last):
            last += 1
        before = self.text[self._at[first] : edit.start]
        behind = self.text[edit.end : self._at[last] + len(self._pieces[last].text)]
        return not before and not behind

    def _glued(self, k: int) -> bool:
        """Whether nothing stands in the file between a piece and the next one, which belongs to the same block."""
        this, following = self._pieces[k], self._pieces[k + 1]
        return this.end == following.start and not {this.kind, following.kind} & {GAP, KEPT}

    def _trimmed(self, edit: Edit) -> Edit:
        """The edit without the characters that it leaves as they are, at its end and at its beginning."""
        start, end, new = edit
        while start < end and new and self.text[end - 1] == new[-1]:
            end, new = end - 1, new[:-1]
        while start < end and new and self.text[start] == new[0]:
            start, new = start + 1, new[1:]
        return Edit(start, end, new)


def aligned(value: str, source: str, start: int, end: int) -> list[Piece]:
    """Pieces for a value that a parser took from source[start:end], by finding its words there in order.

    White space may differ. A value whose words are not there as they are (they are escaped) is one set piece.
    """
    pieces: list[Piece] = []
    at = start
    for word in value.split():
        found = source.find(word, at, end)
        if found < 0:
            return [Piece(value.strip(), start, end, SET)]
        if pieces:
            pieces.append(space(source, at, found))
        pieces.append(Piece(word, found, found + len(word)))
        at = found + len(word)
    return pieces


def space(source: str, start: int, end: int) -> Piece:
    """The space between two words, whatever stands for it in the file."""
    return Piece(" ", start, end, SAME if source[start:end] == " " else SET)


def _extend(rows: list[tuple[int, int, int]], start: int, end: int, value: int, apart: bool = False) -> None:
    """Add a row, or lengthen the last one if it goes on."""
    if not apart and rows and rows[-1][1] == start and rows[-1][2] == value:
        start = rows.pop()[0]
    rows.append((start, end, value))


def of_kind(block: list[Piece], kind: BlockKind) -> list[Piece]:
    """The pieces of a block of some kind."""
    return [Piece(text, start, end, mark, kind, look) for text, start, end, mark, _, look in block]


def joined(blocks: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces of all blocks that hold text, with gaps between."""
    out: list[Piece] = []
    for block in blocks:
        if not any(p.kind != LOCKED and p.text.strip() for p in block):
            continue
        if out:
            out.append(Piece(BREAK, out[-1].end, max(out[-1].end, block[0].start), GAP))
        out += block
    return out


def continued(block: list[Piece]) -> list[Piece]:
    """The pieces of a paragraph that code or a list follows. If it ends in a word or a comma, what follows ends it."""
    shown = "".join(p.text for p in block).rstrip()
    if not block or not (shown[-1:].isalpha() or shown.endswith(",")) or len(shown.split()) < UNFINISHED:
        return block
    last, end = block[-1], block[-1].end
    return [*block, last._replace(text=" ", start=end, kind=KEPT), last._replace(text=NOUN, start=end, kind=LOCKED)]


def short_item(block: list[Piece]) -> list[Piece]:
    """The pieces of an item of a list. One of a word or two is a name, which is not judged by itself."""
    words = "".join(p.text for p in block).split()
    if len(words) > ITEM_WORDS or words[-1][-1:] in tuple(".!?…"):
        return block
    return [p._replace(kind=SPARED) if p.kind == SAME else p for p in block]


def cell(block: list[Piece]) -> list[Piece]:
    """The pieces of a table cell. What is no sentence there (names, numbers, labels) is not judged by itself."""
    shown = "".join(p.text for p in block).rstrip()
    if shown.rstrip("”’\"')")[-1:] in tuple(".!?…"):
        return block
    return [p._replace(kind=SPARED) if p.kind == SAME else p for p in block]


def title_word(text: str, before: str) -> int:
    """How much of a link's or an emphasised text, which stands behind `before`, is the capital word of a title: in “see
    [How to begin]” a capital letter in the middle of a sentence is right."""
    first = text.split(maxsplit=1)[0] if text and not text[0].isspace() else ""
    within = before.rstrip()[-1:]
    return len(first) if first[:1].isupper() and (within.isalnum() or within in tuple(",;(")) else 0


def absorbed(pieces: list[Piece], end: int) -> None:
    """Let the last character stand for what follows it in the file too, up to `end`: that shows nothing."""
    if not pieces:
        return
    last = pieces.pop()
    if last.kind in EXACT and len(last.text) > 1:
        pieces.append(last._replace(text=last.text[:-1], end=last.end - 1))
        last = last._replace(text=last.text[-1], start=last.end - 1)
    pieces.append(last._replace(end=end, kind=SET if last.kind in EXACT else last.kind))
