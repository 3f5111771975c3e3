"""`--watch`: checks again whenever a file below the given paths changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import click

from mtcheck.project.project import Project
from mtcheck.reading.formats import in_folders


def watch(
    paths: Sequence[str],
    project: Project,
    check: Callable[[Sequence[str]], object],
    beside: Sequence[str] = (),
    reports: Sequence[str] = (),
) -> int:
    """Check all paths, then those files that change, until interrupted; when a file of those `beside` the articles
    changes (error spans, a source), all paths again. `reports` are what the checks write. Raises UsageError without
    the library."""
    try:
        from watchfiles import Change
        from watchfiles import watch as changes
    except ImportError:
        raise click.UsageError("--watch needs a library: pip install 'mtcheck[watch]'") from None
    given = {os.path.realpath(p) for p in paths}
    others = {os.path.realpath(p) for p in beside}
    own = {os.path.realpath(p) for p in reports}

    def wanted(change: Change, path: str) -> bool:
        name = os.path.basename(path)
        if change is Change.deleted or os.path.realpath(path) in own:
            return False
        if os.path.realpath(path) in given | others:
            return True
        if name.startswith("."):
            return False
        return in_folders(name, project.reading) and not project.filter.leaves_out(path, folder=False)

    click.echo("mtcheck: watching; Ctrl-C ends", err=True)
    check(paths)
    folders = {p if os.path.isdir(p) else os.path.dirname(os.path.abspath(p)) for p in (*paths, *beside)}
    inside = [f for f in given if os.path.isdir(f)]
    for group in changes(*folders, watch_filter=wanted, raise_interrupt=True):
        changed = sorted({path for _, path in group})
        if any(os.path.realpath(path) in others for path in changed):
            check(paths)
            continue
        named = [p for p in changed if os.path.realpath(p) in given or any(_below(p, f) for f in inside)]
        if named:
            check([os.path.relpath(p) for p in named if os.path.exists(p)])
    return 0


def _below(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(folder + os.sep)
