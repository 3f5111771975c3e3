"""A progress bar on standard error, for a person who watches, if it takes more than two seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

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


class Shares(Protocol):
    """How far something has come: the share of it (0 to 1) that is done, and rows and words so far."""

    share: float
    rows: int
    words: int


@contextmanager
def share_bar() -> Iterator[Callable[[Shares], None]]:
    """A bar for what is counted by its share; within it a function that moves it."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    said = TextColumn("{task.fields[rows]:,} rows, {task.fields[speed]:,.0f} words/s")
    columns = (BarColumn(), TaskProgressColumn(), said, TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    begin = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=1.0, rows=0, speed=0.0)

        def move(done: Shares) -> None:
            speed = done.words / max(0.001, time.monotonic() - begin)
            bar.update(task, completed=done.share, rows=done.rows, speed=speed)

        yield move
