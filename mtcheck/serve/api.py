"""POST /check: a text in, its report out, as one entry of the JSON report; described by /openapi.json."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mtcheck.checking.report import file_dict, verdict_dict
from mtcheck.serve.desk import Desk, Format, Order
from mtcheck.serve.limits import json_of

DESCRIPTION = Path(__file__).with_name("openapi.json")  # made by scripts/openapi.py


class CheckRequest(msgspec.Struct, forbid_unknown_fields=True):
    """What is to be checked, and how it is written."""

    text: str
    source: str | None = None
    source_lang: str | None = None
    format: Format = "text"
    readability: bool = False


def routes(desk: Desk) -> list[BaseRoute]:
    """The routes for programs."""

    async def check(request: Request) -> Response:
        wanted = await json_of(request, CheckRequest, desk.limits)
        order = Order(wanted.text, wanted.source, wanted.source_lang, wanted.format)
        report, _ = await desk.examined(order)
        if wanted.readability:
            report = replace(report, figures=report.readability)
        return answer({"verdict": verdict_dict(report), **file_dict(report)})

    async def description(request: Request) -> Response:
        return Response(described(), media_type="application/json")

    return [Route("/check", check, methods=["POST"]), Route("/openapi.json", description)]


def answer(value: Any) -> Response:
    """A value as JSON; characters that UTF-8 cannot hold are replaced."""
    try:
        return Response(msgspec.json.encode(value), media_type="application/json")
    except UnicodeEncodeError:
        return Response(msgspec.json.encode(_whole(value)), media_type="application/json")


def _whole(value: Any) -> Any:
    """The value without lone surrogates."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list | tuple) else value


@cache
def described() -> bytes:
    """The description of the routes, as OpenAPI 3.1."""
    return DESCRIPTION.read_bytes()
