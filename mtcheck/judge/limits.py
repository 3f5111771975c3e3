"""How much a model may be asked: requests, tokens, time; and what has been used of it."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any

BYTES_A_TOKEN = 3  # of UTF-8, for an estimate on the high side: English has about four, Chinese three
LEAST_BYTES = 12  # a server that counts fewer tokens than one for so many bytes is not believed


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a run, over all its articles. `patience` and `seconds` are seconds: for one answer, however slowly it
    comes, and for the whole run; `answer` is bytes; `room` is the tokens that one answer may take."""

    requests: int = 200
    tokens: int = 200_000
    seconds: float = 900.0
    patience: float = 120.0
    answer: int = 1_000_000
    room: int = 2_000
    parallel: int = 4
    tries: int = 4  # of one request, if the server is busy or breaks off
    wait: float = 0.5  # seconds before the second try; before each further one twice as many
    longest_wait: float = 30.0


def estimated(text: str) -> int:
    """About how many tokens a text takes."""
    return len(text.encode("utf-8", "surrogatepass")) // BYTES_A_TOKEN + 1


def counted(told: Any, text: str) -> int:
    """The tokens that a server says it took for a text; the estimate if it says nothing that can be."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if isinstance(told, int) and not isinstance(told, bool) and size // LEAST_BYTES <= told <= 10 * size + 1000:
        return told
    return estimated(text)


class Spent(Exception):
    """A limit is reached; the message says which."""


class Budget:
    """What is left of the limits of a run. Time runs from the first request."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.requests = 0
        self.sent = 0  # tokens
        self.received = 0
        self._held = 0  # tokens of requests that have no answer yet
        self._end: float | None = None

    @property
    def used(self) -> tuple[int, int, int]:
        """(requests, tokens sent, tokens received)."""
        return self.requests, self.sent, self.received

    @property
    def time_left(self) -> float:
        """Seconds until the run must end."""
        if self._end is None:
            self._end = monotonic() + self.limits.seconds
        return self._end - monotonic()

    def take(self, prompt: int) -> int:
        """Hold what one more request may take, with a prompt of about so many tokens; how many are held, for `settle`.
        Raises Spent."""
        if self.time_left <= 0:
            raise Spent(f"the time is up ({self.limits.seconds:g} s, --max-time)")
        if self.requests >= self.limits.requests:
            raise Spent(f"the limit of {self.limits.requests:,} requests is reached (--max-requests)")
        needed = prompt + self.limits.room
        if self.sent + self.received + self._held + needed > self.limits.tokens:
            raise Spent(f"the limit of {self.limits.tokens:,} tokens would be passed (--max-tokens)")
        self.requests += 1
        self._held += needed
        return needed

    def settle(self, held: int, sent: int, received: int) -> None:
        """Count what a request took in place of what was held for it."""
        self._held -= held
        self.sent += sent
        self.received += received
