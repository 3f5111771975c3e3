"""Everyone a document speaks of: evidence of women and of men, persons whose gender is not known, nouns for persons
of either gender."""

from __future__ import annotations

from mtcheck.languages.en.grammar.forms import singular
from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Entity, Mention, Mentions, Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.names import FEMALE, MALE
from mtcheck.languages.en.people.naming import personal
from mtcheck.text.document import Document, Flag, Pos, layer

_NOMINAL = Pos.NOUN | Pos.NAME | Pos.ADJECTIVE


class Cast:
    """Everyone a document speaks of."""

    def __init__(self, found: Mentions, evidence: dict[str, list[int]]) -> None:
        self.found = found
        self.evidence = evidence  # by gender: tokens of names, titles, nouns
        self.nouns: list[int] = []  # nouns for one person of either gender
        self.open: list[Entity] = []  # persons whose gender is not known
        self.dim: list[Entity] = []  # names of which not even the type is known


@layer
def cast(document: Document) -> Cast:
    """Everyone the document speaks of."""
    out = Cast(mentions(document), {g: list(places) for g, places in plain_evidence(document).items()})
    persons = names.word_set("nouns_person.txt")
    index = document.index
    for word in index.keys() & persons:
        out.nouns += [i for i in index[word] if document.tags[i] in ("NN", "NNP")]
    out.nouns += [k for word in ("one", "each") for i in index.get(word, ()) if (k := _one_of(document, i)) >= 0]
    out.nouns += [i for i in index.get("year-old", ()) if not document.is_pos(i + 1, _NOMINAL)]  # a 19-year-old dies
    out.evidence[FEMALE] = [i for i in out.evidence[FEMALE] if not _in_other_name(out.found, i)]
    for entity in out.found.entities:
        if entity.gender:
            out.evidence[entity.gender] += [m.first for m in entity.mentions]
        elif entity.type is Type.PERSON or (entity.may_be_person and personal(document, entity)):
            out.open.append(entity)
        elif entity.may_be_person:
            out.dim.append(entity)
    out.nouns += [m.first for m in out.found.names if _national(document, m)]
    out.nouns.sort()
    return out


@layer
def plain_evidence(document: Document) -> dict[str, list[int]]:
    """Tokens that speak of a woman or a man by themselves: nouns, titles, women's first names."""
    genders = names.classes("nouns_gendered.txt")
    titles = names.gendered_titles()
    index = document.index
    out: dict[str, list[int]] = {FEMALE: [], MALE: []}
    for word in index.keys() & genders.keys():
        if (gender := genders[word]) in out:
            out[gender] += index[word]
    for word in index.keys() & titles.keys():
        if word not in genders:
            out[titles[word]] += [i for i in index[word] if document.has(i, Flag.CAPITAL)]
    for word in [w for w in index if w.endswith("man")]:
        if word not in genders and (gender := _by_ending(word)):
            out[gender] += index[word]
    for i in document.mask(Flag.CAPITAL).nonzero()[0].tolist():
        if names.given(document.words[i]) == FEMALE:
            out[FEMALE].append(i)
    return out


def _one_of(document: Document, i: int) -> int:
    """The noun for persons of whom one is meant (one of our new tenants, each of us); -1 if there is none."""
    if document.word(i + 1) == "of" and document.word(i + 2) in ("us", "you"):
        return i
    phrase = syntax(document).phrase_from(i + 2) if document.word(i + 1) == "of" else None
    if phrase is None:
        return -1
    noun = document.lower[phrase.head]
    return phrase.head if names.person_noun(singular(noun)) or names.person_noun(noun.removesuffix("s")) else -1


def _national(document: Document, mention: Mention) -> bool:
    """Whether the name is a person by nation: the Italian said."""
    if mention.first != mention.last or names.place(document.lower[mention.first]) != "A":
        return False
    return document.word(mention.first - 1) == "the" and document.tag(mention.last + 1)[:2] in ("VB", "MD", "WP")


def _by_ending(word: str) -> str:
    """F or M for deliverywoman, deliveryman and their like."""
    if not word.endswith("man") or len(word) < 7:
        return ""
    return "F" if word.endswith("woman") else "" if word.endswith("human") else "M"


def _in_other_name(found: Mentions, i: int) -> bool:
    """Whether the first name at i is part of a longer name of a place or organisation: Santa Ana."""
    m = found.at.get(i)
    if m is not None and m.entity.fixed:
        return True
    if m is None or m.first == i:
        return False
    return m.entity.type in (Type.PLACE, Type.ORGANISATION) or bool(m.entity.gender)


def agent(document: Document, mention: Mention) -> bool:
    """Whether a name does something or has something done by it, as a person would: a verb follows, by precedes."""
    k = mention.last + 1
    if document.word(k) in ("also", "later", "then", "now", "still", "never", "once", "himself", "herself", "'s", "'"):
        k += 1
    if document.tag(k) in ("VBD", "VBZ", "VBP", "MD", "VBN") and document.same_sentence(mention.first, k):
        return document.tag(mention.first - 1) not in ("IN", "TO") or document.word(mention.first - 1) in ("by", "that")
    return document.word(mention.first - 1) in ("by", "with")


def attached(document: Document, found: Mentions, i: int) -> bool:
    """Whether the noun for a person at i belongs to a name: leader Kim; Zelensky, the president; as president."""
    if i + 1 in found.at and document.same_sentence(i, i + 1):
        return True
    j = i - 1
    steps = 0
    while j >= 0 and steps < 6 and document.same_sentence(j, i):
        if document.lower[j] == "as":
            return True
        if document.lower[j] == ",":
            return j - 1 in found.at and not document.is_pos(j + 1, Pos.GERUND)
        if document.has(j, Flag.PUNCT):
            return False
        j -= 1
        steps += 1
    return False
