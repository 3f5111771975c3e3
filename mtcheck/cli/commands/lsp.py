"""`mtcheck lsp`: the language server."""

from __future__ import annotations

import click

from mtcheck.cli.options import command


@command(short_help="Run the language server, for editors.")
def lsp() -> None:
    """Run the language server on standard input and output: findings as one types, fixes, the rules' pages."""
    try:
        from mtcheck.lsp.server import serve
    except ImportError as e:
        raise click.ClickException(
            f"the language server needs a library ({e.name}): pip install 'mtcheck[lsp]'"
        ) from None
    serve()
