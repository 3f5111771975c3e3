"""Which "it", "its" and "itself" of a document stand for a person.

Two things together show it: what only persons do, are or have (its wife, it was born in Cork), and that the noun
phrase nearest before is a person. Where a thing, an organisation or a place stands near that may be meant, there is a
doubt; where an animal or a child does, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import FORMS, Case
from mtcheck.languages.en.vocabulary import FINITE_AUXILIARIES, MIDDLE_ADVERBS, MODALS, NONFINITE_BE, ORDER_ADVERBS
from mtcheck.lint import Document, Flag, Pos
from mtcheck.rules.en.pronouns.nearby import (
    OPENERS,
    Person,
    begins,
    nearest,
    organisation_at,
    person_at,
    rival,
    young,
)

BY_THEMSELVES = ("in", "of", "by")  # in itself: of the thing alone, whoever is spoken of


class Reason(StrEnum):
    """Why the pronoun must be a person's."""

    SPOUSE = "spouse"  # its wife
    KIN = "kin"  # its mother
    OWN = "own"  # its childhood
    BODY = "body"  # shook its head
    SELF = "self"  # the minister found itself
    DEED = "deed"  # it was born, it resigned
    ALONE = "alone"  # the minister praised its predecessor: nothing else is there


class Doubt(StrEnum):
    """Where something else stands that the pronoun may stand for."""

    NONE = "none"
    BEFORE = "before"  # a thing in the sentence before
    NEAR = "near"  # a thing in the same sentence, an organisation in either


AROUND = 4  # sentences before in which an organisation or a place may be what "it" goes on about
_AUXILIARIES = FINITE_AUXILIARIES - {"are", "have", "do"} | NONFINITE_BE
_WILL = MODALS - {"shall"} | {"to", "not"}
_BETWEEN = MIDDLE_ADVERBS - {"always", "really"} | ORDER_ADVERBS | {"already"}


class PersonalIt(NamedTuple):
    """Token i is a form of "it" that stands for a person; `token` is what shows it."""

    i: int
    case: Case
    reason: Reason
    token: int
    person: Person | None
    doubt: Doubt = Doubt.NONE


def personal_its(document: Document) -> list[PersonalIt]:
    """The forms of "it" that stand for persons, in reading order."""
    return sorted(_find(document), key=lambda p: p.i)


def _find(document: Document) -> Iterator[PersonalIt]:
    index = document.index
    for i in index.get("its", ()):
        yield from _possessive(document, i)
    for i in index.get("itself", ()):
        yield from _reflexive(document, i)
    for i in index.get("it", ()):
        yield from _subject(document, i)


# ---- its -----------------------------------------------------------------------------------
def _possessive(document: Document, i: int) -> Iterator[PersonalIt]:
    owned = _owned(document, i)
    if owned is None or (document.is_pos(owned + 1, Pos.NOUN | Pos.NAME) and document.has(owned + 1, Flag.SPACE)):
        return
    if document.tag(owned + 1) == "POS" or document.word(owned + 1) == "-":
        return
    reason = _reason(document, i, document.lower[owned])
    person = nearest(document, i)
    if (reason is Reason.ALONE and person is None) or young(document, i):
        return
    found = PersonalIt(i, Case.POSSESSIVE, reason, owned, person)
    if reason is Reason.SPOUSE:
        yield found._replace(person=person or nearest(document, i, clause=True))
    elif person is None and reason in (Reason.KIN, Reason.OWN):
        if person := nearest(document, i, clause=True):
            other = any(organisation_at(document, k) for k in _rivals(document, i))
            sure = reason is Reason.KIN and not other
            yield found._replace(person=person, doubt=Doubt.BEFORE if sure else Doubt.NEAR)
    elif person is not None:
        if reason is not Reason.ALONE:
            yield _doubted(document, found)
        elif begins(document, person) and not _bare_name(document, person) and _alone(document, i):
            yield found


def _bare_name(document: Document, person: Person) -> bool:
    """Whether the person is a name without a title or noun, which a show or a firm may have: Ted Lasso, Tom Ford."""
    before = document.word(person.first - 1)
    titled = names.title(before) or names.person_noun(before) or names.gendered_noun(before)
    return person.last in mentions(document).at and not titled


def _owned(document: Document, i: int) -> int | None:
    """The noun that the possessive at i belongs to: its old and sick mother."""
    for k in range(i + 1, min(i + 5, len(document))):
        if not document.same_sentence(i, k) or document.has(k, Flag.PUNCT):
            return None
        if document.is_pos(k, Pos.NOUN) or document.lower[k] in names.group("X"):
            return k
        between = document.is_pos(k, Pos.ADJECTIVE | Pos.NUMBER | Pos.ADVERB | Pos.PARTICIPLE)
        if not between and document.lower[k] != "and":
            return None
    return None


def _reason(document: Document, i: int, noun: str) -> Reason:
    for group, reason in (("X", Reason.SPOUSE), ("K", Reason.KIN), ("C", Reason.OWN)):
        if noun in names.group(group):
            return reason
    moved = any(document.word(k) in names.group("M") for k in (i - 1, i - 2))
    return Reason.BODY if moved and noun in names.group("B") else Reason.ALONE


