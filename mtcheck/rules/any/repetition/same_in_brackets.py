"""REP006: a bracket that repeats the words before it."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SUGGEST, Bad, BlockKind, Document, Edit, Fix, Flag, Good, Match, rule

LONGEST = 6  # words in the bracket


@rule(
    code="REP006",
    name="same-in-brackets",
    severity=MINOR,
    mqm="fluency/duplication",
    anchors=("(",),
    examples=(
        Bad("She missed the third round of the World Cup [[(World Cup)]] in Canada.",
            fix="She missed the third round of the World Cup in Canada."),
        Bad("They use sugar and molasses [[(molasses)]].", fix="They use sugar and molasses."),
        Bad("They met in North Wales [[(Wales)]].", fix="They met in North Wales."),
        Bad("It is the end of Wales [[(Wales)]].", fix="It is the end of Wales."),
        Bad("It was the Old Law of the land [[(land)]].", fix="It was the Old Law of the land."),
        Good("Let us join in a moment of silent prayer. (Moment of silent prayer.)"),
        Good("She missed the third round of the World Cup (WC) in Canada."),
        Good("They use sugar (molasses), and molasses (treacle)."),
        Good("The hall (which the council had built for the poor) was sold."),
        Good("It takes lots (and lots) of work. The Department of the Interior (Interior) said so."),
        Good("Add a key for anna to the list of anna (anna)", blocks=(BlockKind.ITEM,)),
        Bad("They use sugar and molasses [[(molasses)]].", fix="They use sugar and molasses.",
            blocks=(BlockKind.ITEM,)),
        Good("This is published as a Group Note (NOTE) by all of them."),
        Good("The vote was 1500 (1500). He played in Round 2 (2)."),
    ),
)  # fmt: skip
def same_in_brackets(document: Document, i: int) -> Iterator[Match]:
    """A bracket holds the very words that stand before it.

    The source explains a word or gives its foreign name, and the engine has one English word for both.
    """
    end = next((k for k in range(i + 1, min(len(document), i + LONGEST + 2)) if document.words[k] == ")"), 0)
    size = end - i - 1
    if not end or not document.has(i + 1, Flag.WORD) or not document.same_sentence(i - 1, i):
        return
    last = i - 2 if document.has(i - 1, Flag.CLOSE) else i - 1
    inside = document.lower[i + 1 : end]
    if document.lower[max(0, last - size + 1) : last + 1] != inside:
        return
    if all(document.has(k, Flag.UPPER) for k in range(i + 1, end)) and not document.has(last, Flag.UPPER):
        return  # a Group Note (NOTE)
    if document.block(i) == BlockKind.ITEM and end + 1 == document.bounds[document.sentence_list[i]][1]:
        return  # - a key for droark (droark): who did it
    if inside[0] == "and" or _short_name(document, last):
        return  # lots (and lots) of it; the Department of the Interior (Interior)
    fix = Fix("Delete the bracket", (Edit(document.ends[i - 1], document.ends[end], ""),), SUGGEST)
    yield Match(document.span(i, end), "The bracket says the same as the words before it.", 0.85, (fix,))


def _short_name(document: Document, last: int) -> bool:
    """Whether the word is the last of a longer name, which the bracket makes short."""
    before = last - 2 if document.word(last - 1) == "the" else last - 1
    return document.has(last, Flag.CAPITAL) and document.word(before) == "of" and document.has(before - 1, Flag.CAPITAL)
