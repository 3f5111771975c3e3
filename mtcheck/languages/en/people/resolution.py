"""Whom a pronoun can stand for.

`cast(document)` gathers everyone the document speaks of: evidence of women and of men, persons whose gender is
not known, nouns for persons of either gender. `antecedents` lists the organisations, places and things near a
pronoun that it may stand for. What is unsure is left to the caller to abstain from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.mentions import Entity, Mention, Mentions, Type, mentions, personal
from mtcheck.languages.en.people.names import FEMALE, MALE
from mtcheck.languages.en.people.pronouns import Case, Pronoun
from mtcheck.text.document import Document, Flag, Pos, layer


@dataclass(slots=True)
class Cast:
    """Everyone a document speaks of."""

    found: Mentions
    evidence: dict[str, list[int]] = field(default_factory=lambda: {"F": [], "M": []})  # tokens of names, titles, nouns
    nouns: list[int] = field(default_factory=list)  # nouns for one person of either gender
    open: list[Entity] = field(default_factory=list)  # persons whose gender is not known
    dim: list[Entity] = field(default_factory=list)  # names of which not even the type is known


@layer
def cast(document: Document) -> Cast:
    """Everyone the document speaks of."""
    out = Cast(mentions(document), {g: list(places) for g, places in plain_evidence(document).items()})
    persons = names.word_set("nouns_person.txt")
    index = document.index
    for word in index.keys() & persons:
        out.nouns += [i for i in index[word] if document.tags[i] in ("NN", "NNP")]
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
            return j - 1 in found.at
        if document.has(j, Flag.PUNCT):
            return False
        j -= 1
        steps += 1
    return False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something a pronoun may stand for: tokens first to last."""

    first: int
    last: int
    role: str  # "subject", "source", ""
    score: float
    mention: Mention | None = None
    thing: bool = False


def organisations(document: Document, pronoun: Pronoun, reach: int = 2) -> list[Candidate]:
    """Organisations and places before the pronoun in its sentence and the `reach` before it, best first."""
    found = mentions(document)
    here = document.sentence_list[pronoun.i]
    first = document.sentences[max(0, here - reach)].first
    out = []
    for mention in found.between(first, pronoun.i):
        type_ = mention.entity.type
        if type_ in (Type.ORGANISATION, Type.PLACE):
            role = _role(document, mention.first, mention.last)
            away = here - document.sentence_list[mention.first]
            score = 1.0 - 0.3 * away + 0.4 * bool(role) + 0.2 * (type_ is Type.ORGANISATION)
            out.append(Candidate(mention.first, mention.last, role, score, mention))
    for i in _heads(document, first, pronoun.i):
        start = _start(document, i)
        if start is not None and i not in found.at:
            role = _role(document, start, i)
            away = here - document.sentence_list[i]
            out.append(Candidate(start, i, role, 1.1 - 0.3 * away + 0.4 * bool(role)))
    return sorted(out, key=lambda c: (-c.score, -c.first))


def _heads(document: Document, first: int, end: int) -> Iterator[int]:
    lower = document.lower
    return (i for i in range(first, end) if names.organisation_noun(lower[i]))


def _start(document: Document, i: int) -> int | None:
    """Where the noun phrase that ends in i begins: at the article or the like, up to four words before."""
    for j in range(i - 1, max(-1, i - 5), -1):
        if not document.same_sentence(j, i) or document.has(j, Flag.PUNCT):
            return None
        if document.lower[j] in ("the", "a", "an", "this", "that", "its", "our", "their", "his", "her", "my"):
            return j
    return None


_BEGINS = frozenset("that but and when because while as if".split())
_ARTICLES = frozenset("the a this our".split())


def _role(document: Document, first: int, last: int) -> str:
    """Source (after "according to"), subject (where a sentence or clause begins with it) or ""."""
    if document.is_pos(last + 1, Pos.NOUN) and document.same_sentence(last, last + 1):
        return ""  # the U.S. elections
    lower = document.lower
    j = first - 1
    while j >= 0 and document.same_sentence(j, first) and first - j < 5:
        if lower[j] == "to" and document.word(j - 1) == "according":
            return "source"
        if lower[j] in _BEGINS or document.has(j, Flag.PUNCT):
            break
        plain = document.has(j, Flag.WORD) and not document.has(j, Flag.CAPITAL) and lower[j] not in _ARTICLES
        if plain and document.tag(j) != "JJ" and lower[j] not in names.classes("names_places.txt"):
            return ""
        j -= 1
    return "subject"


