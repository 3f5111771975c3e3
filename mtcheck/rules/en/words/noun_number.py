"""WRD032: a noun and the word before it differ in number."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import base_of_third, singular
from mtcheck.languages.en.grammar.nouns import IRREGULAR, is_plural
from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.vocabulary import (
    CALENDAR_UNITS,
    COORDINATORS,
    DISTRIBUTIVES,
    INDEFINITE_ARTICLES,
    PREPOSITIONS,
    SEVERAL,
)
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, Pos, mask_rule
from mtcheck.rules.en.words.article_sound import VOWEL, sound
from mtcheck.rules.en.words.noun_adjective_form import MASS
from mtcheck.text.marks import opens_address

JOINED = frozenset(("-", "/", "&", *COORDINATORS))  # a goods and services tax
HOW_FAR = ("long", "little", "short", "good", "fair", "great")  # a long ways off
ONE_THING = tuple(sorted(DISTRIBUTIVES | INDEFINITE_ARTICLES | {"this"}))


def _plural_after_one(document: Document) -> list[int]:
    """Determiners of one thing before a plural, or before an adjective and a plural."""
    tags, places = document.tags, (i for word in ONE_THING for i in document.index.get(word, ()))
    return sorted(i for i in places if document.tag(i + 1) == "NNS" or tags[i + 1 : i + 3] == ["JJ", "NNS"])


@mask_rule(
    code="WRD032",
    name="plural-after-one",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    wake=_plural_after_one,
    candidates=_plural_after_one,
    examples=(
        Bad("He showed us [[a videos]] from May.", fix="He showed us a video from May."),
        Bad("It rests on [[this findings]].", fix="It rests on these findings."),
        Bad("She bought [[a new houses]] in May.", fix="She bought a new house in May."),
        Bad("They checked [[every packages]] at the gate.", fix="They checked every package at the gate."),
        Good("I'm arguing this perturbs other linked shops. Something like this suffices."),
        Bad("They rest on [[this results]] in May.", fix="They rest on these results in May."),
        Good("He has a means of transport, a savings account and a sports car."),
        Good("This works, and each sells well; they live at a crossroads."),
        Good("This results in unrealistic prices, and another crashes in May."),
        Good("One drone hit a house while another crashes. He said that an official states that it is over."),
        Good(
            "They gave a informations to the press. They are a free people, for a few moments. A goods & service tax."
        ),
        Good("They sign a TOS at a shareholders meeting. The book as a whole flows. It is a blogs.example.com page."),
        Good("A strong Barbarians won. African American and many Latino/a cultures have long had a sense of it."),
        Good("It adds to the cost, and then as this notes, it takes time."),
        Good("This measures the heat. Plan A sells well in a works by the river."),
        Bad(
            "It is an example of [[this localized ways]] of work.",
            fix="It is an example of these localized ways of work.",
        ),
        Bad("They look for [[a ways]] to help.", fix="They look for a way to help."),
        Good("It is the part where all of a sudden things randomly change for the better."),
        Good("We are still a little ways off from that, and a joke can go a long ways."),
    ),
)
def plural_after_one(document: Document, i: int) -> Iterator[Match]:
    """A plural stands after a, every, each, another or this.

    The system takes article and noun from different places of the source.
    """
    phrase = syntax(document).phrase_from(i)
    if phrase is None or not _odd(document, i, phrase.head):
        return
    k, word, noun = phrase.head, document.lower[i], document.lower[phrase.head]
    if word in INDEFINITE_ARTICLES:
        after = document.lower[i + 1] if k > i + 1 else singular(noun)
        word = "an" if sound(after) == VOWEL else "a"
    new = "these" if word == "this" else word
    new = new.capitalize() if document.words[i][0].isupper() else new
    message = f"“{noun}” is a plural and cannot stand after “{document.lower[i]}”."
    text = f"{new}{document.text[document.ends[i] : document.starts[k]]}{noun if word == 'this' else singular(noun)}"
    yield Match(document.span(i, k), message, 0.6, (Fix.write(document.span(i, k), text),))


def _object(document: Document, i: int) -> bool:
    """Whether a verb or a preposition stands before token i, so that a noun phrase begins there and no clause."""
    return document.is_pos(i - 1, Pos.VERB) or document.word(i - 1) in PREPOSITIONS


def _odd(document: Document, i: int, noun: int) -> bool:
    """Whether the noun is surely a plural, no verb (this works), ends its phrase, and the determiner belongs to it."""
    word = document.lower[noun]
    if document.word(i - 1) == "/" or (document.word(i + 1) == "sudden" and document.word(i - 1) == "of"):
        return False  # Latino/a cultures; all of a sudden things change
    if document.has(noun, Flag.CAPITAL) or opens_address(document, noun):
        return False  # a TOS, a young Barbarians side; a blogs.example.com page
    if not is_plural(word, document.tags[noun]) or word in IRREGULAR or document.lower[noun - 1] in SEVERAL:
        return False  # a free people; a few boxes
    if document.is_pos(noun + 1, Pos.GERUND) or document.lower[noun - 1] in ("whole", "second", *CALENDAR_UNITS):
        return False  # a shareholders meeting; the book as a whole flows; one a second systems
    if word == "ways" and document.lower[noun - 1] in HOW_FAR:
        return False  # a long ways off
    if word in MASS or (document.words[i] == "A" and not document.has(i, Flag.FIRST)):
        return False  # a informations: another rule tells it; plan A sells
    if document.lower[i] == "this" and document.word(i - 1) in ("as", "if", "that", "like") and base_of_third(word):
        return False  # as this notes, something like this suffices
    if base_of_third(word) and document.is_pos(noun + 1, Pos.DETERMINER | Pos.ADJECTIVE | Pos.PRONOUN):
        return False  # this perturbs other shops
    if base_of_third(word) and not (_object(document, i) or document.is_pos(noun + 1, Pos.FINITE)):
        return False  # this results in, another crashes
    return syntax(document).arc(i)[0] == noun and document.word(noun + 1) not in JOINED
