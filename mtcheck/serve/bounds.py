"""What one request may cost, and the answer to one that costs more or cannot be answered."""

from __future__ import annotations

from typing import NamedTuple


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
