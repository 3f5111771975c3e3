"""Gender of persons by the document's own pronouns, where only one person can be meant."""

from __future__ import annotations

from mtcheck.languages.en.people.entities import Entity, Mention, Mentions, Type
from mtcheck.languages.en.people.naming import personal
from mtcheck.languages.en.people.pronouns import Case, Pronoun, pronouns
from mtcheck.text.document import Flag


def resolve(found: Mentions) -> None:
    """Give unknown persons the gender of the pronouns that can only stand for them."""
    named = _Named(found)
    for pronoun in pronouns(found.document):
        entity = _only_person(named, pronoun)
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


class _Named:
    """Who is named in each sentence. A sentence is looked through once, however many pronouns it has: types do not
    change meanwhile."""

    def __init__(self, found: Mentions) -> None:
        self.document = found.document
        self._found = found
        self._seen: dict[int, tuple[bool, Mention | None]] = {}

    def in_sentence(self, number: int) -> tuple[bool, Mention | None]:
        """(whether any person is named, where first if it is only one)."""
        if number not in self._seen:
            sentence = self.document.sentences[number]
            near = [m for m in self._found.between(sentence.first, sentence.last + 1) if m.entity.may_be_person]
            self._seen[number] = bool(near), near[0] if len({m.entity for m in near}) == 1 else None
        return self._seen[number]


def _only_person(named: _Named, pronoun: Pronoun) -> Entity | None:
    """The only person named in the sentence of the pronoun, if named before it (or: in his office, Trump); or the
    only one named in the sentence before, where the pronoun begins a sentence that names nobody."""
    document = named.document
    sentence = document.sentence_of(pronoun.i)
    some, only = named.in_sentence(sentence.i)
    if not some and sentence.i and document.has(pronoun.i, Flag.FIRST):
        only = named.in_sentence(sentence.i - 1)[1]
    if only is None:
        return None
    if only.first < pronoun.i:
        return only.entity
    cataphora = pronoun.case is Case.POSSESSIVE and document.word(only.first - 1) == ","
    return only.entity if cataphora else None
