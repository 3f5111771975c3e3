"""What a filter is: it takes a checked file and gives it back with fewer findings; what it leaves out, it lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from mtcheck.checking.report import Checked, Found, Left
from mtcheck.reading.base import File
from mtcheck.reading.files import Input, Problem
from mtcheck.text.spans import Span


class CheckedFile(NamedTuple):
    """What rules said of the articles of a file; all offsets count in `text`.

    `blocks`: the spans of its paragraphs, None for plain text. `file`: the file as read, None if the findings come
    from a cache or another process. `problems`: what went wrong besides, as a source that is missing."""

    input: Input
    text: str
    blocks: tuple[Span, ...] | None
    articles: tuple[Checked, ...]
    problems: tuple[Problem, ...] = ()
    file: File | None = None


Filter = Callable[[CheckedFile], CheckedFile]


def sifted(checked: Checked, judge: Callable[[Found], Left | None]) -> Checked:
    """What was said of an article without the findings that `judge` leaves out; those are listed."""
    verdicts = [(f, judge(f)) for f in checked.found]
    gone = tuple(left for _, left in verdicts if left)
    if not gone:
        return checked
    return replace(checked, found=tuple(f for f, left in verdicts if not left), left=(*checked.left, *gone))


def on_articles(checked: CheckedFile, change: Callable[[Checked], Checked]) -> CheckedFile:
    """The file with each article changed."""
    return checked._replace(articles=tuple(map(change, checked.articles)))
