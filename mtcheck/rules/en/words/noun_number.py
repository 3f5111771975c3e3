"""WRD032: a noun and the word before it differ in number."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import singular
from mtcheck.languages.en.grammar.nouns import IRREGULAR, is_plural
from mtcheck.languages.en.vocabulary import (
    DISTRIBUTIVES,
    INDEFINITE_ARTICLES,
    INDIRECT_QUESTIONS,
    SUBORDINATORS,
)
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, mask_rule
from mtcheck.rules.en.words.article_sound import VOWEL, sound


def _noun_ends(document: Document, k: int) -> bool:
    """Whether the noun is the last word of its phrase, and not the first of a compound."""
    after = document.word(k + 1)
    if after in ("-", "/", "'s", "and", "or", "&") or not document.has(k, Flag.SPACE):
        return False
    return document.tag(k + 1) in ("IN", "TO", ".", ",", ":", "WDT", "WP", "VBD", "VBZ", "MD", "VBP")


SUBORDINATE = SUBORDINATORS | INDIRECT_QUESTIONS | {"so", "than"}
VERBS_TOO = frozenset("results matters amounts".split())
ONE_THING = tuple(sorted(DISTRIBUTIVES | INDEFINITE_ARTICLES | {"this"}))


def _plural_after_one(document: Document) -> list[int]:
    index, tags, n = document.index, document.tags, len(document.words) - 1
    return sorted(i for word in ONE_THING if word in index for i in index[word] if i < n and tags[i + 1] == "NNS")


@mask_rule(
    code="WRD032",
    name="plural-after-one",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    candidates=_plural_after_one,
    examples=(
        Bad("He showed us [[a videos]] from May.", fix="He showed us a video from May."),
        Bad("It rests on [[this findings]].", fix="It rests on these findings."),
        Bad("They checked [[every packages]] at the gate.", fix="They checked every package at the gate."),
        Good("He has a means of transport, a savings account and a sports car."),
        Good("This works, and each sells well; they live at a crossroads."),
        Good("This measures the heat. Plan A sells well in a works by the river."),
    ),
)
def plural_after_one(document: Document, i: int) -> Iterator[Match]:
    """A plural stands after a, every, each, another or this.

    The system takes article and noun from different places of the source.
    """
    k, word = i + 1, document.lower[i]
    noun = document.word(k)
    if not document.words[k].islower() or (document.words[i] == "A" and not document.has(i, Flag.FIRST)):
        return
    if not document.same_sentence(i, k + 1) or not document.in_prose(i) or document.has(i, Flag.QUOTED):
        return
    if (
        not is_plural(noun, "NNS")
        or noun in IRREGULAR
        or noun in VERBS_TOO
        or not _noun_ends(document, k)
        or _verb_too(document, i)
    ):
        return
    one = singular(noun)
    this = "These" if document.words[i][0].isupper() else "these"
    if word in ("a", "an"):
        article = "an" if sound(one) == VOWEL else "a"
        new = f"{article.capitalize() if document.words[i][0].isupper() else article} {one}"
    else:
        new = f"{this} {noun}" if word == "this" else f"{document.words[i]} {one}"
    message = f"“{noun}” is a plural and cannot stand after “{word}”."
    yield Match(document.span(i, k), message, 0.6, (Fix.write(document.span(i, k), new),))


def _verb_too(document: Document, i: int) -> bool:
    """Whether what looks like a plural may be the verb: this works, each sells, another claims that."""
    if document.word(i) in ("a", "an", "every"):
        return document.word(i - 1) in ("half", "many", "such", "what", "-", "serie", "three", "triple")
    before = document.word(i - 1)
    if before in SUBORDINATE or (
        before == "of" and document.word(i - 2) in ("any", "none", "all", "some", "most", "much")
    ):
        return True
    return document.has(i, Flag.FIRST) or document.tag(i - 1) not in ("IN", "VB", "VBD", "VBG", "VBN", "VBZ", "VBP")
