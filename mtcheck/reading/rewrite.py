"""Translations put back into the bilingual file that they were read from: nothing else of its bytes changes.

Each function gets the bytes of a file and the new translations, by the number of the segment (from 0, in the order of
reading), and gives the bytes of the changed file. Raises Inline for translations with inline elements, Unreadable for
what else cannot be written: an encoding that has not the letters.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from mtcheck.reading.encoding import Unreadable

New = Mapping[int, str]
CHARSET = re.compile(rb"charset=([\w.:-]+)")
UTF8 = ("", "utf-8", "us-ascii", "ascii")


class Inline(Unreadable):
    """Translations that hold inline elements, which only their own tool can put back. `segments`: their numbers."""

    def __init__(self, segments: frozenset[int]) -> None:
        first = min(segments) + 1
        super().__init__(f"segment {first} has inline elements; change it in its own tool")
        self.segments = segments


class Content(NamedTuple):
    """Where the content of an element stands: bytes of the file, half-open."""

    start: int
    end: int


def xml(data: bytes, new: New, places: Callable[[bytes], Iterator[Content | None]]) -> bytes:
    """`places` gives where the translation of each segment stands, None where it has none."""
    out, at, inline = [], 0, set()
    for number, place in enumerate(places(data)):
        if number not in new:
            continue
        if place is None or b"<" in data[place.start : place.end]:
            inline.add(number)
            continue
        out += [data[at : place.start], escape(new[number]).encode("utf-8")]
        at = place.end
    if inline:
        raise Inline(frozenset(inline))
    return b"".join([*out, data[at:]])


class _Contents:
    """Notes where elements stand in a document, while expat goes through it."""

    def __init__(self, data: bytes) -> None:
        from xml.parsers import expat  # the readers have refused documents with entities of their own

        self.parser: Any = expat.ParserCreate()
        self.data = data
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.XmlDeclHandler = self._declared
        self.open: list[tuple[str, dict[str, str], int]] = []
        self.units: list[tuple[list[tuple[str, dict[str, str], Content]], str]] = []

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "").lower() not in UTF8:
            raise Unreadable(f"cannot write XML in {encoding}; save it as UTF-8")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append((name.rpartition(":")[2], attributes, self._inside(self.parser.CurrentByteIndex)))

    def _inside(self, at: int) -> int:
        """The byte behind a start tag."""
        quote = 0
        for k in range(at, len(self.data)):
            byte = self.data[k]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in (0x22, 0x27):
                quote = byte
            elif byte == 0x3E:
                return k + 1
        return len(self.data)

    def _end(self, name: str) -> None:
        tag, attributes, start = self.open.pop()
        empty = self.data[start - 2 : start] == b"/>"
        self.ended(tag, attributes, None if empty else Content(start, self.parser.CurrentByteIndex))

    def ended(self, tag: str, attributes: dict[str, str], content: Content | None) -> None:
        """Called for each element when it is complete."""
        raise NotImplementedError

    def read(self) -> None:
        """Go through the document. Raises Unreadable."""
        from xml.parsers import expat

        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as e:
            raise Unreadable(f"malformed XML ({e})") from None


class _Units(_Contents):
    """The translation of each unit of an XLIFF file, in the order in which the reader gives them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.found: list[Content | None] = []
        self.source = False
        self.target: Content | None = None

    def ended(self, tag: str, attributes: dict[str, str], content: Content | None) -> None:
        if any(name in ("alt-trans", "matches") for name, _, _ in self.open):
            return
        if tag == "source":
            self.source = True
        elif tag == "target":
            self.target = content
        elif tag in ("trans-unit", "segment"):
            if self.source and self._read(attributes):
                self.found.append(self.target)
            self.source, self.target = False, None

    def _read(self, attributes: dict[str, str]) -> bool:
        """Whether the reader gives the unit: it leaves out what is not to be translated."""
        said = [a.get("translate") for _, a, _ in self.open] + [attributes.get("translate")]
        return next((x for x in reversed(said) if x), "yes") != "no"


class _Variants(_Contents):
    """The English segment of each unit of a TMX file, in the order in which the reader gives them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.found: list[Content | None] = []
        self.variants: list[tuple[str, Content | None]] = []
        self.segment: Content | None = None

    def ended(self, tag: str, attributes: dict[str, str], content: Content | None) -> None:
        if tag == "seg":
            self.segment = content
        elif tag == "tuv":
            language = attributes.get("xml:lang", attributes.get("lang", "")).lower().split("-")[0]
            self.variants.append((language, self.segment))
            self.segment = None
        elif tag == "tu":
            english = [c for language, c in self.variants if language == "en"]
            if english and len(english) < len(self.variants):
                self.found.append(english[0])
            self.variants = []


def xliff(data: bytes, new: New) -> bytes:
    """An XLIFF file with new translations."""
    return xml(data, new, lambda data: _places(_Units(data)))


def tmx(data: bytes, new: New) -> bytes:
    """A TMX file with new translations."""
    return xml(data, new, lambda data: _places(_Variants(data)))


def _places(contents: _Units | _Variants) -> Iterator[Content | None]:
    contents.read()
    yield from contents.found


def po(data: bytes, new: New) -> bytes:
    """A PO file with new translations (translate-toolkit)."""
    from translate.storage import pypo

    if (charset := CHARSET.search(data)) and charset[1].lower() not in (b"utf-8", b"charset", b"us-ascii", b"ascii"):
        raise Unreadable(f"cannot write PO in {charset[1].decode('ascii', 'replace')}; save it as UTF-8")
    store: Any = pypo.pofile()
    store.parse(data)
    number = 0
    for unit in store.units:
        if not (unit.istranslatable() and unit.source) or unit.isfuzzy():
            continue
        forms = [str(s) for s in getattr(unit.target, "strings", [unit.target or ""])]
        given = [k for k, form in enumerate(forms) if form]
        changed = {k: new[number + n] for n, k in enumerate(given) if number + n in new}
        if changed:
            forms = [changed.get(k, form) for k, form in enumerate(forms)]
            unit.target = forms if len(forms) > 1 else forms[0]
        number += len(given)
    return bytes(store)


def table(text: str, delimiter: str, raw: bool, column: int, new: New) -> str:
    """The text of a table with new translations in a column; rows that do not change stay as they are."""
    out, number = [], -1
    lines = io.StringIO(text, newline="")
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    for row in csv.reader(noted(), delimiter=delimiter, quoting=csv.QUOTE_NONE if raw else csv.QUOTE_MINIMAL):
        own, taken[:] = "".join(taken), []
        if number in new and row:
            ending = own[len(own.rstrip("\r\n")) :]
            row[column] = new[number]
            own = _row(row, delimiter, raw) + ending
        number += bool(row) or number < 0
        out.append(own)
    return "".join(out)


def _row(row: list[str], delimiter: str, raw: bool) -> str:
    if raw:
        if any(c in cell for cell in row for c in (delimiter, "\n", "\r")):
            raise Unreadable("a translation with a tab or a line break cannot be written into this table")
        return delimiter.join(row)
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="").writerow(row)
    return buffer.getvalue()
