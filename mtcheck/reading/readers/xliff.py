"""XLIFF 1.2 and 2 (extra `bitext`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mtcheck.reading import rewrite
from mtcheck.reading.base import File, Format, Options, Segment, Segments, never
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.xml import events, inline, line_of, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIXES = (".xlf", ".xliff")
SCOPES = ("file", "group", "unit", "trans-unit")


def read(data: bytes, name: str, options: Options) -> File:
    """An XLIFF file."""
    return File("", segments=Segments(lambda: _units(data), partial(rewrite.xliff, data)))


FORMAT = Format(read, folders=never, bilingual=True)


def _units(data: bytes) -> Iterator[Segment]:
    """trans-unit of XLIFF 1.2, segment of XLIFF 2. Alternatives (alt-trans, matches) are left out, and what is
    not to be translated."""
    root: Element | None = None
    lang, unit, number, skipped = "", "", 0, 0
    fixed: list[bool] = []  # of the open elements that can say so: whether they are not to be translated
    for event, element in events(data):
        tag = local(element)
        if event == "start":
            if root is None:
                root, lang = element, element.get("srcLang", "")
            if tag == "file":
                lang = element.get("source-language", lang)
            elif tag == "unit":
                unit, number = element.get("id", ""), 0
            skipped += tag in ("alt-trans", "matches")
            if tag in SCOPES:
                outer = bool(fixed) and fixed[-1]
                fixed.append({"no": True, "yes": False}.get(element.get("translate", ""), outer))
            continue
        kept = fixed.pop() if tag in SCOPES and fixed else bool(fixed) and fixed[-1]
        if tag in ("alt-trans", "matches"):
            skipped -= 1
        elif tag in ("trans-unit", "segment") and not skipped:
            number += 1
            source, target = _child(element, "source"), _child(element, "target")
            if source is not None and not kept:
                name = element.get("id") or (f"{unit}.{number}" if number > 1 else unit)
                name = f"{unit}/{name}" if tag == "segment" and element.get("id") and unit else name
                yield Segment(
                    name,
                    inline(source, target),
                    inline(target, source) if target is not None else "",
                    lang.lower(),
                    line_of(element),
                )
            element.clear()
        elif tag in ("unit", "group", "file"):
            element.clear()
    if root is None or local(root) != "xliff":
        raise Unreadable("not an XLIFF file")


def _child(element: Element, tag: str) -> Element | None:
    return next((x for x in element if local(x) == tag), None)
