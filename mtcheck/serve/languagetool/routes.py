"""The routes of the protocol: with /v2 before them, and without, as some clients ask."""

from __future__ import annotations

import asyncio
import hmac
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from mtcheck.report.cells import harmless, shown
from mtcheck.report.page.render import rule_page
from mtcheck.serve.api import answer
from mtcheck.serve.bounds import Refused
from mtcheck.serve.desk import Desk
from mtcheck.serve.languagetool.annotated import BadRequest
from mtcheck.serve.languagetool.answers import Failed, check_answer, incomplete, info, languages
from mtcheck.serve.languagetool.choice import Tasks
from mtcheck.serve.languagetool.request import Check, asked_in
from mtcheck.serve.languagetool.upstream import Upstream, UpstreamFailed, UpstreamRefused, english, merged
from mtcheck.serve.limits import body_of
from mtcheck.serve.marks import templates

FORM = "application/x-www-form-urlencoded"
NAMES = ("check", "languages", "info", "healthcheck", "maxtextlength")
OPEN = (*(f"/v2/{name}" for name in NAMES), "/languages", "/info", "/healthcheck", "/maxtextlength")
PATHS = (*OPEN, "/check")
ASKED = 8  # questions to the other server at a time
Json = dict[str, Any]
T = TypeVar("T")


class Others(NamedTuple):
    """Who else has a part in it: another server of the protocol, and pages that may ask from elsewhere."""

    upstream: Upstream | None = None
    origins: tuple[str, ...] = ()


NOBODY = Others()


def tell(message: str) -> None:
    """One line on standard error. What another server says is untrusted."""
    print(harmless(f"mtcheck: {shown(message)}"), file=sys.stderr, flush=True)


def routes(desk: Desk, token: str = "", others: Others = NOBODY) -> list[BaseRoute]:
    """The routes. The guard lets them pass; with a token a check must bring it, as bearer or as `apiKey`."""
    clerk = Clerk(desk, token, others)
    out: list[BaseRoute] = []
    for before in ("/v2", ""):
        kind = Route if before else FormRoute
        out += [
            kind(f"{before}/check", clerk.check, methods=["GET", "POST"]),
            Route(f"{before}/languages", clerk.languages),
            Route(f"{before}/info", _info),
            Route(f"{before}/healthcheck", _health),
            Route(f"{before}/maxtextlength", clerk.longest),
        ]
    return [*out, Route("/rules/{code}", _rule)]


class FormRoute(Route):
    """Takes what is asked as clients of the protocol ask, and leaves JSON to mtcheck's own /check."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it takes a request."""
        if scope["type"] == "http":
            media = dict(scope["headers"]).get(b"content-type", b"").decode("latin-1")
            asked = scope["query_string"] if scope["method"] == "GET" else b""
            if _media(media) != FORM and not asked.startswith((b"text=", b"data=")) and b"&text=" not in asked:
                return Match.NONE, {}
        return super().matches(scope)


def _media(header: str) -> str:
    return header.partition(";")[0].strip().lower()


