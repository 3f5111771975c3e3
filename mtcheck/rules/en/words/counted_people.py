"""WRD048: “less people”, “an amount of people”."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import singular
from mtcheck.languages.en.people import names
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, Pos, rule

FOR_MASS = {"less": "fewer", "amount": "number", "amounts": "numbers"}
TOGETHER = ("people", "women", "men", "children")


@rule(
    code="WRD048",
    name="counted-people",
    severity=MINOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(FOR_MASS),
    examples=(
        Bad("[[Less]] people live in the old town.", fix="Fewer people live in the old town."),
        Bad("A large [[amount]] of students left the town.", fix="A large number of students left the town."),
        Bad("They have [[less]] children than before.", fix="They have fewer children than before."),
        Good("Fewer people live here, and they have less money and a large amount of trees."),
        Good("The less people know about it, the better. It has less people skills and no less workers."),
        Good("The amount of the students is not known. “Less people live here,” he said."),
        Good("One less worker is here, in an amount of people power that is known."),
    ),
)
def counted_people(document: Document, i: int) -> Iterator[Match]:
    """People are counted: fewer people, a number of people.

    The source has one word for both.
    """
    word = document.lower[i]
    noun = i + 1 if word == "less" else i + 2
    if (word != "less" and document.word(i + 1) != "of") or document.has(i, Flag.QUOTED):
        return
    if document.word(i - 1) in ("the", "no") and word == "less":
        return  # the less people know
    person = document.word(noun)
    many = person in TOGETHER or (document.tag(noun) == "NNS" and names.person_noun(singular(person)))
    if not many or document.is_pos(noun + 1, Pos.NOUN):
        return
    new = FOR_MASS[word].capitalize() if document.has(i, Flag.CAPITAL) else FOR_MASS[word]
    message = f"“{document.lower[i]}” is said of what cannot be counted; of {person} “{new.lower()}”."
    yield Match(document.span(i), message, 0.7, (Fix.write(document.span(i), new),))
