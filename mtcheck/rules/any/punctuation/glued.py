"""PUN001, PUN002: a mark with no space after it."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, document_rule
from mtcheck.text.marks import glued_marks

NAMES = frozenset("com net org html php txt pdf exe today news js".split())  # Kontur.Today, Example.Com


def _space_after(document: Document, i: int) -> Fix:
    at = document.ends[i]
    return Fix("Put a space after the mark", (Edit(at, at, " "),), SAFE)


@document_rule(
    code="PUN001",
    name="glued-stop",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    examples=(
        Bad("The talks lasted a [[week.The]] envoys then left.", fix="The talks lasted a week. The envoys then left."),
        Bad("Is the plan [[ready?Many]] doubt it.", fix="Is the plan ready? Many doubt it."),
        Bad("He thanked President [[Moreno.It]] was late.", fix="He thanked President Moreno. It was late."),
        Good("The magazine Kontur.Today and the portal Yahoo!News reported it."),
        Good("Write to the editor at news.Editor@example.org or see Example.Com for more."),
        Good("The U.S.Navy and J.Smith ran Node.js on it. All was well."),
    ),
)
def glued_stop(document: Document) -> Iterator[Match]:
    """A sentence ends and the next begins without a space between them.

    Engines lose the space where the source language has none, as Chinese and Japanese do, or where segments
    were put together again after translation.
    """
    flags = document.flag_list
    for i in glued_marks(document):
        before, after = document.words[i - 1] if i else "", document.words[i + 1]
        if document.words[i] not in ".!?" or not flags[i + 1] & Flag.CAPITAL or flags[i] & Flag.SPACE:
            continue
        if document.ends[i] != document.starts[i + 1] or not _ends_sentence(document, i, before, after):
            continue
        message = f"A space is missing after “{before}{document.words[i]}”."
        yield Match(document.span(i - 1, i + 1), message, 0.9, (_space_after(document, i),))


def _ends_sentence(document: Document, i: int, before: str, after: str) -> bool:
    """Whether stop i, between these two words without a space, ends a sentence."""
    starter = after.lower() in document.vocabulary["sentence_openers"]
    if after.lower() in NAMES or (
        document.word(i + 2) in ("@", ".") and document.ends[i + 1] == document.starts[i + 2]
    ):
        return False
    if len(after) == 1 or not after[1:].islower() or not after.isalpha():
        return starter and (len(after) > 1 or document.has(i + 2, Flag.SPACE)) and before.islower() and len(before) > 2
    if before in ("”", '"', ")", "’"):
        return starter
    if before.isdigit():
        return starter and len(before) > 1
    return len(before) > 1 and before[-1].islower() and (before[0].islower() or starter)


@document_rule(
    code="PUN002",
    name="glued-comma",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    examples=(
        Bad("They waited for [[hours,then]] left.", fix="They waited for hours, then left."),
        Bad("The port is [[closed;ships]] wait.", fix="The port is closed; ships wait."),
        Good("A count of 1,500 people, some of them armed, waited."),
        Good("The firm Tax:on and the array f(x,y) are one thing; abc,de another."),
    ),
)
def glued_comma(document: Document) -> Iterator[Match]:
    """A comma or semicolon has no space after it.

    The source language writes its own mark without a space, and the engine swaps only the mark.
    """
    for i in glued_marks(document):
        mark = document.words[i]
        if mark not in ",;" or i == 0 or document.has(i, Flag.SPACE):
            continue
        before, after = document.words[i - 1], document.words[i + 1]
        if len(before) < 3 or len(after) < 2 or not (before + after).isalpha() or after.isupper():
            continue
        if document.ends[i] != document.starts[i + 1] or not before[1:].islower():
            continue
        sure = 0.85 if len(after) > 2 or after.lower() in document.vocabulary["sentence_openers"] else 0.5
        if before[0].isupper() and after[0].isupper():
            sure = 0.5  # a list of tags: Politics,Economy
        if not after[0].isupper() and (len(before) < 4 and len(after) < 3):
            continue  # f(abc,de)
        message = f"A space is missing after “{before}{mark}”."
        yield Match(document.span(i - 1, i + 1), message, sure, (_space_after(document, i),))
