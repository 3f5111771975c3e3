"""Finite verbs whose subject has another number: candidates by tags, then by arcs, and what may excuse them."""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.languages.en.grammar.noun_phrases import PRONOUNS
from mtcheck.languages.en.grammar.syntax import Clause, Number, Phrase, Syntax, outline, syntax
from mtcheck.lint import Document, Flag, Pos, layer
from mtcheck.rules.en.words.doubts import sure
from mtcheck.rules.en.words.subject_number import NUMBERS, TO_PLURAL, number, other_form
from mtcheck.text.masks import columnar

FINITE = frozenset("VBZ VBP VBD".split())
LONGEST = 400  # tokens of a sentence; in what is longer, verbs would be looked up among too many others


class Mismatch(NamedTuple):
    """A clause whose subject asks for another form of its verb."""

    clause: Clause
    subject: Phrase
    new: str


@columnar
def suspects(document: Document) -> list[int]:
    """Finite verbs that may have a subject of the other number, as far as tags tell."""
    found = outline(document)
    return [
        c.verb
        for k in _sentences(document)
        for c in found.sentence(k).clauses
        if document.words[c.verb].islower()
        and document.has(c.verb, Flag.SPACE)
        and ((c.subject and other_form(document, c.verb, number(document, c.subject))) or _maybe(document, c))
    ]


def _sentences(document: Document) -> list[int]:
    """The sentences in which a noun or pronoun of the other number stands before or after a finite verb, with no other
    verb between: a look at single tags, to spare most sentences the outline."""
    tags, lower, found = document.tags, document.lower, []
    looked_at = (document.pos & (Pos.NOUN | Pos.PRONOUN | Pos.FINITE | Pos.NUMBER)).nonzero()[0].tolist()
    sentence, bounds = document.sentence_list, document.bounds
    before = now = pending = 0
    here = -1
    for i in looked_at:
        if sentence[i] != here:
            before = now = pending = 0
            here = sentence[i]
        number = PRONOUNS.get(lower[i]) or NUMBERS.get(tags[i], Number.EITHER)
        if number:
            now |= number
            if number & pending:
                found.append(here)
                pending = 0
        elif tags[i] in FINITE:
            wrong = Number.PLURAL if tags[i] == "VBZ" or lower[i] in TO_PLURAL else Number.SINGULAR
            if tags[i] == "VBD" and lower[i] not in ("was", "were"):
                wrong = Number.EITHER
            elif (now or before) & wrong:
                found.append(here)
            pending = wrong if lower[i - 1] == "there" or i - bounds[here][0] < 3 else 0
            before, now = now or before, 0
    return [k for k in sorted({*found}) if bounds[k][1] - bounds[k][0] <= LONGEST]


@layer
def mismatches(document: Document) -> dict[int, Mismatch]:
    """The suspects that surely have a subject of the other number."""
    found = {}
    if suspects(document):
        syntax(document).need({document.sentence_list[verb] for verb in suspects(document)})
    for verb in suspects(document):
        clause = _clause(syntax(document), verb)
        if clause is None or clause.subject is None:
            continue
        subject = clause.subject._replace(number=number(document, clause.subject))
        new = other_form(document, verb, subject.number)
        if new and sure(document, clause, subject):
            found[verb] = Mismatch(clause, subject, new)
    return found


def _maybe(document: Document, rough: Clause) -> bool:
    """Whether a verb without a subject in the outline may have one of the other number farther before it."""
    if rough.subject is not None:
        return False
    first = document.bounds[document.sentence_list[rough.verb]][0]
    phrases = outline(document).sentence(document.sentence_list[rough.verb]).phrases
    return any(p.first >= first and p.last < rough.verb and other_form(document, rough.verb, p.number) for p in phrases)


def _clause(found: Syntax, verb: int) -> Clause | None:
    return next((c for c in found.sentence(found.document.sentence_list[verb]).clauses if c.verb == verb), None)
