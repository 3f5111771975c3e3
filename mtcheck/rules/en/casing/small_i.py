"""CAP004: the pronoun I written small."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule


@rule(
    code="CAP004",
    name="small-i",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    anchors=("i",),
    examples=(
        Bad("She asked whether [[i]] had seen the report.", fix="She asked whether I had seen the report."),
        Bad("He thinks that [[i]]'m wrong about it.", fix="He thinks that I'm wrong about it."),
        Good("She asked whether I had seen the report."),
        Good("The committee named two reasons: (i) the price and (ii) the delay."),
        Good("The index i was larger than zero, and the complex roots 2 i and 3 i were drawn in red."),
        Good("On the poster the small i had lost its dot. They would not dot their i's."),
    ),
)
def small_i(document: Document, i: int) -> Iterator[Match]:
    """The pronoun “I” is always written with a capital.

    Engines trained on messages and subtitles take over how people type there.
    """
    if document.words[i] != "i" or document.tag(i + 1) not in ("VBP", "VBD", "MD"):
        return
    if document.has(i - 1, Flag.NUMBER) or document.word(i - 1) in ("index", "variable"):
        return
    if document.is_pos(i - 1, Pos.DETERMINER | Pos.ADJECTIVE):
        return
    fix = Fix("Write “I”", (Edit(*document.span(i), "I"),), SAFE)
    yield Match(document.span(i), "The pronoun is written with a capital: “I”.", 0.85, (fix,))
