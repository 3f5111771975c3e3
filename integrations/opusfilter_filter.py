"""OpusFilter: a filter of sentence pairs by what mtcheck finds in the English side, with the source beside it.

    steps:
      - type: filter
        parameters:
          inputs: [corpus.de.gz, corpus.en.gz]
          outputs: [good.de.gz, good.en.gz]
          filters:
            - MtcheckFilter: {threshold: 5, english: 1, source: 0}
              module: opusfilter_filter

The score of a pair is its penalty points (a minor finding 1, a major one 5, a critical one 25, times the confidence):
a sentence is too short for the score of 0 to 100.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from opusfilter import CLEAN_LOW, FilterABC

import mtcheck

TOGETHER = 32  # pairs that are checked together


class MtcheckFilter(FilterABC):
    """Accepts pairs with at most so many penalty points. `english`, `source`: their places in a pair, from 0; without a
    source the English is checked alone."""

    score_direction = CLEAN_LOW
    accept_threshold = 0
    reject_threshold = 25 + 1

    def __init__(self, threshold: float = 5, english: int = 1, source: int | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.threshold, self.english, self.source = threshold, english, source

    def score(self, pairs: Iterable[Sequence[str]]) -> Iterator[float]:
        """The penalty points of each pair."""
        stream = iter(pairs)
        while some := list(islice(stream, TOGETHER)):
            sources = None if self.source is None else [pair[self.source] for pair in some]
            for report in mtcheck.check_many([pair[self.english] for pair in some], sources=sources):
                yield round(report.score.penalty, 3)

    def accept(self, score: float) -> bool:
        """Whether a pair with this score is kept."""
        return score <= self.threshold
