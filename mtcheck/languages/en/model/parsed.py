"""The parse of a document, computed once, when the first rule asks for it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from mtcheck.languages.en.model.parser import KINDS, RELATIONS, Parse, parse, parse_each
from mtcheck.text.document import Document, Flag


class Parsed(NamedTuple):
    """Columns parallel to the document's tokens."""

    head: list[int]  # token index of the head; -1 for a root
    relation: list[str]  # to the head, one of RELATIONS
    sure: list[float]  # probability of the arc: that the head is this one
    kind: list[str]  # what a noun, name or pronoun stands for, one of KINDS; "none" for other words
    kind_sure: list[float]  # probability of the kind


@lru_cache(maxsize=2)
def parse_of(document: Document) -> Parsed:
    """Heads, relations and kinds of the document's tokens. No arc leaves a sentence. Time is linear in the tokens."""
    found = parse(document.words, document.mask(Flag.NEWLINE), document.sentence)
    best = found.kind.argmax(axis=1)
    return Parsed(
        found.head.tolist(),
        [RELATIONS[i] for i in found.relation.tolist()],
        found.sure.tolist(),
        [KINDS[i] for i in best.tolist()],
        found.kind[np.arange(len(best)), best].tolist(),
    )


class Arcs:
    """The same columns, filled sentence by sentence as these are asked for: a sentence is parsed alone, so that what is
    found does not depend on what else was asked. What is not read yet has no head, no relation and no kind."""

    def __init__(self, document: Document) -> None:
        n = len(document)
        self._document = document
        self._known: set[int] = set()
        self.head = [-1] * n
        self.relation = [""] * n
        self.sure = [0.0] * n
        self.kind = ["none"] * n
        self.kind_sure = [0.0] * n

    def read(self, *sentences: int) -> None:
        """Parse these sentences, if that was not done before; with those of other documents, if these are read
        together. Raises Later then."""
        new = [k for k in sentences if k not in self._known]
        if new:
            self._document.wishes.ask(_read_together, [(self, k) for k in new])

    def words_of(self, k: int) -> list[str]:
        """The words of sentence k."""
        return self._document.words[slice(*self._document.bounds[k])]

    def keep(self, k: int, found: Parse) -> None:
        """Keep what was found in sentence k, whose words are counted from its first."""
        self._known.add(k)
        first, end = self._document.bounds[k]
        best = found.kind.argmax(axis=1)
        self.head[first:end] = [h + first if h >= 0 else -1 for h in found.head.tolist()]
        self.relation[first:end] = [RELATIONS[i] for i in found.relation.tolist()]
        self.sure[first:end] = found.sure.tolist()
        self.kind[first:end] = [KINDS[i] for i in best.tolist()]
        self.kind_sure[first:end] = found.kind[np.arange(len(best)), best].tolist()


def _read_together(wanted: list[tuple[Arcs, int]]) -> None:
    """Parse sentences, of which each is parsed as if it were alone."""
    sentences = [(arcs, k, arcs.words_of(k)) for arcs, k in dict.fromkeys(wanted)]
    for (arcs, k, _), found in zip(sentences, parse_each([words for *_, words in sentences]), strict=True):
        arcs.keep(k, found)
