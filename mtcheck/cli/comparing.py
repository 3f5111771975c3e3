"""Runs `mtcheck compare`: pairs the versions, tells what cannot be read, prints what differs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TextIO

from mtcheck.checking.report import Report
from mtcheck.cli.running import BROKEN, PASSED, STOPPED, tell
from mtcheck.cli.setup import files_of, runner_of
from mtcheck.project.project import Project
from mtcheck.reading.files import Problem
from mtcheck.report.difference import write_differences
from mtcheck.run.companions import Companions
from mtcheck.run.difference import Difference, difference, paired
from mtcheck.run.flow import Result
from mtcheck.run.unedited import unedited


def compare_all(
    old: str,
    new: str,
    project: Project,
    style: str,
    stream: TextIO,
    companions: Companions | None = None,
    *,
    fail_on_new: bool,
    max_unedited: float | None = None,
) -> int:
    """Compare two files or two folders, both with the same sources; the exit code. `max_unedited`: the share of
    sentences of an article (0 to 1) that may stand as in the old version; None: they are not counted."""
    code = PASSED
    differences: list[Difference] = []
    for name, before, after in _pairs(old, new, project, companions):
        for side in (before, after):
            if isinstance(side, Problem):
                tell(*side)
                code = BROKEN
        if not isinstance(before, Problem) and not isinstance(after, Problem):
            found = difference(name, _reports(before), _reports(after))
            if max_unedited is not None:
                found.unedited = unedited(_reports(before), _reports(after))
            differences.append(found)
    write_differences(stream, differences, style, paired(differences), max_unedited)
    stopped = fail_on_new and any(d.new for d in differences)
    if max_unedited is not None:
        stopped |= any(u.share > max_unedited for d in differences for u in d.unedited)
    return STOPPED if code == PASSED and stopped else code


def _reports(result: Result | None) -> Sequence[Report]:
    return result.reports if result else ()


def _pairs(
    old: str, new: str, project: Project, companions: Companions | None
) -> Iterator[tuple[str, Result | Problem | None, Result | Problem | None]]:
    """(name, old version, new version); of folders by the names below them."""
    if os.path.isdir(old) != os.path.isdir(new):
        gone = next((path for path in (old, new) if path != "-" and not os.path.exists(path)), None)
        problem = (
            Problem(new, "compare two files, or two folders")
            if gone is None
            else Problem(gone, "no such file or folder")
        )
        yield new, problem, None
        return
    sides = [checked_in(path, project, companions) for path in (old, new)]
    if not os.path.isdir(old):
        before, after = (next(iter(side.values()), None) for side in sides)
        yield new, before, after
        return
    for name in sorted({*sides[0], *sides[1]}):
        yield name, sides[0].get(name), sides[1].get(name)


def checked_in(path: str, project: Project, companions: Companions | None = None) -> dict[str, Result | Problem]:
    """What examining a file or the files of a folder gave, by their names below it."""
    out: dict[str, Result | Problem] = {}
    with runner_of(project, companions=companions) as runner:
        for item in runner.run(files_of([path], None, project)):
            name = item.name if isinstance(item, Problem) else item.input.name
            out[os.path.relpath(name, path) if os.path.isdir(path) else name] = item
    return out