def human(document: Document, pronoun: Pronoun) -> bool:
    """Whether what the pronoun does or has is what only persons do or have."""
    i = pronoun.i
    after = [document.word(k) for k in range(i + 1, i + 5) if document.same_sentence(i, k)]
    if pronoun.case is Case.SUBJECT:
        return any(w in names.group("V") for w in after[:3])
    if pronoun.case is Case.POSSESSIVE:
        return any(w in names.group("N") for w in after[:3])
    return False


_CLAUSE = frozenset(
    """that which who whom whose when while because although though if as but and or so where after before since until
    how why what whether""".split()
)
_NOMINATIVE = frozenset("i he she it we they you who".split())


def distinct(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> bool:
    """Whether grammar tells the pronoun apart from one of the others: she met him; he told her."""
    for other in others:
        if not document.same_sentence(pronoun.i, other.i):
            continue
        a, b = sorted((pronoun, other), key=lambda p: p.i)
        if a.case is Case.SUBJECT and b.case is Case.OBJECT and _one_clause(document, a.i, b.i):
            return True
        if _partner(document, a) or _partner(document, b) or _paired(document, a, b):
            return True
    return False


def _one_clause(document: Document, first: int, last: int) -> bool:
    """Whether no clause begins between the two tokens."""
    words = [document.lower[k] for k in range(first + 1, last)]
    return not any(w in _CLAUSE or w in _NOMINATIVE or w in ',;:—–-()“”"' for w in words)


def _paired(document: Document, a: Pronoun, b: Pronoun) -> bool:
    """Whether the two stand side by side: his temper and her habits; he and she; she took it, and he paid."""
    if b.i - a.i > 6 or a.case is not b.case:
        return False
    return any(document.lower[k] in ("and", "or", "but", "while", "nor") for k in range(a.i + 1, b.i))


def _partner(document: Document, pronoun: Pronoun) -> bool:
    """Whether the pronoun owns someone of the other gender: his wife."""
    if pronoun.case is not Case.POSSESSIVE:
        return False
    partner = _WIVES if pronoun.gender == "M" else _HUSBANDS
    return any(document.word(k) in partner for k in range(pronoun.i + 1, pronoun.i + 4))


_WIVES = frozenset("wife ex-wife girlfriend mistress fiancée fiancee bride widow".split())
_HUSBANDS = frozenset("husband ex-husband boyfriend fiancé fiance groom widower".split())


_VERBS = ("VBD", "VBZ", "MD", "VBP")
_DETERMINERS = frozenset("the a an this that its our their my your his her each every any some".split())


def things(document: Document, pronoun: Pronoun) -> list[Candidate]:
    """The thing that the sentence of the pronoun, or the one before it, is about: its first singular subject.

    A sentence that begins with "it" or "its" goes on about what the sentence before it was about."""
    here = document.sentence_of(pronoun.i)
    ranges = [(here.first, pronoun.i)]
    if here.i:
        before = document.sentences[here.i - 1]
        ranges.append((before.first, here.first))
        if here.i > 1 and document.lower[before.first] in ("it", "its"):
            ranges.append((document.sentences[here.i - 2].first, before.first))
    out = []
    if _put_first(document, pronoun.i):
        out.append(Candidate(pronoun.i - 2, pronoun.i - 2, "subject", 1.8, thing=True))
    for away, (first, end) in enumerate(ranges):
        found = _subject(document, first, end)
        if found is not None:
            out.append(Candidate(*found, "subject", 1.35 - 0.3 * away, thing=True))
    if not out and it_before(document, pronoun):
        out.append(Candidate(ranges[1][0], ranges[1][0], "subject", 1.0, thing=True))
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
    known = i - 2 in mentions(document).at or not _is_thing(document.word(i - 2))
    return document.tag(i - 3) in ("IN", "DT") and not known


def _subject(document: Document, first: int, end: int) -> tuple[int, int] | None:
    """The first noun phrase in the range that a verb follows: the interrogation lasted."""
    tags = document.tags
    start = None
    i = first
    while i < end - 1:
        if document.lower[i] in _DETERMINERS:
            start = i
        elif tags[i] == "NN" and tags[i + 1] not in ("NN", "NNS", "POS", "CC") and start is not None:
            verb = next((k for k in range(i + 1, min(i + 5, end)) if tags[k] in _VERBS), None)
            clear = verb is not None and not any(document.has(k, Flag.PUNCT) for k in range(i + 1, verb))
            if clear and _is_thing(document.lower[i]):
                return start, i
        elif document.has(i, Flag.PUNCT) or tags[i] in _VERBS:
            start = None
        i += 1
    return None


def _is_thing(noun: str) -> bool:
    """Whether a noun surely is no person's and no organisation's."""
    if noun.endswith(("er", "or", "ist", "ee", "ian", "ant", "man", "one", "body")):
        return False
    return not (names.organisation_noun(noun) or names.person_noun(noun) or names.gendered_noun(noun))
