"""PUN010: a paragraph of prose that ends without a stop."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import (
    MINOR,
    SUGGEST,
    Bad,
    BlockKind,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Look,
    Match,
    Pos,
    document_rule,
)

LEAST = 3  # other paragraphs of several sentences, all of which end in a stop
RUNNING = (BlockKind.UNKNOWN, BlockKind.PARAGRAPH)
SHORT = 5  # words; fewer are no sentence
THREE = "The envoys met. They left.\nThe port was closed. Ships had to wait.\nNo date was set. The talks go on.\n"


@document_rule(
    code="PUN010",
    name="missing-final-stop",
    severity=MINOR,
    mqm="fluency/punctuation",
    flags=Flag.NEWLINE,
    examples=(
        Bad(f"{THREE}What They Left Behind\nThe army denied it. Nobody was hurt in the [[attack]]",
            fix=f"{THREE}What They Left Behind\nThe army denied it. Nobody was hurt in the attack."),
        Good("The envoys met. They left.\nThe port was closed. Ships had to wait.\nWhat they left behind"),
        Good("They met. They left.\nThe port was shut. Ships had to wait.\nNobody was hurt. The talks will go on"),
        Good(f"The army denied it. Nobody was hurt in the attack\n{THREE}"),
        Good(f"{THREE}Nobody was hurt. All of it is told in The Ships Guide"),
        Good(f"{THREE}Nobody was hurt. My daily work"),
        Good(f"{THREE}Nobody was hurt. They built a new road to the town; and"),
        Good(f"{THREE}Nobody was hurt. All of it is told in detail at www.example.com/ships"),
        Good(f"{THREE}Nobody was hurt. All of it is told in the book that follows. It was seen by all of us \\newpage"),
        Good(f"{THREE}The army denied it. Nobody was hurt in the attack",
             blocks=(*[BlockKind.PARAGRAPH] * 3, BlockKind.ITEM)),
        Good("The envoys met. They left.\nThe port was closed. Ships had to wait.\nIt was old. The bell of it bore the "
             "motto\n“I am the voice. I call.”\nNo date was set. The talks go on."),
        Bad(f"{THREE}All of it is old. It has the best of the [[circuits]]\nopen: This is what all of us can read.",
            fix=f"{THREE}All of it is old. It has the best of the circuits.\nopen: This is what all of us can read.",
            blocks=(BlockKind.PARAGRAPH,), looks=(("open", Look.STRONG),)),
        Good("The envoys met. They left.\nThe port was closed. Ships had to wait.\nIt was old. They saw that nothing "
             "was\nleft in the port. It was empty.\nNo date was set. The talks go on."),
        Good("The envoys met. They left.\nThe port was closed. Ships had to wait.\nThe program then shows this:\n"
             "The buffer is not known. Check the length of the buffer\nNo date was set. The talks go on."),
        Good(f"{THREE}Setting the example? The gap between rich and poor is at an all-time high\nIt grew. It is wide."),
        Bad(f"{THREE}Is this the example that we wanted to set? The gap between the rich and the poor is at its "
            "[[height]]\nIt grew. It is wide.",
            fix=f"{THREE}Is this the example that we wanted to set? The gap between the rich and the poor is at its "
            "height.\nIt grew. It is wide."),
        Good("He came. He saw\nShe came. She saw\nThey came. They won"),
    ),
)  # fmt: skip
def missing_final_stop(document: Document) -> Iterator[Match]:
    """A paragraph of full sentences ends without a stop, in a text whose other paragraphs all have one.

    The engine loses the last mark, or the end of the paragraph was cut off.
    """
    lasts = document.paragraph_ends
    begins = [0, *(last + 1 for last in lasts[:-1])]
    open_ends, closed = [], 0
    sentences, flags = document.sentence_list, document.flag_list
    for begin, last in zip(begins, lasts, strict=False):  # an empty text has none
        if sentences[begin] == sentences[last] or document.block(last) not in RUNNING:
            continue  # a headline, a caption, a line of a list
        if flags[last] & (Flag.PUNCT | Flag.ABBREVIATION):
            closed += 1
        else:
            open_ends.append(last)
    if closed < LEAST or len(open_ends) != 1:
        return
    last = open_ends[0]
    if last == lasts[0]:
        return  # a headline or a standfirst
    sentence = document.sentence_of(last)
    word = document.words[last]
    if not word.isalpha() or not word.islower() or document.word(last - 1) == "\\":
        return  # an address, a mark of TeX
    if document.is_pos(last, Pos.CONJUNCTION) or len(sentence.words) < SHORT or _goes_on(document, last):
        return
    if _shown(document, last) or _headline(document, last):
        return
    at = document.ends[last]
    fix = Fix("Put a full stop", (Edit(at, at, "."),), SUGGEST)
    yield Match(document.span(last), "The paragraph ends without a full stop.", 0.3, (fix,))


def _goes_on(document: Document, last: int) -> bool:
    """Whether what follows the paragraph belongs to its sentence: a quotation, or words that begin small."""
    label = document.has(last + 1, Flag.STRONG)  # a term that is explained
    small = document.has(last + 1, Flag.WORD) and document.words[last + 1][0].islower() and not label
    return small or document.has(last + 1, Flag.OPEN)


def _shown(document: Document, last: int) -> bool:
    """Whether the paragraph is what the one before announces with a colon: a message, a line of code."""
    first = document.sentence_of(last).first
    while first and document.paragraph[first - 1] == document.paragraph[last]:
        first -= 1
    return document.word(first - 1) == ":"


def _headline(document: Document, last: int) -> bool:
    """Whether the paragraph is a question of a few words and its answer, as headlines are: Your move? What it costs"""
    before = document.sentence_of(document.sentence_of(last).first - 1)
    first = before.first == 0 or document.paragraph[before.first - 1] != document.paragraph[last]
    return first and document.word(before.last) == "?" and len(before.words) < SHORT
