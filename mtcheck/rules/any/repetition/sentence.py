"""REP004: a sentence said twice running."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Related, document_rule
from mtcheck.text.masks import Mask

LEAST = 5  # words; shorter sentences are repeated on purpose


def _alike(document: Document) -> Mask:
    """The beginnings of sentences that are as long as the next one and begin alike."""
    found, lower = np.zeros(len(document), bool), document.lower
    first, length = document.sentence_bounds[:, 0], np.diff(document.sentence_bounds, axis=1)[:, 0]
    for k in ((length[1:] == length[:-1]) & (length[1:] >= LEAST)).nonzero()[0].tolist():
        found[first[k]] = lower[first[k]] == lower[first[k + 1]]
    return found


@document_rule(
    code="REP004",
    name="repeated-sentence",
    severity=MAJOR,
    mqm="fluency/duplication",
    wake=_alike,
    examples=(
        Bad(
            "The envoys left the city at noon. [[The envoys left the city at noon.]] The talks go on.",
            fix="The envoys left the city at noon. The talks go on.",
        ),
        Good("It must stop. It must stop. We will see to it."),
        Good("“Listen. They do not know what they do. They do not know what they do. It must stop.”"),
        Good("The envoys left the city at noon.\nThe envoys left the city at noon."),
    ),
)
def repeated_sentence(document: Document) -> Iterator[Match]:
    """The same sentence stands twice in a row.

    An engine that translates by pieces gives a piece twice, or a decoder loses its place.
    """
    for (a, b), (_, end) in pairwise(document.bounds):
        if document.lower[a:b] != document.lower[b:end] or document.has(b, Flag.NEWLINE):
            continue
        words = [i for i in range(a, b) if document.flag_list[i] & Flag.WORD]
        if len(words) < LEAST or document.has(words[0], Flag.QUOTED):
            continue
        fix = Fix("Delete the second", (Edit(document.ends[b - 1], document.ends[end - 1], ""),), SUGGEST)
        related = (Related(document.span(a, b - 1), "the first time"),)
        yield Match(document.span(b, end - 1), "This sentence has just been said.", 0.3, (fix,), related)
