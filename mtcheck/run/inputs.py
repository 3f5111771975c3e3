"""Paths -> files to check, and the problems on the way: a bad file never keeps the others from being read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Protocol

from mtcheck.project.trust import inside, tree_of
from mtcheck.reading.base import Options
from mtcheck.reading.files import MEGABYTE, Input, Problem, reason
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
    largest: float = 0,
) -> Iterator[Input | Problem]:
    """The files that are named, those of folders (of known formats, sorted, nothing hidden) and `-`, each once.

    `chosen` leaves files out of folders; with `force` also those that are named. No more than `largest` MB (0: any
    number) and a byte are read from standard input. A link in a folder that leads out of the tree is not followed.
    """
    seen: set[str] = set()
    for path in paths:
        key = path if path == STDIN else os.path.realpath(path)
        if key in seen:
            continue
        seen.add(key)
        if path == STDIN:
            yield _stdin(stdin_name, largest)
        elif os.path.isdir(path):
            yield from _folder(path, seen, options, chosen)
        elif not (force and chosen and chosen.leaves_out(path, folder=False)):
            yield Input(path, path)


def _stdin(name: str, largest: float) -> Input | Problem:
    try:
        return Input(name, None, sys.stdin.buffer.read(int(largest * MEGABYTE) + 1 if largest else -1))
    except OSError as e:
        return Problem(name, reason(e))


def _folder(folder: str, seen: set[str], options: Options, chosen: Filter | None) -> Iterator[Input | Problem]:
    problems: list[Problem] = []
    tree = tree_of(folder)

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
            if os.path.islink(path) and os.path.exists(path) and not inside(path, tree):
                problems.append(Problem(path, "a link out of the tree; name it if it is to be read"))
                continue
            if (key := os.path.realpath(path)) not in seen:
                seen.add(key)
                yield Input(path, path)
    yield from problems
    if not found and not problems:
        known = " ".join(f"*{s}" for s in sorted(suffixes()) if in_folders(s, options))
        yield Problem(folder, "no articles in this folder" + (f" ({known})" if known else ""))
