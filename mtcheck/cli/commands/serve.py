"""`mtcheck serve`: a page on one's own machine, and POST /check."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import HERE, command, configuration, path, rules

PORT = 8765


@command(short_help="Serve a page that marks articles as one types, and POST /check.")
@click.argument("folder", metavar="[DIR]", default=HERE, type=path)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any free one.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; another than this needs a token."
)
@click.option(
    "--token",
    envvar="MTCHECK_SERVE_TOKEN",
    help="What others must know (better in MTCHECK_SERVE_TOKEN). With --host one is made up if none is given.",
)
@click.option(
    "--upstream", metavar="URL", help="A LanguageTool server whose matches stand beside ours (it gets the texts)."
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="A page that may ask at /v2, from elsewhere.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@rules
@configuration
def serve(
    folder: str,
    port: int,
    host: str,
    token: str | None,
    upstream: str | None,
    origins: tuple[str, ...],
    show: bool,
    **settings: Any,
) -> int:
    """Serve a page on this machine: paste, drop or open an article and see it marked as you type. Programs POST to
    /check, described by /openapi.json. LibreOffice, browsers and editors that speak to a LanguageTool server have one
    at /v2.

    The settings of DIR (the working folder) apply. Nothing is read or written for a request, and nothing kept. Ends
    with Ctrl-C.
    """
    try:
        import mtcheck.serve.running as running
        from mtcheck.serve.desk import Desk
        from mtcheck.serve.languagetool.routes import Others
        from mtcheck.serve.languagetool.upstream import Upstream
    except ImportError as e:
        raise click.ClickException(f"the server needs a library ({e.name}): pip install 'mtcheck[serve]'") from None
    from mtcheck.cli.running import BROKEN, PASSED, tell
    from mtcheck.cli.setup import project_of

    if host not in running.OWN and not token:
        import secrets

        token = secrets.token_urlsafe(24)
    project = project_of([folder], None, **settings)
    try:
        desk = Desk(project)
        others = Others(Upstream(upstream) if upstream else None, origins)
        sock = running.listening(host, port)
    except ValueError as e:  # a baseline that cannot be read, an address that is none
        raise click.UsageError(str(e)) from None
    except OSError as e:
        tell(f"{host}:{port}", (e.strerror or str(e)).lower())
        return BROKEN
    where = running.address(sock, host, token or "")

    def ready() -> None:
        print(f"mtcheck: {where} (Ctrl-C ends it)", file=sys.stderr, flush=True)
        if show:
            click.launch(where)

    running.serve(desk, sock, host, token or "", ready, others)
    return PASSED
