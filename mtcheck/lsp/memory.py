"""What is kept of an open file between keystrokes, so that the next one need not read all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mtcheck.checking.again import Seen, judged_again, seen
from mtcheck.checking.checker import Given, judged_many
from mtcheck.checking.report import Checked
from mtcheck.checking.settings import Settings
from mtcheck.run.flow import Task
from mtcheck.text.layout import Layout


class Memory:
    """The articles of a file as they were last checked as a whole."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._judged: list[tuple[Checked, Settings, Layout | None]] = []
        self._asked = 0

    def whole(self, task: Task) -> Task:
        """The task with which a file is checked as a whole, once; what rules say is kept."""
        self._judged = []
        return replace(task, judge=self._judge)

    def keep(self) -> None:
        """Make ready for the next keystroke: done after a check of the whole, when its findings are out."""
        self._seen = [seen(*judged) for judged in self._judged]
        self._judged = []

    def quick(self, task: Task) -> Task:
        """The task with which it is checked once at a keystroke."""
        self._asked = 0
        return replace(task, judge=self._judge_again)

    def _judge(self, articles: Sequence[Given], settings: Settings) -> list[Checked]:
        judged = judged_many(articles, settings)
        self._judged += [(checked, settings, given.layout) for checked, given in zip(judged, articles, strict=True)]
        return judged

    def _judge_again(self, articles: Sequence[Given], settings: Settings) -> list[Checked]:
        """The articles of a file are asked for in their order; one that nobody has seen is checked as a whole."""
        out = []
        for given in articles:
            k = self._asked
            self._asked += 1
            if k >= len(self._seen):
                out += judged_many([given], settings)
            else:
                known = next((s for s in self._seen if s.checked.text == given.text), self._seen[k])
                out.append(judged_again(known, given.text, settings, given.source, given.layout))
        return out
