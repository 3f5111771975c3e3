"""Paths -> files to check, and the problems on the way: a bad file never keeps the others from being read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from mtcheck.reading.formats import DEFAULT, in_folders, read
from mtcheck.reading.plain import Unreadable, decode
from mtcheck.reading.source import Options, Source

STDIN = "-"
BILINGUAL = (".xlf", ".xliff", ".tmx", ".po", ".tsv", ".csv")  # hold a source and its translation
MEGABYTE = 1_000_000


class File(NamedTuple):
    """Something to check. `path` is None for standard input, whose bytes are in `data`; `name` is for showing."""

    name: str
    path: str | None
    data: bytes | None = None

    @property
    def bilingual(self) -> bool:
        """Whether it holds a source and its translation, segment by segment."""
        return self.path is not None and self.name.lower().endswith(BILINGUAL)


class Text(NamedTuple):
    """A text file that is no article: a source, a reference, a list."""

    name: str
    text: str


class Problem(NamedTuple):
    """An input that could not be read, and why."""

    name: str
    message: str


class Filter(Protocol):
    """What the configuration leaves out of folders, or takes in."""

    def leaves_out(self, path: str, *, folder: bool) -> bool: ...

    def takes_in(self, path: str) -> bool: ...


def find_all(
    paths: Sequence[str],
    stdin_name: str = "<stdin>",
    options: Options = DEFAULT,
    chosen: Filter | None = None,
    force: bool = False,
) -> Iterator[File | Problem]:
    """The files that are named, those of folders (of known formats, sorted, nothing hidden) and `-`, each once.

    `chosen` leaves files out of folders; with `force` also those that are named.
    """
    seen: set[str] = set()
    for path in paths:
        key = path if path == STDIN else os.path.realpath(path)
        if key in seen:
            continue
        seen.add(key)
        if path == STDIN:
            yield File(stdin_name, None, sys.stdin.buffer.read())
        elif os.path.isdir(path):
            yield from _folder(path, seen, options, chosen)
        elif not (force and chosen and chosen.leaves_out(path, folder=False)):
            yield File(path, path)


def _folder(folder: str, seen: set[str], options: Options, chosen: Filter | None) -> Iterator[File | Problem]:
    problems: list[Problem] = []

    def note(error: OSError) -> None:
        problems.append(Problem(str(error.filename), _reason(error)))

    def kept(place: str, name: str, is_folder: bool) -> bool:
        path = os.path.join(place, name)
        return not name.startswith(".") and not (chosen and chosen.leaves_out(path, folder=is_folder))

    found = False
    for place, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if kept(place, f, True))
        for file in sorted(files):
            path = os.path.join(place, file)
            wanted = in_folders(file, options) or (chosen is not None and chosen.takes_in(path))
            if not wanted or not kept(place, file, False):
                continue
            found = True
            if (key := os.path.realpath(path)) not in seen:
                seen.add(key)
                yield File(path, path)
    yield from problems
    if not found and not problems:
        yield Problem(folder, "no articles in this folder (*.txt, *.md, *.html, *.docx, *.srt, *.vtt)")


def load_bytes(file: File, largest: float = 0) -> bytes | Problem:
    """The bytes of a regular file. Pipes and devices are refused: reading them may never end."""
    if file.path is None:
        return file.data or b""
    try:
        status = os.stat(file.path)
        if not stat.S_ISREG(status.st_mode):
            return Problem(file.name, "not a regular file; use - to read standard input")
        if 0 < largest * MEGABYTE < status.st_size:
            return Problem(file.name, f"larger than {largest:g} MB (max-file-size)")
        with open(file.path, "rb") as opened:
            return opened.read()
    except OSError as e:
        return Problem(file.name, _reason(e))
    except ValueError as e:  # a NUL in the name
        return Problem(file.name, str(e))


def read_file(path: str) -> Text | Problem:
    """The text of a regular file."""
    data = load_bytes(File(path, path))
    if isinstance(data, Problem):
        return data
    try:
        return Text(path, decode(data).text)
    except Unreadable as e:
        return Problem(path, str(e))


def parse(file: File, data: bytes, options: Options = DEFAULT) -> Source | Problem:
    """What the reader of a file's format makes of its bytes."""
    try:
        return read(data, file.name, options)
    except Unreadable as e:
        return Problem(file.name, str(e))


def _reason(error: OSError) -> str:
    known = {FileNotFoundError: "no such file or folder", PermissionError: "permission denied"}
    return known.get(type(error)) or (error.strerror or str(error)).lower()
