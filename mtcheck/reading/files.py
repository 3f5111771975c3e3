"""Something to check and its bytes; a bad one is a problem with a reason, never an exception."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from mtcheck.reading.base import File, Options
from mtcheck.reading.encoding import Unreadable, decode, failure
from mtcheck.reading.formats import DEFAULT, format_of, read
from mtcheck.text.binary import BINARY

MEGABYTE = 1_000_000
ZIP = b"PK\x03\x04"
XML = (".xml", ".rels", ".opf", ".xhtml", ".html", ".htm")


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


def load_bytes(item: Input, largest: float = 0, instead: str = "; use - to read standard input") -> bytes | Problem:
    """The bytes of a regular file. Pipes and devices are refused: reading them may never end. `instead`: what is said
    to do then."""
    if item.path is None:
        data = item.data or b""
        return Problem(item.name, too_large(largest)) if 0 < largest * MEGABYTE < len(data) else data
    try:
        status = os.stat(item.path)
        if not stat.S_ISREG(status.st_mode):
            return Problem(item.name, f"not a regular file{instead}")
        if 0 < largest * MEGABYTE < status.st_size:
            return Problem(item.name, too_large(largest))
        with open(item.path, "rb") as file:
            data = file.read(int(largest * MEGABYTE) + 1 if largest else -1)  # it may grow meanwhile
        if 0 < largest * MEGABYTE < len(data):
            return Problem(item.name, too_large(largest))
        return data
    except OSError as e:
        return Problem(item.name, reason(e))
    except ValueError as e:  # a NUL in the name
        return Problem(item.name, str(e))


def read_file(path: str, largest: float = 0) -> Text | Problem:
    """The text of a regular file of at most so many megabytes (0: any number)."""
    data = load_bytes(Input(path, path), largest, instead="")
    if isinstance(data, Problem):
        return data
    try:
        return Text(path, decode(data).text)
    except Unreadable as e:
        return Problem(path, str(e))


def parse(item: Input, data: bytes, options: Options = DEFAULT, largest: float = 0) -> File | Problem:
    """What the reader of a file's format makes of its bytes, if they hold no more than so many megabytes (0: any
    number), unpacked too."""
    if 0 < largest * MEGABYTE < max(len(data), unpacked(data)):
        return Problem(item.name, too_large(largest))
    try:
        file = read(data, item.name, options)
        return Problem(item.name, BINARY) if any("\0" in a.text for a in file.articles) else file
    except Unreadable as e:
        return Problem(item.name, str(e))
    except Exception as e:  # whatever a parser raises at a file that is odd enough: the other files are read
        return Problem(item.name, f"cannot be read ({failure(e)})")


def unpacked(data: bytes) -> int:
    """How many bytes of XML an archive (DOCX, EPUB) holds; 0 if it is none. An archive cannot hold more than it
    says."""
    if not data.startswith(ZIP):
        return 0
    import io
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return sum(i.file_size for i in archive.infolist() if i.filename.lower().endswith(XML))
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return 0  # its reader says what is wrong with it


def too_large(largest: float) -> str:
    """What is said of a file of more megabytes."""
    return f"larger than {largest:g} MB (max-file-size)"


def reason(error: OSError) -> str:
    """What went wrong with a file, in words for a user."""
    known = {FileNotFoundError: "no such file or folder", PermissionError: "permission denied"}
    return known.get(type(error)) or (error.strerror or str(error)).lower()
