"""The page, and what it asks for: the marks and cards of a text, a rule, a report to download."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from mtcheck.checking.report import Report
from mtcheck.lint.findings import TARGET
from mtcheck.report.formats import reporter
from mtcheck.report.page.families import stylesheet
from mtcheck.report.page.model import ArticleView, article_view
from mtcheck.report.page.render import environment, rule_page, rules_of, static
from mtcheck.serve.api import answer
from mtcheck.serve.desk import NAMES, Answer, Desk, Format, Order
from mtcheck.serve.limits import Refused, json_of
from mtcheck.serve.units import Units

HERE = Path(__file__).parent
LONGEST_NAME = 200  # characters of the name of an article
KEY = "c"  # begins the ids of cards


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


@cache
def templates() -> Environment:
    """The templates of the report and the page's own."""
    folders = [HERE / "templates", *environment().loader.searchpath]  # type: ignore[union-attr]
    return environment().overlay(loader=FileSystemLoader(folders))


def marked(name: str, report: Report) -> dict[str, Any]:
    """What the page shows of a report. Offsets are units of UTF-16 into the text that was sent."""
    view = article_view(name[:LONGEST_NAME], report, KEY)
    units = Units(report.text)
    findings = report.findings
    return {
        **_shown(view),
        "marks": [
            [units.of(f.span.start), units.of(f.span.end), c.number, f"{c.prefix} {c.severity}"]
            for c, f in zip(view.cards, findings, strict=True)
        ],
        "related": [
            [units.of(r.span.start), units.of(r.span.end), n]
            for n, f in enumerate(findings, 1)
            for r in f.related
            if r.where == TARGET
        ],
        "fixes": [
            [[[units.of(e.start), units.of(e.end), e.new] for e in fix.edits] for fix in f.fixes] for f in findings
        ],
        "keys": [found.mark for found in report.found],
        "company": dict(report.company),
    }


def _shown(view: ArticleView) -> dict[str, Any]:
    """The parts of the page that the server writes."""
    parts: Any = templates().get_template("parts.html").module
    rules = rules_of([view])
    return {
        "verdict": str(parts.verdict(view)),
        "notes": list(view.notes),
        "cards": "".join(str(parts.card(c, view.id, rules, True)) for c in view.cards),
        "fixlist": str(parts.fix_list(view)),
        "score": view.score,
        "left_out": list(view.left_out),
        "signature": view.signature,
    }
