"""What comes beside an article: its source, a reference, and lists of terms."""

from __future__ import annotations

import os
from dataclasses import dataclass

from mtcheck.reading.base import Reading
from mtcheck.reading.files import File, Problem, load_bytes, parse
from mtcheck.reading.source import Options
from mtcheck.reading.source import Source as Article


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
