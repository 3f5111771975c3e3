"""A progress bar on standard error, for a person who watches, if it takes more than two seconds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

PATIENCE = 2.0  # seconds
T = TypeVar("T")


def watched(items: Iterable[T], total: int | None = None) -> Iterator[T]:
    """The items as they come; after two seconds a bar shows how many of `total` there were."""
    begin, count = time.monotonic(), 0
    stream = iter(items)
    for item in stream:
        yield item
        count += 1
        if time.monotonic() - begin > PATIENCE:
            break
    else:
        return
    yield from _with_bar(stream, count, total)


def _with_bar(stream: Iterator[T], count: int, total: int | None) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total, completed=count)
        for item in stream:
            yield item
            bar.advance(task)
