"""The organisations, places and things near a pronoun that it may stand for.

What is unsure is left to the caller to abstain from.
"""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.languages.en.grammar.syntax import Clause, Number, Phrase, syntax
from mtcheck.languages.en.grammar.verb_groups import BE_FORMS
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Mention, Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import Case, Pronoun
from mtcheck.languages.en.vocabulary import SINGULAR_DETERMINERS
from mtcheck.lint import Document, Flag, Pos
from mtcheck.rules.en.pronouns.referents import roles


class Antecedent(NamedTuple):
    """Something a pronoun may stand for: tokens first to last."""

    first: int
    last: int
    role: str  # "subject", "source", ""
    score: float
    mention: Mention | None = None
    thing: bool = False


def organisations(document: Document, pronoun: Pronoun, reach: int = 2) -> list[Antecedent]:
    """Organisations and places before the pronoun in its sentence and the `reach` before it, best first."""
    found = mentions(document)
    here = document.sentence_list[pronoun.i]
    first = document.sentences[max(0, here - reach)].first
    places: list[tuple[int, int, Mention | None]]
    places = [(m.first, m.last, m) for m in found.between(first, pronoun.i) if m.entity.type in _NAMED]
    for i in (i for i in range(first, pronoun.i) if names.organisation_noun(document.lower[i]) and i not in found.at):
        phrase = syntax(document).phrase_at(i)
        if phrase and phrase.head == i and phrase.determiner >= 0 and phrase.number is not Number.PLURAL:
            places.append((phrase.first, i, None))
    out = []
    for start, last, mention in places:
        role, away = _role(document, start, last), here - document.sentence_list[last]
        plain = 1.1 if mention is None else 1.2 if mention.entity.type is Type.ORGANISATION else 1.0
        out.append(Antecedent(start, last, role, plain - 0.3 * away + 0.4 * bool(role), mention))
    return sorted(out, key=lambda c: (-c.score, -c.first))


def _role(document: Document, first: int, last: int) -> str:
    """Source (after "according to"), subject of a clause, or ""."""
    phrase = syntax(document).phrase_at(last)
    if phrase is None or phrase.head > last:
        return ""  # the U.S. elections
    if document.word(phrase.first - 1) == "to" and document.word(phrase.first - 2) == "according":
        return "source"
    return "subject" if roles(document, document.sentence_list[first]).get(phrase.head) == "subject" else ""


_MEETING = frozenset("meet meets met meeting marry marries kiss kisses hug hugs invite invites invited".split())


def human(document: Document, pronoun: Pronoun) -> bool:
    """Whether what the pronoun does or has is what only persons do or have, or whom one meets."""
    i = pronoun.i
    after = [document.word(k) for k in range(i + 1, i + 5) if document.same_sentence(i, k)]
    if pronoun.case is Case.SUBJECT:
        return any(w in names.group("V") for w in after[:3])
    if pronoun.case is Case.POSSESSIVE:
        return any(w in names.group("N") for w in after[:3])
    return document.word(i - 1) in names.group("V") | _MEETING


_NAMED = (Type.ORGANISATION, Type.PLACE)
_VERBS = ("VBD", "VBZ", "MD", "VBP")
_DETERMINERS = SINGULAR_DETERMINERS - {"another"} | {"any", "some"}


def things(document: Document, pronoun: Pronoun) -> list[Antecedent]:
    """The thing that the sentence of the pronoun, or the one before it, is about: its first subject, or object.

    A sentence that begins with "it" or "its" goes on about what the sentence before it was about."""
    here = document.sentence_of(pronoun.i)
    back = 2 if here.i > 1 and document.lower[document.sentences[here.i - 1].first] in ("it", "its") else 1
    out = []
    if _put_first(document, pronoun.i):
        out.append(Antecedent(pronoun.i - 2, pronoun.i - 2, "subject", 1.8, thing=True))
    for away in range(min(back, here.i) + 1):
        found = _thing(document, pronoun, here.i - away)
        if found is not None:
            out.append(found._replace(score=found.score - 0.3 * away))
    if not out and it_before(document, pronoun):
        it = document.sentences[here.i - 1].first
        out.append(Antecedent(it, it, "subject", 1.0, thing=True))
    return out


def it_before(document: Document, pronoun: Pronoun) -> bool:
    """Whether the pronoun begins a sentence and the one before begins with "it": It was new. She weighed a ton."""
    here = document.sentence_of(pronoun.i)
    if not here.i or pronoun.case is not Case.SUBJECT or not document.has(pronoun.i, Flag.FIRST):
        return False
    first = document.sentences[here.i - 1].first
    return document.lower[first] == "it" and document.tag(first + 1) in _VERBS and document.tag(first + 2) == "VBN"


def _put_first(document: Document, i: int) -> bool:
    """Whether a thing stands before its clause and the pronoun takes it up: that water, she had a leak."""
    if document.word(i - 1) != "," or document.tag(i - 2) != "NN" or document.tag(i + 1) not in _VERBS:
        return False
    phrase = syntax(document).phrase_ending(i - 2)
    known = i - 2 in mentions(document).at or phrase is None or not _is_thing(document, phrase)
    return document.tag(i - 3) in ("IN", "DT") and not known


def _thing(document: Document, pronoun: Pronoun, sentence: int) -> Antecedent | None:
    """The first subject of a sentence that is one thing (the interrogation lasted), or what a subject is said to be
    (dyspnea is a symptom); of a pronoun that is an object, the first object before its sentence that is no idea (they
    bought a cup)."""
    clauses = [c for c in syntax(document).sentence(sentence).clauses if c.group.first < pronoun.i]
    for clause in clauses:
        own = None if clause.relative or clause.shared else clause.subject
        for phrase in (own, _said_to_be(document, clause) if own else None):
            if phrase and _one(document, phrase) and _is_thing(document, phrase):
                return Antecedent(phrase.first, phrase.last, "subject", 1.35, thing=True)
    if pronoun.case is Case.OBJECT and sentence < document.sentence_list[pronoun.i]:
        for phrase in (c.object for c in clauses):
            if phrase and phrase.kind in ("object", "event") and _one(document, phrase):
                return Antecedent(phrase.first, phrase.last, "", 1.05, thing=True)
    return None


def _said_to_be(document: Document, clause: Clause) -> Phrase | None:
    """What a form of be calls a subject that is no pronoun."""
    if document.lower[clause.group.main] not in BE_FORMS or not clause.subject:
        return None
    return (
        None
        if document.is_pos(clause.subject.head, Pos.PRONOUN)
        else syntax(document).phrase_from(clause.group.last + 1)
    )


def _one(document: Document, phrase: Phrase) -> bool:
    """Whether a phrase speaks of one thing, with a plain noun and a word like “the”."""
    of = syntax(document).phrase_from(phrase.last + 2) if document.word(phrase.last + 1) == "of" else None
    if of and of.kind in ("person", "organisation"):
        return False  # a number of people
    singular = phrase.number is not Number.PLURAL and document.word(phrase.determiner) in _DETERMINERS
    return singular and document.tags[phrase.head] == "NN" and not document.has(phrase.head, Flag.CAPITAL)


def _is_thing(document: Document, phrase: Phrase) -> bool:
    """Whether a noun surely is no person's and no organisation's."""
    noun = document.lower[phrase.head]
    if names.organisation_noun(noun) or names.person_noun(noun) or names.gendered_noun(noun):
        return False
    return phrase.kind not in ("person", "organisation", "animal", "")
