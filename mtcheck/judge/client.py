"""Sends one request to a server that speaks OpenAI's chat completions, again if it is busy, and reads its answer.

No message of an error quotes what a server says: that may hold the key, or what stands in an article.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import IntEnum
from typing import Any, NamedTuple

import httpx
import msgspec

from mtcheck.judge.endpoint import Endpoint
from mtcheck.judge.limits import Budget, counted, estimated
from mtcheck.version import VERSION

BUSY = frozenset((408, 425, 429, 500, 502, 503, 504, 529))  # worth another try
REFUSED = frozenset((400, 415, 422, 501))  # the form of the request may be to blame, and the next one do
ERROR_BYTES = 64_000  # of an answer that is an error: it is searched, never shown
SAID = {  # codes of errors that are told, in words of ours; others are not
    "insufficient_quota": "the account has no credit left",
    "invalid_api_key": "the key is not valid",
    "model_not_found": "it has no such model",
    "rate_limit_exceeded": "too many requests",
    "content_filter": "its filter refused the text",
}
STATUS = {
    401: "the key is missing or not valid (MTCHECK_JUDGE_KEY, --key-from)",
    402: "the account has no credit left",
    403: "the key may not use it",
    404: "nothing is at this address, or it has no such model",
    407: "the proxy wants a password",
    429: "too many requests",
}
TOO_LONG = re.compile(r"context.{0,40}(?:length|window|size|exceed)|too many tokens|exceed.{0,40}context", re.I | re.S)


class Failed(Exception):
    """No answer, and none to be expected for other requests either: the message says why, on one line."""


class TooLong(Exception):
    """The model cannot take so much at once, or its answer was cut off: less may do."""


class Unusable(Exception):
    """An answer that is none; the message says why. Another request may have a better one."""


class Form(IntEnum):
    """How the form of the answer is asked for, from strict to not at all: servers differ in what they know."""

    SCHEMA = 0
    OBJECT = 1
    PLAIN = 2


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a server understands of a request."""

    form: Form = Form.SCHEMA
    room: str = "max_tokens"  # what the limit of an answer is called; the other name is newer
    temperature: bool = True

    def after(self, refusal: str) -> Dialect | None:
        """What to try next, by what the server says of the request; None if there is nothing left to give up."""
        if "max_completion_tokens" in refusal and self.room == "max_tokens":
            return replace(self, room="max_completion_tokens")
        if "temperature" in refusal and self.temperature:
            return replace(self, temperature=False)
        return replace(self, form=Form(self.form + 1)) if self.form < Form.PLAIN else None


class Question(NamedTuple):
    """What is asked: the messages, the schema of the answer, and how freely the model may choose its words."""

    messages: tuple[Mapping[str, str], ...]
    schema: Mapping[str, Any]
    temperature: float = 0.0

    @property
    def text(self) -> str:
        return "".join(m["content"] for m in self.messages)


class Part(msgspec.Struct):
    """A part of what is said, where a server tells thoughts apart: those have no `text` of their own."""

    text: str = ""


class Message(msgspec.Struct):
    content: str | list[Part] | None = None

    @property
    def said(self) -> str:
        """What is said."""
        return "".join(p.text for p in self.content) if isinstance(self.content, list) else self.content or ""


class Choice(msgspec.Struct):
    message: Message
    finish_reason: str | None = None


class Completion(msgspec.Struct):
    """The part of an answer that counts."""

    choices: list[Choice]
    usage: Any = None


