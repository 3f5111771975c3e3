"""An article of a file: the text to check, and the way back from its offsets to those of the file.

The text is put together from pieces. A piece of plain text is the same characters in both; a piece that stands
for something else (an entity, a line break within a paragraph) maps as a whole; a locked one (code) is there for
the sentence's sake, and nothing found in it counts; a gap separates blocks. All offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mtcheck.text.spans import Edit, Span

SAME, SET, LOCKED, GAP = "same", "set", "locked", "gap"
BREAK = "\n\n"  # between blocks


class Piece(NamedTuple):
    """A part of the text and the place in the file that it stands for."""

    text: str
    start: int
    end: int
    kind: str = SAME


def unescaped(text: str) -> str:
    """For formats in which text stands as it is."""
    return text


class Article:
    """`text` is what is checked; `label` names it if the file holds several."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        label: str = "",
        escape: Callable[[str], str] = unescaped,
        exact: bool = False,
        tidy: Callable[[Edit], Edit | None] | None = None,
    ) -> None:
        """`escape` writes new text as the file must hold it; `tidy` completes or refuses an edit of the file;
        `exact`: there is one piece, the whole file."""
        self.label = label
        self.exact = exact
        self._pieces = [p for p in pieces if p.text]
        self._escape = escape
        self._tidy = tidy
        self.text = "".join(p.text for p in self._pieces)
        self._at: list[int] = []
        at = 0
        for piece in self._pieces:
            self._at.append(at)
            at += len(piece.text)

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
        return any(p.kind == LOCKED for p in self._pieces[first : last + 1])

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
        left = start.start + (span.start - self._at[first] if start.kind == SAME else 0)
        right = end.start + span.end - self._at[last] if end.kind == SAME else end.end
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
        return piece.start + at - self._at[k] if piece.kind == SAME else piece.end

    def edits(self, edit: Edit) -> list[Edit] | None:
        """The same change in the file, sparing the markup between; None if it would cut into what is no text."""
        start, end, new = self._trimmed(edit)
        if start == end:
            if not new:
                return []
            k = max(0, bisect_right(self._at, start) - 1)
            if self._pieces and self._pieces[k].kind in (LOCKED, GAP) and self._at[k] < start:
                return None
            at = self._point(start)
            return [Edit(at, at, self._escape(new))]
        out: list[Edit] = []
        for k in range(*(i + j for i, j in zip(self._touched(Span(start, end)), (0, 1), strict=True))):
            piece, at = self._pieces[k], self._at[k]
            left, right = max(start, at), min(end, at + len(piece.text))
            if piece.kind in (LOCKED, GAP) or (piece.kind == SET and right - left < len(piece.text)):
                return None
            if piece.kind == SAME:
                out.append(Edit(piece.start + left - at, piece.start + right - at, ""))
            else:
                out.append(Edit(piece.start, piece.end, ""))
        out[0] = out[0]._replace(new=self._escape(new))
        out = [e for e in out if e.new or e.start < e.end]
        if self._tidy:
            tidied = [self._tidy(e) for e in _merged(out)]
            if any(e is None for e in tidied):
                return None
            out = [e for e in tidied if e is not None]
        return _merged(out)

    def _trimmed(self, edit: Edit) -> Edit:
        """The edit without the characters that it leaves as they are, at its end and at its beginning."""
        start, end, new = edit
        while start < end and new and self.text[end - 1] == new[-1]:
            end, new = end - 1, new[:-1]
        while start < end and new and self.text[start] == new[0]:
            start, new = start + 1, new[1:]
        return Edit(start, end, new)


def _merged(edits: Sequence[Edit]) -> list[Edit]:
    """Edits that touch as one."""
    out: list[Edit] = []
    for edit in edits:
        last = out[-1] if out else Edit(-1, -1, "")
        if edit.start == last.end:
            out[-1] = Edit(last.start, edit.end, last.new + edit.new)
        else:
            out.append(edit)
    return out


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


def joined(blocks: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces of all blocks, with gaps between."""
    out: list[Piece] = []
    for block in blocks:
        if not any(p.text.strip() for p in block):
            continue
        if out:
            out.append(Piece(BREAK, out[-1].end, max(out[-1].end, block[0].start), GAP))
        out += block
    return out
