"""Processes that check files. One that dies, whatever it is doing, takes nothing with it but the file that killed it.

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
from dataclasses import replace
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, NamedTuple

from mtcheck.checking.checker import check
from mtcheck.reading.files import Input, Problem
from mtcheck.run.filters.base import CheckedFile
from mtcheck.run.flow import Task

Files = list[Input | Problem]
Results = list[CheckedFile | Problem]
Work = Callable[[Files, Task], Results]
FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
KILLED = "the process that checked it was killed (too little memory?)"


class Died(Exception):
    """A process is no more."""


class Order(NamedTuple):
    """Files that were given out together, and their results when they are there."""

    files: Files
    done: Future[Results]


class _Process:
    """One process, and this end of its pipe."""

    def __init__(self, work: Work, task: Task) -> None:
        context: Any = multiprocessing.get_context("fork" if FORK else "spawn")
        self._pipe, other = context.Pipe()
        told = replace(task, filters=())  # filters are for the second half, and cannot be sent
        self._process = context.Process(target=_serve, args=(other, work, told), daemon=True)
        with _signals_wait():  # until the new process knows what to do with them
            self._process.start()
        other.close()  # the only one that holds it now is the process: when that dies the pipe ends

    def check(self, files: Files) -> Results:
        """Raises Died."""
        try:
            self._pipe.send(files)
            results: Results = self._pipe.recv()
        except (EOFError, OSError):
            raise Died from None
        return results

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


class Workers:
    """As many processes as are wanted, begun when they are first needed."""

    def __init__(self, jobs: int, work: Work, task: Task) -> None:
        self._jobs, self._work, self._task = jobs, work, task
        self._threads: ThreadPoolExecutor | None = None
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        self._all: list[_Process] = []

    def submit(self, files: Files) -> Order:
        """Have files checked."""
        if self._threads is None:
            if FORK:
                check("Read once, so that all processes share the model.", settings=self._task.project.settings)
            for _ in range(self._jobs):
                self._begin()
            self._threads = ThreadPoolExecutor(self._jobs)
        return Order(files, self._threads.submit(self._ask, files))

    def results(self, order: Order) -> Sequence[CheckedFile | Problem]:
        """The results; waits for them. What was lost with a process is checked again, each file alone."""
        try:
            return order.done.result()
        except Died:
            self._begin()
            return [self._alone(file) for file in order.files]

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
        process = _Process(self._work, self._task)
        self._all.append(process)
        self._idle.put(process)

    def _ask(self, files: Files) -> Results:
        """In a thread: have the next process that is free check files. Raises Died."""
        process = self._idle.get()
        if process is None:
            raise Died
        results = process.check(files)
        self._idle.put(process)
        return results

    def _alone(self, file: Input | Problem) -> CheckedFile | Problem:
        process = _Process(self._work, self._task)
        self._all.append(process)
        try:
            return process.check([file])[0]
        except Died:
            return Problem(file.name, KILLED)
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


def _serve(pipe: Connection, work: Work, task: Task) -> None:
    """What a process does. It leaves an interrupt to the one that began it, and ends with that one."""
    import threading

    for each in ENDING:
        signal.signal(each, signal.SIG_IGN if each == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    threading.Thread(target=_follow, daemon=True).start()
    while True:
        pipe.send(work(pipe.recv(), task))


def _follow() -> None:
    """End when the process that began this one has ended, however it did."""
    import os

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