# ---- itself, it ----------------------------------------------------------------------------
def _reflexive(document: Document, i: int) -> Iterator[PersonalIt]:
    """The subject's own: the minister found itself in trouble."""
    if document.word(i - 1) in BY_THEMSELVES:
        return  # that in itself would be a sign
    person = nearest(document, i) or _pronoun(document, i)
    if person is None or young(document, i) or i - person.last > 6 or not begins(document, person):
        return
    verb = person.last + 1
    while document.word(verb) in _BETWEEN:
        verb += 1
    if document.is_pos(verb, Pos.FINITE):
        yield PersonalIt(i, Case.REFLEXIVE, Reason.SELF, verb, person)


def _pronoun(document: Document, i: int) -> Person | None:
    """He or she as the subject of the clause, with only verbs and the like between: he found itself."""
    for k in range(i - 1, max(-1, i - 6), -1):
        if document.lower[k] in ("he", "she"):
            return Person(k, k, FORMS[document.lower[k]][0], f"“{document.words[k]}”")
        if document.is_pos(k, Pos.NOUN | Pos.NAME | Pos.PRONOUN) or document.has(k, Flag.PUNCT):
            return None
    return None


def _subject(document: Document, i: int) -> Iterator[PersonalIt]:
    before = document.word(i - 1)
    if document.is_pos(i - 1, Pos.BASE | Pos.GERUND | Pos.PREPOSITION) and before not in OPENERS:
        return
    deed = _deed(document, i)
    if deed is None or young(document, i):
        return
    person = _topic(document, i) if document.has(i, Flag.FIRST) else nearest(document, i, clause=True)
    only = _only_persons(document, deed)
    if only and (person or (person := _somebody(document, i))):
        doubt = _doubt_of_deed(document, i, document.lower[deed], person)
        yield PersonalIt(i, Case.SUBJECT, Reason.DEED, deed, person, doubt)
    elif person and _alone(document, i):  # what was named long before may sell, bark or belong to somebody: a hint
        yield PersonalIt(i, Case.SUBJECT, Reason.ALONE, deed, person, Doubt.NEAR)


def _doubt_of_deed(document: Document, i: int, word: str, person: Person) -> Doubt:
    """Whether something else that stands near may have been born, resigned or studied."""
    rivals = _rivals(document, i)
    if not rivals:
        return Doubt.NONE
    if word in names.group("F") or any(organisation_at(document, k) and k > person.last for k in rivals):
        return Doubt.NEAR
    return Doubt.BEFORE


def _deed(document: Document, i: int) -> int | None:
    """Where the verb stands that tells what "it" did or was, if things do not."""
    k = i + 1
    asked = False
    while document.word(k) in _AUXILIARIES or document.word(k) in _BETWEEN or document.word(k) in _WILL:
        asked = asked or document.word(k) in _WILL
        k += 1
    word = document.word(k)
    if k > i + 5 or not document.same_sentence(i, k) or word in names.group("E"):
        return None
    if _only_persons(document, k):
        return k
    passive = any(document.word(j) in ("was", "is", "be", "been", "were", "being") for j in range(i + 1, k))
    active = not passive and document.tag(k) in (("VB",) if asked else ("VBD", "VBN"))
    return k if active and not document.has(i, Flag.FIRST) else None


def _only_persons(document: Document, k: int) -> bool:
    """Whether the word tells what only persons do or are."""
    word, tag = document.word(k), document.tag(k)
    if word in names.group("T") and document.word(k - 1) in ("was", "is", "been", "be", "being", "were", "had", "got"):
        return document.word(k + 1) not in ("out", "of", "to", "from", "with")
    if word in names.group("I"):
        return document.word(k - 1) in _WILL
    return (
        word in names.group("D")
        and tag in ("VBD", "VBN", "VBZ")
        and document.word(k - 1) not in ("was", "is", "be", "were")
    )


# ---- persons and their rivals --------------------------------------------------------------
def _topic(document: Document, i: int) -> Person | None:
    """The first noun phrase of the sentence before, if it is a person and the subject."""
    here = document.sentence_of(i)
    if not here.i:
        return None
    for k in document.sentences[here.i - 1].tokens:
        if person := person_at(document, k):
            return person if begins(document, person) else None
        if rival(document, k):
            return None
    return None


def _somebody(document: Document, i: int) -> Person | None:
    """The last person named, or taken up by he or she, in the sentence of token i or the one before."""
    first = document.sentences[max(0, document.sentence_list[i] - 1)].first
    for k in range(i - 1, first - 1, -1):
        if document.lower[k] in FORMS and not document.has(k, Flag.QUOTED):
            return Person(k, k, FORMS[document.lower[k]][0], f"“{document.words[k]}”")
        if person := person_at(document, k):
            return person
    return None


def _rivals(document: Document, i: int) -> list[int]:
    """What else "it" may stand for, in its sentence and the one before."""
    first = document.sentences[max(0, document.sentence_list[i] - 1)].first
    return [k for k in range(first, i) if rival(document, k)]


def _alone(document: Document, i: int) -> bool:
    """Whether no thing stands near, and no organisation and no place in some sentences more."""
    if _rivals(document, i):
        return False
    first = document.sentences[max(0, document.sentence_list[i] - AROUND)].first
    if any(names.organisation_noun(word) for word in document.lower[first:i]):
        return False
    return all(m.entity.type is Type.PERSON for m in mentions(document).between(first, i))


def _doubted(document: Document, found: PersonalIt) -> PersonalIt:
    """With the doubt that something else near may be meant."""
    rivals = _rivals(document, found.i)
    if not rivals:
        return found
    here = document.sentence_of(found.i).first
    near = rivals[-1] >= here or any(organisation_at(document, k) for k in rivals)
    return found._replace(doubt=Doubt.NEAR if near else Doubt.BEFORE)
