"""WRD046: a sentence that begins with its subject and has no verb."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import OBJECT_PRONOUNS, THIRD_SUBJECTS
from mtcheck.lint import MAJOR, Bad, Document, Flag, Good, Match, Pos, rule

OBJECTS = OBJECT_PRONOUNS - {"it", "you"}  # what follows a noun only if that is a verb
SHORTEST = 5  # tokens
FOLLOWING = Pos.ADVERB | Pos.DETERMINER | Pos.GERUND | Pos.ADJECTIVE  # they very tired; he the best


@rule(
    code="WRD046",
    name="no-verb",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    anchors=THIRD_SUBJECTS,
    examples=(
        Bad("[[They very]] tired after the match."),
        Bad("They lost again. [[It not]] possible to win."),
        Bad("[[He going]] to Paris next week."),
        Bad("[[He the]] best player of the team."),
        Good("They were very tired. He, the best player of the team. It alone. Not only he alone but all of us."),
        Good("He wants it. She very nearly fell. “We know. They very tired after the match.”"),
        Good("I go to the doctor. They just carbon date me. They also spam call us on my old number."),
        Good("They left. They pretty much match members with the houses. They very much want to go home."),
        Good("They all tired of the long war\n\nIt began."),
    ),
)
def no_verb(document: Document, i: int) -> Iterator[Match]:
    """A sentence has a subject and no verb.

    Russian, Arabic and Chinese need none there, and the system adds none.
    """
    sentence = document.sentence_of(i)
    if sentence.first != i or len(sentence) < SHORTEST or document.has(i, Flag.QUOTED):
        return
    k = i + 1
    if document.word(sentence.last) != "." or not document.is_pos(k, FOLLOWING):
        return
    verbs = [v for v in sentence.tokens if document.is_pos(v, Pos.VERB)]
    if any(not (document.is_pos(v, Pos.GERUND) or document.tag(v - 1) == "TO") for v in verbs):
        return
    if document.word(i + 2) == "much":
        return  # they pretty much match it
    if any(document.lower[v] in OBJECTS and document.is_pos(v - 1, Pos.NOUN) for v in sentence.tokens):
        return  # they carbon date me
    yield Match(document.span(i, k), "This sentence has no verb.", 0.6)
