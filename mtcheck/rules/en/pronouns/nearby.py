"""The person named nearest before a token, and what else stands near that "it" may stand for."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mtcheck.languages.en.grammar.phrases import phrase_start
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Mention, Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.vocabulary import (
    CALENDAR_UNITS,
    DISTRIBUTIVES,
    INDEFINITE_THINGS,
    MONTHS,
    NEUTER_PRONOUNS,
    SINGULAR_DEMONSTRATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES_OF_DAY,
    WEEKDAYS,
)
from mtcheck.lint import Document, Flag, Pos

REACH = 12  # tokens between a person and the pronoun
# Nouns that are no rival for "it": when and how.
_WHEN_AND_HOW = frozenset(
    """today yesterday tomorrow tonight time moment age way front part example fact addition spite public tv television
    course end beginning interview""".split()
)
_NO_RIVAL = WEEKDAYS | MONTHS | TIMES_OF_DAY | CALENDAR_UNITS | _WHEN_AND_HOW
_NOT_YOUNG = frozenset("mother god goddess fairy vet veterinarian aboard".split())
_THINGS = NEUTER_PRONOUNS | SINGULAR_DEMONSTRATIVES | INDEFINITE_THINGS | DISTRIBUTIVES - {"every"} | {"which", "one"}
OPENERS = SUBORDINATORS | {"and", "but"}
_SUBJECTS = SUBJECT_PRONOUNS - {"it"} | {"who"}


class Person(NamedTuple):
    """Whom the pronoun seems to stand for: tokens first to last, and the gender if it is known."""

    first: int
    last: int
    gender: str
    evidence: str


def nearest(document: Document, i: int, clause: bool = False) -> Person | None:
    """The noun phrase nearest before token i in its sentence, if it is a person. With `clause` things and places may
    stand between, of which the caller takes account."""
    first = document.sentence_of(i).first
    for k in range(i - 1, max(first, i - REACH) - 1, -1):
        if person := person_at(document, k):
            return person
        word = document.lower[k]
        if word in (";", ":") or document.has(k, Flag.STOP | Flag.OPEN | Flag.CLOSE):
            return None
        if word in _SUBJECTS:
            return None
        other = document.is_pos(k, Pos.NOUN | Pos.NAME) or word in _THINGS
        if not clause and other and word not in _NO_RIVAL and document.tags[k] not in ("IN", "WDT"):
            return None
    return None


def person_at(document: Document, k: int) -> Person | None:
    """The person whom the noun phrase that ends in token k names, if it surely is one."""
    if not document.is_pos(k, Pos.NOUN | Pos.NAME) and not document.has(k, Flag.CAPITAL):
        return None
    if document.has(k, Flag.CAPITAL) and not _called(document, k):
        return None
    mention = _mention(document, k)
    if mention is not None:
        entity = mention.entity
        if mention.last != k or entity.type is not Type.PERSON or not _sure(document, mention.first, k):
            return None
        return Person(mention.first, k, entity.gender, entity.evidence)
    word = document.lower[k]
    gender = names.gendered_noun(word)
    if document.tags[k] not in ("NN", "NNP") or word in names.group("G") or gender in ("f", "m"):
        return None
    if not gender and not names.person_noun(word):
        return None
    if document.is_pos(k + 1, Pos.NOUN | Pos.NAME) or document.word(k + 1) in ("'s", "'", "-"):
        return None
    start = phrase_start(document, k)
    return None if start is None else Person(start, k, gender, f"“{document.words[k]}”" if gender else "")


def _called(document: Document, k: int) -> bool:
    """Whether a first name, a title or a noun for a person stands in or before the name that ends in k; spares the
    search for names."""
    for j in range(k, max(-1, k - 5), -1):
        word = document.lower[j]
        if names.title(word) or names.person_noun(word) or names.gendered_noun(word):
            return True
        if not document.has(j, Flag.CAPITAL | Flag.MIXED):
            return False
        if j < k and names.given(document.words[j]):
            return True
    return False


def _mention(document: Document, k: int) -> Mention | None:
    """The name that token k belongs to; spares the search for names where no capital stands."""
    return mentions(document).at.get(k) if document.has(k, Flag.CAPITAL | Flag.MIXED) else None


def _sure(document: Document, first: int, last: int) -> bool:
    """Whether a name is a person's beyond doubt, not a firm's (Leo Express): by a title or noun, or a full name."""
    before = document.word(first - 1)
    if names.title(before) or names.person_noun(before) or names.gendered_noun(before):
        return True
    if document.word(last + 1) in ("'s", "'") or first == last or names.beside_name(document.lower[last]):
        return False
    return names.gendered_given(document.words[first])


def rival(document: Document, k: int) -> bool:
    """Whether token k is something that "it" might stand for."""
    word, tag = document.lower[k], document.tags[k]
    if word in _NO_RIVAL or document.has(k, Flag.PUNCT):
        return False
    if word in _THINGS:
        return tag not in ("IN", "WDT") or word == "which"
    mention = _mention(document, k)
    if mention is not None:
        return mention.entity.type not in (Type.PERSON, Type.PLACE)
    if tag not in ("NN", "NNP") or document.is_pos(k + 1, Pos.NOUN):
        return False
    return word in names.group("G") or not (names.person_noun(word) or names.gendered_noun(word) or names.title(word))


def organisation_at(document: Document, k: int) -> bool:
    mention = _mention(document, k)
    known = mention is not None and mention.entity.type in (Type.ORGANISATION, Type.UNKNOWN)
    return known or names.organisation_noun(document.lower[k])


def begins(document: Document, person: Person) -> bool:
    """Whether the person stands where the subject does: first in its clause, but for titles and a word like "that"."""
    k = person.first - 1
    while k >= 0 and document.same_sentence(k, person.first) and _origin(document, k):
        k -= 1
    if k < 0 or not document.same_sentence(k, person.first) or document.has(k, Flag.PUNCT):
        return True
    return document.lower[k] in OPENERS or document.lower[k] == "said"


def _origin(document: Document, k: int) -> bool:
    """Titles and origin before a name: the former French president."""
    word = document.lower[k]
    before = names.title(word) or names.person_noun(word) or names.gendered_noun(word) or names.place(word)
    return bool(before) or word in ("the", "former", "then", "a", "an") or document.tags[k] == "JJ"


def young(document: Document, i: int) -> bool:
    """Whether an animal or a child stands near, whom English may call "it"."""
    first = document.sentences[max(0, document.sentence_list[i] - 2)].first
    near = _called_it().intersection(document.lower[first:i])
    return bool(near) and any(document.lower[k] in near and not _inner_name(document, k) for k in range(first, i))


@cache
def _called_it() -> frozenset[str]:
    return (names.word_set("nouns_exempt.txt") - _NOT_YOUNG) | names.group("Y")


def _inner_name(document: Document, k: int) -> bool:
    """Whether a capital inside the sentence makes the word a name's: Jane Doe."""
    return document.has(k, Flag.CAPITAL) and not document.has(k, Flag.FIRST)
