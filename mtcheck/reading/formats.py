"""Which reader a file has, by its suffix. A reader is loaded when the first file needs it."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module

from mtcheck.reading.file import File, Options, plain
from mtcheck.reading.plain import Unreadable, decode

READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".json": "records",
    ".jsonl": "records",
    ".ndjson": "records",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
RECORDS = (".json", ".jsonl", ".ndjson")
PLAIN = (".txt", ".text")
DEFAULT = Options()


def in_folders(name: str, options: Options) -> bool:
    """Whether a file is an article by its name: JSON only if the configuration says where its texts are."""
    suffix = suffix_of(name)
    return suffix in PLAIN or (suffix in READERS and (suffix not in RECORDS or bool(options.pointers)))


def suffix_of(name: str) -> str:
    """The suffix, in small letters."""
    return os.path.splitext(name)[1].lower()


def read(data: bytes, name: str, options: Options = DEFAULT) -> File:
    """A file as read. Raises Unreadable, also if a library is missing: the message names the extra."""
    suffix = suffix_of(name)
    module = READERS.get(suffix)
    if suffix == ".docx":
        from mtcheck.reading.docx import read_docx

        return read_docx(data)
    text, bom = decode(data)
    if module is None:
        return plain(text, bom)
    reader: Callable[..., File] = import_module(f"mtcheck.reading.{module}").read
    return reader(text, bom, suffix, options)


def shown_text(data: bytes, name: str, options: Options = DEFAULT) -> str:
    """What offsets into a file count in, without finding its articles where that can be spared. Raises Unreadable."""
    return read(data, name, options).text if suffix_of(name) == ".docx" else decode(data).text


def missing(extra: str, what: str) -> Unreadable:
    """A library that a format needs is not there."""
    return Unreadable(f"reading {what} needs a library: pip install 'mtcheck[{extra}]'")