class Client:
    """Asks one server, within a budget. To be used in one event loop, as a context. Raises Failed if the environment
    does not allow to ask."""

    def __init__(self, endpoint: Endpoint, budget: Budget, dialect: Dialect | None = None) -> None:
        self._endpoint = endpoint
        self._budget = budget
        self.dialect = dialect or Dialect()
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": f"mtcheck/{VERSION}"}
        if endpoint.key:
            headers["Authorization"] = f"Bearer {endpoint.key}"
        near: dict[str, httpx.AsyncBaseTransport | None] = {}
        if endpoint.local:  # whatever proxy the environment names, what is for this machine stays here
            near = dict.fromkeys(("http://", "https://", "all://"))
        trust = not (endpoint.local and endpoint.url.startswith("http:"))  # that proxy may be one nobody can use
        patience = budget.limits.patience
        try:
            self._http = httpx.AsyncClient(
                headers=headers, timeout=patience, follow_redirects=False, mounts=near, trust_env=trust
            )
        except (ImportError, ValueError, OSError, httpx.InvalidURL):
            raise Failed("the proxy or the certificates that the environment names cannot be used") from None

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def ask(self, question: Question) -> str:
        """What the model says. Raises Failed, TooLong, Unusable, and Spent of the budget."""
        tries = 0
        while True:
            dialect = self.dialect
            status, headers, data = await self._sent(question, dialect)
            if status == 200:
                return self._answer(headers, data)
            said = data.decode("utf-8", "replace").lower()
            if status == 413 or (status in REFUSED and TOO_LONG.search(said)):
                raise TooLong
            if status in REFUSED:
                self._give_way(dialect, said, _why(status, data))
            elif status in BUSY and _code(data) != "insufficient_quota":
                tries += 1
                await self._wait(tries, headers.get("retry-after", ""), _why(status, data))
            else:
                raise Failed(_why(status, data))

    def _give_way(self, refused: Dialect, said: str, why: str) -> None:
        """Go on in a simpler form. Raises Failed if there is none."""
        if self.dialect == refused:  # else another request has found the way already
            simpler = refused.after(said)
            if simpler is None:
                raise Failed(why)
            self.dialect = simpler

    async def _wait(self, tries: int, told: str, why: str) -> None:
        """Wait before the next try, as long as the server says. Raises Failed if that is too long, or the last try."""
        limits = self._budget.limits
        usual = limits.wait * 2 ** (tries - 1) * random.uniform(0.8, 1.2)
        wait = _seconds(told) if told else None
        wait = usual if wait is None else max(wait, usual)
        if tries >= limits.tries:
            raise Failed(f"{why}, again and again")
        if wait > limits.longest_wait:
            raise Failed(f"{why}; it asks to wait {wait:.0f} s")
        if wait > self._budget.time_left:
            raise Failed(f"{why}; the time is up ({limits.seconds:g} s, --max-time)")
        await asyncio.sleep(wait)

    async def _sent(self, question: Question, dialect: Dialect) -> tuple[int, Mapping[str, str], bytes]:
        """(status, headers, body) of the answer to one request; connections that fail are tried again."""
        tries = 0
        while True:
            held = self._budget.take(estimated(question.text))
            try:
                return await self._once(question, dialect, held)
            except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, ValueError) as e:
                self._budget.settle(held, 0, 0)
                tries += 2 if isinstance(e, TimeoutError | httpx.ReadTimeout) else 1  # that took long enough
                await self._wait(tries, "", _fault(e, self._budget.limits.patience))
            except BaseException:
                self._budget.settle(held, 0, 0)
                raise

    async def _once(self, question: Question, dialect: Dialect, held: int) -> tuple[int, Mapping[str, str], bytes]:
        limits = self._budget.limits
        body = json.dumps(_body(self._endpoint.model, question, dialect, limits.room)).encode()
        patience = min(limits.patience, max(0.1, self._budget.time_left))
        async with (
            asyncio.timeout(patience),  # httpx bounds each step, not their sum
            self._http.stream(
                "POST", self._endpoint.address, content=body, headers={"Content-Type": "application/json"}
            ) as response,
        ):
            most = limits.answer if response.status_code == 200 else ERROR_BYTES
            data = bytearray()
            if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
                raise Failed("its answer is compressed, which nobody asked for")
            async for part in response.aiter_raw():
                data += part
                if len(data) > most:
                    if response.status_code == 200:
                        raise Failed(f"its answer is larger than {most:,} bytes")
                    break
        if response.status_code != 200:
            self._budget.settle(held, 0, 0)
        else:
            self._count(question, bytes(data), held)
        return response.status_code, response.headers, bytes(data[:most])

    def _count(self, question: Question, data: bytes, held: int) -> None:
        usage: Any = None
        text = ""
        try:
            completion = msgspec.json.decode(data, type=Completion)
            usage = completion.usage
            text = "".join(c.message.said for c in completion.choices)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            pass
        told = usage if isinstance(usage, dict) else {}
        sent = counted(told.get("prompt_tokens"), question.text)
        self._budget.settle(held, sent, counted(told.get("completion_tokens"), text))

    def _answer(self, headers: Mapping[str, str], data: bytes) -> str:
        """The content of the first choice. Raises Failed for what is no answer of such a server at all."""
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "text/event-stream":
            raise Failed("it answers in a stream, which nobody asked for")
        if kind and not (kind == "application/json" or kind.endswith("+json")):
            raise Failed("its answer is no JSON: is this the address of a chat completions server?")
        try:
            completion = msgspec.json.decode(data, type=Completion)
        except msgspec.ValidationError:
            raise Failed("its answer has not the form of chat completions") from None
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            raise Unusable("no JSON, or cut off") from None
        choice = next(iter(completion.choices), None)
        if choice is not None and choice.finish_reason == "length":
            raise TooLong
        if choice is None or not choice.message.said:
            raise Unusable("empty")
        return choice.message.said


