"""Open documents by the protocol: lines end with \\n, \\r\\n or \\r and nothing else, columns count in the units that
were agreed on, and a place behind the end of a line is its end."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from pygls.workspace import TextDocument, Workspace

from mtcheck.text.lines import BREAK


class Document(TextDocument):
    """A document whose changes are applied as its editor means them."""

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
        lines = self.lines
        before, line = lines[: client_position.line], (*lines, "")[min(client_position.line, len(lines))]
        units, column = 0, 0
        for char in line.rstrip("\r\n"):
            units += self.position_codec.client_num_units(char)
            if units > client_position.character:
                break
            column += 1
        return sum(map(len, before)) + column

    def _apply_incremental_change(self, change: types.TextDocumentContentChangePartial) -> None:
        text = self.source
        start, end = sorted(map(self.offset_at_position, (change.range.start, change.range.end)))
        self._source = text[:start] + change.text + text[end:]


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
