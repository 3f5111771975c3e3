"""Clauses, as far as tags tell: finite verbs, which of them are subordinate, what can be a subject."""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.text.document import Document, Pos

SUBORDINATORS = frozenset(
    """because although though if when while whereas unless until since after before as once whether that
    where why how who which whom whose what whoever whatever lest than""".split()
)
NOMINAL = Pos.NOUN | Pos.NAME | Pos.PRONOUN
GROUP = Pos.VERB | Pos.ADVERB  # what may stand inside a verb group


class Clauses(NamedTuple):
    """How many finite verb groups a stretch holds."""

    main: int
    subordinate: int


def clauses(document: Document, first: int, last: int) -> Clauses:
    """Counts the finite verb groups of tokens first to last.

    A group is subordinate if a subordinator without a verb of its own stands before it in the stretch.
    """
    pos, words = document.pos_list, document.lower
    main = subordinate = pending = 0
    i = first
    while i <= last:
        if pos[i] & Pos.FINITE:
            if pending:
                pending -= 1
                subordinate += 1
            else:
                main += 1
            while i < last and pos[i + 1] & GROUP and words[i + 1] not in SUBORDINATORS:
                i += 1
        elif pos[i] & Pos.WH or (words[i] in SUBORDINATORS and opens_clause(document, i, last)):
            pending += 1
        i += 1
    return Clauses(main, subordinate)


def opens_clause(document: Document, i: int, last: int) -> bool:
    """Whether the word i, which can be a preposition too (since, after, as), has a finite verb soon after it
    with something that can be its subject between."""
    pos, words = document.pos_list, document.lower
    subject = False
    for j in range(i + 1, min(last, i + 15) + 1):
        if pos[j] & Pos.FINITE:
            return subject
        if words[j] in ",;:.?!" or pos[j] & Pos.WH:
            return False
        subject = subject or bool(pos[j] & (NOMINAL | Pos.DETERMINER | Pos.NUMBER))
    return False


def finite_after(document: Document, i: int, last: int, reach: int = 10) -> int:
    """The first finite verb of the clause that begins with the subject at token i; -1 if none is near.

    Marks, conjunctions and clause openers end the search."""
    pos, words = document.pos_list, document.lower
    for j in range(i, min(last, i + reach) + 1):
        if pos[j] & Pos.FINITE and j > i:
            return j
        if j > i and (words[j] in ",;:.?!()" or (pos[j] & (Pos.WH | Pos.CONJUNCTION) and j < i + 2)):
            return -1
    return -1


def has_subject(document: Document, first: int, last: int) -> bool:
    """Whether tokens first to last hold a finite verb with a nominal before it."""
    pos = document.pos_list
    nominal = False
    for i in range(first, last + 1):
        if pos[i] & Pos.FINITE and nominal:
            return True
        nominal = nominal or bool(pos[i] & (NOMINAL | Pos.NUMBER | Pos.DETERMINER))
    return False
