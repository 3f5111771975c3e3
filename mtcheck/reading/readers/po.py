"""PO files of gettext, read by translate-toolkit (extra `bitext`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from mtcheck.reading import rewrite
from mtcheck.reading.base import File, Format, Options, Segment, Segments, never
from mtcheck.reading.encoding import Unreadable, decode

SUFFIXES = (".po",)


def read(data: bytes, name: str, options: Options) -> File:
    """A PO file: its translations."""
    return File("", segments=Segments(lambda: _units(data), partial(rewrite.po, data)))


FORMAT = Format(read, folders=never, bilingual=True)


def _units(data: bytes) -> Iterator[Segment]:
    try:
        from translate.storage import pypo
    except ImportError:
        raise Unreadable("PO files need the extra: pip install 'mtcheck[bitext]'") from None
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
