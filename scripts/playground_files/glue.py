"""What the local page asks of its server, answered in the browser: the same functions, without the server."""

from __future__ import annotations

import io
import json
from typing import Any, get_args

from mtcheck.project.loading import load
from mtcheck.report.formats import reporter
from mtcheck.report.page.render import rule_page
from mtcheck.serve.bounds import Refused
from mtcheck.serve.desk import NAMES, Desk, Format, Order
from mtcheck.serve.marks import LONGEST_NAME, marked, templates

RULE = "/page/rule/"
STATE: dict[str, Any] = {"source": "", "format": "text", "before": {}, "rejected": [], "name": ""}  # besides the text
desk = Desk(load(isolated=True))


def respond(path: str, body: str) -> tuple[int, str, str]:
    """(status, media type, text) for a request of the page; an error is {"error": why}, as from the server."""
    try:
        return 200, *_answered(path, body)
    except Refused as e:
        return e.status, "application/json", json.dumps({"error": str(e)})


def _answered(path: str, body: str) -> tuple[str, str]:
    if path.startswith(RULE):
        page = rule_page(path.removeprefix(RULE))
        if page is None:
            raise Refused(404, "no such rule")
        return "text/html", str(templates().get_template("parts.html").make_module().rule(page))  # type: ignore[attr-defined]
    state = _state(body)
    desk.bound(state["text"], state["source"])
    order = Order(
        state["text"], state["source"] or None, None, state["format"], state["before"], tuple(state["rejected"])
    )
    found = desk.examine(order)
    name = state["name"] or NAMES[order.format]
    if path == "/page/check":
        return "application/json", json.dumps(marked(name, found.report))
    if path == "/page/report":
        out = io.StringIO()
        page_ = reporter("html", out)
        page_.file(name[:LONGEST_NAME], found.report)
        page_.end(found.summary, ())
        return "text/html", out.getvalue()
    raise Refused(404, "no such page")


def _state(body: str) -> dict[str, Any]:
    """The state of the page. Raises Refused for what the page would not send."""
    given = json.loads(body)
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise Refused(422, "no text")
    state = {**STATE, **given}
    if any(not isinstance(state[key], type(usual)) for key, usual in STATE.items()):
        raise Refused(422, "no state of the page")
    if state["format"] not in get_args(Format):
        raise Refused(422, "format must be text, markdown or html")
    return state
