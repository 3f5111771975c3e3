"""Examines files one after the other or in several processes; results come in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.checking.checker import check
from mtcheck.reading.files import Input, Problem
from mtcheck.run.filters.base import CheckedFile
from mtcheck.run.flow import Result, Task, check_files, settle

if TYPE_CHECKING:
    from mtcheck.run.cache import Store
    from mtcheck.run.filters.changes import Changes
    from mtcheck.run.processes import Order

CHUNK = 16  # files that a process gets at a time
AHEAD = 4  # chunks for each process that wait or are done before they are asked for: memory stays flat


class Runner:
    """How many files are examined: in how many processes, with which cache, and which are left out unread."""

    def __init__(self, task: Task, jobs: int = 1, store: Store | None = None, changes: Changes | None = None) -> None:
        self.task, self.jobs, self.store, self.changes = task, jobs, store, changes

    def run(self, files: Iterable[Input | Problem]) -> Iterator[Result | Problem]:
        """The results, in the order of the files."""
        if self.changes:
            files = self.changes.files(files)
        beside = self.task.companions
        # metrics are quickly made; what other readers mark is not part of the key of a result
        store = None if (beside and beside.reference) or self.task.readers else self.store
        for item in checked(files, self.task, self.jobs, store):
            yield item if isinstance(item, Problem) else settle(item, self.task)


def checked(
    files: Iterable[Input | Problem], task: Task, jobs: int, store: Store | None = None
) -> Iterator[CheckedFile | Problem]:
    """The results of the files, in their order. What the store holds is not checked."""
    stream = iter(files)
    first = list(islice(stream, CHUNK)) if jobs > 1 else []
    if len(first) == CHUNK:
        yield from _in_processes(chain(first, stream), task, jobs, store)
        return
    files = chain(first, stream)  # one process, or too few files to be worth another
    while part := list(islice(files, CHUNK)):
        known = [store.get(f) if store else (None, None) for f in part]
        fresh = check_files([f for f, (_, result) in zip(part, known, strict=True) if result is None], task)
        yield from Part(known, None).results(store, fresh)


class Part(NamedTuple):
    """Files that were given out together: the keys and results of those known, and what is being checked."""

    known: list[tuple[bytes | None, CheckedFile | Problem | None]]
    rest: Order[Input | Problem, CheckedFile | Problem] | None

    def results(self, store: Store | None, fresh: Iterator[CheckedFile | Problem]) -> Iterator[CheckedFile | Problem]:
        """All results, in the order of the files; `fresh` are those of the files that were not known."""
        for key, result in self.known:
            if result is None:
                result = next(fresh)
                if store:
                    store.put(key, result)
            yield result


def _in_processes(
    files: Iterator[Input | Problem], task: Task, jobs: int, store: Store | None
) -> Iterator[CheckedFile | Problem]:
    """The results of the files, from several processes."""
    from mtcheck.run.processes import Workers

    told = replace(task, filters=())  # filters are for the second half, and cannot be sent
    workers = Workers(jobs, partial(_work, task=told), _lost, partial(_warm, told))
    waiting: deque[Part] = deque()
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (part := list(islice(files, CHUNK))):
                known = [store.get(f) if store else (None, None) for f in part]
                missing = [f for f, (_, result) in zip(part, known, strict=True) if result is None]
                waiting.append(Part(known, workers.submit(missing) if missing else None))
            if not waiting:
                break
            done = waiting.popleft()
            yield from done.results(store, iter(workers.results(done.rest) if done.rest else ()))
    finally:
        workers.end()


def _work(files: list[Input | Problem], task: Task) -> list[CheckedFile | Problem]:
    """What the first half of the way gives for some files. The files as read stay here: they are large."""
    return [item if isinstance(item, Problem) else item._replace(file=None) for item in check_files(files, task)]


def _lost(file: Input | Problem, why: str) -> Problem:
    return Problem(file.name, why)


def _warm(task: Task) -> None:
    check("Read once, so that all processes share the model.", settings=task.project.settings)


def jobs_of(value: int | str) -> int:
    """The number of processes that a setting means, at most as many as this process may use processors; "auto" just
    so many."""
    most = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return most if value == "auto" else min(int(value), most)
