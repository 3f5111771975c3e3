"""PUN001, PUN002: a mark with no space after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, BlockKind, Document, Edit, Fix, Flag, Good, Look, Match, document_rule
from mtcheck.text.marks import before_word, glued_marks

SHORTEST = 6  # letters around a comma; with fewer it is code: f(abc,de)


def _space_after(document: Document, i: int) -> Fix:
    at = document.ends[i]
    return Fix("Put a space after the mark", (Edit(at, at, " "),), SAFE)


@document_rule(
    code="PUN001",
    name="glued-stop",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    wake=before_word,
    examples=(
        Bad("The talks lasted a [[week.The]] envoys then left.", fix="The talks lasted a week. The envoys then left."),
        Bad("Is the plan [[ready?Many]] doubt it.", fix="Is the plan ready? Many doubt it."),
        Bad("He thanked President [[Moreno.It]] was late.", fix="He thanked President Moreno. It was late."),
        Bad("He lost [[heart.I]] wanted to win.", fix="He lost heart. I wanted to win."),
        Bad(
            "It ended (in 2019[[).The]] hall was full in [[2019.The]] rest left.",
            fix="It ended (in 2019). The hall was full in 2019. The rest left.",
        ),
        Bad("It was [[good.Part]] of it was new.", fix="It was good. Part of it was new."),
        Bad("They fight the same [[enemy .It]] is hard.", fix="They fight the same enemy. It is hard."),
        Good("The list .The, the file .It Old and Visual Basic .In are new, and the framework .Net is old."),
        Good("The magazine Kontur.Today and the portal Yahoo!News reported it."),
        Good("Write to the editor at news.Editor@example.org or see Example.Com for more."),
        Good("The U.S.Navy and J.Smith ran Node.js on it. All was well."),
        Good(".Net is a framework for programs"),
        Good("He said that .Net is good; it was in the file plan.B and on news.example."),
        Good("It was on news.BBC and in docs.SQL on Monday."),
        Good("She wrote sea/Meer in her book."),
        Good("Make a new stream.Transform with it. Every stream.Transform is a stream, and the stream ends."),
        Good("week.The\nThe talks lasted a week, and then they ended."),
        Good("It is told in week.The of the book.", blocks=(BlockKind.PARAGRAPH,), looks=(("week.The", Look.LINK),)),
        Bad(
            "The talks lasted a [[week.The]] envoys left.",
            fix="The talks lasted a week. The envoys left.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("a week.The envoys", Look.LINK),),
        ),
    ),
)
def glued_stop(document: Document) -> Iterator[Match]:
    """A sentence ends and the next begins without a space between them.

    Engines lose the space where the source language has none, as Chinese and Japanese do, or where segments
    were put together again after translation.
    """
    flags = document.flag_list
    pairs = Counter((document.words[i - 1], document.words[i + 1]) for i in glued_marks(document) if i)
    for i in glued_marks(document):
        before, after = document.words[i - 1], document.words[i + 1]
        if pairs[before, after] > 1:
            continue  # a name of code: no two sentences end and begin alike
        if document.words[i] not in ".!?" or not flags[i + 1] & Flag.CAPITAL:
            continue
        if flags[i] & Flag.SPACE:
            if _turned(document, i):
                fix = Fix(
                    "Move the space", (Edit(document.ends[i - 1], document.ends[i], f"{document.words[i]} "),), SAFE
                )
                message = f"The space stands before “{document.words[i]}”, not behind it."
                yield Match(document.span(i - 1, i + 1), message, 0.85, (fix,))
            continue
        if i == 0 or _name(document, i) or not _ends_sentence(document, i, before, after):
            continue
        message = f"A space is missing after “{before}{document.words[i]}”."
        yield Match(document.span(i - 1, i + 1), message, 0.9, (_space_after(document, i),))


def _turned(document: Document, i: int) -> bool:
    """Whether stop i, after white space, ends a sentence: a small word stands before it, and behind it one that opens
    sentences and that the text goes on from."""
    opens = document.word(i + 1) in document.vocabulary["sentence_openers"]
    return opens and document.words[i - 1].islower() and not document.has(i + 2, Flag.CAPITAL | Flag.PUNCT)


def _moved(document: Document, i: int) -> Match:
    edit = Edit(document.ends[i - 1], document.ends[i], f"{document.words[i]} ")
    message = f"The space stands before “{document.words[i]}”, not behind it."
    return Match(document.span(i - 1, i + 1), message, 0.85, (Fix("Move the space", (edit,), SAFE),))


def _name(document: Document, i: int) -> bool:
    """Whether the words beside stop i are all of a line, or of a link: a name of code."""
    begins = i == 1 or document.has(i - 1, Flag.NEWLINE)
    if begins and (i + 2 == len(document) or document.has(i + 2, Flag.NEWLINE)):
        return True
    linked = [document.has(k, Flag.LINK) for k in range(i - 2, i + 3)]
    return linked == [False, True, True, True, False]


def _ends_sentence(document: Document, i: int, before: str, after: str) -> bool:
    """Whether stop i, between these two words without a space, ends a sentence."""
    starter = after.lower() in document.vocabulary["sentence_openers"]
    if len(after) == 1:
        return starter
    if not after[1:].islower():
        return False
    return before[0].islower() or starter


@document_rule(
    code="PUN002",
    name="glued-comma",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    wake=before_word,
    examples=(
        Bad("They waited for [[hours,then]] left.", fix="They waited for hours, then left."),
        Bad("The port is [[closed;ships]] wait.", fix="The port is closed; ships wait."),
        Good("A count of 1,500 people, some of them armed, waited."),
        Good("They play on the north/south line."),
        Good("They live in Chicago,IL and use the drivers abc1,defg1."),
        Good(",then and so on"),
        Good("The firm Tax:on and the array f(x,y) are one thing; abc,de another."),
    ),
)
def glued_comma(document: Document) -> Iterator[Match]:
    """A comma or semicolon has no space after it.

    The source language writes its own mark without a space, and the engine swaps only the mark.
    """
    for i in glued_marks(document):
        mark = document.words[i]
        if mark not in ",;" or i == 0:
            continue
        before, after = document.words[i - 1], document.words[i + 1]
        if not (before + after).isalpha() or after.isupper() or len(before + after) < SHORTEST:
            continue
        sure = 0.5 if (before[0] + after[0]).isupper() else 0.85  # a list of tags: Politics,Economy
        message = f"A space is missing after “{before}{mark}”."
        yield Match(document.span(i - 1, i + 1), message, sure, (_space_after(document, i),))
