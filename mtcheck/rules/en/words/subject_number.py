"""The form of a verb that a subject asks for."""

from __future__ import annotations

from mtcheck.languages.en.grammar.forms import BASES, Form, base_of_third, forms_of, third_person
from mtcheck.languages.en.grammar.syntax import Number, Phrase, outline
from mtcheck.languages.en.vocabulary import AMOUNTS, INDEFINITE_ARTICLES
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import Document

TO_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
TO_PLURAL = {one: many for many, one in TO_SINGULAR.items()}
NUMBERS = {"NN": Number.SINGULAR, "NNS": Number.PLURAL}
PARTITIVES = ("some", "all", "many", "plenty")
PASTS = Form.PAST | Form.PARTICIPLE


def other_form(document: Document, verb: int, number: Number) -> str | None:
    """The form that a subject of this number asks of the finite verb, if it has the other one."""
    word, tag = document.lower[verb], document.tags[verb]
    if number is Number.EITHER:
        return None
    if number is Number.SINGULAR:
        if word in TO_SINGULAR:
            return TO_SINGULAR[word]
        plain = tag == "VBP" and (word in frequent() or word in BASES) and not forms_of(word) & PASTS
        return third_person(word) if plain and word.isalpha() and word not in ("am", "be") else None
    if word in TO_PLURAL:
        return TO_PLURAL[word]
    return base_of_third(word) if tag == "VBZ" else None


def number(document: Document, subject: Phrase) -> Number:
    """The number of a subject; of some of the houses that of the houses."""
    word = document.lower[subject.head]
    if word == "cent" and document.word(subject.head - 1) == "per":
        return Number.EITHER
    if document.word(subject.last + 1) != "of":
        return subject.number if word != "plenty" else Number.EITHER  # there are plenty who do
    if word == "number" and document.word(subject.determiner) == "the":
        return Number.SINGULAR
    of = outline(document).phrase_from(subject.last + 2)
    if word == "plenty" and of and of.number is Number.EITHER:
        return Number.EITHER  # there are plenty of days
    if word in PARTITIVES and (of is None or of.number is Number.PLURAL):
        return Number.PLURAL if of else Number.EITHER  # there are plenty of existing ways
    if word == "lots" and of:
        return of.number
    if word in AMOUNTS and document.word(subject.determiner) in INDEFINITE_ARTICLES and of:
        return Number.EITHER  # a slew of articles have or has
    return subject.number
