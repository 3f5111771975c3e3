"""Processes that check files or rows. One that dies, whatever it is doing, takes nothing with it but the one that
killed it.

Each has a pipe of its own and a thread here that waits for it. (A pool with one pipe for all hangs if a process dies
while it writes: nobody can tell a result that is late from one that will never be whole.)
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")  # what is checked: a file, a row of a table
Done = TypeVar("Done")  # what checking it gave
Work = Callable[[list[Item]], list[Done]]
FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
KILLED = "the process that checked it was killed (too little memory?)"
LATE = "checking it took too long (more than {:,g} seconds)"


class Died(Exception):
    """A process is no more."""


class Late(Died):
    """A process was ended because it took too long."""


class Order(NamedTuple, Generic[Item, Done]):
    """Items that were given out together, and their results when they are there."""

    items: list[Item]
    done: Future[list[Done]]


class _Process(Generic[Item, Done]):
    """One process, and this end of its pipe."""

    def __init__(self, work: Work[Item, Done]) -> None:
        context: Any = multiprocessing.get_context("fork" if FORK else "spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, work), daemon=True)
        with _signals_wait():  # until the new process knows what to do with them
            self._process.start()
        other.close()  # the only one that holds it now is the process: when that dies the pipe ends

    def check(self, items: list[Item], limit: float | None = None) -> list[Done]:
        """Raises Died; after so many seconds, in which the process is ended, Late."""
        try:
            self._pipe.send(items)
            if not self._pipe.poll(limit):
                self._process.kill()
                raise Late
            results: list[Done] = self._pipe.recv()
        except (EOFError, OSError):
            raise Died from None
        return results

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


class Workers(Generic[Item, Done]):
    """As many processes as are wanted, begun when they are first needed. `lost`: what to say of an item whose process
    is killed each time, and why. `warm` is called before the first begins: what it reads all share, where processes
    fork. `limit`: the seconds that items which are given out together may take, None for any number."""

    def __init__(
        self,
        jobs: int,
        work: Work[Item, Done],
        lost: Callable[[Item, str], Done],
        warm: Callable[[], object],
        limit: float | None = None,
    ) -> None:
        self._jobs, self._work, self._lost, self._warm, self._limit = jobs, work, lost, warm, limit
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Process[Item, Done] | None] = SimpleQueue()
        self._all: list[_Process[Item, Done]] = []

    def submit(self, items: list[Item]) -> Order[Item, Done]:
        """Have items checked."""
        if self._threads is None:
            if FORK:
                self._warm()
            for _ in range(self._jobs):
                self._begin()
            self._threads = ThreadPoolExecutor(self._jobs)
        return Order(items, self._threads.submit(self._ask, items))

    def results(self, order: Order[Item, Done]) -> Sequence[Done]:
        """The results; waits for them. What was lost with a process is checked again, each item alone."""
        try:
            return order.done.result()
        except Died:
            self._begin()
            return [self._alone(item) for item in order.items]

    def end(self) -> None:
        """Let no process outlive the run. What they are doing nobody will ask for."""
        if self._threads:  # first, so that no thread goes on to other files and takes what wakes the next thread
            self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        for _ in range(self._jobs):  # for threads that wait for one
            self._idle.put(None)
        if self._threads:
            self._threads.shutdown()

    def _begin(self) -> None:
        """Begin a process, here and not in a thread."""
        process = _Process(self._work)
        self._all.append(process)
        self._idle.put(process)

    def _ask(self, items: list[Item]) -> list[Done]:
        """In a thread: have the next process that is free check items. Raises Died."""
        process = self._idle.get()
        if process is None:
            raise Died
        results = process.check(items, self._limit)
        self._idle.put(process)
        return results

    def _alone(self, item: Item) -> Done:
        process = _Process(self._work)
        self._all.append(process)
        try:
            return process.check([item], self._limit)[0]
        except Late:
            return self._lost(item, LATE.format(self._limit))
        except Died:
            return self._lost(item, KILLED)
        finally:
            self._all.remove(process)
            process.end()


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Within it a signal to end waits; a process that is begun there begins so, too."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _serve(pipe: Connection, work: Work[Any, Any]) -> None:
    """What a process does. It leaves an interrupt to the one that began it, and ends with that one."""
    import threading

    for each in ENDING:
        signal.signal(each, signal.SIG_IGN if each == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    threading.Thread(target=_follow, daemon=True).start()
    while True:
        pipe.send(work(pipe.recv()))


def _follow() -> None:
    """End when the process that began this one has ended, however it did."""
    import os

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
