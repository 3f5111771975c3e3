"""The organisations, places and things near a pronoun that it may stand for.

What is unsure is left to the caller to abstain from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.languages.en.grammar.phrases import phrase_start
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Mention, Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import Case, Pronoun
from mtcheck.languages.en.vocabulary import ARTICLES, COMMON_SUBORDINATORS, SINGULAR_DETERMINERS
from mtcheck.lint import Document, Flag, Pos


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
    out = []
    for mention in found.between(first, pronoun.i):
        type_ = mention.entity.type
        if type_ in (Type.ORGANISATION, Type.PLACE):
            role = _role(document, mention.first, mention.last)
            away = here - document.sentence_list[mention.first]
            score = 1.0 - 0.3 * away + 0.4 * bool(role) + 0.2 * (type_ is Type.ORGANISATION)
            out.append(Antecedent(mention.first, mention.last, role, score, mention))
    for i in _heads(document, first, pronoun.i):
        start = phrase_start(document, i)
        if start is not None and i not in found.at:
            role = _role(document, start, i)
            away = here - document.sentence_list[i]
            out.append(Antecedent(start, i, role, 1.1 - 0.3 * away + 0.4 * bool(role)))
    return sorted(out, key=lambda c: (-c.score, -c.first))


def _heads(document: Document, first: int, end: int) -> Iterator[int]:
    lower = document.lower
    return (i for i in range(first, end) if names.organisation_noun(lower[i]))


_BEGINS = COMMON_SUBORDINATORS | {"and", "but"}
_ARTICLES = ARTICLES - {"an"} | {"this", "our"}


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


_VERBS = ("VBD", "VBZ", "MD", "VBP")
_DETERMINERS = SINGULAR_DETERMINERS - {"another"} | {"any", "some"}


def things(document: Document, pronoun: Pronoun) -> list[Antecedent]:
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
        out.append(Antecedent(pronoun.i - 2, pronoun.i - 2, "subject", 1.8, thing=True))
    for away, (first, end) in enumerate(ranges):
        found = _subject(document, first, end)
        if found is not None:
            out.append(Antecedent(*found, "subject", 1.35 - 0.3 * away, thing=True))
    if not out and it_before(document, pronoun):
        out.append(Antecedent(ranges[1][0], ranges[1][0], "subject", 1.0, thing=True))
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
