"""Whom a pronoun can stand for, as grammar tells it: where they stand, and what they are to the verb.

The gender of the pronoun plays no part in it: a pronoun that grammar gives to a woman and that says "he" is odd.
The weights come from training/fit_odd_pronoun.py: where a text speaks of women and of men, the gender of a pronoun
shows what grammar prefers.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtcheck.languages.en.grammar.syntax import Clause, syntax
from mtcheck.languages.en.grammar.verb_groups import BE_FORMS
from mtcheck.languages.en.people.cast import attached, cast
from mtcheck.languages.en.people.entities import Entity
from mtcheck.languages.en.people.gender import by_votes
from mtcheck.languages.en.people.pronouns import Case, Pronoun, pronouns
from mtcheck.languages.en.vocabulary import ARTICLES, SAYING
from mtcheck.lint import Document, Flag, layer

BACK = 3  # sentences before that of the pronoun in which it looks
PREDICATE = "predicate"  # what a form of be calls its subject, no second person: she is a doctor
MOST = 30  # people that it looks at, before the pronoun and behind it


class Someone(NamedTuple):
    """Where a text speaks of someone: tokens first to last."""

    first: int
    last: int
    kind: str  # pronoun, name or noun
    who: Entity | str  # to tell them apart and count them: an entity, a gender or a noun
    gender: str  # "" if it is not known, and for names, of which the entity knows more
    case: Case | None = None  # of pronouns


class Referent(NamedTuple):
    """Someone a pronoun may stand for; `weight` is what grammar says of it."""

    token: int
    gender: str  # "" if it is not known
    kind: str
    signs: frozenset[str]

    @property
    def weight(self) -> float:
        """The higher, the likelier."""
        return sum(SIGNS.get(sign, 0.0) for sign in self.signs)


def gender_of(entity: Entity, pronoun: Pronoun) -> str:
    """The gender of someone with a name, the pronoun left aside; "" if it is not known."""
    if entity.fixed or (entity.gender and not entity.votes):
        return entity.gender
    full = any(m.first < m.last for m in entity.mentions)  # a first name that stands alone may be a surname
    return by_votes(entity, pronoun) or (entity.lean if full else "")


@layer
def people(document: Document) -> tuple[list[Someone], list[int]]:
    """Everyone the text speaks of, in order, and the tokens where their words begin."""
    everyone = cast(document)
    at = everyone.found.at
    found = [Someone(p.i, p.i, "pronoun", p.gender, p.gender, p.case) for p in pronouns(document)]
    for m in everyone.found.names:
        if m.entity.may_be_person:
            found.append(Someone(m.first, m.last, "name", m.entity, ""))
    nouns = [(i, gender) for gender, places in everyone.evidence.items() for i in places if document.tags[i] != "JJ"]
    for i, gender in (*nouns, *((i, "") for i in everyone.nouns)):
        if i not in at and not attached(document, everyone.found, i):
            found.append(Someone(i, i, "noun", document.lower[i], gender))
    found.sort(key=lambda s: s.first)
    return found, [s.first for s in found]


@layer
def _read(document: Document) -> dict[int, dict[int, str]]:
    """The roles of the sentences that were asked for."""
    return {}


def roles(document: Document, k: int) -> dict[int, str]:
    """Which tokens of sentence k belong to a subject, an object, or the object of a preposition."""
    read = _read(document)
    if k in read:
        return read[k]
    grammar = syntax(document)
    found: dict[int, str] = {}
    for clause in grammar.sentence(k).clauses:
        for phrase, role in ((clause.object, "object"), (clause.subject, "subject")):
            if phrase:
                found.update(dict.fromkeys(range(phrase.first, phrase.last + 1), role))
        named = grammar.phrase_from(clause.group.last + 1) if document.lower[clause.group.main] in BE_FORMS else None
        if named and not clause.asked:
            found[named.head] = PREDICATE
    for joint in grammar.attachments(k):
        role = "agent" if document.lower[joint.preposition] == "by" else "oblique"
        for i in range(joint.object.first, joint.object.last + 1):
            found.setdefault(i, role)
    for several in grammar.coordinations(k):
        role = next((found[p.head] for p in several.phrases if p.head in found), "")
        for phrase in several.phrases:
            if role:
                found.setdefault(phrase.head, role)
    read[k] = found
    return found


def _role(document: Document, someone: Someone) -> str:
    if someone.case is Case.POSSESSIVE or document.tag(someone.last + 1) == "POS":
        return "possessor"
    if someone.case is Case.SUBJECT:
        return "subject"
    return roles(document, document.sentence_list[someone.first]).get(someone.last, "other")


def referents(document: Document, pronoun: Pronoun) -> list[Referent]:
    """Whom the pronoun may stand for: those before it, the nearest first, then those who follow in its sentence."""
    everyone, places = people(document)
    sentence = document.sentence_of(pronoun.i)
    here = bisect_left(places, pronoun.i)
    start = bisect_left(places, document.sentences[max(0, sentence.i - BACK)].first)
    end = bisect_left(places, sentence.last + 1)
    near = everyone[max(start, here - MOST) : here][::-1] + everyone[here + 1 : min(end, here + MOST)]
    near = [s for s in near if s.kind != "noun" or _role(document, s) != PREDICATE]
    counts = Counter(s.who for s in near)
    own = syntax(document).clause_of(pronoun.i)
    found = []
    for rank, s in enumerate(near):
        gender = gender_of(s.who, pronoun) if isinstance(s.who, Entity) else s.gender
        signs = {*_signs(document, pronoun, s, own), f"named {min(counts[s.who], 4)}"}
        if s.first < pronoun.i:
            signs.add(f"rank {min(rank, 4)}")
        found.append(Referent(s.first, gender, s.kind, frozenset(signs)))
    return found


def _signs(document: Document, pronoun: Pronoun, someone: Someone, own: Clause | None) -> Iterator[str]:
    i, first, case = pronoun.i, someone.first, pronoun.case
    role = _role(document, someone)
    away = document.sentence_list[i] - document.sentence_list[first]
    zone = "after" if first > i else str(away)
    yield f"{zone} {role}"
    yield f"{zone} {someone.kind}"
    yield f"{case} {role}"
    if away:
        if document.has(i, Flag.FIRST):
            yield f"begins {role}"
    else:
        yield f"{zone} {role} {case}"
        if own and own.subject and own.subject.first <= first <= own.subject.last and role == "subject":
            yield f"own subject {case}"
        if first < i and role == "subject" and document.word(someone.last + 1) in SAYING:
            yield f"says {case}"
    if document.has(i, Flag.QUOTED) != document.has(first, Flag.QUOTED):
        yield "quoted"
    if someone.kind == "noun":
        phrase = syntax(document).phrase_at(first)
        word = document.word(phrase.determiner) if phrase and phrase.determiner >= 0 else ""
        yield "noun " + (word if word in ARTICLES else "owned" if word else "bare")


def weight(found: Iterable[Referent]) -> float:
    """What grammar says of all of them together: the logarithm of the sum of their odds, from 0."""
    return math.log(1.0 + sum(math.exp(r.weight + FAINT) for r in found))


FAINT = 6.0  # the weight of nobody at all lies so far below that of a referent without signs
SIGNS: dict[str, float] = {
    "0 agent": 0.1, "0 agent possessive": 0.2, "0 agent subject": -0.2, "0 name": 0.4, "0 noun": 0.3,
    "0 object": 0.3, "0 object subject": 0.1, "0 oblique": 0.2, "0 oblique possessive": 0.5,
    "0 oblique subject": -0.1, "0 other": 0.2, "0 other possessive": 0.3, "0 other subject": -0.2,
    "0 possessor": 0.3, "0 possessor object": 0.1, "0 possessor subject": 0.2, "0 pronoun": 0.7,
    "0 subject": 0.4, "0 subject object": -0.4, "0 subject possessive": 0.5, "0 subject reflexive": 0.2,
    "0 subject subject": 0.1, "1 agent": 0.1, "1 name": -0.4, "1 noun": 0.1, "1 oblique": -0.2,
    "1 pronoun": 0.5, "1 subject": 0.3, "2 name": -0.7, "2 noun": -0.1, "2 oblique": -0.2, "2 other": -0.2,
    "2 possessor": -0.2, "2 pronoun": 0.2, "2 subject": -0.2, "3 agent": -0.1, "3 name": -0.6, "3 noun": -0.3,
    "3 object": -0.2, "3 oblique": -0.2, "3 pronoun": 0.3, "3 subject": -0.1, "after agent": -0.3,
    "after agent possessive": -0.2, "after name": -0.9, "after noun": -0.5, "after object object": 0.2,
    "after object subject": -0.2, "after oblique": -0.2, "after oblique possessive": -0.2,
    "after oblique subject": -0.1, "after possessor object": -0.1, "after possessor possessive": -0.2,
    "after possessor subject": 0.3, "after pronoun": 1.0, "after subject object": 0.2,
    "after subject subject": -0.1, "begins oblique": 0.1, "begins other": 0.1, "begins possessor": 0.2,
    "begins subject": 0.2, "independent possessor": -0.1, "independent subject": 0.1, "named 1": 0.2,
    "named 3": -0.1, "named 4": -0.1, "noun a": -0.1, "noun bare": -0.1, "noun owned": -0.4, "noun the": 0.2,
    "object object": 0.4, "object possessor": -0.1, "object subject": -0.1, "own subject object": -1.2,
    "own subject possessive": -0.1, "own subject reflexive": 0.2, "possessive oblique": -0.2,
    "possessive other": -0.1, "possessive possessor": 0.2, "possessive subject": 0.1, "quoted": -1.2,
    "rank 0": 0.6, "rank 1": 0.4, "rank 3": -0.1, "rank 4": -0.5, "says subject": -0.2, "subject agent": -0.2,
    "subject object": -0.2, "subject oblique": -0.2, "subject possessor": 0.3, "subject subject": 0.3,
}  # fmt: skip
