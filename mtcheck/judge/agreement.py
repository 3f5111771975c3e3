"""Several answers to one question: what most of them say, and how many do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.judge.answers import Error


class Agreed(NamedTuple):
    """An error, and the share of the answers that mark something there; None of a single answer."""

    error: Error
    share: float | None


def agreed(answers: Sequence[Sequence[Error]]) -> list[Agreed]:
    """What more than half of the answers mark, each place once, as the first of them says it. One answer is taken as
    it is."""
    if len(answers) == 1:
        return [Agreed(e, None) for e in answers[0]]
    out: list[Agreed] = []
    for answer in answers:
        for error in answer:
            if any(_same(error, a.error) for a in out):
                continue
            votes = sum(any(_same(error, other) for other in those) for those in answers)
            if votes * 2 > len(answers):
                out.append(Agreed(error, votes / len(answers)))
    return out


def _same(one: Error, other: Error) -> bool:
    return one.excerpt is other.excerpt and one.span.overlaps(other.span)
