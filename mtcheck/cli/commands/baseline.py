"""`mtcheck baseline`: what is known from now on."""

from __future__ import annotations

from typing import Any

import click

from mtcheck.cli.options import command, configuration, path, paths, readers, reading, source


@command(short_help="Record today's findings as known.")
@paths
@click.option("--file", metavar="FILE", type=path, help="Where.  [default: .mtcheck-baseline.json]")
@click.option("--prune", is_flag=True, help="Only forget what is no longer found.")
@configuration
@reading
@source
@readers
def baseline(
    paths: tuple[str, ...],
    file: str | None,
    prune: bool,
    source: str | None,
    source_dir: str | None,
    spans: tuple[str, ...],
    **settings: Any,
) -> int:
    """Record today's findings, so that only new ones fail a build.

    A finding is recognised by its rule, its words and their neighbours: it stays known when its paragraph is moved or
    wrapped anew. Articles that are checked with their sources need these here too.
    Use the file with `check --baseline FILE` or the key `baseline` of the configuration.
    """
    from mtcheck.cli.baselining import record
    from mtcheck.cli.setup import companions_of, project_of

    companions = companions_of(paths, source, source_dir)
    return record(paths, file, project_of(paths, None, **settings), companions, spans, prune=prune)
