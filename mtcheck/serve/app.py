"""The application: routes of all modules, the guard before them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from mtcheck.serve import api, page
from mtcheck.serve.bounds import Refused
from mtcheck.serve.desk import Desk
from mtcheck.serve.guard import LOOPBACK, Guard
from mtcheck.serve.languagetool import routes as languagetool
from mtcheck.serve.languagetool.routes import NOBODY, Others
from mtcheck.serve.languagetool.sharing import Sharing

PUBLIC = ("/", "/openapi.json")  # they hold nothing of anybody's
Routes = Callable[[Desk], Sequence[BaseRoute]]
MODULES: Sequence[Routes] = (page.routes, api.routes)


def application(desk: Desk, hosts: Collection[str] = LOOPBACK, token: str = "", others: Others = NOBODY) -> ASGIApp:
    """What answers requests. Raises ValueError for one that anybody may call without a token."""
    handlers = {Refused: _refused, HTTPException: _failed, Exception: _broken}
    protocol = languagetool.routes(desk, token, others)
    own = [r for routes in MODULES for r in routes(desk)]
    app = Starlette(routes=[*protocol, *own], exception_handlers=handlers)
    public = (*PUBLIC, *languagetool.OPEN)
    return Sharing(Guard(app, hosts, token, public), languagetool.PATHS, others.origins)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    headers = {"retry-after": "5"} if error.status == 503 else {}
    if error.status in (408, 413):
        headers["connection"] = "close"  # the rest of the body is not read
    return JSONResponse({"error": error.why}, error.status, headers)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)


async def _broken(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": "internal error; please report it"}, 500)
