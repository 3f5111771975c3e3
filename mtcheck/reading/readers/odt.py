"""ODT, the documents of LibreOffice: the paragraphs, headings and notes of the text. What was deleted, comments,
headers and footers are not read."""

from __future__ import annotations

import re

from mtcheck.reading.article import KEPT, SAME
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.office import Item, Story, document
from mtcheck.reading.package import Package, Run, xml_text
from mtcheck.text.layout import BlockKind

SUFFIXES = (".odt", ".ott")
PART = "content.xml"
MANIFEST = "META-INF/manifest.xml"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PARAGRAPHS = ("text p", "text h")
# By the name of the style, or of the one that it is made from; names are English in every edition of LibreOffice.
STYLES = {
    "Heading": BlockKind.HEADING,
    "Title": BlockKind.HEADING,
    "Subtitle": BlockKind.HEADING,
    "Caption": BlockKind.CAPTION,
    "Figure": BlockKind.CAPTION,
    "Illustration": BlockKind.CAPTION,
    "Table": BlockKind.CAPTION,
    "Quotations": BlockKind.QUOTATION,
}
HOLDERS = {"text list-item": BlockKind.ITEM, "table table-cell": BlockKind.CELL}
GONE = (
    "text tracked-changes",
    "office annotation",
    "text note-citation",
    "text ruby-text",
    "svg-compatible title",
    "svg-compatible desc",
    "text hidden-paragraph",
)
SPACES = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 1000


def read(data: bytes, name: str, options: Options) -> File:
    """The article in an ODT file. Raises Unreadable."""
    package = Package(data, "ODT")
    if MANIFEST in package.names and b"encryption-data" in package.part(MANIFEST):
        raise Unreadable("it is protected with a password; save it without one")
    xml = xml_text(package.part(PART))
    story = _Content()
    story.feed(xml.text.encode("utf-8", "surrogatepass"), "ODT")
    return document(story, package, PART, xml)


FORMAT = Format(read, text=None)


class _Content(Story):
    """The paragraphs of content.xml, in which white space counts as one space."""

    def __init__(self) -> None:
        super().__init__()
        self._gone = 0
        self._styles: dict[str, str] = {}  # of styles of the document's own: the one that each is made from
        self._within: list[BlockKind] = []  # the open elements that say what a paragraph in them is

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in GONE:
            self._gone += 1
        elif self._gone:
            return
        elif local == "style style":
            self._styles[_value(attributes, "style name")] = _value(attributes, "style parent-style-name")
        elif local in HOLDERS:
            self._within.append(HOLDERS[local])
        elif local in PARAGRAPHS:
            self.begin(self._kind(local, _value(attributes, "text style-name")))
        elif local == "text s":
            count = _value(attributes, "text c") or "1"
            self.mark(" " * min(int(count) if count.isdigit() else 1, MOST_SPACES))
        elif local == "text tab":
            self.mark("\t")
        elif local == "text line-break":
            self.mark("\n")

    def end(self, name: str) -> None:
        local = _local(name)
        if local in GONE:
            self._gone -= 1
        elif self._gone:
            return
        elif local in PARAGRAPHS:
            self.finish()
        elif local in HOLDERS:
            self._within.pop()

    def _kind(self, local: str, style: str) -> BlockKind:
        """What a paragraph or heading of some style is; of an item only the first paragraph is one."""
        if local == "text h":
            return BlockKind.HEADING
        within = self._within[-1] if self._within else BlockKind.PARAGRAPH
        if within == BlockKind.ITEM:
            self._within[-1] = BlockKind.PARAGRAPH
        names = (name.partition("_20_")[0] for name in (style, self._styles.get(style, "")))
        return next((STYLES[name] for name in names if name in STYLES), within)

    def text(self, run: Run) -> None:
        if self._gone or not self._open:
            return
        if run.whole and not run.text.isspace():
            self.add(Item(run.text, SAME, run))
            return
        done = 0
        for m in SPACES.finditer(run.text):
            self._add(run, done, m.start())
            if not self._after_space():
                self.add(Item(" ", SAME, _part(run, m.start(), m.end())))
            done = m.end()
        self._add(run, done, len(run.text))

    def _add(self, run: Run, start: int, end: int) -> None:
        if start < end:
            self.add(Item(run.text[start:end], SAME, _part(run, start, end)))

    def _after_space(self) -> bool:
        """Whether white space shows nothing here: at the beginning of a paragraph or after a space."""
        items = self._open[-1]
        return not items or (items[-1].kind != KEPT and items[-1].text.endswith(" ")) or items[-1].text == "\n"


def _part(run: Run, start: int, end: int) -> Run:
    """Some characters of a run; white space of any length as one space that is changed as a whole."""
    if run.whole:
        return run
    first = run.start + len(run.text[:start].encode())
    text = run.text[start:end]
    return Run(" " if text.isspace() else text, first, first + len(text.encode()), text != " " and text.isspace())


def _value(attributes: dict[str, str], name: str) -> str:
    return next((v for k, v in attributes.items() if _local(k) == name), "")


def _local(name: str) -> str:
    """“text p” for urn:oasis:…:text:1.0 p."""
    space, _, local = name.rpartition(" ")
    return f"{space.removeprefix(OASIS).split(':')[0]} {local}" if space.startswith(OASIS) else name
