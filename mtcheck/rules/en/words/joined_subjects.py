"""WRD042: a singular verb after two subjects that “and” joins."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clause_parts import SUBJECT, SURE
from mtcheck.languages.en.grammar.syntax import Phrase, syntax
from mtcheck.languages.en.vocabulary import DISTRIBUTIVES
from mtcheck.lint import MAJOR, Bad, Document, Fix, Good, Match, Pos, mask_rule
from mtcheck.rules.en.words.mismatch import TO_PLURAL

INSIDE = Pos.ADJECTIVE | Pos.NOUN | Pos.NAME


def _candidates(document: Document) -> list[int]:
    """Every verb for one thing after “and”, a determiner and a noun: and his wife was."""
    return [verb for i in document.index.get("and", ()) if (verb := _verb(document, i)) >= 0]


def _verb(document: Document, i: int) -> int:
    if not document.is_pos(i + 1, Pos.DETERMINER | Pos.POSSESSIVE):
        return -1
    k = i + 2
    while document.is_pos(k, INSIDE):
        k += 1
    while document.is_pos(k, Pos.ADVERB):
        k += 1
    return k if document.word(k) in TO_PLURAL and document.same_sentence(i, k) else -1


@mask_rule(
    code="WRD042",
    name="joined-subjects",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    candidates=_candidates,
    examples=(
        Bad("The man and his wife [[was]] arrested on Monday.", fix="The man and his wife were arrested on Monday."),
        Bad("The minister and the mayor also [[has]] agreed.", fix="The minister and the mayor also have agreed."),
        Good("They saw the man and his wife was ill. The man and his wife were here."),
        Good("Every man and every woman has a vote, and the owner and founder was here."),
    ),
)
def joined_subjects(document: Document, i: int) -> Iterator[Match]:
    """Two subjects are joined by “and”, and their verb stands in the singular.

    The system agrees with the noun that stands right before the verb, as some languages do.
    """
    found = syntax(document)
    clause = found.clause_with(i)
    if clause is None or clause.subject is None or document.word(clause.subject.last + 1) != "and":
        return
    first, second = clause.subject, found.phrase_from(clause.subject.last + 2)
    if second is None or not (_own(document, first) and _own(document, second)) or not _joined(document, first, second):
        return
    new = TO_PLURAL[document.lower[i]]
    yield Match(document.span(i), f"Two subjects ask for “{new}”.", 0.7, (Fix.write(document.span(i), new),))


def _own(document: Document, phrase: Phrase) -> bool:
    """Whether the phrase has a determiner of its own, and is not taken one by one: every man."""
    return document.word(phrase.determiner) not in ("", *DISTRIBUTIVES)


def _joined(document: Document, first: Phrase, second: Phrase) -> bool:
    """Whether the arcs surely say that the second is joined to the first, which is the subject."""
    found = syntax(document)
    head, relation, _ = found.arc(second.head)
    _, role, sure = found.arc(first.head)
    return head == first.head and relation == "conj" and sure >= SURE and role in SUBJECT
