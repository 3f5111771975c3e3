"""WRD047: “these kind of”."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, rule

NOUNS = ("kind", "type", "sort")


@rule(
    code="WRD047",
    name="kind-number",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    anchors=tuple(f"{word} {noun}" for word in ("these", "those") for noun in NOUNS),
    examples=(
        Bad("These [[kind]] of houses are dear.", fix="These kinds of houses are dear."),
        Bad("He sells those [[type]] of boats.", fix="He sells those types of boats."),
        Good("These kinds of houses are dear, and those kind people who live there know it."),
        Good("“These kind of houses are dear,” he said."),
    ),
)
def kind_number(document: Document, i: int) -> Iterator[Match]:
    """“These” and “those” ask for the plural.

    In the source the word agrees with what comes after “of”.
    """
    if document.word(i + 2) == "of" and not document.has(i, Flag.QUOTED):
        noun = document.lower[i + 1]
        message = f"“{document.words[i]}” asks for a plural: “{noun}s”."
        yield Match(document.span(i + 1), message, 0.75, (Fix.write(document.span(i + 1), f"{noun}s"),))
