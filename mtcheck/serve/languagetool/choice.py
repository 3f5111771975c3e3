"""How a text is examined for a request: by the project's settings, changed as the client asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from mtcheck.checking.checker import active
from mtcheck.checking.registry import described
from mtcheck.project.keys import PROFILES
from mtcheck.project.project import Project
from mtcheck.run.flow import Task
from mtcheck.serve.languagetool.categories import rules_of
from mtcheck.serve.languagetool.request import Check

PICKY = float(PROFILES["strict"]["min-confidence"])
MOST_KEPT = 32  # choices whose settings are kept


class Choice(NamedTuple):
    """What a request changes. `only`: the rules that run, None for the usual ones; `more`: rules that run besides."""

    only: frozenset[str] | None = None
    more: frozenset[str] = frozenset()
    less: frozenset[str] = frozenset()
    picky: bool = False


def choice_of(check: Check) -> Choice:
    """What a request changes; ids of another server's rules change nothing."""
    enabled, disabled = _known(check.enabled_rules), _known(check.disabled_rules)
    in_enabled, in_disabled = _of(check.enabled_categories), _of(check.disabled_categories)
    if check.enabled_only:
        return Choice(enabled | in_enabled, picky=check.picky)
    return Choice(None, enabled, disabled | (in_disabled - enabled), check.picky)


def _known(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(word.upper() for word in ids if described(word.upper()))


def _of(categories: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(rules_of, categories))


class Tasks:
    """The tasks of a project for the choices of its clients, the last ones kept."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._kept: dict[Choice, Task] = {Choice(): task}

    def of(self, choice: Choice) -> Task | None:
        """The task for a choice; None if no rule is to run."""
        if choice.only is not None:
            choice = choice._replace(only=choice.only & self._usual)
            if not choice.only:
                return None
        kept = self._kept.get(choice)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept = {Choice(): self._task}
            kept = self._kept[choice] = replace(self._task, project=changed(self._task.project, choice))
        return kept

    @property
    def _usual(self) -> frozenset[str]:
        """The rules that the project lets run: those it ignores no client switches on."""
        settings = replace(self._task.project.settings, preview=True)
        return frozenset(active(settings).codes)


def changed(project: Project, choice: Choice) -> Project:
    """The project as a choice changes it."""
    values = dict(project.values)
    if choice.only is not None:
        values.update({"select": sorted(choice.only), "extend-select": []})
    values["extend-select"] = [*values["extend-select"], *sorted(choice.more)]
    values["ignore"] = [*values["ignore"], *sorted(choice.less)]
    if choice.picky:
        values["min-confidence"] = min(values["min-confidence"], PICKY)
    return replace(project, values=values)
