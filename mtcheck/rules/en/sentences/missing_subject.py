"""SEN008: a sentence that begins with its verb and has no subject."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import INDEFINITE_ARTICLES
from mtcheck.lint import MAJOR, Bad, BlockKind, Document, Flag, Good, Match, Pos, rule

STARTS = (". has", ". had", ". is", ". was")
AFTER = INDEFINITE_ARTICLES | {"not", "also", "one"}
SHORTEST = 4  # words; shorter ones are notes


@rule(
    code="SEN008",
    name="missing-subject",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    anchors=STARTS,
    examples=(
        Bad("He staged plays by writers of many countries. [[Has]] a number of awards from at home and abroad."),
        Bad("The author lives in Lviv. [[Was]] born in a village near the border in 1961."),
        Good("He staged plays. Has a writer ever won more awards? Was it not a prize too much?"),
        Good("He staged plays by writers of many countries and has a number of awards."),
        Good("Was born in Lviv; has two sons."),
        Good("Eva Novak, born 1961. Has a son."),
        Good("Here is the list of the guests in the old hall.\nIs not on it: the mayor of the town."),
        Good("Defines the standards of the whole team. Is sought for advice by all.", blocks=(BlockKind.CELL,)),
        Good("I am tired of the week, and of the rain. Saw a film. Had a long meal with a friend."),
        Good("Walked to the harbour in the rain. Was not able to find the boat or its owner."),
        Good("“It is late. Is not the first time that it is,” said Eva Novak."),
    ),
)
def missing_subject(document: Document, stop: int) -> Iterator[Match]:
    """A sentence begins with its verb: who or what it speaks of is missing.

    Many languages need no subject where the verb or the sentence before makes clear who is meant; engines that
    translate sentence by sentence cannot know it.
    """
    i = stop + 1
    sentence = document.sentence_of(i)
    if document.has(i, Flag.QUOTED | Flag.NEWLINE) or document.block(i) == BlockKind.CELL:
        return
    if document.word(sentence.last) != "." or len(sentence.words) < SHORTEST or not document.has(i, Flag.CAPITAL):
        return
    if document.is_pos(document.sentences[sentence.i - 1].first, Pos.FINITE):
        return  # a diary, in which nobody says “I”
    if document.word(i + 1) in AFTER or document.is_pos(i + 1, Pos.PARTICIPLE):
        message = f"This sentence has no subject: who or what “{document.lower[i]}”?"
        yield Match(document.span(i), message, 0.7)
