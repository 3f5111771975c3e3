"""What stands before all routes: who may ask, and what browsers are told about the answers."""

from __future__ import annotations

import hmac
from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


class Guard:
    """Refuses what a page from elsewhere has a browser send, and with a token whoever lacks it.

    `hosts`: the names that the server may be called by; a page whose name was turned to this address (DNS rebinding)
    has another. Empty: any, and the token is what counts. `public`: paths that hold nothing and need no token."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], token: str = "", public: Collection[str] = ()) -> None:
        if not hosts and not token:
            raise ValueError("a server that any name may call needs a token")
        self._app = app
        self._hosts = frozenset(hosts)
        self._token = token
        self._public = tuple(public)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on to the routes."""
        if scope["type"] != "http":
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if why := self._refusal(headers):
            await JSONResponse({"error": why}, 403)(scope, receive, headed)
        elif not self._knows(scope["path"], headers):
            challenge = {"www-authenticate": "Bearer"}
            await JSONResponse({"error": "the token is missing or wrong"}, 401, challenge)(scope, receive, headed)
        else:
            await self._app(scope, receive, headed)

    def _refusal(self, headers: Headers) -> str:
        """Why nobody gets an answer; "" if there is no reason."""
        hosts = headers.getlist("host")
        if self._hosts and (len(hosts) != 1 or _name(hosts[0]) not in self._hosts):
            return "this server is not called by that name"
        origin = headers.get("origin")
        if origin is not None and (not hosts or origin.lower().partition("://")[2] != hosts[0].lower()):
            return "asked by a page from elsewhere"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return "asked by a page from elsewhere"
        return ""

    def _knows(self, path: str, headers: Headers) -> bool:
        if not self._token or path in self._public or path.startswith("/static/"):
            return True
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token.encode())


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]
