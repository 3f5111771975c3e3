"""CAP008: a capital after a semicolon."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import CLAUSE_OPENERS, DEMONSTRATIVES, DETERMINERS, SUBJECT_PRONOUNS
from mtcheck.lint import MINOR, SAFE, Bad, Document, Fix, Flag, Good, Match, rule

# What begins a clause, and no item of a list.
OPENERS = (SUBJECT_PRONOUNS - {"i"}) | CLAUSE_OPENERS | DETERMINERS | DEMONSTRATIVES | {"there", "then", "instead"}

MOST = 20  # marks on either side that are looked at


@rule(
    code="CAP008",
    name="capital-after-semicolon",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    anchors=(";",),
    examples=(
        Bad("St. Joseph gave her the roots; [[She]] cleaned them and made a soup.",
            fix="St. Joseph gave her the roots; she cleaned them and made a soup."),
        Bad("Sit by the fire; [[If]] you are thirsty, drink.", fix="Sit by the fire; if you are thirsty, drink."),
        Bad("It lasted a year; that was long; [[The]] wound was healed by then.",
            fix="It lasted a year; that was long; the wound was healed by then."),
        Good("They left; Maria stayed with the children; they were ill."),
        Good("He left the town; The Hague was cold."),
        Good("We have three aims: The first is peace; The second is work; The third is rest."),
        Good("“We were ill; The wound hurt,” she said."),
        Good("We were ill; THE wound hurt."),
        Good("To: undisclosed-recipients:; This is to inform you."),
        Good("We wrote to the paper;\nThe letter was read."),
    ),
)  # fmt: skip
def capital_after_semicolon(document: Document, i: int) -> Iterator[Match]:
    """A small word that begins a clause has a capital after a semicolon.

    Chinese sets semicolons between sentences, and engines begin a new one after each.
    """
    k = i + 1
    if document.word(k) not in OPENERS or not document.has(k, Flag.CAPITAL):
        return
    if document.has(k, Flag.QUOTED | Flag.UPPER) or not document.same_sentence(i, k + 1):
        return
    if not document.has(i - 1, Flag.WORD) or not document.words[k + 1].islower() or _listed(document, i):
        return
    new = document.word(k)
    message = f"After a semicolon a sentence goes on: “{new}”."
    yield Match(document.span(k), message, 0.65, (Fix.write(document.span(k), new, SAFE),))


def _listed(document: Document, i: int) -> bool:
    """Whether the semicolon parts items that all begin with a capital."""
    sentence = document.sentence_of(i)
    marks: list[int] = []
    for mark in ";:":
        places = document.index.get(mark, ())
        first, last = bisect_left(places, sentence.first), bisect_right(places, sentence.last)
        here = bisect_left(places, i)
        marks += places[max(first, here - MOST) : min(last, here + MOST)]
    return len(marks) > 1 and all(document.has(j + 1, Flag.CAPITAL) for j in marks)
