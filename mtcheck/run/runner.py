"""Checks files one after the other or in several processes; results come in the order of the files."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.checking.checker import check
from mtcheck.checking.report import Report
from mtcheck.reading.base import File
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input, Problem, load_bytes, parse
from mtcheck.reading.formats import suffix_of, text_of
from mtcheck.run.carry import Beside, examine, finished
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from concurrent.futures import Future

    from mtcheck.project.project import Project
    from mtcheck.reading.article import Article
    from mtcheck.reading.base import Segments
    from mtcheck.run.cache import Cache
    from mtcheck.run.companions import Companions
    from mtcheck.run.filters.baseline import Baseline
    from mtcheck.run.filters.changes import Changes

SIDECAR = ".mtcheck.toml"  # at the end of the name of an article's file of suppressions
CHUNK = 16  # files that a process gets at a time
AHEAD = 4  # chunks for each process that wait or are done before they are asked for: memory stays flat


class Result(NamedTuple):
    """What checking a file gave. `blocks` are the spans of its paragraphs, None for plain text."""

    file: Input
    text: str
    blocks: tuple[Span, ...] | None
    reports: list[Report]
    problems: tuple[Problem, ...] = ()  # what went wrong besides: a source that is missing


@dataclass
class Runner:
    """How files are checked: by which project, in how many processes, and what is left out afterwards."""

    project: Project
    jobs: int = 1
    readability: bool = False  # a report will show the figures: have them made where the texts are checked
    cache: Cache | None = None
    baseline: Baseline | None = None
    changes: Changes | None = None
    companions: Companions | None = None

    def run(self, files: Iterable[Input | Problem]) -> Iterator[Result | Problem]:
        """The results, in the order of the files."""
        if self.changes:
            files = self.changes.files(iter(files))
        task = Task(self.project, self.readability, self.companions)
        store = Store(self.project, self.cache) if self.cache and not self.companions else None
        found = checked(files, task, self.jobs, store)
        for item in found:
            yield item if isinstance(item, Problem) else self._finished(item)

    def _finished(self, result: Result) -> Result:
        """Without what is silenced, known or not changed."""
        file, text, blocks, reports, problems = result
        settings = self.project.settings_for(file.path)
        if self.project.accepted or silenced(file, text):
            from mtcheck.run.filters.suppressions import suppress

            reports = suppress(reports, text, blocks, file.path, settings, self.project.accepted)
        if self.baseline:
            reports = self.baseline.new(file.name, reports, settings)
        if self.changes:
            reports = self.changes.new(result._replace(reports=reports), settings, self.project.reading)
        return Result(file, text, blocks, reports, problems)


@dataclass
class Store:
    """The cache, by files."""

    project: Project
    cache: Cache

    def get(self, file: Input | Problem) -> tuple[bytes | None, Result | Problem | None]:
        """(the key of a file's result, the result if the cache holds it)."""
        from mtcheck.run.cache import key_of, unpacked

        if isinstance(file, Problem):
            return None, file
        if file.bilingual:
            return None, None
        project = self.project
        data = load_bytes(file, project["max-file-size"])
        if isinstance(data, Problem):
            return None, data
        settings, suffix = project.settings_for(file.path), suffix_of(file.name)
        key = key_of(data, suffix, settings, project.severities_for(file.path), project.reading)
        kept = self.cache.get(key)
        if kept is None:
            return key, None
        try:
            text = text_of(data, file.name, project.reading)
        except Unreadable as e:
            return key, Problem(file.name, str(e))
        blocks = None if kept["blocks"] is None else tuple(Span(*b) for b in kept["blocks"])
        return key, Result(file, text, blocks, [unpacked(r, text, settings) for r in kept["reports"]])

    def put(self, key: bytes | None, result: Result | Problem) -> None:
        """Keep a result, unless it is a problem."""
        from mtcheck.run.cache import packed

        if key and not isinstance(result, Problem):
            self.cache.put(key, {"blocks": result.blocks, "reports": [packed(r) for r in result.reports]})


def silenced(file: Input, text: str) -> bool:
    """Whether there may be suppressions: only then what knows of them is loaded."""
    return "mtcheck:" in text or (file.path is not None and os.path.exists(f"{file.path}{SIDECAR}"))


class Task(NamedTuple):
    """How a file is checked."""

    project: Project
    readability: bool = False
    companions: Companions | None = None


def check_file(file: Input | Problem, task: Task) -> Result | Problem:
    """Read and check one file."""
    if isinstance(file, Problem):
        return file
    project = task.project
    data = load_bytes(file, 0 if file.bilingual else project["max-file-size"])
    source = data if isinstance(data, Problem) else parse(file, data, project.reading)
    if isinstance(source, Problem):
        return source
    if source.segments:
        return _bilingual(file, source.segments, project)
    originals, references, problems = _beside(file, source, task)
    settings, severities = project.settings_for(file.path), project.severities_for(file.path)
    reports = examine(source, settings, severities, originals, references)
    for report in reports:
        if task.companions and task.companions.by_line and report.metrics and not report.metrics.by_line:
            problems.append(Problem(file.name, "the reference has another number of lines; no metrics by line"))
        if task.readability:
            _ = report.readability  # kept with the report
    return Result(file, source.text, blocks_of(source), reports, tuple(problems))


def _beside(file: Input, article: File, task: Task) -> tuple[list[Beside] | None, list[Article] | None, list[Problem]]:
    """(sources, references, what is wrong with them), one for each article of a file. Without its source an article
    is checked alone."""
    if task.companions is None:
        return None, None, []
    from mtcheck.run.companions import counterparts

    options = task.project.reading
    found = task.companions.source_of(file, options), task.companions.reference_of(options)
    problems = [x for x in found if isinstance(x, Problem)]
    sides: list[list[Article] | None] = [None, None]
    for k, item in enumerate(found):
        if item is None or isinstance(item, Problem):
            continue
        sides[k] = counterparts(article, item)
        if sides[k] is None:
            what, texts = ("source", "reference")[k], (len(item.articles), len(article.articles))
            problems.append(Problem(file.name, "the {} holds {} texts, this {}; checked without".format(what, *texts)))
    text = found[0].text if isinstance(found[0], File) else ""
    originals = None if sides[0] is None else [Beside(original, text) for original in sides[0]]
    return originals, sides[1], problems


def _bilingual(file: Input, segments: Segments, project: Project) -> Result | Problem:
    from mtcheck.reading.readers.plain import plain
    from mtcheck.run.segments import check_segments  # only such files need it

    settings = project.settings_for(file.path)
    try:
        report = check_segments(segments, settings)
    except Unreadable as e:
        return Problem(file.name, str(e))
    source = plain(report.text)
    report = finished(report, source, source.articles[0], settings, project.severities_for(file.path))
    return Result(file, report.text, None, [report])


def blocks_of(file: File) -> tuple[Span, ...] | None:
    """The spans of a file's paragraphs; None for plain text."""
    if all(a.exact for a in file.articles):
        return None
    return tuple(sorted(b for a in file.articles for b in a.blocks))


def checked(
    files: Iterable[Input | Problem], task: Task, jobs: int, store: Store | None = None
) -> Iterator[Result | Problem]:
    """The results of the files, in their order. What the store holds is not checked."""
    stream = iter(files)
    first = list(islice(stream, CHUNK)) if jobs > 1 else []
    if len(first) == CHUNK:
        yield from _in_processes(chain(first, stream), task, jobs, store)
        return
    for file in chain(first, stream):  # one process, or too few files to be worth another
        key, known = store.get(file) if store else (None, None)
        if known is None:
            known = check_file(file, task)
            if store:
                store.put(key, known)
        yield known


class Part(NamedTuple):
    """Files that were given out together: the keys and results of those known, and what is being checked."""

    known: list[tuple[bytes | None, Result | Problem | None]]
    rest: Future[list[Result | Problem]] | None

    def results(self, store: Store | None) -> Iterator[Result | Problem]:
        """All results, in the order of the files; waits for them."""
        fresh = iter(self.rest.result() if self.rest else ())
        for key, result in self.known:
            if result is None:
                result = next(fresh)
                if store:
                    store.put(key, result)
            yield result


def _in_processes(
    files: Iterator[Input | Problem], task: Task, jobs: int, store: Store | None
) -> Iterator[Result | Problem]:
    """The results of the files, from several processes. A process that dies raises BrokenProcessPool."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
    context = multiprocessing.get_context("fork" if fork else "spawn")
    pool: ProcessPoolExecutor | None = None  # made for the first file that is not known
    others = set(multiprocessing.active_children())
    waiting: deque[Part] = deque()
    done = False
    try:
        while True:
            while len(waiting) < jobs * AHEAD and (part := list(islice(files, CHUNK))):
                known = [store.get(f) if store else (None, None) for f in part]
                missing = [f for f, (_, result) in zip(part, known, strict=True) if result is None]
                if missing and pool is None:
                    if fork:
                        check("Read once, so that all processes share the model.", settings=task.project.settings)
                    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(task,))
                waiting.append(Part(known, pool.submit(_work, missing) if pool and missing else None))
            if not waiting:
                break
            yield from waiting.popleft().results(store)
        done = True
    finally:
        if pool:
            if not done:  # interrupted: nobody will ask for what is being checked
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()
            # Waited for: a pool that is left to end by itself may still write into its pipes while Python closes them.
            pool.shutdown(cancel_futures=True)


_TOLD: list[Task] = []  # what a process has been told at its beginning


def _begin(task: Task) -> None:
    """Prepare a process: it leaves an interrupt to the one that started it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _TOLD[:] = [task]


def _work(files: list[Input | Problem]) -> list[Result | Problem]:
    return [check_file(file, _TOLD[0]) for file in files]


def jobs_of(value: int | str) -> int:
    """The number of processes that a setting means: "auto" as many as this process may use processors."""
    if value != "auto":
        return int(value)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
