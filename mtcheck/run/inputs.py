"""Paths -> files to check, and the problems on the way: a bad file never keeps the others from being read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol

from mtcheck.reading.base import Options
from mtcheck.reading.files import Input, Problem, reason
from mtcheck.reading.formats import DEFAULT, in_folders, suffixes

STDIN = "-"


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
) -> Iterator[Input | Problem]:
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
            yield Input(stdin_name, None, sys.stdin.buffer.read())
        elif os.path.isdir(path):
            yield from _folder(path, seen, options, chosen)
        elif not (force and chosen and chosen.leaves_out(path, folder=False)):
            yield Input(path, path)


def _folder(folder: str, seen: set[str], options: Options, chosen: Filter | None) -> Iterator[Input | Problem]:
    problems: list[Problem] = []

    def note(error: OSError) -> None:
        problems.append(Problem(str(error.filename), reason(error)))

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
                yield Input(path, path)
    yield from problems
    if not found and not problems:
        known = " ".join(f"*{s}" for s in sorted(suffixes()) if in_folders(s, options))
        yield Problem(folder, f"no articles in this folder ({known})")
