"""What noun phrases are joined to: by prepositions, and by conjunctions to each other."""

from __future__ import annotations

from mtcheck.languages.en.grammar.clause_parts import JOINING, SURE
from mtcheck.languages.en.grammar.parts import Attachment, Coordination, Parts, Phrase
from mtcheck.languages.en.model.parsed import Arcs
from mtcheck.languages.en.vocabulary import CLAUSE_ONLY
from mtcheck.text.document import Document, Pos

ONLY = CLAUSE_ONLY | {"that", "if", "whether"}  # they open clauses and are no prepositions
BELONGS = ("nmod", "obl", "nmod:poss", "advcl")


def attachments(document: Document, bounds: tuple[int, int], parts: Parts, arcs: Arcs | None) -> list[Attachment]:
    """Each preposition of a sentence (tokens bounds[0] to bounds[1] - 1) that has a noun phrase behind it, and opens no
    clause with it."""
    opened = {c.opener for c in parts.clauses}
    starts = {p.first: p for p in parts.phrases}
    ends = {p.last: p for p in parts.phrases}
    found = []
    for i in range(bounds[0], bounds[1] - 1):
        phrase = starts.get(i + 1)
        if phrase and i not in opened and document.pos_list[i] & Pos.PREPOSITION and document.lower[i] not in ONLY:
            found.append(Attachment(i, phrase, _belongs_to(document, i, phrase, ends, arcs)))
    return found


def _belongs_to(document: Document, i: int, phrase: Phrase, ends: dict[int, Phrase], arcs: Arcs | None) -> int:
    head = phrase.head
    if arcs is not None and arcs.relation[head] in BELONGS and arcs.sure[head] >= SURE:
        return arcs.head[head]
    if document.lower[i] == "of" and i - 1 in ends:
        return ends[i - 1].head
    return -1


def coordinations(document: Document, parts: Parts, arcs: Arcs | None) -> list[Coordination]:
    """The noun phrases of a sentence that stand in a list with a conjunction before the last."""
    ends = {p.last: p for p in parts.phrases}
    found = []
    for last in parts.phrases:
        conjunction = last.first - 1
        if conjunction <= 0 or document.lower[conjunction] not in JOINING:
            continue
        phrases, k = [last], conjunction - 1
        while (phrase := ends.get(k - (document.word(k) == ","))) is not None:
            phrases.insert(0, phrase)
            k = phrase.first - 1
            if document.word(k) != ",":
                break
        if len(phrases) > 1 and not _apart(last, phrases[-2], arcs):
            found.append(Coordination(conjunction, tuple(phrases)))
    return found


def _apart(last: Phrase, before: Phrase, arcs: Arcs | None) -> bool:
    """Whether an arc says that the last phrase is joined to nothing before it, but begins a clause."""
    if arcs is None or arcs.sure[last.head] < SURE:
        return False
    return arcs.relation[last.head] != "conj" and arcs.head[last.head] != before.head