def _body(model: str, question: Question, dialect: Dialect, room: int) -> dict[str, Any]:
    body: dict[str, Any] = {"model": model, "messages": list(question.messages), "stream": False, dialect.room: room}
    if dialect.temperature:
        body["temperature"] = question.temperature
    if dialect.form is Form.SCHEMA:
        schema = {"name": "errors", "strict": True, "schema": question.schema}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif dialect.form is Form.OBJECT:
        body["response_format"] = {"type": "json_object"}
    return body


def _code(data: bytes) -> str:
    """The code of an error, if it has one of those that may be told."""
    try:
        told = msgspec.json.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return ""
    error = told.get("error") if isinstance(told, dict) else None
    codes = (error.get("code"), error.get("type")) if isinstance(error, dict) else ()
    return next((c for c in codes if isinstance(c, str) and c in SAID), "")


def _why(status: int, data: bytes) -> str:
    """What an answer that is an error means, in words of ours."""
    if 300 <= status < 400:
        return f"it answered {status}, a redirect, which is not followed: give the address it leads to"
    said = SAID.get(_code(data)) or STATUS.get(status)
    return f"it answered {status}" + (f": {said}" if said else "")


def _fault(error: BaseException, patience: float) -> str:
    """What went wrong on the way, in words of ours."""
    if isinstance(error, httpx.ConnectTimeout):
        return "it cannot be reached in time"
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return f"no whole answer within {patience:g} s (--timeout)"
    if isinstance(error, httpx.ProxyError):
        return "the proxy refuses to pass it on"
    if isinstance(error, httpx.ConnectError):
        known = ("certificate", "refused", "resolve", "name or service", "unreachable", "ssl", "tls")
        text = str(error).lower()
        word = next((w for w in known if w in text), "")
        told = {"certificate": "its certificate cannot be trusted", "refused": "nothing listens there"}
        told |= dict.fromkeys(("resolve", "name or service"), "there is no such host")
        told |= dict.fromkeys(("ssl", "tls"), "no encrypted connection can be made")
        return f"it cannot be reached: {told[word]}" if word in told else "it cannot be reached"
    return "it broke off, or speaks no HTTP"


def _seconds(told: str) -> float | None:
    """What Retry-After says: seconds, or a date."""
    if told.strip().isdecimal() and told.isascii():
        return min(float(told[:12]), 1e9)
    try:
        when = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
