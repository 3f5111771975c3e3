"""XML as a stream, for bilingual files: no entities of a document's own, nothing from outside, and memory for one unit
at a time (defusedxml, extra `bitext`)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar
from xml.etree.ElementTree import Element, TreeBuilder  # builds only; defusedxml does the parsing

from mtcheck.reading.encoding import Unreadable

HOLDERS = "x ph bx ex it ut sc ec cp bpt ept".split()  # inline elements that stand for something
PAIRED = "g pc hi bpt".split()  # that hold text, and must come through
KEEP = ' translate="no"'
UNITS = ("tu", "trans-unit", "segment")
DEEPEST = 200
LINE = "{urn:mtcheck}line"
CHUNK = 1 << 14  # bytes that are parsed at once: what has ended in them is kept until then
T = TypeVar("T")


def events(data: bytes) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element) of a document. Raises Unreadable."""
    return _refusing(_events, _Builder(), data)


def complete(data: bytes, names: frozenset[str]) -> Iterator[Element]:
    """The elements of a document that have these names, without a namespace, each when it has ended, and at last the
    root. An element called body forgets what was in it. Raises Unreadable."""
    builder = _Gatherer(names)
    return _refusing(partial(_complete, builder), builder, data)


def _events(parser: Any, data: bytes) -> Iterator[tuple[str, Element]]:
    from defusedxml.ElementTree import iterparse

    yield from iterparse(io.BytesIO(data), ("start", "end"), parser)


def _complete(builder: _Gatherer, parser: Any, data: bytes) -> Iterator[Element]:
    for at in range(0, len(data), CHUNK):
        error = None
        try:
            parser.feed(data[at : at + CHUNK])
        except Exception as e:  # what stood before it is given first
            error = e
        ended, builder.ended = builder.ended, []
        for element in ended:
            yield element
            element.clear()
        if error:
            raise error
        if builder.body is not None:
            builder.body.clear()
    yield parser.close()


def _refusing(read: Callable[[Any, bytes], Iterator[T]], builder: _Builder, data: bytes) -> Iterator[T]:
    """What is read from a document, with what is wrong with it said as Unreadable."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser, ParseError
    except ImportError:
        raise Unreadable("XLIFF and TMX files need the extra: pip install 'mtcheck[bitext]'") from None
    try:
        parser = DefusedXMLParser(target=builder, forbid_entities=True, forbid_external=True)
        builder.expat = parser.parser
        yield from read(parser, data)
    except ParseError as e:
        line, column = e.position
        raise Unreadable(f"malformed XML in line {line}, column {column + 1} ({_cause(e)})") from None
    except DefusedXmlException as e:
        raise Unreadable(f"XML with entities of its own is refused ({type(e).__name__})") from None
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except (ValueError, LookupError) as e:  # not even read by expat: encodings with several bytes for a character
        raise Unreadable(f"unreadable encoding ({e}); save it as UTF-8") from None


class _Builder(TreeBuilder):
    """Notes in every unit the line in which it begins."""

    expat: Any = None

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        if tag.endswith(UNITS):
            attrs[LINE] = str(self.expat.CurrentLineNumber)
        return super().start(tag, attrs)


class _Gatherer(_Builder):
    """Keeps the elements with these names that have ended, and the last one called body."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__()
        self._names = names
        self.body: Element | None = None
        self.ended: list[Element] = []

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        element = super().start(tag, attrs)
        if tag.endswith("body") and local(element) == "body":
            self.body = element
        return element

    def end(self, tag: str) -> Element:
        element = super().end(tag)
        if tag in self._names or (tag[0] == "{" and local(element) in self._names):
            self.ended.append(element)
        return element


def _cause(error: Exception) -> str:
    return str(error).partition(":")[0]


def line_of(element: Element) -> int:
    """The line in which a unit begins; 0 if it is not known."""
    return int(element.get(LINE, 0))


def local(element: Element) -> str:
    """The tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def inline(element: Element, beside: Element | None = None) -> str:
    """The text of a segment. Elements that stand for something are written {id}; others leave only their text, but
    those that the segment `beside` it (its other side) lacks, has empty, or lacks the text of that is to be kept are
    written as tags.

    Raises Unreadable if they are nested too deeply."""
    parts: list[str] = []
    _inline(element, parts, 0, _Beside.of(beside) if beside is not None else None)
    return "".join(parts)


class _Beside(NamedTuple):
    """What the other side of a segment has: its inline elements, which of them hold text, and its text."""

    known: frozenset[tuple[str, str]]
    filled: frozenset[tuple[str, str]]
    text: str

    @classmethod
    def of(cls, element: Element) -> _Beside:
        known = list(element.iter())
        return cls(frozenset(map(_named, known)), frozenset(map(_named, filter(_text, known))), _text(element))

    def lacks(self, element: Element) -> bool:
        """Whether it lacks an element that holds text, or has nothing in it, or lacks the text itself where that is to
        be kept."""
        if _kept(element):
            return _text(element) not in self.text
        return local(element) in PAIRED and _named(element) not in (self.filled if _text(element) else self.known)


def _text(element: Element) -> str:
    """The text that an element holds, in others too; "" for white space alone."""
    text = "".join(element.itertext())
    return text if text.strip() else ""


def _named(element: Element) -> tuple[str, str]:
    """By what an inline element that holds text is known."""
    return local(element), element.get("id") or element.get("i") or element.get("mid") or ""


def _kept(element: Element) -> bool:
    """Whether what it holds is not to be translated."""
    return element.get("translate") == "no" or element.get("mtype") == "protected"


def _inline(element: Element, parts: list[str], depth: int, beside: _Beside | None) -> None:
    if depth > DEEPEST:
        raise Unreadable("nested too deeply")
    parts.append(element.text or "")
    for child in element:
        if local(child) in HOLDERS:
            parts.append("{" + (child.get("id") or child.get("i") or child.get("x") or local(child)) + "}")
        else:
            name, number = _named(child)
            if shown := beside is not None and beside.lacks(child):
                parts.append("<{}{}{}>".format(name, f' id="{number}"' * bool(number), KEEP * _kept(child)))
            _inline(child, parts, depth + 1, beside)
            if shown:
                parts.append(f"</{name}>")
        parts.append(child.tail or "")
