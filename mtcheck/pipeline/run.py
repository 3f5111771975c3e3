"""Checks files one after the other or in several processes; results come in the order of the files."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.checker import Report, check
from mtcheck.findings import Span
from mtcheck.inputs import File, Problem, load_bytes, parse
from mtcheck.pipeline.examine import examine
from mtcheck.reading.formats import suffix_of
from mtcheck.reading.plain import decode
from mtcheck.reading.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mtcheck.pipeline.baseline import Baseline
    from mtcheck.pipeline.cache import Cache
    from mtcheck.pipeline.changes import Changes
    from mtcheck.project.project import Project

CHUNK = 16  # files that a process gets at a time
AHEAD = 4  # chunks for each process that wait or are done before they are asked for: memory stays flat


class Result(NamedTuple):
    """What checking a file gave. `blocks` are the spans of its paragraphs, None for plain text."""

    file: File
    text: str
    blocks: tuple[Span, ...] | None
    reports: list[Report]


@dataclass
class Runner:
    """How files are checked: by which project, in how many processes, and what is left out afterwards."""

    project: Project
    jobs: int = 1
    readability: bool = False  # a report will show the figures: have them made where the texts are checked
    cache: Cache | None = None
    baseline: Baseline | None = None
    changes: Changes | None = None

    def run(self, files: Iterable[File | Problem]) -> Iterator[Result | Problem]:
        """The results, in the order of the files."""
        if self.changes:
            files = self.changes.files(iter(files))
        found = self._with_cache(files, self.cache) if self.cache else self._checked(files)
        for item in found:
            yield item if isinstance(item, Problem) else self._finished(item)

    def _checked(self, files: Iterable[File | Problem]) -> Iterator[Result | Problem]:
        return checked(files, self.project, self.jobs, self.readability)

    def _with_cache(self, files: Iterable[File | Problem], cache: Cache) -> Iterator[Result | Problem]:
        """Like `checked`, but what the cache holds is not checked. Files keep their order."""
        stream = iter(files)
        while batch := list(islice(stream, CHUNK * AHEAD * self.jobs)):
            keys: list[bytes | None] = []
            known: list[Result | Problem | None] = []
            for file in batch:
                key, result = _kept(file, self.project, cache)
                keys.append(key)
                known.append(result)
            fresh = self._checked(f for f, k in zip(batch, known, strict=True) if k is None)
            for key, result in zip(keys, known, strict=True):
                if result is None:
                    result = next(fresh)
                    if key and not isinstance(result, Problem):
                        _keep(cache, key, result)
                yield result

    def _finished(self, result: Result) -> Result:
        """Without what is silenced, known or not changed."""
        from mtcheck.pipeline.suppressions import suppress

        file, text, blocks, reports = result
        settings = self.project.settings_for(file.path)
        reports = suppress(reports, text, blocks, file.path, settings, self.project.accepted)
        if self.baseline:
            reports = self.baseline.new(file.name, reports, settings)
        if self.changes:
            reports = self.changes.new(result._replace(reports=reports), settings, self.project.reading)
        return Result(file, text, blocks, reports)


def _kept(file: File | Problem, project: Project, cache: Cache) -> tuple[bytes | None, Result | Problem | None]:
    """(the key of a file's result, the result if the cache holds it)."""
    from mtcheck.pipeline.cache import key_of, unpacked

    if isinstance(file, Problem):
        return None, file
    data = load_bytes(file, project["max-file-size"])
    if isinstance(data, Problem):
        return None, data
    settings, suffix = project.settings_for(file.path), suffix_of(file.name)
    key = key_of(data, suffix, settings, project.severities_for(file.path), project.reading)
    kept = cache.get(key)
    if kept is None:
        return key, None
    if suffix == ".docx":
        source = parse(file, data, project.reading)
        if isinstance(source, Problem):
            return key, source
        text = source.text
    else:
        text = decode(data).text
    blocks = None if kept["blocks"] is None else tuple(Span(*b) for b in kept["blocks"])
    return key, Result(file, text, blocks, [unpacked(r, text, settings) for r in kept["reports"]])


def _keep(cache: Cache, key: bytes, result: Result) -> None:
    from mtcheck.pipeline.cache import packed

    cache.put(key, {"blocks": result.blocks, "reports": [packed(r) for r in result.reports]})


def check_file(file: File | Problem, project: Project, readability: bool = False) -> Result | Problem:
    """Read and check one file."""
    if isinstance(file, Problem):
        return file
    data = load_bytes(file, project["max-file-size"])
    source = data if isinstance(data, Problem) else parse(file, data, project.reading)
    if isinstance(source, Problem):
        return source
    reports = examine(source, project.settings_for(file.path), project.severities_for(file.path))
    if readability:
        for report in reports:
            _ = report.readability  # kept with the report
    return Result(file, source.text, blocks_of(source), reports)


def blocks_of(source: Source) -> tuple[Span, ...] | None:
    """The spans of a file's paragraphs; None for plain text."""
    if all(r.exact for r in source.readings):
        return None
    return tuple(sorted(b for r in source.readings for b in r.blocks))


def checked(
    files: Iterable[File | Problem], project: Project, jobs: int, readability: bool = False
) -> Iterator[Result | Problem]:
    """The results of the files, in their order."""
    if jobs <= 1:
        for file in files:
            yield check_file(file, project, readability)
        return
    stream = iter(files)
    first = list(islice(stream, CHUNK))
    if len(first) < CHUNK:  # not worth a process
        yield from checked(first, project, 1, readability)
        return
    yield from _in_processes(chain(first, stream), project, jobs, readability)


def _in_processes(
    files: Iterator[File | Problem], project: Project, jobs: int, readability: bool
) -> Iterator[Result | Problem]:
    """The results of the files, from several processes. A process that dies raises BrokenProcessPool."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
    context = multiprocessing.get_context("fork" if fork else "spawn")
    if fork:
        check("Read once, so that all processes share the model.", settings=project.settings)
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(project, readability))
    waiting: deque[Future[list[Result | Problem]]] = deque()
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (part := list(islice(files, CHUNK))):
                waiting.append(pool.submit(_work, part))
            if not waiting:
                break
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_TOLD: list[tuple[Project, bool]] = []  # what a process has been told at its beginning


def _begin(project: Project, readability: bool) -> None:
    """Prepare a process: it leaves an interrupt to the one that started it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _TOLD[:] = [(project, readability)]


def _work(files: list[File | Problem]) -> list[Result | Problem]:
    return [check_file(file, *_TOLD[0]) for file in files]


def jobs_of(value: int | str) -> int:
    """The number of processes that a setting means: "auto" as many as this process may use processors."""
    if value != "auto":
        return int(value)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
