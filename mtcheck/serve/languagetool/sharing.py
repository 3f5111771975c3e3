"""Lets add-ons of browsers and editors ask: not pages, which could have a reader's texts checked without asking.

The guard refuses whatever a browser says comes from elsewhere. An add-on says so too: where its origin is welcome, the
guard does not see it, and the browser is told that the answer may be read.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADD_ONS = ("chrome-extension", "moz-extension", "safari-web-extension")  # schemes that no page has
APPS = ("app://obsidian.md", "capacitor://localhost")  # Obsidian on desktops and telephones
HIDDEN = (b"origin", b"sec-fetch-site", b"sec-fetch-mode")
PREFLIGHT = {
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "Accept, Authorization, Content-Type",
    "access-control-max-age": "3600",
}


class Sharing:
    """Stands before the guard. `paths`: what may be asked from elsewhere; `origins`: pages that may ask, besides
    add-ons."""

    def __init__(self, app: ASGIApp, paths: Collection[str], origins: Collection[str] = ()) -> None:
        self._app = app
        self._paths = frozenset(paths)
        self._origins = frozenset((*APPS, *origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on to the guard."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        origin = headers.get("origin", "")
        if not origin or scope["path"] not in self._paths or not self.welcome(origin):
            await self._app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                own["access-control-allow-origin"] = origin
                own.add_vary_header("Origin")
            await send(message)

        if scope["method"] == "OPTIONS":
            private = headers.get("access-control-request-private-network") == "true"
            more = {"access-control-allow-private-network": "true"} if private else {}
            await Response(status_code=204, headers={**PREFLIGHT, **more})(scope, receive, headed)
            return
        kept = [(name, value) for name, value in scope["headers"] if name not in HIDDEN]
        await self._app({**scope, "headers": kept}, receive, headed)

    def welcome(self, origin: str) -> bool:
        """Whether who has this origin may ask."""
        try:
            return origin in self._origins or urlsplit(origin).scheme in ADD_ONS
        except ValueError:  # brackets of no address
            return False
