"""What is asked of documents and is worked out for many of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


class Later(BaseException):
    """What was asked for is worked out for several at once: to be asked for again after that. No error, and not to be
    caught by what looks for errors."""


class Wishes:
    """What is asked of documents, and is quicker to work out for many at once. While it is `open` who asks is told
    `Later`, and asks again once all was worked out; a layer that is half made then must not have been kept."""

    def __init__(self) -> None:
        self.open = False
        self.round = 0  # how often they were fulfilled
        self._wanted: dict[Callable[[list[Any]], None], list[Any]] = {}

    def __bool__(self) -> bool:
        """Whether anything is wanted."""
        return bool(self._wanted)

    def ask(self, work: Callable[[list[Any]], None], items: Iterable[Any]) -> None:
        """Have `work` done for these items. Raises Later."""
        if not self.open:
            work([*items])
            return
        self._wanted.setdefault(work, []).extend(items)
        raise Later

    def fulfil(self) -> None:
        """Work out what is wanted."""
        self.round += 1
        wanted, self._wanted = self._wanted, {}
        for work, items in wanted.items():
            work(items)