class Clerk:
    """Answers checks."""

    def __init__(self, desk: Desk, token: str, others: Others) -> None:
        self._desk, self._token = desk, token
        self._tasks = Tasks(desk.task)
        self._upstream = others.upstream
        self._asking: CapacityLimiter | None = None
        self._failed = False  # whether the other server failed the last time: that is told once

    async def check(self, request: Request) -> Response:
        """The answer to /check."""
        try:
            media = _media(request.headers.get("content-type", ""))
            body = await body_of(request, self._desk.limits)
            fields, check = await self._desk.timed(partial(asked_in, request.url.query, body, media))
            if not self._known(request, fields):
                return _error("the token is missing or wrong (as apiKey, or as bearer)", 403)
            if self._token:
                fields.pop("apiKey", None)  # it is not for others to know
            self._desk.bound(check.file.text)
            if not check.english and not self._upstream:
                return _error(f"'{check.language}' is not a language that is checked here; English is (en, en-US)")
            return answer(await self._answered(check, fields, f"{request.base_url}rules/"))
        except (BadRequest, UpstreamRefused) as e:
            return _error(str(e).removeprefix("Error: "))
        except Failed as e:
            return _error(str(e), 500)
        except UpstreamFailed as e:
            return _error(f"the other server does not help: {e}", 503)
        except Refused as e:
            return _error(e.why, e.status)

    def _known(self, request: Request, fields: Json) -> bool:
        kind, _, bearer = request.headers.get("authorization", "").partition(" ")
        given = (str(fields.get("apiKey", "")), bearer.strip() if kind.lower() == "bearer" else "")
        return not self._token or any(
            hmac.compare_digest(g.encode("utf-8", "replace"), self._token.encode()) for g in given
        )

    async def _answered(self, check: Check, fields: Json, pages: str) -> Json:
        """Our answer and the other server's, asked at the same time. Where that fails ours comes out, with a warning;
        of other languages there is only the other's. Raises Failed, Refused, UpstreamFailed, UpstreamRefused."""
        if not check.english:
            return await self._asked(fields)
        examined = self._desk.timed(partial(check_answer, check, self._tasks, pages))
        theirs, ours = await asyncio.gather(self._theirs(fields), examined, return_exceptions=True)
        if isinstance(ours, BaseException):
            raise ours
        if isinstance(theirs, (UpstreamFailed, UpstreamRefused)):
            self._tell(str(theirs))
            return {**ours, "warnings": incomplete(f"the other server does not help: {theirs}")}
        if isinstance(theirs, BaseException):
            raise theirs
        self._failed = False
        return ours if theirs is None else merged(ours, theirs) if english(theirs) else theirs

    async def _theirs(self, fields: Json) -> Json | None:
        """What the other server says; None if there is none. Raises as `_asked`."""
        return await self._asked(fields) if self._upstream else None

    def _tell(self, why: str) -> None:
        """Tell that the other server failed, once until it helps again."""
        if not self._failed and self._upstream:
            tell(f"{self._upstream.url} does not help: {why}; go on without it")
        self._failed = True

    async def _asked(self, fields: Json) -> Json:
        """What the other server says. Raises UpstreamFailed, UpstreamRefused."""
        assert self._upstream
        return await self._within(partial(self._upstream.check, fields), self._upstream.patience)

    async def _within(self, work: Callable[[], T], patience: float) -> T:
        """Work in a thread, as long as it is waited for. Raises UpstreamFailed."""
        self._asking = self._asking or CapacityLimiter(ASKED)
        try:
            async with asyncio.timeout(patience + 1):
                return await anyio.to_thread.run_sync(work, limiter=self._asking, abandon_on_cancel=True)
        except TimeoutError:
            raise UpstreamFailed(f"no answer within {patience:g} seconds") from None

    async def languages(self, request: Request) -> Response:
        """What is checked here, and what the other server checks."""
        own = languages()
        if self._upstream:
            try:
                theirs = await self._within(self._upstream.languages, self._upstream.patience)
                codes = {x["longCode"] for x in own}
                own = [*own, *(x for x in theirs if x.get("longCode") not in codes)]
            except (UpstreamFailed, UpstreamRefused) as e:
                self._tell(str(e))
        return answer(own)

    async def longest(self, request: Request) -> Response:
        """How long a text may be."""
        return PlainTextResponse(str(self._desk.limits.text))


async def _info(request: Request) -> Response:
    return answer(info())


async def _health(request: Request) -> Response:
    return PlainTextResponse("OK")


async def _rule(request: Request) -> Response:
    """The page of a rule, to which matches lead."""
    page = rule_page(request.path_params["code"])
    if page is None:
        raise Refused(404, "no such rule")
    return HTMLResponse(templates().get_template("rule.html").render(rule=page))


def _error(message: str, status: int = 400) -> Response:
    """As clients of the protocol show it."""
    headers = {"connection": "close"} if status in (408, 413) else {}  # the rest of the body is not read
    return PlainTextResponse(f"Error: {message}", status, headers)
