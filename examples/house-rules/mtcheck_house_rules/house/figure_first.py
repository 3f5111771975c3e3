"""XHO002: sentences that begin with a figure."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, Bad, Document, Flag, Good, Match, document_rule

YEAR = range(1000, 2100)


@document_rule(
    code="XHO002",
    name="figure-first",
    severity=MINOR,
    mqm="style/organizational-style",
    flags=Flag.NUMBER,
    examples=(
        Bad("The blast was heard in the town. [[15]] people were hurt."),
        Good("The blast was heard in the town. Fifteen people were hurt."),
        Good("The blast hurt 15 people."),
        Good("The year was cold. 1956 was no better."),
    ),
)
def figure_first(document: Document) -> Iterator[Match]:
    """A sentence begins with a figure; this house writes the number out, or begins with another word.

    Many languages begin sentences so, and engines keep the order.
    """
    for sentence in document.sentences:
        i = sentence.first
        if document.in_prose(i) and document.has(i, Flag.NUMBER) and not _year(document.words[i]):
            yield Match(document.span(i), "A sentence begins with a figure.", 0.8)


def _year(word: str) -> bool:
    return word.isdecimal() and int(word) in YEAR
