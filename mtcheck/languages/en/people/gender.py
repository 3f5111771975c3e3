"""Gender of persons by the document's own pronouns, where only one person can be meant."""

from __future__ import annotations

from mtcheck.languages.en.people.entities import Entity, Mention, Mentions, Type
from mtcheck.languages.en.people.naming import personal
from mtcheck.languages.en.people.pronouns import Case, Pronoun, pronouns
from mtcheck.text.document import Flag


def resolve(found: Mentions) -> None:
    """Give unknown persons the gender of the pronouns that can only stand for them."""
    for pronoun in pronouns(found.document):
        entity = _only_person(found, pronoun)
        if entity is not None and not entity.fixed and not entity.gender:
            entity.votes.append(pronoun)
    for entity in found.entities:
        if entity.votes and (gender := by_votes(entity)) and personal(found.document, entity):
            word = next(p for p in entity.votes if p.gender == gender)
            entity.gender, entity.evidence = gender, f"“{found.document.words[word.i]}” in the same sentence"
            entity.type, entity.lean = Type.PERSON, gender


def by_votes(entity: Entity, without: Pronoun | None = None) -> str:
    """The gender that the pronouns around a name show, one of them left aside; "" if they do not agree."""
    women = sum(p.gender == "F" for p in entity.votes if p is not without)
    men = sum(p.gender == "M" for p in entity.votes if p is not without)
    if men > 2 * women:
        return "M"
    return "F" if women > 2 * men else ""


def _only_person(found: Mentions, pronoun: Pronoun) -> Entity | None:
    """The only person named in the sentence of the pronoun, if named before it (or: in his office, Trump); or the
    only one named in the sentence before, where the pronoun begins a sentence that names nobody."""
    document = found.document
    sentence = document.sentence_of(pronoun.i)
    near = _persons(found, sentence.first, sentence.last + 1)
    if not near and sentence.i and document.has(pronoun.i, Flag.FIRST):
        before = document.sentences[sentence.i - 1]
        near = _persons(found, before.first, before.last + 1)
    if len({m.entity for m in near}) != 1:
        return None
    if near[0].first < pronoun.i:
        return near[0].entity
    cataphora = pronoun.case is Case.POSSESSIVE and document.word(near[0].first - 1) == ","
    return near[0].entity if cataphora else None


def _persons(found: Mentions, first: int, end: int) -> list[Mention]:
    return [m for m in found.between(first, end) if m.entity.may_be_person]
