"""WRD033: cannot written as two words."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, rule

CONTRAST = ("only", "just", "but")  # can not only sing but dance


@rule(
    code="WRD033",
    name="can-not",
    severity=MINOR,
    mqm="fluency/spelling",
    anchors=("can not",),
    examples=(
        Bad("The lamp [[can not]] be used for long.", fix="The lamp cannot be used for long."),
        Good("She can not only sing but dance; she cannot fly."),
        Good("He wrote “I can not come” on it."),
        Good("He can, not surprisingly, fly. Can not one of them stay?"),
    ),
)
def can_not(document: Document, i: int) -> Iterator[Match]:
    """“Cannot” is written as two words.

    Systems translate the two words of the source one by one; English joins them.
    """
    if document.has(i, Flag.CAPITAL) or document.has(i, Flag.QUOTED) or document.word(i + 2) in CONTRAST:
        return
    fix = Fix("Write “cannot”", (Edit(*document.span(i, i + 1), "cannot"),), SAFE)
    yield Match(document.span(i, i + 1), "“Cannot” is one word.", 0.45, (fix,))
