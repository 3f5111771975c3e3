"""PO files of gettext, read by translate-toolkit (extra `bitext`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from mtcheck.reading import rewrite
from mtcheck.reading.base import File, Format, Options, Segment, Segments, never
from mtcheck.reading.encoding import Unreadable, decode, known, missing

SUFFIXES = (".po",)
CHARSET = re.compile(rb"charset=([\w.:-]+)")


def read(data: bytes, name: str, options: Options) -> File:
    """A PO file: its translations."""
    return File("", segments=Segments(lambda: _units(data, options), partial(rewrite.po, data)))


FORMAT = Format(read, folders=never, bilingual=True)


def _units(data: bytes, options: Options) -> Iterator[Segment]:
    try:
        from translate.storage import pypo
    except ImportError:
        raise missing("bitext", "PO files") from None
    declared = CHARSET.search(data)
    name = declared[1].decode() if declared and known(declared[1].decode()) else None
    text = decode(data, options.encoding or name).text
    try:
        store: Any = pypo.pofile(encoding="utf-8")
        store.parse(CHARSET.sub(rb"charset=UTF-8", text.encode(), count=1))
    except Exception as e:
        raise Unreadable(f"not a PO file ({str(e).splitlines()[0] if str(e) else type(e).__name__})") from None
    for unit in store.units:
        if unit.istranslatable() and unit.source and not unit.isfuzzy():
            place = " ".join(unit.getlocations()[:1]) or str(unit.source)[:40]
            yield from _forms(unit, place)


def _forms(unit: Any, place: str) -> Iterator[Segment]:
    """The translation of a unit; of one with a plural each form, beside the source's singular or plural."""
    sources, targets = _strings(unit.source), _strings(unit.target)
    for n, target in enumerate(targets):
        if target:
            source = sources[0] if len(sources) == 1 or (n == 0 and len(targets) > 1) else sources[1]
            name = place if len(targets) == 1 else f"{place}[{n}]"
            yield Segment(name, source, target, "", unit.line_number or 0, n == 0 and len(targets) > 1)


def _strings(value: Any) -> list[str]:
    return [str(s) for s in getattr(value, "strings", [value or ""])]
