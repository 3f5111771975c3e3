"""Opens the port and answers until it is told to end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from mtcheck.serve.app import application
from mtcheck.serve.desk import Desk
from mtcheck.serve.guard import LOOPBACK
from mtcheck.serve.languagetool.routes import NOBODY, Others

OWN = ("127.0.0.1", "localhost", "::1")  # addresses that only this machine reaches
MOST = 500  # connections at a time
IDLE = 5  # seconds that a connection may be silent between two requests
HEAD = 10  # seconds for the headers of a request to arrive


def _waits(connection: Any) -> bool:
    """Whether the connection stays open though the client has said all it will: while it waits for an answer."""
    asked = connection.cycle
    waits = asked is not None and not asked.more_body and not asked.response_complete
    if waits:
        asked.keep_alive = False
    return bool(waits)


class Patient(H11Protocol):
    """Answers a client that closes its side of the connection once it has asked, as langtool of Emacs does; but waits
    for no client that does not ask: there are only so many connections."""

    eof_received: Any = _waits
    _ending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def handle_events(self) -> None:
        super().handle_events()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._calm()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """Have the connection closed soon if there is no request whose headers are whole."""
        if self.conn.their_state is not h11.IDLE:
            self._calm()
        elif self._ending is None:
            self._ending = self.loop.call_later(HEAD, self.transport.close)

    def _calm(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=128)


def address(sock: socket.socket, host: str, token: str) -> str:
    """Where the page is. The token stands behind a # and so is never sent nor logged."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{sock.getsockname()[1]}/" + (f"#token={token}" if token else "")


def server(desk: Desk, host: str, token: str, others: Others = NOBODY) -> uvicorn.Server:
    """What answers on a socket. An address that others reach may be called by any name, and asks for the token."""
    app = application(desk, () if token and host not in OWN else LOOPBACK, token, others)
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)


def serve(
    desk: Desk, sock: socket.socket, host: str, token: str, ready: Callable[[], object], others: Others = NOBODY
) -> None:
    """Answer until SIGINT or SIGTERM; `ready` is called once before."""
    answering = server(desk, host, token, others)
    ready()
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once all is closed
        answering.run(sockets=[sock])
