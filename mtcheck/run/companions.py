"""What comes beside an article: its source, a reference, and lists of terms."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.project.trust import inside, tree_of
from mtcheck.reading.article import Article, Piece
from mtcheck.reading.base import File, Options
from mtcheck.reading.files import Input, Problem, load_bytes, parse
from mtcheck.reading.formats import suffix_of, suffixes

LANGUAGE = re.compile(r"\.([a-z]{2})(?:[-_][A-Za-z]{2,4})?\Z")
TARGETS = ("en",)  # a file that says it is in this language is no source


@dataclass(frozen=True, slots=True)
class Companions:
    """Where the source and the reference of an article are: one file for one article, or a folder with files of
    matching names. `text`: the source itself, of an article that is no file."""

    source: str | None = None
    source_dir: str | None = None
    reference: str | None = None
    by_line: bool = False  # metrics of each line are wanted
    text: str | None = None

    def source_of(self, article: Input, options: Options, largest: float) -> File | Problem | None:
        """The source as the reader of its format sees it, None if none was asked for, or what is wrong."""
        if self.text is not None:
            return File(self.text, (Article((Piece(self.text, 0, len(self.text)),), exact=True),))
        if self.source:
            return _read(self.source, "source", options, largest)
        if self.source_dir:
            path = matching(self.source_dir, article.name, options.source_lang)
            if path is None:
                return Problem(article.name, f"no source in {self.source_dir} for it; checked without one")
            if os.path.islink(path) and os.path.exists(path) and not inside(path, tree_of(self.source_dir)):
                return Problem(path, "a link out of the tree; name it with --source if it is to be read (the source)")
            return _read(path, "source", options, largest)
        return None

    def source_path(self, article: Input, options: Options) -> str | None:
        """The path of the source of an article, None if there is none."""
        if self.source:
            return self.source
        return matching(self.source_dir, article.name, options.source_lang) if self.source_dir else None

    def reference_of(self, options: Options, largest: float) -> File | Problem | None:
        """The reference, None if none was asked for, or what is wrong."""
        return _read(self.reference, "reference", options, largest) if self.reference else None


def _read(path: str, what: str, options: Options, largest: float) -> File | Problem:
    """`largest` in megabytes; 0: any number."""
    named = Input(path, path)
    data = load_bytes(named, largest, instead="")
    item = data if isinstance(data, Problem) else parse(named, data, options, largest)
    if isinstance(item, File) and item.segments:
        item = Problem(path, "it holds translations of its own; check it by itself")
    return Problem(item.name, f"{item.message} (the {what})") if isinstance(item, Problem) else item


def counterparts(file: File, beside: File) -> list[Article] | None:
    """For each article of a file the one of the other file: of the same label, else in the same place. None if
    they do not match."""
    labels = {r.label: r for r in beside.articles}
    if len(labels) == len(beside.articles) and all(r.label in labels for r in file.articles):
        return [labels[r.label] for r in file.articles]
    return list(beside.articles) if len(file.articles) == len(beside.articles) else None


def matching(folder: str, name: str, lang: str | None = None) -> str | None:
    """The file of a folder of sources that an article of this name was translated from; never the article itself.

    Subfolders are mirrored: english/2024/a.txt has its source in 2024/ of the folder, if there is one. There it is the
    file of the same name, or one whose name is the same but for the format and the code of a language: for a.en.txt
    a.ar.md, with `lang` the one of that language before others. 12.03.2024.txt and 12.01.2024.ar.txt are two names."""
    base, stem = os.path.basename(name), _stem(name)[0]
    for place in _mirrored(folder, os.path.dirname(name)):
        try:
            files = sorted(f for f in os.listdir(place) if not f.startswith("."))
        except OSError:
            continue
        alike = [f for f in files if f == base or (_stem(f)[0] == stem and _stem(f)[1] not in TARGETS)]
        alike.sort(key=lambda f: (f != base, lang is not None and _stem(f)[1] != lang))
        paths = [os.path.join(place, f) for f in alike]
        found = next((p for p in paths if os.path.isfile(p) and not _same(p, name)), None)
        if found or not _same(place, os.path.dirname(name) or "."):
            return found
    return None


def _mirrored(folder: str, place: str) -> Iterator[str]:
    """The subfolders of `folder` that may mirror an article's, the longest path first, then `folder` itself. An article
    within `folder` has its source beside it."""
    if os.path.realpath(place).startswith(os.path.realpath(folder) + os.sep):
        yield place
        return
    parts = [p for p in place.replace("\\", "/").split("/") if p not in ("", ".", "..")]
    for k in range(len(parts)):
        inner = os.path.join(folder, *parts[k:])
        if os.path.isdir(inner):
            yield inner
    yield folder


def _stem(name: str) -> tuple[str, str]:
    """(the name without its format and its language, the code of the language)."""
    base = os.path.basename(name)
    bare = os.path.splitext(base)[0] if suffix_of(base) in suffixes() else base
    code = LANGUAGE.search(bare)
    return (bare[: code.start()], code[1]) if code else (bare, "")


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
