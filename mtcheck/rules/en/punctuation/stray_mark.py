"""PUN011: a mark after a word that cannot stand before one."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import COORDINATORS, SUBJECT_PRONOUNS
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
        Bad("He spoke [[of;]] peace and left.", fix="He spoke of peace and left."),
        Good("He said “the, the” twice; this is their: own, and, or so, it is."),
        Good("The word the, an article, is short. He met Sultan an, Nahyan."),
        Good("Its parts are the gate AND; then the gate OR; both are old. Set the_value to one."),
        Good("He said: “It is the, perhaps last, end.”"),
        Good("Well, um, it was in the, capital of it."),
        Good("It is your, not their, house. It was their, not his, car, and end_the; is a word of code."),
        Good("It is more than we can be sure of; but he is. It is all that they spoke of; and he left."),
        Good("A seat was disposed of; he would pay for it."),
        Good("It is the towering sets, the detail and the, by 1984, tired but old song."),
        Good("Well, um, it was the, uh, origin of the fire."),
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
    if document.word(i - 1) in ("word", "article", ",", "(", "_", "not"):
        return
    if "," in document.words[i + 3 : i + 3 + INSERTED]:
        return  # well, it was the, uh, origin; the, by 1984, old house
    if document.word(i + 2) in ("not", "but", *COORDINATORS, *SUBJECT_PRONOUNS):
        return  # your, not their, house; it is all that we are sure of; but he is not; disposed of; he would
    fix = Fix("Delete the mark", (Edit(document.starts[i + 1], document.ends[i + 1], ""),), SUGGEST)
    yield Match(document.span(i, i + 1), f"No mark belongs after “{document.words[i]}”.", 0.7, (fix,))
