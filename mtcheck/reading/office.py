"""What documents of word processors have in common: paragraphs of runs, shown as lines of text.

A line is a paragraph, empty ones too, as the word processor counts them when it saves the document as text; so line
and column of a finding can be found again in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.reading.article import KEPT, LOCKED, NOUN, Article, Piece, joined, of_kind
from mtcheck.reading.base import File
from mtcheck.reading.encoding import Decoded
from mtcheck.reading.package import ByteEdit, Package, Parser, Run, edits_of, spliced, written
from mtcheck.text.layout import BlockKind
from mtcheck.text.spans import Edit


class Item(NamedTuple):
    """A part of a paragraph. `kind` is that of its piece; `run` is None for what is no text of the file (a tab);
    `tag` is the byte at which the element begins that holds the run."""

    text: str
    kind: str
    run: Run | None = None
    tag: int = 0


END = Item("\n", KEPT)  # of a paragraph


class Story(Parser):
    """Collects the paragraphs of a part. One in another (in a text box) follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[list[Item]] = []
        self.kinds: list[BlockKind] = []  # of each paragraph
        self._open: list[list[Item]] = []

    def begin(self, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """A paragraph begins."""
        self.paragraphs.append([])
        self.kinds.append(kind)
        self._open.append(self.paragraphs[-1])

    def finish(self) -> None:
        """It ends."""
        if self._open:
            self._open.pop()

    def add(self, item: Item) -> None:
        """Something in the paragraph that is open."""
        if self._open:
            self._open[-1].append(item)

    def mark(self, text: str) -> None:
        """A tab, a forced line break: text that no edit touches."""
        self.add(Item(text, KEPT))


class Document(File):
    """A document as read: the archive, its part with the text, and what of the part each offset stands for. `spacing`:
    the attribute by which an element keeps the spaces at its edges."""

    def __init__(
        self,
        text: str,
        articles: tuple[Article, ...],
        package: Package,
        part: str,
        xml: Decoded,
        items: tuple[tuple[int, Item], ...],
        spacing: bytes,
    ) -> None:
        super().__init__(text, articles)
        self.package, self.part, self.xml, self.items, self.spacing = package, part, xml, items, spacing

    def saved(self, edits: Sequence[Edit]) -> bytes:
        """The document after edits: the runs that they touch have other text, all else is copied."""
        xml = self.xml.text.encode()
        changes = list(edits_of(edits, [(at, item.run) for at, item in self.items]))
        if self.spacing:
            tags = {item.tag for at, item in self.items if item.run and self._spaced(at, item, edits)}
            for tag in tags:
                end = xml.index(b">", tag)
                if b"xml:space" not in xml[tag:end]:
                    changes.append(ByteEdit(end, end, self.spacing))
        return self.package.with_parts({self.part: written(spliced(xml, changes), self.xml)})

    def _spaced(self, at: int, item: Item, edits: Sequence[Edit]) -> bool:
        """Whether an edit leaves a space at an edge of the text of a run, or may do so."""
        end = at + len(item.text)
        for start, stop, new in edits:
            if stop < at or start > end:
                continue
            left, right = item.text[: max(0, start - at)], item.text[max(0, stop - at) :]
            whole = left + new + right
            if whole != whole.strip():
                return True
        return False


def document(story: Story, package: Package, part: str, xml: Decoded, spacing: bytes = b"") -> Document:
    """The file that a part shows."""
    text: list[str] = []
    blocks: list[list[Piece]] = []
    seams: list[int] = []
    last: Run | None = None
    items: list[tuple[int, Item]] = []
    at = 0
    for n, paragraph in enumerate(story.paragraphs):
        block: list[Piece] = []
        for k, item in enumerate((END, *paragraph) if n else paragraph):
            end = at + len(item.text)
            items.append((at, item))
            if item.run and last and last.end != item.run.start:
                seams.append(at)
            last = item.run or last
            text.append(item.text)
            if k or not n:
                block.append(_piece(item, at, end))
            at = end
        blocks.append(of_kind(_trimmed(block), story.kinds[n]))
    shown = "".join(text)
    return Document(
        shown,
        (Article(joined(blocks), seams=frozenset(seams)),),
        package=package,
        part=part,
        xml=xml,
        items=tuple(items),
        spacing=spacing,
    )


def _piece(item: Item, start: int, end: int) -> Piece:
    if item.kind == LOCKED:
        return Piece(NOUN, start, end, LOCKED)
    return Piece(item.text, start, end, item.kind)


def _trimmed(block: list[Piece]) -> list[Piece]:
    """A paragraph without the breaks at its edges."""
    while block and block[0].kind == KEPT:
        block = block[1:]
    while block and block[-1].kind == KEPT:
        block = block[:-1]
    return block
