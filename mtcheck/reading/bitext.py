"""Bilingual files -> segments: XLIFF 1.2 and 2, TMX, PO, TSV and CSV.

XML is read as a stream by defusedxml: no entities of a document's own, nothing from outside, and memory for one
unit at a time. PO is read by translate-toolkit. Both come with the extra `bitext`.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder  # builds only; defusedxml does the parsing

from mtcheck.reading.plain import Unreadable, decode

TARGET = "en"
SOURCE_NAMES = ("source", "src", "original")
TARGET_NAMES = ("target", "tgt", "translation", "mt", "hypothesis")
ID_NAMES = ("id", "segment", "key", "name")
HOLDERS = (
    "x",
    "ph",
    "bx",
    "ex",
    "it",
    "ut",
    "sc",
    "ec",
    "cp",
    "bpt",
    "ept",
)  # inline elements that stand for something
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNITS = ("tu", "trans-unit", "segment")
LINE = "{urn:mtcheck}line"
LONGEST_FIELD = 1 << 24


class Segment(NamedTuple):
    """A source segment and its translation. `lang`: the source's language, if the file says it; `line`: of the file,
    from 1, in which it begins, or 0."""

    id: str
    source: str
    target: str
    lang: str = ""
    line: int = 0


def read_segments(path: str, source_lang: str | None = None, data: bytes | None = None) -> Iterator[Segment]:
    """The segments of a bilingual file, in order; of `data`, if given, in the format that the path's suffix says.

    Raises Unreadable (with the reason, for a user) and OSError."""
    suffix = os.path.splitext(path)[1].lower()
    with open(path, "rb") if data is None else io.BytesIO(data) as file:
        if suffix in (".tsv", ".csv"):
            yield from _table(file, "\t" if suffix == ".tsv" else ",")
        elif suffix == ".po":
            yield from _po(file)
        else:
            yield from _xml(file, suffix == ".tmx", source_lang)


def _table(file: IO[bytes], delimiter: str) -> Iterator[Segment]:
    """Rows of a table whose first row names the columns."""
    text = decode(file.read()).text
    csv.field_size_limit(LONGEST_FIELD)
    lines = io.StringIO(text, newline="")
    raw = delimiter == "\t" and '"' not in text.split("\n", 1)[0]  # tab-separated files hardly ever quote
    rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if raw else csv.QUOTE_MINIMAL)
    names = [n.strip().lower() for n in next(rows, [])]
    source, target, key = (_column(names, known) for known in (SOURCE_NAMES, TARGET_NAMES, ID_NAMES))
    if source is None or target is None:
        raise Unreadable("the first row must name the columns: source and target (and id, if there is one)")
    try:
        line = rows.line_num
        for number, row in enumerate(rows, 2):
            first, line = line + 1, rows.line_num
            if not row:
                continue
            if len(row) < len(names):
                raise Unreadable(f"row {number} has {len(row)} columns, not {len(names)}")
            yield Segment(row[key] if key is not None else str(number - 1), row[source], row[target], "", first)
    except csv.Error as e:
        raise Unreadable(f"not a table ({e})") from None


def _column(names: list[str], known: tuple[str, ...]) -> int | None:
    return next((names.index(k) for k in known if k in names), None)


def _po(file: IO[bytes]) -> Iterator[Segment]:
    try:
        from translate.storage import pypo
    except ImportError:
        raise Unreadable("PO files need the extra: pip install 'mtcheck[bitext]'") from None
    data = file.read()
    decode(data)
    try:
        store: Any = pypo.pofile()
        store.parse(data)
    except Exception as e:
        raise Unreadable(f"not a PO file ({str(e).splitlines()[0] if str(e) else type(e).__name__})") from None
    for unit in store.units:
        if unit.istranslatable() and unit.source:
            place = " ".join(unit.getlocations()[:1]) or str(unit.source)[:40]
            target = str(unit.target or "")
            if target and not unit.isfuzzy():
                yield Segment(place, str(unit.source), target, "", unit.line_number or 0)


def _xml(file: IO[bytes], tmx: bool, source_lang: str | None) -> Iterator[Segment]:
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError, iterparse
    except ImportError:
        raise Unreadable("XLIFF and TMX files need the extra: pip install 'mtcheck[bitext]'") from None
    try:
        builder = _Builder()
        parser = DefusedXMLParser(target=builder, forbid_entities=True, forbid_external=True)
        builder.expat = parser.parser
        events = iterparse(file, ("start", "end"), parser)
        yield from _tmx(events, source_lang) if tmx else _xliff(events)
    except ParseError as e:
        line, column = e.position
        raise Unreadable(f"malformed XML in line {line}, column {column + 1} ({_cause(e)})") from None
    except DefusedXmlException as e:
        raise Unreadable(f"XML with entities of its own is refused ({type(e).__name__})") from None
    except (UnicodeDecodeError, LookupError) as e:
        raise Unreadable(f"unreadable encoding ({e})") from None


class _Builder(TreeBuilder):
    """Notes in every unit the line in which it begins."""

    expat: Any = None

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        if tag.endswith(UNITS):
            attrs[LINE] = str(self.expat.CurrentLineNumber)
        return super().start(tag, attrs)


def _cause(error: Exception) -> str:
    return str(error).partition(":")[0]


Events = Iterator[tuple[str, "Element"]]


def _tmx(events: Events, source_lang: str | None) -> Iterator[Segment]:
    """Units with an English variant; the source is the header's language, or the first that is not English."""
    root: Element | None = None
    body: Element | None = None
    wanted, number = (source_lang or "").lower(), 0
    for event, element in events:
        tag = _local(element)
        if event == "start":
            root = element if root is None else root
            if tag == "body":
                body = element
            elif tag == "header" and not wanted:
                lang = element.get("srclang", "").lower()
                wanted = "" if lang in ("*all*", "") or lang.startswith(TARGET) else lang
            continue
        if tag != "tu":
            continue
        number += 1
        variants = [(v.get(LANG, v.get("lang", "")).lower(), v) for v in element if _local(v) == "tuv"]
        english = next((v for lang, v in variants if lang.split("-")[0] == TARGET), None)
        other = next((x for x in variants if wanted and x[0].split("-")[0] == wanted.split("-")[0]), None)
        other = other or next((x for x in variants if x[0].split("-")[0] != TARGET), None)
        if english is not None and other is not None:
            yield Segment(element.get("tuid") or str(number), _seg(other[1]), _seg(english), other[0], _line(element))
        element.clear()
        if body is not None:
            body.clear()
    if root is None or _local(root) != "tmx":
        raise Unreadable("not a TMX file")


