"""PUN011: a mark after a word that cannot stand before one."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clauses import has_subject
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, rule
from mtcheck.rules.any.repetition.runs import spoken

# Words that lean on the next one, and the marks that cannot follow them.
AFTER = {
    **dict.fromkeys("the an its their our your".split(), ",.;:!?^_"),
    **dict.fromkeys("of with into than and or but".split(), ";!?^_"),
}
INSERTED = 3  # tokens of what stands between two commas


@rule(
    code="PUN011",
    name="stray-mark",
    severity=MINOR,
    mqm="fluency/punctuation",
    anchors=tuple(f"{word} {mark}" for word, marks in AFTER.items() for mark in marks),
    examples=(
        Bad("They met in [[the,]] capital last year.", fix="They met in the capital last year."),
        Bad("He spoke [[of;]] peace and friendship.", fix="He spoke of peace and friendship."),
        Good("He said “the, the” twice; this is their: own, and, or so, it is."),
        Good("The word the, an article, is short. He met Sultan an, Nahyan."),
        Good("Its parts are the gate AND; a lamp; the gate OR; a bell. Set the_value to one."),
        Bad("They met when [[the,]] minister came to the town.", fix="They met when the minister came to the town."),
        Good("He said: “It is the, perhaps last, end.”"),
        Good("Well, um, it was in the, capital of it."),
        Good("It is your, not their, house. It was their, not his, car, and end_the; is a word of code."),
        Good("It is more than we can be sure of; but he is. It is all that they spoke of; and he left."),
        Good("A seat was disposed of; he would pay for it."),
        Good("It is the towering sets, the detail and the, by 1984, tired but old song."),
        Good("Well, um, it was the, uh, origin of the fire."),
        Good("He is greater than we even think of; the picture of a king has more to do with the films."),
        Good("It is a place that few people have heard of; the town lies in the north."),
        Good("You must raise the:\nfirst number if old programs break,\nsecond one if they do not."),
        Good("The people of the town work in the:\nmill by the river\nhall of the town"),
    ),
)
def stray_mark(document: Document, i: int) -> Iterator[Match]:
    """A mark stands after an article or another word that leans on the next one.

    The engine has put a mark of the source at the wrong place, or lost the noun before it.
    """
    if not document.has(i + 2, Flag.SPACE) or not document.words[i + 2].islower():
        return
    if not document.words[i].islower() or document.has(i, Flag.QUOTED) or spoken(document):
        return
    if document.has(i + 2, Flag.NEWLINE):
        return  # raise the: and then the items of a list
    if document.word(i + 1) == ";" and has_subject(document, i + 2, document.sentence_of(i).last):
        return  # a place few have heard of; the town lies in the north
    if document.word(i - 1) in ("word", "article", ",", "(", "_", "not"):
        return
    if "," in document.words[i + 3 : i + 3 + INSERTED]:
        return  # well, it was the, uh, origin; the, by 1984, old house
    fix = Fix("Delete the mark", (Edit(document.starts[i + 1], document.ends[i + 1], ""),), SUGGEST)
    yield Match(document.span(i, i + 1), f"No mark belongs after “{document.words[i]}”.", 0.7, (fix,))
