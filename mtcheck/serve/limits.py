"""What one request may cost, and reading its body within that."""

from __future__ import annotations

import asyncio
from typing import NamedTuple, TypeVar

import msgspec
from starlette.requests import Request

T = TypeVar("T")


class Limits(NamedTuple):
    """`text`: code points of a text, and of its source. `body`: bytes of a request. Seconds: for a body to arrive, and
    for a check, waiting included. `threads`: checks at a time, `waiting`: those that may wait for one."""

    text: int = 1_000_000
    body: int = 8_000_000
    arrival: float = 10.0
    check: float = 30.0
    threads: int = 4
    waiting: int = 64


USUAL = Limits()


class Refused(Exception):
    """A request that is not answered as it wishes: the status of HTTP, and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


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