def _line(element: Element) -> int:
    return int(element.get(LINE, 0))


def _seg(variant: Element) -> str:
    return next((inline(x) for x in variant if _local(x) == "seg"), "")


def _xliff(events: Events) -> Iterator[Segment]:
    """trans-unit of XLIFF 1.2, segment of XLIFF 2. Alternatives (alt-trans, matches) are left out."""
    root: Element | None = None
    lang, unit, number, skipped = "", "", 0, 0
    for event, element in events:
        tag = _local(element)
        if event == "start":
            if root is None:
                root, lang = element, element.get("srcLang", "")
            if tag == "file":
                lang = element.get("source-language", lang)
            elif tag == "unit":
                unit, number = element.get("id", ""), 0
            skipped += tag in ("alt-trans", "matches")
            continue
        if tag in ("alt-trans", "matches"):
            skipped -= 1
        elif tag in ("trans-unit", "segment") and not skipped:
            number += 1
            source, target = _child(element, "source"), _child(element, "target")
            if source is not None:
                name = element.get("id") or (f"{unit}.{number}" if number > 1 else unit)
                name = f"{unit}/{name}" if tag == "segment" and element.get("id") and unit else name
                yield Segment(
                    name, inline(source), inline(target) if target is not None else "", lang.lower(), _line(element)
                )
            element.clear()
        elif tag in ("unit", "group", "file"):
            element.clear()
    if root is None or _local(root) != "xliff":
        raise Unreadable("not an XLIFF file")


def _child(element: Element, tag: str) -> Element | None:
    return next((x for x in element if _local(x) == tag), None)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def inline(element: Element) -> str:
    """The text of a segment. Elements that stand for something are written {id}; others leave only their text."""
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        if _local(child) in HOLDERS:
            parts.append("{" + (child.get("id") or child.get("i") or child.get("x") or _local(child)) + "}")
        else:
            parts.append(inline(child))
        parts.append(child.tail or "")
    return "".join(parts)
