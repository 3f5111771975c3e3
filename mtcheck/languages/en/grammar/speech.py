"""Quotations, and who says them: “…,” said Kim; the mayor added: “…”."""

from __future__ import annotations

from collections.abc import Callable

from mtcheck.languages.en.grammar.parts import Clause, Parts, Phrase, Quotation
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import SAYING
from mtcheck.text.document import Document, Flag

MARKS = frozenset((",", ":"))


def quotations(document: Document, sentence: Callable[[int], Parts]) -> list[Quotation]:
    """All quotations of a document, in order. A quotation that is not closed ends with its last quoted token."""
    found = []
    marks = document.mask(Flag.OPEN | Flag.CLOSE).nonzero()[0].tolist()
    open_ = -1
    for i in marks:
        if document.has(i, Flag.OPEN):
            open_ = i
        elif open_ >= 0:
            found.append(_quotation(document, sentence, open_, i))
            open_ = -1
    return found


def _quotation(document: Document, sentence: Callable[[int], Parts], first: int, last: int) -> Quotation:
    for clause in _beside(document, sentence, first, last):
        return Quotation(first, last, clause.group.main, _speaker(document, sentence, clause))
    return Quotation(first, last, -1, None)


def _beside(document: Document, sentence: Callable[[int], Parts], first: int, last: int) -> list[Clause]:
    """Clauses of saying right before or right after the quotation, those after it first."""
    saying = SAYING | names.group("S")
    after, before = last + 1, first - 1
    after += document.word(after) in MARKS
    found = []
    if after < len(document):
        for clause in sentence(document.sentence_list[after]).clauses:
            start = min(clause.group.first, clause.subject.first if clause.subject else clause.group.first)
            if start == after and document.lower[clause.group.main] in saying:
                found.append(clause)
    if before >= 0 and document.paragraph[before] == document.paragraph[first]:
        before -= document.word(before) in MARKS
        for clause in sentence(document.sentence_list[before]).clauses:
            if clause.group.main == before and document.lower[before] in saying:
                found.append(clause)
    return found


def _speaker(document: Document, sentence: Callable[[int], Parts], clause: Clause) -> Phrase | None:
    """The subject of the verb of saying; it may follow the verb: said the mayor."""
    if clause.subject:
        return clause.subject
    after = clause.group.last + 1
    if after >= len(document):
        return None
    return next((p for p in sentence(document.sentence_list[after]).phrases if p.first == after), None)
