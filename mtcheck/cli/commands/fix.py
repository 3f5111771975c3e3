"""`mtcheck fix`: what the fixes change."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import command, configuration, paths, readers, reading, rules, source, stdin_filename


@command(short_help="Show what fixes change; --write applies them.")
@paths
@click.option("--write", is_flag=True, help="Change the files (standard input: print it fixed).")
@click.option("--suggested", is_flag=True, help="Also apply fixes that a person should look at.")
@rules
@configuration
@stdin_filename
@reading
@source
@readers
def fix(
    paths: tuple[str, ...],
    write: bool,
    suggested: bool,
    stdin_filename: str | None,
    source: str | None,
    source_dir: str | None,
    spans: tuple[str, ...],
    **settings: Any,
) -> int:
    """Fix articles: show a diff, or change the files with --write.

    Only safe fixes, which cannot change the meaning, unless --suggested. Of fixes that overlap the first is
    applied; the result is checked again until nothing is left to fix. Exits 0 unless there is an error (2).
    """
    from itertools import chain

    from mtcheck.cli.running import fix_all
    from mtcheck.cli.setup import companions_of, files_of, project_of, readers_of, task_of

    project = project_of(paths, stdin_filename, **settings)
    others, problems = readers_of(paths, spans, project)
    task = task_of(project, companions_of(paths, source, source_dir), readers=others)
    files = chain(problems, files_of(paths, stdin_filename, project))
    return fix_all(files, task, suggested=suggested, write=write, stream=sys.stdout)
