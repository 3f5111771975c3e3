"""The format of a file, by its suffix. A reader is loaded when the first file needs it."""

from __future__ import annotations

import os
import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from mtcheck.reading import readers
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Unreadable

DECLARED = re.compile(r"^SUFFIXES = \(([^()]*)\)$", re.MULTILINE)
WORD = re.compile(r'"(\.\w+)"')
PLAIN = f"{readers.__name__}.plain"
DEFAULT = Options()


@cache
def suffixes() -> Mapping[str, str]:
    """The module of `readers` that reads each suffix. Their texts say it, so that none need be loaded."""
    out: dict[str, str] = {}
    for module in pkgutil.iter_modules(readers.__path__, f"{readers.__name__}."):
        spec = module.module_finder.find_spec(module.name, None)
        loader: Any = spec and spec.loader
        declared = DECLARED.search(loader.get_source(module.name) or "")
        words = WORD.findall(declared.group(1)) if declared else getattr(import_module(module.name), "SUFFIXES", ())
        out.update(dict.fromkeys(words, module.name))
    return out


def suffix_of(name: str) -> str:
    """The suffix, in small letters."""
    return os.path.splitext(name)[1].lower()


def format_of(name: str) -> Format:
    """The format of a file of this name; plain text if no format has its suffix."""
    suffix = suffix_of(name)
    module = PLAIN if suffix in ("", ".txt") else suffixes().get(suffix, PLAIN)
    found: Format = import_module(module).FORMAT
    return found


def in_folders(name: str, options: Options) -> bool:
    """Whether a file in a folder is an article, by its name."""
    return suffix_of(name) in suffixes() and format_of(name).folders(options)


def read(data: bytes, name: str, options: Options = DEFAULT) -> File:
    """A file as read. Raises Unreadable, also if a library is missing (the message names the extra), and if the file
    is not empty but nothing in it is text."""
    found = format_of(name)
    file = found.read(data, name, options)
    full = file.text.strip() if found.text else data
    if full and not file.segments and not any(a.text.strip() for a in file.articles):
        raise Unreadable("nothing in it is text to check")
    return file


def text_of(data: bytes, name: str, options: Options = DEFAULT) -> str:
    """The text of a file alone, in which the offsets of its articles count. Raises Unreadable."""
    found = format_of(name)
    return found.text(data, options).text if found.text else found.read(data, name, options).text
