"""`mtcheck lsp`: the language server."""

from __future__ import annotations

import os

import click

from mtcheck.cli.options import command, path


@command(short_help="Run the language server, for editors.")
@click.option("--source-dir", metavar="DIR", type=path, help="A folder with sources of matching names.")
def lsp(source_dir: str | None) -> None:
    """Run the language server on standard input and output: findings as one types, fixes, the rules' pages."""
    if source_dir and not os.path.isdir(source_dir):
        raise click.UsageError(f"--source-dir: no folder {click.format_filename(source_dir)}")
    try:
        from mtcheck.lsp.server import serve
    except ImportError as e:
        raise click.ClickException(
            f"the language server needs a library ({e.name}): pip install 'mtcheck[lsp]'"
        ) from None
    serve(source_dir)
