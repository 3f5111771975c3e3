"""SEN006: a text that breaks off."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, Bad, BlockKind, Document, Flag, Good, Match, Pos, document_rule
from mtcheck.text.masks import Mask, among, last_of_paragraph
from mtcheck.text.patterns import LazyPattern

LEAST = 8  # words of a sentence that can be said to break off
LONGER = 10  # words of a sentence that a comma can be said to break off
LISTED = (BlockKind.ITEM, BlockKind.CELL, BlockKind.TERM, BlockKind.CAPTION)
ITEM_ENDS = frozenset(",;:")
EMPTY_LINE = LazyPattern(r"\n\s*\n")
SIGNED = 8  # tokens of a signature, at most


def _breaks_off(document: Document) -> Mask:
    """The ends of paragraphs in a word or mark in which none ends."""
    return last_of_paragraph(document) & among(document, document.vocabulary["never_last"] | {","})


@document_rule(
    code="SEN006",
    name="cut-off-text",
    severity=MAJOR,
    mqm="accuracy/omission",
    wake=_breaks_off,
    examples=(
        Bad("The company was founded in 1997 and was chosen in a bid to manage [[a]]"),
        Bad("The river is used for power stations in the north and east, [[and]]\nThe dam will be built next year."),
        Bad("The mayor met all the people who had come to the square[[,]]\nHe did not tell them when he will leave."),
        Bad("The price of bread is high, the mayor of the old town told the people[[,]]"),
        Bad("It has many uses:\nThe river is used for power stations in the north and in the east, [[and]]"),
        Bad("It has many uses\nThe river is used for power stations in the north and in the east [[and]]\nIt is long"),
        Bad("The mayor of the town told all the people who had come the news [[about]]"),
        Good("I, who am the peace of all of you, am in the work of the day,\nI, the bread, am broken in your lives.\n"
             "Every task, however small it is, sets the soul free,\nEvery deed of love is done to me."),
        Good("Not yet the pine that grew on the high mountain had come down\nTo the waves, that it might see a far "
             "world of the sea,\nAnd mortals knew no shores but those which were their own."),
        Bad("The price of bread is high, the mayor of the old town told all of the people[[,]]\n"
            "He did not say when the price of the bread of the town will fall"),
        Bad("The price of the bread of this town is high again.\nThe mayor met all the people who had come to the "
            "square[[,]]\nHe did not tell them when he will leave."),
        Bad("The people of the old town by the sea have a new mayor\n\nThe mayor met all the people who had come to "
            "the square[[,]]\nHe did not tell them when he will leave."),
        Bad("The Harbour of the Old Town\nThe mayor met all the people who had come to the square[[,]]\n"
            "He did not tell them when he will leave."),
        Good("Kind regards from all of us here in the cold and rainy north,\nAnna Lind"),
        Good("The mayor told all the people who had come to the square,\n“We will stay, and so will you.”"),
        Good("The company was founded in 1997 and is what its owners wanted it to be"),
        Good("What are you looking at? The house over there, which she moved out of."),
        Good("Choose a good name for the firm before you begin to\nbuild up its good name in the town."),
        Good("This is the very big market of the town that we are talking about"),
        Good("Log in with your name or"),
        Good("The juice of this fruit is very rich in vitamin A"),
        Good("Hello to all of you,\nWe have been there for some time and we liked it very much."),
        Good("The right of each member to speak at all meetings of the council,\n"
             "The right of each member to vote at all meetings of the council;\nThe right to leave at any time."),
        Good("It can:\nChange the look of a page\nSupport the languages of the old town, and\nKeep it running"),
        Good("1. The wages of those who leave the school, six years after they have left it, and\n2. The wages here."),
        Good("How to See What the Others Are For"),
        Good("The people of the town can see who speaks to them and\nThe talks of the council are heard by all.",
             blocks=(BlockKind.ITEM,)),
        Good("The people of the town can see who speaks to them, and when,\nThe talks of the council are heard by all.",
             blocks=(BlockKind.CELL,)),
        Bad("It is long.\nThe company was founded in 1997 and was chosen to manage [[a]]", blocks=(BlockKind.ITEM,)),
    ),
)  # fmt: skip
def cut_off_text(document: Document) -> Iterator[Match]:
    """A paragraph breaks off in the middle of a sentence.

    Engines have a limit on the length of their output, and stop where they reach it.
    """
    ends, never = document.paragraph_ends, document.vocabulary["never_last"]
    for k, i in enumerate(ends):
        if k + 1 < len(ends) and document.block(i) in LISTED:
            continue  # (1) the first of them, (2) the second, and
        if document.lower[i] in never:
            if not _listed(document, ends, k):
                yield from _cut(document, i)
        elif document.words[i] == ",":
            yield from _comma(document, ends, k)


def _listed(document: Document, ends: list[int], k: int) -> bool:
    """Whether paragraph k is one but last of a list: the next has a number, or one beside it ends without a stop."""
    if document.words[ends[k] - 1] == ";" and k + 1 < len(ends):
        return True  # Bill 3, an act; and
    if document.words[ends[k] - 1] not in (",", ";") or k + 1 >= len(ends):
        return False
    stops = Flag.STOP | Flag.CLOSE
    unstopped = any(not document.has(ends[j], stops) for j in (k - 1, k + 1) if j >= 0)
    return unstopped or not document.has(ends[k] + 1, Flag.WORD)


def _cut(document: Document, i: int) -> Iterator[Match]:
    word = document.lower[i]
    if (
        len(document.sentence_of(i).words) < LEAST
        or document.has(i, Flag.CAPITAL | Flag.UPPER)
        or _goes_on(document, i)
        or (word in document.vocabulary["seldom_last"] and document.is_pos(i - 1, Pos.VERB))  # what we talk about
    ):
        return
    message = f"The text breaks off after “{document.words[i]}”."
    yield Match(document.span(i), message, 0.45 if word in document.vocabulary["seldom_last"] else 0.75)


def _comma(document: Document, ends: list[int], k: int) -> Iterator[Match]:
    """The comma that ends paragraph k, if the next one does not go on and no item, address or greeting ends here."""
    i = ends[k]
    if document.has(i - 1, Flag.ABBREVIATION) or document.word(i - 1) in (".", ":"):
        return  # e.g., and then the example
    if len(document.sentence_of(i).words) < LONGER:
        return
    beside = [ends[j] for j in (k - 1, k + 1) if 0 <= j < len(ends)]
    if any(document.words[j] in ITEM_ENDS for j in beside) or _verse(document, ends, k):
        return
    if k + 1 < len(ends) and (not document.has(i + 1, Flag.CAPITAL) or ends[k + 1] - i <= SIGNED):
        return
    yield Match(document.span(i), "The paragraph ends with a comma.", 0.65)


def _verse(document: Document, ends: list[int], k: int) -> bool:
    """Whether paragraph k is a line of verse: with no empty line between, one but one ends in a comma too, or the one
    before it in a word, and is too long for a heading."""
    near = [j for j in (k - 2, k - 1, k + 2) if 0 <= j < len(ends) and not _parted(document, ends, *sorted((j, k)))]
    if any(document.words[ends[j]] in ITEM_ENDS for j in near):
        return True
    before = ends[k - 1]
    return k - 1 in near and document.has(before, Flag.WORD) and len(document.sentence_of(before).words) >= LEAST


def _parted(document: Document, ends: list[int], a: int, b: int) -> bool:
    """Whether an empty line stands between the ends of paragraphs a and b."""
    return EMPTY_LINE.search(document.text, document.ends[ends[a]], document.starts[ends[b]]) is not None


def _goes_on(document: Document, i: int) -> bool:
    """Whether the next paragraph goes on with the sentence."""
    following = i + 1
    while document.has(following, Flag.PUNCT):
        following += 1
    return following < len(document) and not document.has(following, Flag.CAPITAL)
