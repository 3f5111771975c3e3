"""Open documents by the protocol: lines end with \\n, \\r\\n or \\r and nothing else, columns count in the units that
were agreed on, and a place behind the end of a line is its end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from mtcheck.text.lines import BREAK


class Document(TextDocument):
    """A document whose changes are applied as its editor means them."""

    _starts: tuple[str, list[int]] = "", [0]  # a text, and where its lines begin

    @property
    def lines(self) -> Sequence[str]:
        """The lines, with what ends them."""
        text, at = self.source, 0
        out: list[str] = []
        for end in (m.end() for m in BREAK.finditer(text)):
            out.append(text[at:end])
            at = end
        return (*out, text[at:]) if text[at:] else tuple(out)

    def offset_at_position(self, client_position: types.Position) -> int:
        """The offset in code points of a place."""
        text, starts = self.source, self._line_starts()
        number, most = client_position.line, client_position.character
        if number >= len(starts):
            return len(text)
        start, end = starts[number], starts[number + 1] if number + 1 < len(starts) else len(text)
        line = text[start : min(end, start + most)].rstrip("\r\n")  # a character takes one unit or more
        if line.isascii():
            return start + len(line)
        units, column = 0, 0
        for char in line:
            units += self.position_codec.client_num_units(char)
            if units > most:
                break
            column += 1
        return start + column

    def _line_starts(self) -> list[int]:
        """Where lines begin. Kept while the text stays, and carried through edits: an editor that replaces all sends
        thousands of them at once."""
        text, (known, starts) = self.source, self._starts
        if known is not text:
            starts = [0, *(m.end() for m in BREAK.finditer(text))]
            self._starts = text, starts
        return starts

    def _apply_incremental_change(self, change: types.TextDocumentContentChangePartial) -> None:
        text, starts = self.source, self._line_starts()
        start, end = sorted(map(self.offset_at_position, (change.range.start, change.range.end)))
        new = text[:start] + change.text + text[end:]
        before = max(0, start - 1)  # a \r may stand here, and \n be put behind it
        first, last = bisect_right(starts, before), bisect_right(starts, end)  # lines from `last` on only move
        by = len(new) - len(text)
        upto = starts[last] + by if last < len(starts) else len(new) + 1
        ends = (m.end() for m in BREAK.finditer(new, before, start + len(change.text) + 1))
        between = [at for at in ends if at < upto and new[at - 1 : at + 1] != "\r\n"]
        moved = starts[last:]
        self._starts = new, [*starts[:first], *between, *([s + by for s in moved] if by else moved)]
        self._source = new


class Documents(Workspace):
    """All that are open."""

    @classmethod
    def like(cls, other: Workspace) -> Documents:
        """With the folders and the units of a workspace that has been set up."""
        return cls(other.root_uri, other._sync_kind, list(other.folders.values()), other.position_encoding)

    def _create_text_document(
        self, doc_uri: str, source: str | None = None, version: int | None = None, language_id: str | None = None
    ) -> TextDocument:
        kind = self._sync_kind
        return Document(doc_uri, source, version, language_id, sync_kind=kind, position_codec=self.position_codec)
