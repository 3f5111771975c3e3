"""Paths -> articles, and the problems on the way: a bad file never keeps the others from being read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtcheck.reading.plain import Unreadable, decode

STDIN = "-"
BILINGUAL = (".xlf", ".xliff", ".tmx", ".po", ".tsv", ".csv")
SUFFIXES = (".txt", ".md")


class Article(NamedTuple):
    """A text and where it is from. `path` is None for standard input; `name` is for showing."""

    name: str
    path: str | None
    text: str
    bom: bool


class Bilingual(NamedTuple):
    """A file that holds a source and its translation; it is read while it is checked."""

    name: str
    path: str


class Problem(NamedTuple):
    """An input that could not be read, and why."""

    name: str
    message: str


def read_all(paths: Sequence[str], stdin_name: str = "<stdin>") -> Iterator[Article | Bilingual | Problem]:
    """The articles of files, folders (*.txt and *.md, sorted, nothing hidden) and `-`, each once."""
    seen: set[str] = set()
    for path in paths:
        key = path if path == STDIN else os.path.realpath(path)
        if key in seen:
            continue
        seen.add(key)
        if path == STDIN:
            yield _decoded(stdin_name, None, sys.stdin.buffer.read())
        elif os.path.isdir(path):
            yield from _folder(path, seen)
        elif path.lower().endswith(BILINGUAL) and os.path.isfile(path):
            yield Bilingual(path, path)
        else:
            yield read_file(path)


def _folder(folder: str, seen: set[str]) -> Iterator[Article | Problem]:
    problems: list[Problem] = []

    def note(error: OSError) -> None:
        problems.append(Problem(str(error.filename), _reason(error)))

    found = False
    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            if file.startswith(".") or not file.lower().endswith(SUFFIXES):
                continue
            found = True
            path = os.path.join(place, file)
            if (key := os.path.realpath(path)) not in seen:
                seen.add(key)
                yield read_file(path)
    yield from problems
    if not found and not problems:
        yield Problem(folder, "no articles in this folder (*.txt, *.md)")


def read_file(path: str) -> Article | Problem:
    """The article in a regular file. Pipes and devices are refused: reading them may never end."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return Problem(path, "not a regular file; use - to read standard input")
        with open(path, "rb") as file:
            data = file.read()
    except OSError as e:
        return Problem(path, _reason(e))
    except ValueError as e:  # a NUL in the name
        return Problem(path, str(e))
    return _decoded(path, path, data)


def _decoded(name: str, path: str | None, data: bytes) -> Article | Problem:
    try:
        return Article(name, path, *decode(data))
    except Unreadable as e:
        return Problem(name, str(e))


def _reason(error: OSError) -> str:
    known = {FileNotFoundError: "no such file or folder", PermissionError: "permission denied"}
    return known.get(type(error)) or (error.strerror or str(error)).lower()
