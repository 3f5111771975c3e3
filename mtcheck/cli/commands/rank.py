"""`mtcheck rank`: which of several versions of the same articles has fewer artefacts."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import command, configuration, json_or_text, path, reading, rules, sources


@command(short_help="Tell which engine or version has fewer artefacts.")
@click.argument("folders", metavar="DIR...", nargs=-1, required=True, type=path)
@json_or_text
@rules
@configuration
@reading
@sources
def rank(folders: tuple[str, ...], style: str, source_dir: str | None, **settings: Any) -> int:
    """Rank folders that hold the same articles from several engines, or in several versions.

    Articles are matched by their names; only those that all folders hold count. A difference is told where a paired
    bootstrap over the articles finds it more than chance. With sources (--source-dir) all folders are compared with the
    same ones.
    """
    from mtcheck.cli.ranking import rank_all
    from mtcheck.cli.setup import companions_of, project_of

    project = project_of(folders, None, **settings)
    return rank_all(folders, project, style, sys.stdout, companions_of(folders, None, source_dir))
