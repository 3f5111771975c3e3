"""The page, and what it asks for: the marks and cards of a text, a rule, a report to download."""

from __future__ import annotations

import io

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from mtcheck.report.formats import reporter
from mtcheck.report.page.families import stylesheet
from mtcheck.report.page.render import rule_page, static
from mtcheck.serve.api import answer
from mtcheck.serve.bounds import Refused
from mtcheck.serve.desk import NAMES, Answer, Desk, Format, Order
from mtcheck.serve.limits import json_of
from mtcheck.serve.marks import HERE, LONGEST_NAME, marked, templates


class PageRequest(msgspec.Struct, forbid_unknown_fields=True):
    """The state of the page: the article and its source, the findings that the reader has rejected, and the company
    that the findings had before some were fixed."""

    text: str
    source: str = ""
    format: Format = "text"
    before: dict[str, float] = {}
    rejected: list[str] = []
    name: str = ""


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes of the page."""

    async def examined(request: Request) -> tuple[PageRequest, Answer]:
        state = await json_of(request, PageRequest, desk.limits)
        order = Order(state.text, state.source or None, None, state.format, state.before, state.rejected)
        return state, await desk.examined(order)

    async def check(request: Request) -> Response:
        state, found = await examined(request)
        return answer(marked(state.name or NAMES[state.format], found.report))

    async def report(request: Request) -> Response:
        state, found = await examined(request)
        out = io.StringIO()
        page = reporter("html", out)
        page.file(state.name[:LONGEST_NAME] or NAMES[state.format], found.report)
        page.end(found.summary, ())
        return HTMLResponse(out.getvalue().encode("utf-8", "replace"))

    async def rule(request: Request) -> Response:
        page = rule_page(request.path_params["code"])
        if page is None:
            raise Refused(404, "no such rule")
        return HTMLResponse(str(templates().get_template("parts.html").make_module().rule(page)))  # type: ignore[attr-defined]

    return [
        Route("/", _shell),
        Route("/static/page.css", _style),
        Route("/static/page.js", _script),
        Route("/static/icon.svg", _icon),
        Route("/page/check", check, methods=["POST"]),
        Route("/page/report", report, methods=["POST"]),
        Route("/page/rule/{code}", rule),
    ]


async def _shell(request: Request) -> Response:
    return HTMLResponse(templates().get_template("page.html").render())


async def _style(request: Request) -> Response:
    own = (HERE / "static" / "page.css").read_text(encoding="utf-8")
    return Response("\n".join((static("base.css"), static("report.css"), stylesheet(), own)), media_type="text/css")


async def _script(request: Request) -> Response:
    names = ("history.js", "files.js", "editor.js", "page.js")
    own = [(HERE / "static" / name).read_text(encoding="utf-8") for name in names]
    return Response("\n".join((static("notes.js"), *own)), media_type="text/javascript")


async def _icon(request: Request) -> Response:
    return Response((HERE / "static" / "icon.svg").read_bytes(), media_type="image/svg+xml")
