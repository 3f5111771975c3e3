"""What comes beside an article: its source, a reference, and lists of terms."""

from __future__ import annotations

import os
from dataclasses import dataclass

from mtcheck.project.trust import inside, tree_of
from mtcheck.reading.article import Article
from mtcheck.reading.base import File, Options
from mtcheck.reading.files import Input, Problem, load_bytes, parse


@dataclass(frozen=True, slots=True)
class Companions:
    """Where the source and the reference of an article are: one file for one article, or a folder with files of
    matching names (en.txt beside ar.txt does not match; talks.txt and talks.ar.txt do)."""

    source: str | None = None
    source_dir: str | None = None
    reference: str | None = None
    by_line: bool = False  # metrics of each line are wanted

    def source_of(self, article: Input, options: Options, largest: float) -> File | Problem | None:
        """The source as the reader of its format sees it, None if none was asked for, or what is wrong."""
        if self.source:
            return _read(self.source, "source", options, largest)
        if self.source_dir:
            path = matching(self.source_dir, article.name)
            if path is None:
                return Problem(article.name, f"no source in {self.source_dir} for it; checked without one")
            if os.path.islink(path) and os.path.exists(path) and not inside(path, tree_of(self.source_dir)):
                return Problem(path, "a link out of the tree; name it with --source if it is to be read (the source)")
            return _read(path, "source", options, largest)
        return None

    def source_path(self, article: Input) -> str | None:
        """The path of the source of an article, None if there is none."""
        if self.source:
            return self.source
        return matching(self.source_dir, article.name) if self.source_dir else None

    def reference_of(self, options: Options, largest: float) -> File | Problem | None:
        """The reference, None if none was asked for, or what is wrong."""
        return _read(self.reference, "reference", options, largest) if self.reference else None


def _read(path: str, what: str, options: Options, largest: float) -> File | Problem:
    """`largest` in megabytes; 0: any number."""
    file = Input(path, path)
    data = load_bytes(file, largest)
    item = data if isinstance(data, Problem) else parse(file, data, options, largest)
    return Problem(item.name, f"{item.message} (the {what})") if isinstance(item, Problem) else item


def counterparts(file: File, beside: File) -> list[Article] | None:
    """For each article of a file the one of the other file: of the same label, else in the same place. None if
    they do not match."""
    labels = {r.label: r for r in beside.articles}
    if len(labels) == len(beside.articles) and all(r.label in labels for r in file.articles):
        return [labels[r.label] for r in file.articles]
    return list(beside.articles) if len(file.articles) == len(beside.articles) else None


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
