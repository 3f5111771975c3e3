"""Reading the body of a request within its limits."""

from __future__ import annotations

import asyncio
from typing import TypeVar

import msgspec
from starlette.requests import Request

from mtcheck.serve.bounds import Limits, Refused

T = TypeVar("T")


async def body_of(request: Request, limits: Limits) -> bytes:
    """The body of a request. Raises Refused for one that is too large or does not arrive in time."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > limits.body:
        raise Refused(413, f"a request of more than {limits.body:,} bytes")
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(limits.arrival):
            async for part in request.stream():
                size += len(part)
                if size > limits.body:
                    raise Refused(413, f"a request of more than {limits.body:,} bytes")
                parts.append(part)
    except TimeoutError:
        raise Refused(408, f"the request did not arrive within {limits.arrival:g} seconds") from None
    return b"".join(parts)


async def json_of(request: Request, kind: type[T], limits: Limits) -> T:
    """The body of a request, which must be JSON of this kind. Raises Refused."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":  # which a page from elsewhere cannot send unasked
        raise Refused(415, "send application/json")
    body = await body_of(request, limits)
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as e:
        raise Refused(422, str(e)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise Refused(400, f"no JSON: {e}") from None
