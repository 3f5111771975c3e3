"""What may excuse a verb that seems to differ from its subject: the word is another than it was taken for."""

from __future__ import annotations

from mtcheck.languages.en.grammar.syntax import Clause, Phrase, syntax
from mtcheck.languages.en.vocabulary import ENDEARMENTS, NOUNS_OF_TIME, SINGULAR_DEMONSTRATIVES
from mtcheck.lint import Document, Flag, Pos
from mtcheck.rules.en.words.subject_number import other_form

HALF_MODALS = ("need", "dare")
NEAR_TIMES = SINGULAR_DEMONSTRATIVES | {"last", "next"}
REACH = 15  # tokens before a subject that are looked at
BE = ("is", "was", "are", "were")


def half_modal(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb is one before a bare verb, which has no s: she need not go, one need only ask."""
    k = clause.verb + 1
    while document.is_pos(k, Pos.ADVERB) or document.word(k) in ("not", "n't", "n’t"):
        k += 1
    return document.lower[clause.verb] in HALF_MODALS and k > clause.verb + 1 and document.is_pos(k, Pos.BASE)


def named_clause(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the pronoun after the verb begins a clause without “that”: what we have done is we have left."""
    if subject.first < clause.verb or not document.is_pos(subject.head, Pos.PRONOUN) or clause.there:
        return False
    return document.lower[clause.verb] in BE


def addressed(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the noun is somebody who is spoken to: the numbers, darling, are; children, do not run."""
    named = document.lower[subject.head] in ENDEARMENTS and document.is_pos(subject.head - 1, Pos.NOUN)
    told = (
        document.has(subject.first, Flag.FIRST) and subject.determiner < 0 and document.word(clause.verb + 1) == "not"
    )
    return named or (told and document.lower[clause.verb] == "do" and document.word(clause.verb - 1) == ",")


def time_between(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the noun is a time, and what stands before it has the number of the verb: the thefts this term were."""
    if document.word(subject.determiner) not in NEAR_TIMES or document.lower[subject.head] not in NOUNS_OF_TIME:
        return False
    first = document.bounds[document.sentence_list[clause.verb]][0]
    for k in range(subject.first - 1, max(first, subject.first - REACH) - 1, -1):
        if document.is_pos(k, Pos.FINITE):
            return False
        if _fits(document, clause, k):
            return True
    return False


def _fits(document: Document, clause: Clause, last: int) -> bool:
    """Whether a phrase with the number of the verb ends in token last."""
    phrase = syntax(document).phrase_ending(last)
    return phrase is not None and other_form(document, clause.verb, phrase.number) is None


def no_clause(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the word before the noun is a preposition after what has the number of the verb: costs before this point
    have risen; fish twice this size have; the staff who looked after her father were kind."""
    k = subject.first - 2
    if document.word(k + 1) in ("twice", "half", "double"):
        return _fits(document, clause, k)
    if document.word(k + 1) not in ("before", "after", "since", "until"):
        return False
    return _fits(document, clause, k) or (document.is_pos(k, Pos.VERB) and document.is_pos(k - 1, Pos.WH))


def has_verb(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the subject has a form of be beside it already, and the word is no verb: it was kind of still search."""
    return document.lower[clause.verb] not in BE and document.word(subject.last + 1) in BE


OTHER_READINGS = (half_modal, named_clause, addressed, time_between, no_clause, has_verb)
