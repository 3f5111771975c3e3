"""The tools as plain functions: texts in, plain data out; whatever cannot be done is Refused with the reason."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from mtcheck.checking.own import PhraseRow
from mtcheck.checking.registry import all_rules, find
from mtcheck.mcp.answers import check_answer, compare_answer, fix_answer
from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.reading.encoding import decode
from mtcheck.reading.files import Input, Problem
from mtcheck.report.rules import rule_dict
from mtcheck.run.difference import difference
from mtcheck.run.fixing import fix_file
from mtcheck.run.flow import Result, Task, examine
from mtcheck.run.given import GivenSource, Refused, as_bytes, named

LARGEST = 400_000  # code points of a text


@dataclass(frozen=True)
class Given:
    """A text and what is said about it."""

    text: str
    source: str = ""
    source_lang: str = ""
    name: str = ""


@dataclass
class Tools:
    """The tools in a working folder. The settings are read anew for each call, so that an edit of them holds at once;
    `config`, `isolated` and `options` are those of the command line."""

    folder: str = field(default_factory=os.getcwd)
    config: str | None = None
    isolated: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)  # one text at a time, whatever a client asks at once

    def check(
        self, given: Given, *, min_confidence: float | None = None, first: int = 0, most: int = 50
    ) -> dict[str, Any]:
        """The findings of a text, its score and its verdict. Raises Refused."""
        if first < 0 or most < 1:
            raise Refused("first is 0 or more, most 1 or more")
        with self._lock:
            input, task = self._begun(given, {"min-confidence": min_confidence})
            reports = self._examined(input, task, given.text).reports
            gates = task.project.gates()
            verdicts = [gates.verdict(input.name, r.findings, r.score) for r in reports]
            return check_answer(reports, verdicts, first, most)

    def compare(self, old: str, given: Given) -> dict[str, Any]:
        """What is new, fixed and left in a text beside an older version of it. Raises Refused."""
        with self._lock:
            input, task = self._begun(given)
            before, after = (self._examined(input, task, text).reports for text in (old, given.text))
            return compare_answer(difference(input.name, before, after))

    def fix(self, given: Given, *, suggested: bool = False) -> dict[str, Any]:
        """A text after the safe fixes, or after the suggested ones too. Nothing is written. Raises Refused."""
        with self._lock:
            input, task = self._begun(given)
            fixed = fix_file(input, _bytes(given.text), task, suggested=suggested)
            if isinstance(fixed, Problem):
                raise Refused(fixed.message)
            return fix_answer(fixed, decode(fixed.data).text)

    def explain(self, rule: str) -> dict[str, Any]:
        """All that is known of a rule, by its code or name. Raises UnknownRule and Refused."""
        return rule_dict(find(rule, phrases=self._phrases()))

    def rule_table(self) -> Sequence[Mapping[str, str]]:
        """A row for each rule. Raises Refused."""
        keys = ("code", "name", "family", "severity", "status", "summary")
        return [{key: str(getattr(rule, key)) for key in keys} for rule in all_rules(phrases=self._phrases())]

    def _phrases(self) -> tuple[PhraseRow, ...]:
        """The rules of the folder's configuration."""
        try:
            return self._project(named("", self.folder), self.options).phrases
        except ValueError as e:
            raise Refused(f"the settings cannot be used: {e}") from None

    def _begun(self, given: Given, more: Mapping[str, Any] | None = None) -> tuple[Input, Task]:
        """How a text is examined: as a file of its name would be. Raises Refused."""
        input = named(given.name, self.folder)
        lang = {"source-lang": given.source_lang or None}
        told = {k: v for k, v in {**self.options, **lang, **(more or {})}.items() if v is not None}
        try:
            project = self._project(input, told)
            task = Task.of(project)
        except ValueError as e:  # ConfigError, UnknownRule and BaselineError are some
            raise Refused(f"the settings cannot be used: {e}") from None
        if given.source:
            task = replace(task, companions=GivenSource(text=_sized(given.source, "source")))
        return input, task

    def _project(self, input: Input, given: Mapping[str, Any]) -> Project:
        """The settings in force. Raises ValueError."""
        paths = [input.path] if input.path else []
        project = load(
            paths, config=self.config, isolated=self.isolated, given=given, environ=os.environ, cwd=self.folder
        )
        project.check_rules()
        _ = project.settings, project.gates()
        return project

    def _examined(self, input: Input, task: Task, text: str) -> Result:
        result = examine(input, task, _bytes(text))
        problem = result if isinstance(result, Problem) else next(iter(result.problems), None)
        if problem:
            raise Refused(problem.message)
        assert isinstance(result, Result)
        return result


def _sized(text: str, what: str) -> str:
    if len(text) > LARGEST:
        raise Refused(f"the {what} has {len(text):,} characters; at most {LARGEST:,} can be checked at once")
    return text


def _bytes(text: str) -> bytes:
    return as_bytes(_sized(text, "text"))
