"""DOCX: the paragraphs of the body. Headers, footers, notes and comments are not read, nor is what was deleted or moved
away, or is hidden."""

from __future__ import annotations

from collections.abc import Mapping

from mtcheck.reading.article import LOCKED, SAME
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.office import Item, Story, document
from mtcheck.reading.package import Package, Parser, Run, xml_text
from mtcheck.text.layout import BlockKind

SUFFIXES = (".docx", ".docm")
RELATIONS = "_rels/.rels"
WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # strict
)
MATHS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
GONE = ("del", "moveFrom", "rt")
# By the name of the style, which is English in every edition of Word.
STYLES = {
    "heading": BlockKind.HEADING,
    "title": BlockKind.HEADING,
    "subtitle": BlockKind.HEADING,
    "caption": BlockKind.CAPTION,
    "list": BlockKind.ITEM,
    "quote": BlockKind.QUOTATION,
    "intense quote": BlockKind.QUOTATION,
}
BODY_LEVEL = "9"  # of an outline, that of text
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read(data: bytes, name: str, options: Options) -> File:
    """The article in a DOCX file. Raises Unreadable."""
    package = Package(data, "DOCX")
    part = _main_part(package)
    xml = xml_text(package.part(part))
    story = _Body(_styles(package, part))
    story.feed(xml.text.encode("utf-8", "surrogatepass"), "DOCX")
    return document(story, package, part, xml, b' xml:space="preserve"')


FORMAT = Format(read, text=None)


class _Relations(Parser):
    target = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            self.target = attributes.get("Target", "")


def _main_part(package: Package) -> str:
    """The part with the text, which need not be word/document.xml."""
    found = _Relations()
    if RELATIONS in package.names:
        found.feed(xml_text(package.part(RELATIONS)).text.encode(), "DOCX")
    part = found.target.lstrip("/")
    if part.endswith((".xml", ".XML")) and not part.startswith("word/") and part not in package.names:
        raise Unreadable(f"no DOCX file: it has no {part}")
    return part or "word/document.xml"


class _Styles(Parser):
    """The kinds of paragraphs that styles stand for, by their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, BlockKind] = {}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "style":
            self._id = next((v for k, v in attributes.items() if _local(k) == "styleId"), "")
        elif local == "name":
            named = _value(attributes).lower().rstrip("0123456789 ")
            if kind := STYLES.get("list" if named.startswith("list ") else named):
                self.kinds[self._id] = kind


def _styles(package: Package, part: str) -> dict[str, BlockKind]:
    name = f"{part.rpartition('/')[0]}/styles.xml".lstrip("/")
    found = _Styles()
    if name in package.names:
        found.feed(xml_text(package.part(name)).text.encode("utf-8", "surrogatepass"), "DOCX")
    return found.kinds


class _Body(Story):
    """The paragraphs of a body of either namespace."""

    def __init__(self, styles: Mapping[str, BlockKind]) -> None:
        super().__init__()
        self._styles = styles
        self._path: list[str] = []  # the names of the open elements, those of other namespaces with theirs
        self._gone = 0
        self._hidden = False  # the run that is open
        self._merging: list[bool] = []  # for each open paragraph: whether its end is deleted
        self._merge_next = False
        self._tag: int | None = None  # of the text that is open
        self._maths = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        parent = self._path[-1] if self._path else ""
        self._path.append(local)
        if local in GONE or name == FALLBACK:
            if parent == "rPr":
                self._end_deleted()
            else:
                self._gone += 1
        elif local == "p":
            self._begin()
        elif parent == "pPr":
            self._tell(local, attributes)
        elif local == "r":
            self._hidden = False
        elif local == "vanish" and parent == "rPr" and self._path[-3:-2] == ["r"]:
            self._hidden = _value(attributes) not in ("0", "false", "off")
        elif local == "t":
            self._tag = self.at
        elif local in BREAKS and parent == "r" and self._shown:
            self.mark(BREAKS[local])

    def end(self, name: str) -> None:
        self._path.pop()
        local = _local(name)
        if local in GONE or name == FALLBACK:
            if not (self._path and self._path[-1] == "rPr"):
                self._gone -= 1
        elif local == "p":
            self._merge_next = self._merging.pop() if self._merging else False
            self.finish()
        elif local == "t":
            self._tag = None
        elif local == "oMath" and self._maths:
            self.add(Item(self._maths, LOCKED))
            self._maths = ""

    def text(self, run: Run) -> None:
        if self._tag is not None and self._shown:
            self.add(Item(run.text, SAME, run, self._tag))
        elif self._path and self._path[-1] == "m:t" and self._shown:
            self._maths += run.text

    @property
    def _shown(self) -> bool:
        return not self._gone and not self._hidden

    def _begin(self) -> None:
        """A paragraph; it goes on with the one before if the end of that was deleted."""
        if self._merge_next and self.paragraphs:
            self._open.append(self.paragraphs[-1])
        else:
            self.begin(BlockKind.CELL if "tc" in self._path else BlockKind.PARAGRAPH)
        self._merge_next = False
        self._merging.append(False)

    def _tell(self, local: str, attributes: dict[str, str]) -> None:
        """What a property of the paragraph that has just begun says of its kind; a heading stays one."""
        kind = None
        if local == "pStyle":
            kind = self._styles.get(_value(attributes))
        elif local == "outlineLvl" and _value(attributes) != BODY_LEVEL:
            kind = BlockKind.HEADING
        elif local == "numPr":
            kind = BlockKind.ITEM
        if kind and self.kinds and self.kinds[-1] != BlockKind.HEADING:
            self.kinds[-1] = kind

    def _end_deleted(self) -> None:
        if self._path[-3:-1] == ["pPr", "rPr"] and self._path[-1] == "del" and self._merging:
            self._merging[-1] = True


def _local(name: str) -> str:
    """The name in the namespace of texts; that of others with a prefix."""
    space, _, local = name.rpartition(" ")
    if space in WORDS:
        return local
    return f"m:{local}" if space in MATHS and local != "oMath" else "oMath" if space in MATHS else name


def _value(attributes: dict[str, str]) -> str:
    return next((v for k, v in attributes.items() if _local(k) == "val"), "")
