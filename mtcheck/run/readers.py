"""Other readers of a run: the files of their error spans and scores, read once, before the articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from mtcheck.readers.file import SpanFile
from mtcheck.readers.files import BadSpans, loaded
from mtcheck.readers.scores import ScoreFile, loaded_scores
from mtcheck.readers.spans import Reader
from mtcheck.reading.files import Input, Problem, load_bytes

MOST_WRONG = 3  # records of a file whose faults are told
T = TypeVar("T")


def readers_of(
    spans: Sequence[str], scores: Sequence[str], alone: bool, largest: float
) -> tuple[list[Reader], list[Problem]]:
    """The readers that files stand for, and what is wrong with the files: with a file that cannot be read the run goes
    on without it. `alone`: only one article is checked. `largest` in megabytes; 0: any number."""
    readers: list[Reader] = []
    problems: list[Problem] = []
    for path in spans:
        found = _read(path, largest, loaded)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        file = SpanFile(path, found, alone)
        readers.append(file)
        problems += [Problem(path, _told(file))] if found.wrong or file.stray else []
    for path in scores:
        scored = _read(path, largest, loaded_scores)
        if isinstance(scored, Problem):
            problems.append(scored)
        else:
            readers.append(ScoreFile(path, scored, alone))
    return readers, problems


def _read(path: str, largest: float, make: Callable[[bytes, str], T]) -> T | Problem:
    data = load_bytes(Input(path, path), largest, instead="")
    if isinstance(data, Problem):
        return data
    try:
        return make(data, os.path.splitext(os.path.basename(path))[0])
    except BadSpans as e:
        return Problem(path, str(e))


def _told(file: SpanFile) -> str:
    """What of a file is left out, and why."""
    wrong = list(file.loaded.wrong)
    if file.stray:
        many = "error span names" if file.stray == 1 else "error spans name"
        wrong.append(f"{file.stray} {many} neither an article nor the text of a segment")
    more = f"; and {len(wrong) - MOST_WRONG} more" if len(wrong) > MOST_WRONG else ""
    return f"left out: {'; '.join(wrong[:MOST_WRONG])}{more}"
