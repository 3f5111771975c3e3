"""Lists of terms: a glossary (CSV or TBX), and terms that are forbidden."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import chain

from mtcheck.reading.files import Problem, read_file

Glossary = tuple[tuple[str, tuple[str, ...]], ...]


class Unusable(ValueError):
    """A list of terms that cannot be used; the message says why, for a user."""


def read_glossary(path: str, largest: float = 0) -> Glossary:
    """(source term, allowed translations) of a CSV table (two columns or more, no header needed) or a TBX file.

    A row with one column is a term that stays as it is. Raises Unusable, also for more than
    `largest` MB (0: any number).
    """
    text = _list(path, largest)
    rows = _tbx(path) if path.lower().endswith((".tbx", ".xml")) else csv.reader(text.splitlines())
    terms: dict[str, list[str]] = {}
    try:
        for row in rows:
            cells = [c.strip() for c in row if c.strip()]
            if cells and [c.lower() for c in cells[:2]] not in (["source", "target"], ["term", "translation"]):
                terms.setdefault(cells[0], []).extend(cells[1:] or cells[:1])
    except csv.Error as e:
        raise Unusable(f"{path}: not a table ({e})") from None
    return tuple((source, tuple(targets)) for source, targets in terms.items())


def read_forbidden(path: str, largest: float = 0) -> tuple[str, ...]:
    """The terms of a list, one a line; lines that begin with # are comments. Raises Unusable."""
    lines = (line.strip() for line in _list(path, largest).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _list(path: str, largest: float) -> str:
    item = read_file(path, largest)
    if isinstance(item, Problem):
        raise Unusable(f"{item.name}: {item.message}")
    return item.text


def _tbx(path: str) -> Iterable[list[str]]:
    """Rows of a TBX file: the terms of the first language that is not English, then the English ones."""
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import ParseError, parse
    except ImportError:
        raise Unusable("TBX files need the extra: pip install 'mtcheck[bitext]'") from None
    try:
        root = parse(path, forbid_entities=True).getroot()
    except (ParseError, DefusedXmlException, ValueError) as e:
        raise Unusable(f"{path}: not a TBX file ({type(e).__name__})") from None
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for entry in root.iter() if root is not None else ():
        if entry.tag.rpartition("}")[2] not in ("termEntry", "conceptEntry"):
            continue
        sides: tuple[list[str], list[str]] = ([], [])
        for side in entry:
            english = side.get(lang, "").lower().startswith("en")
            sides[english].extend(t.text or "" for t in side.iter() if t.tag.rpartition("}")[2] == "term")
        if all(sides):
            yield from ([source, *sides[1]] for source in chain(sides[0]))
