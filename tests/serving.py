"""A server on a free port of this machine, for tests."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.serve.bounds import USUAL, Limits
from mtcheck.serve.desk import Desk
from mtcheck.serve.languagetool.routes import NOBODY, Others
from mtcheck.serve.running import listening, server


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Served(NamedTuple):
    """Where it is."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request on a connection of its own. A body that is not bytes is sent as JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        given = {"Host": f"127.0.0.1:{self.port}"}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            given["Content-Type"] = "application/json"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, given)
        response = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return answer


@contextmanager
def serving(
    project: Project | None = None,
    limits: Limits = USUAL,
    host: str = "127.0.0.1",
    token: str = "",
    others: Others = NOBODY,
) -> Iterator[Served]:
    """A server in a thread; `host` is what it believes to listen on."""
    sock = listening("127.0.0.1", 0)
    answering = server(Desk(project or load(isolated=True), limits), host, token, others)
    thread = threading.Thread(target=answering.run, args=([sock],), daemon=True)
    thread.start()
    while not answering.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield Served(sock.getsockname()[1])
    finally:
        answering.should_exit = True
        thread.join(10)
        sock.close()
