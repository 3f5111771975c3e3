"""Processes that check files. One that dies takes nothing with it but the file that killed it."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from mtcheck.checking.checker import check
from mtcheck.reading.files import Input, Problem
from mtcheck.run.filters.base import CheckedFile
from mtcheck.run.flow import Task

Work = Callable[[list[Input | Problem], Task], list[CheckedFile | Problem]]
FORK = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
KILLED = "the process that checked it was killed (too little memory?)"


class Order(NamedTuple):
    """Files that were given to a pool, and their results when they are there."""

    files: list[Input | Problem]
    pool: _Pool
    done: Future[list[CheckedFile | Problem]]


class _Pool:
    """Processes of one generation: when one of them dies, all have to go."""

    def __init__(self, jobs: int, work: Work, task: Task) -> None:
        context = multiprocessing.get_context("fork" if FORK else "spawn")
        told = work, replace(task, filters=())  # filters are for the second half, and no process could be sent them
        self._pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=told)
        self._own: set[BaseProcess] = set()

    def submit(self, files: list[Input | Problem]) -> Future[list[CheckedFile | Problem]]:
        """Raises BrokenProcessPool."""
        others = set(multiprocessing.active_children())
        with _signals_wait():  # until the new process knows what to do with them
            done = self._pool.submit(_work, files)
        self._own |= set(multiprocessing.active_children()) - others
        return done

    def end(self, *, now: bool) -> None:
        """Wait for the processes; with `now` nobody asks for what they are doing."""
        if now:
            for process in self._own:
                process.terminate()
        # Waited for: a pool that is left to end by itself may still write into its pipes while Python closes them.
        self._pool.shutdown(cancel_futures=True)


class Workers:
    """As many processes as are wanted, begun when they are first needed, and again when one of them has died."""

    def __init__(self, jobs: int, work: Work, task: Task) -> None:
        self._jobs, self._work, self._task = jobs, work, task
        self._pool: _Pool | None = None
        self._one: _Pool | None = None  # for files that were being checked when a process died
        self._shared = False

    def submit(self, files: list[Input | Problem]) -> Order:
        """Have files checked."""
        if FORK and not self._shared:
            check("Read once, so that all processes share the model.", settings=self._task.project.settings)
            self._shared = True
        while True:
            pool = self._pool = self._pool or _Pool(self._jobs, self._work, self._task)
            try:
                return Order(files, pool, pool.submit(files))
            except BrokenProcessPool:
                self._drop(pool)

    def results(self, order: Order) -> Sequence[CheckedFile | Problem]:
        """The results; waits for them. What was lost with a process is checked again, each file alone."""
        try:
            return order.done.result()
        except BrokenProcessPool:
            self._drop(order.pool)
            return [self._alone(file) for file in order.files]

    def _alone(self, file: Input | Problem) -> CheckedFile | Problem:
        pool = self._one = self._one or _Pool(1, self._work, self._task)
        try:
            return pool.submit([file]).result()[0]
        except BrokenProcessPool:
            pool.end(now=True)
            self._one = None
            return Problem(file.name, KILLED)

    def _drop(self, pool: _Pool) -> None:
        if self._pool is pool:
            pool.end(now=True)
            self._pool = None

    def end(self, *, now: bool) -> None:
        """Let no process outlive the run."""
        for pool in (self._pool, self._one):
            if pool:
                pool.end(now=now)


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
_TOLD: list[tuple[Work, Task]] = []  # what a process has been told at its beginning


def _begin(work: Work, task: Task) -> None:
    """Prepare a process: it leaves an interrupt to the one that started it, and ends with that one."""
    import threading

    for each in ENDING:
        signal.signal(each, signal.SIG_IGN if each == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    threading.Thread(target=_follow, daemon=True).start()
    _TOLD[:] = [(work, task)]


def _follow() -> None:
    """End when the process that started this one has ended, however it did."""
    import os

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(files: list[Input | Problem]) -> list[CheckedFile | Problem]:
    work, task = _TOLD[0]
    return work(files, task)
