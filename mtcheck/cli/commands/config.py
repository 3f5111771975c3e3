"""`mtcheck config`: the settings in force."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import command, configuration, json_or_text, path


@command(short_help="Show the settings in force and where each comes from.")
@click.argument("path", required=False, type=path)
@json_or_text
@click.option("--schema", is_flag=True, help="Print the JSON schema of the configuration.")
@configuration
def config(path: str | None, style: str, schema: bool, **settings: Any) -> None:
    """Show the settings in force for a file or folder (the working folder), and where each comes from."""
    from mtcheck.cli.setup import project_of
    from mtcheck.project.keys import json_schema
    from mtcheck.report.json import dumps
    from mtcheck.report.settings import settings_dict, write_settings

    if schema:
        sys.stdout.write(dumps(json_schema()))
        return
    project = project_of([path] if path else [], None, **settings)
    if style == "json":
        sys.stdout.write(dumps(settings_dict(project, path)))
    else:
        write_settings(sys.stdout, project, path)
