"""What the local page asks of its server, answered in the browser: the same functions, without the server."""

from __future__ import annotations

import io
import json

import msgspec

from mtcheck.project.loading import load
from mtcheck.report.formats import reporter
from mtcheck.report.page.render import rule_page
from mtcheck.serve.desk import NAMES, Desk, Order
from mtcheck.serve.limits import Refused
from mtcheck.serve.page import LONGEST_NAME, PageRequest, marked, templates

RULE = "/page/rule/"
desk = Desk(load(isolated=True))


def respond(path: str, body: str) -> tuple[int, str, str]:
    """(status, media type, text) for a request of the page; an error is {"error": why}, as from the server."""
    try:
        return 200, *_answered(path, body)
    except msgspec.ValidationError as e:
        return 422, "application/json", json.dumps({"error": str(e)})
    except Refused as e:
        return e.status, "application/json", json.dumps({"error": str(e)})


def _answered(path: str, body: str) -> tuple[str, str]:
    if path.startswith(RULE):
        page = rule_page(path.removeprefix(RULE))
        if page is None:
            raise Refused(404, "no such rule")
        return "text/html", str(templates().get_template("parts.html").make_module().rule(page))  # type: ignore[attr-defined]
    state = msgspec.json.decode(body, type=PageRequest)
    desk.bound(state.text, state.source)
    order = Order(state.text, state.source or None, None, state.format, state.before, state.rejected)
    found = desk.examine(order)
    if path == "/page/check":
        return "application/json", json.dumps(marked(state.name or NAMES[state.format], found.report))
    if path == "/page/report":
        out = io.StringIO()
        page_ = reporter("html", out)
        page_.file(state.name[:LONGEST_NAME] or NAMES[state.format], found.report)
        page_.end(found.summary, ())
        return "text/html", out.getvalue()
    raise Refused(404, "no such page")
