"""Another server of the protocol, whose matches stand beside ours: a client has one server and loses nothing.

Its address is that of whoever started the server, never a client's. What it answers is taken as far as it has the form
of the protocol.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

LARGEST = 20_000_000  # bytes of an answer
CHUNK = 1_000_000
PATIENCE = 10.0  # seconds
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PASSED_ON = ("sentenceRanges", "extendedSentenceRanges")  # what else of its answer is ours to hand on
Json = dict[str, Any]


class UpstreamFailed(Exception):
    """The other server gave no answer that can be used; the message says why, on one line."""


class UpstreamRefused(Exception):
    """The other server refused a request: what it says, for the client."""


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: texts go where they were meant to go."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        """None: the redirect is an error."""


@dataclass(frozen=True)
class Upstream:
    """A server at an address, with or without /v2 at its end."""

    url: str
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)  # raises ValueError for brackets of no address
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(f"no address of a server: {self.url!r} (as https://api.example.org/v2)")

    def check(self, fields: Mapping[str, Any]) -> Json:
        """What it answers to a check. Raises UpstreamFailed, UpstreamRefused."""
        told = {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items() if v is not None}
        answer = self._asked("check", urlencode(told, errors="replace").encode())
        if not isinstance(answer, dict) or not isinstance(answer.get("matches"), list):
            raise UpstreamFailed("its answer has no matches")
        if not all(map(_usable, answer["matches"])):
            raise UpstreamFailed("its answer has matches without a place")
        return answer

    def languages(self) -> list[Json]:
        """The languages that it knows. Raises UpstreamFailed, UpstreamRefused."""
        answer = self._asked("languages")
        if not isinstance(answer, list) or not all(isinstance(x, dict) for x in answer):
            raise UpstreamFailed("it lists no languages")
        return answer

    def _asked(self, what: str, body: bytes | None = None) -> Any:
        base = self.url.rstrip("/")
        address = f"{base}/{what}" if base.endswith("/v2") else f"{base}/v2/{what}"
        near = [ProxyHandler({})] if urlsplit(base).hostname in LOOPBACK else []
        request = Request(address, body, {"User-Agent": "mtcheck", "Accept": "application/json"})
        try:
            with build_opener(_Stay, *near).open(request, timeout=self.patience) as response:
                return json.loads(self._body(response))
        except HTTPError as e:
            if e.code == 400:
                raise UpstreamRefused(_shown(e.read(500).decode("utf-8", "replace"))) from None
            raise UpstreamFailed(f"it answered {e.code}") from None
        except (OSError, HTTPException) as e:  # URLError, TimeoutError and those of sockets and TLS are OSErrors
            raise UpstreamFailed(_shown(str(getattr(e, "reason", "") or e) or type(e).__name__)) from None
        except (ValueError, RecursionError):
            raise UpstreamFailed("its answer is no JSON") from None

    def _body(self, response: HTTPResponse) -> bytes:
        """The body, however slowly it comes. Raises UpstreamFailed for one that is too large or takes too long."""
        until, data = monotonic() + self.patience, bytearray()
        while part := response.read1(CHUNK):
            data += part
            if len(data) > LARGEST or monotonic() > until:
                raise UpstreamFailed("its answer is too large, or comes too slowly")
        return bytes(data)


def _shown(text: str) -> str:
    """A message on one line, of what can be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]


def _usable(match: Any) -> bool:
    if not isinstance(match, dict):
        return False
    numbers = (match.get("offset"), match.get("length"))
    return all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers)


def merged(ours: Json, theirs: Json) -> Json:
    """Our answer with the matches of the other server that touch none of ours, all in the order of the text. What the
    other server says of the language holds: it knows more of them."""
    own = ours["matches"]
    others = without_touching(theirs["matches"], own)
    both = sorted([*own, *others], key=lambda m: (m["offset"], m["length"]))
    language = {"language": theirs["language"]} if isinstance(theirs.get("language"), dict) else {}
    told = theirs.get("warnings")
    complete = not (isinstance(told, dict) and told.get("incompleteResults") is True)
    warnings = {"warnings": {"incompleteResults": False} if complete else told}
    extra = {key: theirs[key] for key in PASSED_ON if key in theirs}
    return {**ours, **language, **extra, **warnings, "matches": both}


def without_touching(matches: Sequence[Json], taken: Sequence[Json]) -> list[Json]:
    """Those matches that share no character with others that are taken."""
    spans: list[tuple[int, int]] = []
    for match in taken:
        insort(spans, _span(match))
    longest = max((end - start for start, end in spans), default=0)
    out = []
    for match in matches:
        start, end = _span(match)
        at = bisect_left(spans, (start - longest, 0))
        near = spans[at : bisect_left(spans, (end, 0))]
        if not any(start < e and s < end for s, e in near):
            out.append(match)
    return out


def _span(match: Json) -> tuple[int, int]:
    """The place of a match; one of no length stands for the unit behind it."""
    start = match["offset"]
    return start, start + max(1, match["length"])


def english(answer: Json) -> bool:
    """Whether the other server takes the text for English; it is, if it does not say."""
    language = answer.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    return not isinstance(code, str) or code.lower().partition("-")[0] == "en"
