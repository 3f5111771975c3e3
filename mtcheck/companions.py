"""What comes beside an article: its source, a reference, and lists of terms."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from mtcheck.inputs import File, Problem, load_bytes, parse, read_file
from mtcheck.reading.base import Reading
from mtcheck.reading.source import Options
from mtcheck.reading.source import Source as Article

Glossary = tuple[tuple[str, tuple[str, ...]], ...]


class Unusable(ValueError):
    """A list of terms that cannot be used; the message says why, for a user."""


@dataclass(frozen=True, slots=True)
class Companions:
    """Where the source and the reference of an article are: one file for one article, or a folder with files of
    matching names (en.txt beside ar.txt does not match; talks.txt and talks.ar.txt do)."""

    source: str | None = None
    source_dir: str | None = None
    reference: str | None = None
    by_line: bool = False  # metrics of each line are wanted

    def source_of(self, article: File, options: Options) -> Article | Problem | None:
        """The source as the reader of its format sees it, None if none was asked for, or what is wrong."""
        if self.source:
            return _read(self.source, "source", options)
        if self.source_dir:
            path = matching(self.source_dir, article.name)
            if path is None:
                return Problem(article.name, f"no source in {self.source_dir} for it; checked without one")
            return _read(path, "source", options)
        return None

    def reference_of(self, options: Options) -> Article | Problem | None:
        """The reference, None if none was asked for, or what is wrong."""
        return _read(self.reference, "reference", options) if self.reference else None


def _read(path: str, what: str, options: Options) -> Article | Problem:
    file = File(path, path)
    data = load_bytes(file)
    item = data if isinstance(data, Problem) else parse(file, data, options)
    return Problem(item.name, f"{item.message} (the {what})") if isinstance(item, Problem) else item


def counterparts(article: Article, beside: Article) -> list[Reading] | None:
    """For each article of a file the one of the other file: of the same label, else in the same place. None if
    they do not match."""
    labels = {r.label: r for r in beside.readings}
    if len(labels) == len(beside.readings) and all(r.label in labels for r in article.readings):
        return [labels[r.label] for r in article.readings]
    return list(beside.readings) if len(article.readings) == len(beside.readings) else None


def matching(folder: str, name: str) -> str | None:
    """The file of a folder whose name is this one's, or at least up to the first dot; the first of several."""
    base = os.path.basename(name)
    try:
        files = sorted(f for f in os.listdir(folder) if not f.startswith("."))
    except OSError:
        return None
    if base in files:
        return os.path.join(folder, base)
    stem = base.split(".")[0]
    return next((os.path.join(folder, f) for f in files if f.split(".")[0] == stem), None)


def read_glossary(path: str) -> Glossary:
    """(source term, allowed translations) of a CSV table (two columns or more, no header needed) or a TBX file.

    A row with one column is a term that stays as it is. Raises Unusable.
    """
    text = _list(path)
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


def read_forbidden(path: str) -> tuple[str, ...]:
    """The terms of a list, one a line; lines that begin with # are comments. Raises Unusable."""
    lines = (line.strip() for line in _list(path).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def _list(path: str) -> str:
    item = read_file(path)
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
