"""What the rules of repetition share: runs of tokens that repeat with a period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.lint import Document, Flag, layer

LONGEST = 12  # tokens of a phrase that is looked for
# For each period how many tokens in a row must come back after it: the last of a long phrase may be another.
LEAST = np.array([p - 1 if p > 4 else p for p in range(1, LONGEST + 1)])


class Run(NamedTuple):
    """A phrase of `period` tokens that stands `times` times in a row, from token `first`."""

    first: int
    period: int
    times: int
    words: int  # tokens of the phrase that hold a letter
    extra: int  # tokens of a further, incomplete repetition

    @property
    def last(self) -> int:
        """Index of the last token of the last full repetition."""
        return self.first + self.period * self.times - 1


@layer
def runs(document: Document) -> tuple[Run, ...]:
    """All runs of two or more, within a paragraph, shortest period first; a longer period that only
    repeats a shorter one is left out."""
    n = len(document)
    if n < 2:
        return ()
    found: list[Run] = []
    covered = bytearray(n)  # tokens that a run of a shorter period explains
    for period, same in _repeating(document):
        for begin, end in _stretches(np.flatnonzero(same).tolist(), int(LEAST[period - 1])):
            if 0 not in covered[begin : end + period]:
                continue
            for run in _run(document, begin, period, end - begin):
                found.append(run)
                if run.times > 2:
                    covered[begin : end + period] = b"\1" * (end + period - begin)
    return tuple(found)


def beginnings(document: Document) -> list[int]:
    """The tokens at which runs begin."""
    return sorted({run.first for run in runs(document)})


def _repeating(document: Document) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """The periods that may have runs, each with a mask of shape (tokens - period,): whether a token comes back
    after the period."""
    n = len(document)
    longest = min(LONGEST, n // 2)
    keys = np.zeros(n + longest, np.int64)
    keys[:n] = document.numbered[1] + 1
    later = np.ndarray((longest, n), np.int64, keys, offset=8, strides=(8, 8))  # row p: the tokens p + 1 further on
    same = later == keys[:n]
    beside = np.add.reduce(same[:, 1:] & same[:, :-1], axis=1) + 1
    beside[0] = same[0].any()
    for period in (np.flatnonzero(beside >= LEAST[:longest]) + 1).tolist():
        yield period, same[period - 1, : n - period]


def _stretches(places: list[int], least: int) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of every stretch of neighbouring places that is long enough."""
    begin = previous = places[0]
    for place in [*places[1:], -1]:
        if place != previous + 1:
            if previous + 1 - begin >= least:
                yield begin, previous + 1
            begin = place
        previous = place


def _run(document: Document, first: int, period: int, same: int) -> list[Run]:
    flags = document.flag_list
    times, extra = same // period + 1, same % period
    if times == 1 and document.words[first + period - 1] != ",":
        return []  # the phrase, a comma and the phrase again
    if any(flags[i] & Flag.NEWLINE for i in range(first + 1, first + period * times + extra * (times == 1))):
        return []
    words = sum(1 for i in range(first, first + period) if flags[i] & Flag.WORD)
    return [Run(first, period, times, words, extra)] if words else []


def spoken(document: Document) -> bool:
    """Whether the text is speech taken down word for word, in which people do repeat themselves."""
    return not document.vocabulary["fillers"].isdisjoint(document.index)
