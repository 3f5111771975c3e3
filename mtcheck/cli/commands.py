"""The commands for pipelines and editors: config, baseline, compare, lsp. Each loads what it needs when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
json_or_text = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
help_option = click.help_option("-h", "--help")


def project_options(function: F) -> F:
    """Which configuration holds."""
    for option in (
        click.option("--force-exclude", is_flag=True, help="Leave out excluded files even if they are named."),
        click.option("--profile", metavar="NAME", help="Built-in settings (news, strict, lenient) or your own."),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--config", metavar="FILE", type=click.Path(), help="Configuration to use  [default: nearest up]"),
    ):
        function = option(function)
    return function


def pipeline_options(function: F) -> F:
    """Options of `check` that pipelines use."""
    for option in reversed(
        (
            click.option(
                "--output", "outputs", multiple=True, metavar="FORMAT[:FILE]", help="Write this report (repeatable)."
            ),
            click.option("--baseline", metavar="FILE", type=click.Path(), help="Report only what is not known there."),
            click.option("--changed-since", metavar="REV", help="Only files and paragraphs changed in git since."),
            click.option("--max-findings", type=int, metavar="N", help="Exit 1 if there are more over all files."),
            click.option("--max-per-rule", type=int, metavar="N", help="Exit 1 if a rule has more over all files."),
            click.option("--jobs", metavar="N", help="Processes to check with, or auto.  [default: 1]"),
            click.option("--cache/--no-cache", default=None, help="Keep results for unchanged texts."),
            click.option("--watch", is_flag=True, help="Check again whenever a file changes."),
        )
    ):
        function = option(function)
    return function


def reading_options(function: F) -> F:
    """Where the text stands in files of some formats."""
    function = click.option("--encoding", metavar="NAME", help="Of files that do not say it.  [UTF-8]")(function)
    function = click.option("--html-selector", metavar="CSS", help="The article in HTML pages.")(function)
    return click.option("--json-pointer", multiple=True, metavar="POINTER", help="Texts in JSON (/items/*/body).")(
        function
    )


def source_options(function: F) -> F:
    """What the articles were translated from, and how terms are."""
    for option in reversed(
        (
            click.option("--source", metavar="FILE", type=click.Path(), help="What the article was translated from."),
            click.option(
                "--source-dir", metavar="DIR", type=click.Path(), help="A folder with sources of matching names."
            ),
            click.option("--source-lang", metavar="CODE", help="Language of the source (de, zh).  [default: detected]"),
            click.option("--glossary", metavar="FILE", type=click.Path(), help="Terms and translations (CSV, TBX)."),
            click.option("--forbidden", metavar="FILE", type=click.Path(), help="Terms not to use, one a line."),
        )
    ):
        function = option(function)
    return function


@click.command("config", short_help="Show the settings in force and where each comes from.")
@click.argument("path", required=False, type=click.Path())
@project_options
@json_or_text
@click.option("--schema", is_flag=True, help="Print the JSON schema of the configuration.")
@help_option
def show_config(path: str | None, style: str, schema: bool, **options: Any) -> None:
    """Show the settings in force for a file or folder (the working folder), and where each comes from."""
    from mtcheck.report.json import dumps

    if schema:
        from mtcheck.project.keys import json_schema

        sys.stdout.write(dumps(json_schema()))
        return
    from mtcheck.cli.setup import project_of
    from mtcheck.report.settings import settings_dict, write_settings

    project = project_of([path] if path else [], None, **options)
    if style == "json":
        sys.stdout.write(dumps(settings_dict(project, path)))
    else:
        write_settings(sys.stdout, project, path)


@click.command(short_help="Record today's findings as known.")
@paths
@project_options
@reading_options
@source_options
@click.option("--file", "file", metavar="FILE", type=click.Path(), help="Where.  [default: .mtcheck-baseline.json]")
@click.option("--prune", is_flag=True, help="Only forget what is no longer found.")
@help_option
def baseline(
    paths: tuple[str, ...],
    file: str | None,
    prune: bool,
    source: str | None,
    source_dir: str | None,
    **options: Any,
) -> int:
    """Record today's findings, so that only new ones fail a build.

    A finding is recognised by its rule, its words and their neighbours: it stays known when its paragraph is moved or
    wrapped anew. Articles that are checked with their sources need these here too.
    Use the file with `check --baseline FILE` or the key `baseline` of the configuration.
    """
    from mtcheck.cli.baselining import record
    from mtcheck.cli.setup import companions_of, project_of

    companions = companions_of(paths, source, source_dir)
    return record(paths, file, project_of(paths, None, **options), companions, prune=prune)


@click.command(short_help="Tell what an edit or another engine fixed and broke.")
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@project_options
@reading_options
@json_or_text
@click.option("--fail-on-new", is_flag=True, help="Exit 1 if there is a finding that was not there before.")
@help_option
def compare(old: str, new: str, style: str, fail_on_new: bool, **options: Any) -> int:
    """Compare two versions of an article, or of the articles of the same names in two folders.

    Tells what was fixed, what is new, what is left, and how the scores changed.
    """
    from mtcheck.cli.comparing import compare_all
    from mtcheck.cli.setup import project_of

    project = project_of([old, new], None, **options)
    return compare_all(old, new, project, style, sys.stdout, fail_on_new=fail_on_new)


@click.command(short_help="Run the language server, for editors.")
@help_option
def lsp() -> int:
    """Run the language server on standard input and output: findings as one types, fixes, the rules' pages."""
    try:
        from mtcheck.lsp.server import serve
    except ImportError as e:
        raise click.ClickException(
            f"the language server needs a library ({e.name}): pip install 'mtcheck[lsp]'"
        ) from None
    serve()
    return 0


COMMANDS = (show_config, baseline, compare, lsp)
