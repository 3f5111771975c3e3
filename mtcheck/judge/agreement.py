"""Several answers to one question: what most of them say, and how many do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.judge.answers import Error


class Agreed(NamedTuple):
    """An error, and how many of the answers mark something there, in words; "" of a single answer. That most answers
    of one model agree is no probability: it decides what counts and is told, but makes nothing surer."""

    error: Error
    votes: str


def agreed(answers: Sequence[Sequence[Error]]) -> list[Agreed]:
    """What more than half of the answers mark, each place once, as the first of them says it. One answer is taken as
    it is."""
    if len(answers) == 1:
        return [Agreed(e, "") for e in answers[0]]
    out: list[Agreed] = []
    for answer in answers:
        for error in answer:
            if any(_same(error, a.error) for a in out):
                continue
            votes = sum(any(_same(error, other) for other in those) for those in answers)
            if votes * 2 > len(answers):
                out.append(Agreed(error, f"{votes} of {len(answers)} answers"))
    return out


def _same(one: Error, other: Error) -> bool:
    return one.excerpt is other.excerpt and one.span.overlaps(other.span)
