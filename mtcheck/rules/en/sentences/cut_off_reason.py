"""SEN013: a reason without a verb, cut off by a full stop."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule

SHORTEST, LONGEST = 5, 20  # tokens


@rule(
    code="SEN013",
    name="cut-off-reason",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    anchors=("because of", "due to", "owing to"),
    examples=(
        Bad("The match was cancelled. [[Because of the heavy rain.]]",
            fix="The match was cancelled because of the heavy rain."),
        Bad("The road was closed on Monday. [[Due to the strong wind.]] It is open now.",
            fix="The road was closed on Monday due to the strong wind. It is open now."),
        Bad("The firm sold its shares. [[Owing to its debts.]]",
            fix="The firm sold its shares owing to its debts."),
        Good("The match was cancelled because of the heavy rain. Because of the rain the road was closed."),
        Good("Why was the match cancelled? Because of the rain and the wind."),
        Good("The match was cancelled.\nBecause of the heavy rain."),
        Good("“The match was cancelled. Because of the heavy rain. We went home,” he said."),
        Good("We met on Monday. A day off because of the heavy rain."),
        Good("Because of the heavy rain."),
        Good("The match was cancelled. Because of this."),
        Good("The match was cancelled. Because of you and me!"),
    ),
)  # fmt: skip
def cut_off_reason(document: Document, i: int) -> Iterator[Match]:
    """A phrase that gives a reason stands alone after the sentence that it belongs to.

    Engines cut long sources into pieces, and Chinese and Japanese sentences end where English ones go on.
    """
    sentence = document.sentence_of(i)
    if sentence.first != i or not SHORTEST <= len(sentence) <= LONGEST or document.word(sentence.last) != ".":
        return
    if document.has(i, Flag.QUOTED) or not sentence.i:
        return
    before = document.sentences[sentence.i - 1]
    if before.paragraph != sentence.paragraph or document.word(before.last) != ".":
        return
    if any(document.is_pos(k, Pos.FINITE) for k in sentence.tokens):
        return
    small = document.words[i][0].lower() + document.words[i][1:]
    edit = Edit(document.starts[before.last], document.ends[i], f" {small}")
    fix = Fix("Join it to the sentence before", (edit,), SUGGEST)
    yield Match(sentence.span, "This phrase is no sentence: it belongs to the sentence before it.", 0.65, (fix,))
