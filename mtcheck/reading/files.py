"""Something to check and its bytes; a bad one is a problem with a reason, never an exception."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from mtcheck.reading.base import File, Options
from mtcheck.reading.encoding import Unreadable, decode
from mtcheck.reading.formats import DEFAULT, format_of, read

MEGABYTE = 1_000_000


class Input(NamedTuple):
    """Something to check. `path` is None for standard input, whose bytes are in `data`; `name` is for showing."""

    name: str
    path: str | None
    data: bytes | None = None

    @property
    def bilingual(self) -> bool:
        """Whether it holds a source and its translation, segment by segment."""
        return format_of(self.name).bilingual


class Text(NamedTuple):
    """A text file that is no article: a source, a reference, a list."""

    name: str
    text: str


class Problem(NamedTuple):
    """An input that could not be read, and why."""

    name: str
    message: str


def load_bytes(item: Input, largest: float = 0) -> bytes | Problem:
    """The bytes of a regular file. Pipes and devices are refused: reading them may never end."""
    if item.path is None:
        return item.data or b""
    try:
        status = os.stat(item.path)
        if not stat.S_ISREG(status.st_mode):
            return Problem(item.name, "not a regular file; use - to read standard input")
        if 0 < largest * MEGABYTE < status.st_size:
            return Problem(item.name, f"larger than {largest:g} MB (max-file-size)")
        with open(item.path, "rb") as file:
            return file.read()
    except OSError as e:
        return Problem(item.name, reason(e))
    except ValueError as e:  # a NUL in the name
        return Problem(item.name, str(e))


def read_file(path: str) -> Text | Problem:
    """The text of a regular file."""
    data = load_bytes(Input(path, path))
    if isinstance(data, Problem):
        return data
    try:
        return Text(path, decode(data).text)
    except Unreadable as e:
        return Problem(path, str(e))


def parse(item: Input, data: bytes, options: Options = DEFAULT) -> File | Problem:
    """What the reader of a file's format makes of its bytes."""
    try:
        return read(data, item.name, options)
    except Unreadable as e:
        return Problem(item.name, str(e))


def reason(error: OSError) -> str:
    """What went wrong with a file, in words for a user."""
    known = {FileNotFoundError: "no such file or folder", PermissionError: "permission denied"}
    return known.get(type(error)) or (error.strerror or str(error)).lower()
