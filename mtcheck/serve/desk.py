"""Examines the texts of requests, several at a time, each within its limits. It reads no file for them and keeps
nothing of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple, TypeVar

from mtcheck.bitext.folder import CODE
from mtcheck.checking.checker import scored
from mtcheck.checking.report import Checked, Found, Left, Report
from mtcheck.project.project import Project
from mtcheck.reading.files import MEGABYTE, Input, Problem, too_large
from mtcheck.report.summary import Summary
from mtcheck.run.companions import Companions
from mtcheck.run.filters.base import CheckedFile, Filter, on_articles, sifted
from mtcheck.run.flow import INTERNAL, Result, Task, examine
from mtcheck.serve.bounds import USUAL, Limits, Refused

Format = Literal["text", "markdown", "html"]
NAMES: Mapping[Format, str] = {"text": "article.txt", "markdown": "article.md", "html": "article.html"}
T = TypeVar("T")
REJECTED = "the page"  # what findings were suppressed by that a reader has rejected


class Order(NamedTuple):
    """A text to examine. `before`: the company that its findings had before some were fixed; `rejected`: the marks of
    findings that do not count."""

    text: str
    source: str | None = None
    source_lang: str | None = None
    format: Format = "text"
    before: Mapping[str, float] | None = None
    rejected: Sequence[str] = ()


class Answer(NamedTuple):
    """The report on a text, with its verdict, and the sums of this one text."""

    report: Report
    summary: Summary


class Desk:
    """Examines with the settings of a project. Raises BaselineError if its baseline cannot be read."""

    def __init__(self, project: Project, limits: Limits = USUAL) -> None:
        self.project = replace(project, values={**project.values, "encoding": None})  # texts come decoded
        self.limits = limits
        self.task = Task.of(self.project)
        self._threads = ThreadPoolExecutor(limits.threads, "check")
        self._waiting = 0

    async def examined(self, order: Order) -> Answer:
        """What is said of a text. Raises Refused."""
        self.bound(order.text, order.source or "")
        if order.source_lang is not None and not CODE.fullmatch(order.source_lang):
            raise Refused(422, "source_lang must be the code of a language (de, zh)")
        return await self.timed(partial(self.examine, order))

    async def timed(self, work: Callable[[], T]) -> T:
        """What `work` gives, done in a thread when one is free. Raises Refused if too many wait, or if it takes too
        long."""
        if self._waiting >= self.limits.waiting:
            raise Refused(503, "too many texts are waiting; try again")
        self._waiting += 1
        try:
            begun = asyncio.get_running_loop().run_in_executor(self._threads, work)
            return await asyncio.wait_for(begun, self.limits.check)  # what has begun keeps its thread to its end
        except TimeoutError:
            raise Refused(503, f"the check took more than {self.limits.check:g} seconds") from None
        finally:
            self._waiting -= 1

    def bound(self, *texts: str) -> None:
        """Raises Refused for texts that are too long."""
        longest = max(map(len, texts))
        if longest > self.limits.text:
            raise Refused(413, f"a text of {longest:,} characters; at most {self.limits.text:,} are checked")
        largest = self.project["max-file-size"] * MEGABYTE
        if 0 < largest < max(len(text.encode("utf-8", "surrogatepass")) for text in texts):
            raise Refused(413, too_large(self.project["max-file-size"]))

    def examine(self, order: Order) -> Answer:
        """`examined`, at once. Raises Refused."""
        name = NAMES[order.format]
        data = order.text.encode("utf-8", "surrogatepass")
        result = examine(Input(name, None), self._task_of(order), data)
        if isinstance(result, Problem) and result.message.startswith(INTERNAL):
            raise Refused(500, result.message)
        summary = Summary(self.project.gates())
        return Answer(summary.add(name, self._report(result, order)), summary)

    def _report(self, result: Result | Problem, order: Order) -> Report:
        """The report on a text. One in which there is nothing to read cannot be judged, and says so."""
        if isinstance(result, Result) and result.reports:
            return result.reports[0]
        why = result.message if isinstance(result, Problem) else "nothing in it is text to check"
        return scored(Checked(text=order.text, words=0, found=(), unjudged=why), self.project.settings)

    def _task_of(self, order: Order) -> Task:
        task = self.task
        if order.source is not None and order.source.strip():
            task = replace(task, companions=Companions(text=order.source))
            if order.source_lang:
                values = {**self.project.values, "source-lang": order.source_lang}
                task = replace(task, project=replace(self.project, values=values))
        if order.rejected:
            task = replace(task, filters=(*task.filters, rejected(frozenset(order.rejected))))
        return replace(task, before=(order.before,)) if order.before else task


def rejected(marks: frozenset[str]) -> Filter:
    """A filter that leaves out the findings with these marks: a reader has said that they are none."""

    def judge(found: Found) -> Left | None:
        return Left(found, "rejected", REJECTED) if found.mark in marks else None

    def apply(checked: CheckedFile) -> CheckedFile:
        return on_articles(checked, lambda article: sifted(article, judge))

    return apply
