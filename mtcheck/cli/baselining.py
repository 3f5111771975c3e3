"""Runs `mtcheck baseline`: checks files and records what is found."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain

import click

from mtcheck.cli.running import BROKEN, PASSED, tell
from mtcheck.cli.setup import files_of, readers_of, runner_of
from mtcheck.project.keys import ConfigError
from mtcheck.project.project import Project
from mtcheck.reading.files import Problem
from mtcheck.run.companions import Companions
from mtcheck.run.filters.baseline import DEFAULT, Baseline, BaselineError


def record(
    paths: Sequence[str],
    file: str | None,
    project: Project,
    companions: Companions | None = None,
    spans: Sequence[str] = (),
    *,
    prune: bool,
) -> int:
    """Record the findings of all files, or forget those that are gone; the exit code. `spans`: files of error spans,
    whose findings are recorded too."""
    try:
        path = file or project.path("baseline", write=True) or project.reached("baseline", DEFAULT, write=True)
    except ConfigError as e:
        raise click.UsageError(str(e)) from None
    try:
        known = Baseline.read(path) if os.path.exists(path) else Baseline(path)
    except BaselineError as e:
        tell(path, str(e).removeprefix(f"{path}: "))
        return BROKEN
    before = len(known)
    code = PASSED
    readers, problems = readers_of(paths, spans, project)
    with runner_of(project, companions=companions, baseline=False, readers=readers) as runner:
        for item in runner.run(chain(problems, files_of(paths, None, project))):
            if isinstance(item, Problem):
                tell(*item)
                code = BROKEN
                continue
            for problem in item.problems:
                tell(*problem)
                code = BROKEN
            known.record(item.input.name, item.reports, prune=prune)
    known.forget_missing()
    try:
        known.write()
    except OSError as e:
        tell(path, f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN
    after = len(known)
    tell(path, f"{after:,} known finding{'s' * (after != 1)} ({before:,} before)")
    if not project["baseline"]:
        tell(path, "to report only what is new: --baseline FILE, or the key `baseline` in mtcheck.toml")
    return code
