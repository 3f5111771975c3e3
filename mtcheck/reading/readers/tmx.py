"""TMX, the memories of translators (extra `bitext`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mtcheck.reading import rewrite
from mtcheck.reading.base import File, Format, Options, Segment, Segments, never
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.xml import complete, inline, line_of, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIXES = (".tmx",)
TARGET = "en"
UNITS = frozenset(("header", "tu"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(data: bytes, name: str, options: Options) -> File:
    """A TMX file: units with an English variant."""
    return File("", segments=Segments(lambda: _units(data, options.source_lang), partial(rewrite.tmx, data)))


FORMAT = Format(read, folders=never, bilingual=True)


def _units(data: bytes, source_lang: str | None) -> Iterator[Segment]:
    """The source is the header's language, or the first that is not English."""
    root: Element | None = None
    wanted, number = (source_lang or "").lower(), 0
    for element in complete(data, UNITS):
        root = element  # the last of all
        tag = local(element)
        if tag == "header" and not wanted:
            lang = element.get("srclang", "").lower()
            wanted = "" if lang in ("*all*", "") or lang.startswith(TARGET) else lang
        if tag != "tu":
            continue
        number += 1
        variants = [(v.get(LANG, v.get("lang", "")).lower(), v) for v in element if local(v) == "tuv"]
        english = next((v for lang, v in variants if lang.split("-")[0] == TARGET), None)
        other = next((x for x in variants if wanted and x[0].split("-")[0] == wanted.split("-")[0]), None)
        other = other or next((x for x in variants if x[0].split("-")[0] != TARGET), None)
        if english is not None and other is not None:
            yield Segment(element.get("tuid") or str(number), _seg(other[1]), _seg(english), other[0], line_of(element))
    if root is None or local(root) != "tmx":
        raise Unreadable("not a TMX file")


def _seg(variant: Element) -> str:
    return next((inline(x) for x in variant if local(x) == "seg"), "")
