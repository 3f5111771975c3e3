"""Which he and she pronouns of a document stand for an organisation, a place or a thing.

The document is the unit: nobody of that gender may be mentioned before the pronoun, nobody of unknown gender near
it, nothing that English calls she, and no pronoun of that gender may do what only persons do.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.cast import agent, attached, cast, plain_evidence
from mtcheck.languages.en.people.entities import Type
from mtcheck.languages.en.people.names import FEMALE, MALE
from mtcheck.languages.en.people.pronouns import Case, Pronoun, pronouns
from mtcheck.languages.en.vocabulary import SAID
from mtcheck.lint import Document, Flag, layer
from mtcheck.rules.en.pronouns.antecedents import Antecedent, human, it_before, organisations, things

OPEN = 3  # sentences back in which a person of unknown gender makes the pronoun unsure
NOUN = 1  # and a noun for a person
_THINGS = ("object", "abstract", "time", "event")
NEVER = ("human", "personified", "exempt")  # reasons that speak against every pronoun of that gender


class Neuter(NamedTuple):
    """A pronoun that should be it, and what it stands for."""

    pronoun: Pronoun
    antecedent: Antecedent


@layer
def neuters(document: Document) -> list[Neuter]:
    """The pronouns that stand for no person: women's in reading order, then men's."""
    return [n for g in (FEMALE, MALE) for n in _of_gender(document, g)]


def _of_gender(document: Document, gender: str) -> list[Neuter]:
    """Those of one gender, up to the first that may be a person's. What is quick to tell comes before the search for
    names."""
    out: list[Neuter] = []
    mine = [p for p in pronouns(document) if p.gender == gender]
    if not mine or not document.sentence_list[mine[0].i] or _anyone(mine[0]) or _never(document, mine[0]):
        return out
    if _plainly_somebody(document, mine[0]):
        return out
    for pronoun in mine:
        found = antecedent(document, pronoun)
        if isinstance(found, str):
            return [] if found in NEVER else out
        out.append(Neuter(pronoun, found))
    return out


def _plainly_somebody(document: Document, pronoun: Pronoun) -> bool:
    """Whether a noun or title before the pronoun speaks of someone of its gender: spares the search for names."""
    if document.settings.get("entities"):
        return False
    end = document.sentence_of(pronoun.i).last
    words = plain_evidence(document)[pronoun.gender]
    if pronoun.gender == MALE or not any(k <= end for k in words):
        return any(k <= end for k in words)
    return any(k <= end and names.given(document.words[k]) != FEMALE for k in words)


def _anyone(pronoun: Pronoun) -> bool:
    """Whether the pronoun can stand for anyone, as "him" and "himself" do."""
    return pronoun.gender == MALE and pronoun.case in (Case.OBJECT, Case.REFLEXIVE)


def antecedent(document: Document, pronoun: Pronoun) -> Antecedent | str:
    """What the pronoun stands for if it stands for no person, or why that is not sure."""
    here = document.sentence_list[pronoun.i]
    if here == 0:
        return "nothing before"
    if why := _somebody(document, pronoun) or _never(document, pronoun):
        return why
    strict = pronoun.gender == MALE
    if _anyone(pronoun):
        return "anyone"
    found = [c for c in organisations(document, pronoun, 1 if strict else 2) if c.role or not strict]
    if _thing_possible(document, pronoun):
        found = sorted([*found, *things(document, pronoun)], key=lambda c: (-c.score, -c.first))
    if not found:
        return "no antecedent"
    best = found[0]
    country = best.thing and any(_is_place(c) for c in found)
    if (country or _is_place(best)) and _personified(document, pronoun):
        return "personified"
    return best


def _is_place(found: Antecedent) -> bool:
    return found.mention is not None and found.mention.entity.type is Type.PLACE


def _thing_possible(document: Document, pronoun: Pronoun) -> bool:
    """Whether no unclear name stands near; for "he" also an it or its must follow in the sentence."""
    sentence = document.sentence_of(pronoun.i)
    near = document.sentences[max(0, sentence.i - 2)].first
    if any(near <= m.first <= sentence.last for e in cast(document).dim for m in e.mentions):
        return False
    if pronoun.case is Case.SUBJECT and document.word(pronoun.i + 1) in SAID:
        return False
    if pronoun.gender == FEMALE:
        return True
    return pronoun.case is Case.SUBJECT and any(document.lower[k] in ("it", "its") for k in sentence.tokens)


def _somebody(document: Document, pronoun: Pronoun) -> str:
    """Who the pronoun may stand for, or ""."""
    everyone = cast(document)
    i, here = pronoun.i, document.sentence_list[pronoun.i]
    end = document.sentences[here].last
    if any(k <= end for k in everyone.evidence[pronoun.gender]):
        return "someone of that gender before"
    far = document.sentences[max(0, here - OPEN)].first
    for entity in everyone.open:
        if any(far <= m.first <= end for m in entity.mentions):
            return "unknown person before: " + entity.name
    near = document.sentences[max(0, here - 2)].first
    for entity in everyone.dim:
        if any(near <= m.first <= end and agent(document, m) for m in entity.mentions):
            return "unknown name near: " + entity.name
    reach = OPEN if pronoun.gender == MALE else NOUN  # “he” is more often right
    close = 0 if _reports(document, i) else document.sentences[max(0, here - reach)].first
    for k in _nouns(document, close, i):
        if not attached(document, everyone.found, k) and not _known(document, pronoun, k):
            return "person noun: " + document.words[k]
    return ""


def _nouns(document: Document, first: int, end: int) -> list[int]:
    """The nouns for one person among these tokens: those of the list that are no thing's here (the challenges it faces
    head on), what else names a person, "one"; and whom the sentence before these is about, unless a sentence begins at
    `end`, which goes on with what was named last."""
    grammar = syntax(document)
    k, last = document.sentence_list[first], document.sentence_list[end - 1]
    phrases = {p.head: p for n in range(max(k, last - NOUN), last + 1) for p in grammar.sentence(n).phrases}
    things = {i for i, p in phrases.items() if p.kind in _THINGS and p.first == i}  # not the head of the firm
    found = {i for i in cast(document).nouns if first <= i < end and i not in things}
    found |= {i for i, p in phrases.items() if p.kind == "person" and first <= i < end and _single(document, i)}
    if not document.has(end, Flag.FIRST) and (topic := _topic(document, k - 1)):
        found.add(topic)
    return sorted(found)


def _topic(document: Document, sentence: int) -> int | None:
    """The noun for a person that is the first subject of a sentence."""
    subject = next((c.subject for c in syntax(document).sentence(sentence).clauses if c.subject), None)
    known = subject and subject.kind == "person" and subject.determiner >= 0 and document.tags[subject.head] == "NN"
    return subject.head if subject and known else None


def _single(document: Document, i: int) -> bool:
    return document.tags[i] == "NN" or document.lower[i] == "one"


def _reports(document: Document, i: int) -> bool:
    """Whether the pronoun says who has said what stands before it (The party is against it, he said): any person of the
    article so far may speak, and what is spoken of does not."""
    return document.word(i - 1) in (",", "”", '"') and document.word(i + 1) in SAID


def _known(document: Document, pronoun: Pronoun, noun: int) -> bool:
    """Whether "the president" takes up someone named before, and everyone named is of the other gender."""
    everyone = cast(document)
    other = MALE if pronoun.gender == FEMALE else FEMALE
    if document.word(noun - 1) != "the" or pronoun.gender == MALE:
        return False
    return any(e.gender == other and e.mentions[0].first < noun for e in everyone.found.entities)


def _never(document: Document, pronoun: Pronoun) -> str:
    exempt = names.word_set("nouns_exempt.txt")
    first = document.sentences[max(0, document.sentence_list[pronoun.i] - 2)].first
    if any(document.lower[k] in exempt for k in range(first, pronoun.i)) and not it_before(document, pronoun):
        return "exempt"
    return "human" if human(document, pronoun) else ""


@layer
def _genders(document: Document) -> Counter[str]:
    """How many pronouns there are of each gender."""
    return Counter(p.gender for p in pronouns(document))


@layer
def _neuter_sentences(document: Document) -> frozenset[int]:
    """The sentences with “it” or “its” that may be what they speak of: not on it."""
    places = (k for word in ("it", "its") for k in document.index.get(word, ()) if document.tag(k - 1) != "IN")
    return frozenset(document.sentence_list[k] for k in places)


def _personified(document: Document, pronoun: Pronoun) -> bool:
    """Whether the text calls its country she more than once, and not it close by."""
    count = _genders(document)[pronoun.gender]
    here = document.sentence_list[pronoun.i]
    if not _neuter_sentences(document).isdisjoint((here - 1, here)):
        return count > 2
    return count > 1
