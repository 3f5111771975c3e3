"""`mtcheck mcp`: the server for agents."""

from __future__ import annotations

from typing import Any

import click

from mtcheck.cli.options import command, configuration, rules


@command(short_help="Run the server for agents (MCP).")
@rules
@configuration
def mcp(config: str | None, isolated: bool, **settings: Any) -> None:
    """Run the server for agents on standard input and output (Model Context Protocol).

    Its tools check, explain, compare and fix texts that an agent hands over. They read and write no article; the
    settings of the working folder hold.
    """
    from mtcheck.cli.setup import given_options

    if config and isolated:
        raise click.UsageError("--config contradicts --isolated")
    try:
        from mtcheck.mcp.server import serve
    except ImportError as e:
        raise click.ClickException(
            f"the server for agents needs a library ({e.name}): pip install 'mtcheck[mcp]'"
        ) from None
    from mtcheck.mcp.tools import Tools

    serve(Tools(config=config, isolated=isolated, options=given_options(settings)))
