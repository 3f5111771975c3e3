"""`mtcheck compare`: what an edit or another engine fixed and broke."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import command, configuration, json_or_text, path, reading, share, source


@command(short_help="Tell what an edit or another engine fixed and broke.")
@click.argument("old", type=path)
@click.argument("new", type=path)
@json_or_text
@click.option("--fail-on-new", is_flag=True, help="Exit 1 if there is a finding that was not there before.")
@click.option(
    "--max-unedited",
    type=share,
    metavar="SHARE",
    help="Print the share of sentences of each article that stand in NEW as in OLD (the raw machine output); exit 1 if "
    "one has more than SHARE (0 to 1).",
)
@configuration
@reading
@source
def compare(
    old: str,
    new: str,
    style: str,
    fail_on_new: bool,
    max_unedited: float | None,
    source: str | None,
    source_dir: str | None,
    **settings: Any,
) -> int:
    """Compare two versions of an article, or of the articles of the same names in two folders.

    Tells what was fixed, what is new, what is left, and how the scores changed.
    """
    from mtcheck.cli.comparing import compare_all
    from mtcheck.cli.setup import companions_of, project_of
    from mtcheck.run.inputs import STDIN

    if old == new == STDIN:
        raise click.UsageError("standard input can be one of the two versions, not both")
    project = project_of([old, new], None, **settings)
    companions = companions_of([new], source, source_dir)
    return compare_all(
        old, new, project, style, sys.stdout, companions, fail_on_new=fail_on_new, max_unedited=max_unedited
    )
