"""SEN006: a text that breaks off."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document, Flag, Kind
from mtcheck.findings import MAJOR
from mtcheck.rule import Bad, Good, Match, document_rule

LEAST = 8  # words of a sentence that can be said to break off
NO_END = frozenset(
    """the a an of and or to from with by than as into its their his my your our which that because if when while
    between against during through about at""".split()
)
MAY_END = frozenset("that about through by as to with at from when than".split())  # somewhat likelier to end a sentence


@document_rule(
    code="SEN006",
    name="cut-off-text",
    severity=MAJOR,
    mqm="accuracy/omission",
    examples=(
        Bad("The company was founded in 1997 and was chosen in a bid to manage [[a]]"),
        Bad("The river is used for power stations in the north and east, [[and]]\nThe dam will be built next year."),
        Good("The company was founded in 1997 and is what its owners wanted it to be"),
        Good("What are you looking at? The house over there, which she moved out of."),
        Good("How to See What the Others Are For"),
    ),
)  # fmt: skip
def cut_off_text(document: Document) -> Iterator[Match]:
    """A paragraph breaks off in the middle of a sentence.

    Engines have a limit on the length of their output, and stop where they reach it.
    """
    for i in document.paragraph_ends:
        if document.lower[i] in NO_END:
            yield from _cut(document, i)


def _cut(document: Document, i: int) -> Iterator[Match]:
    sentence, word = document.sentence_of(i), document.lower[i]
    if sentence.kind not in (Kind.PROSE, Kind.HEADING):
        return
    if len(sentence.words) < LEAST or document.has(i, Flag.CAPITAL | Flag.UPPER) or _goes_on(document, i):
        return
    message = f"The text breaks off after “{document.words[i]}”."
    yield Match(document.span(i), message, 0.45 if word in MAY_END else 0.75)


def _goes_on(document: Document, i: int) -> bool:
    """Whether the next paragraph goes on with the sentence."""
    following = i + 1
    while following < len(document) and document.has(following, Flag.PUNCT):
        following += 1
    return following < len(document) and not document.has(following, Flag.CAPITAL)
