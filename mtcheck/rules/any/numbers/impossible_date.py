"""NUM003: days that no month has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, Bad, Document, Flag, Good, Match, document_rule


@document_rule(
    code="NUM003",
    name="impossible-date",
    severity=MINOR,
    mqm="accuracy/mistranslation/number",
    flags=Flag.NUMBER,
    examples=(
        Bad("They met on [[31 June]] in Geneva."),
        Bad("They met on [[February 30,]] 2021."),
        Good("They met on 29 February and 31 July; in June 31 people left."),
        Good("In June 31, mostly women, left; in June 31 of 2020 ships waited, and in June 28, 2020, they went."),
        Good("In March 45 ships waited. The 31 June babies came home."),
    ),
)
def impossible_date(document: Document) -> Iterator[Match]:
    """The month does not have that many days.

    The engine has lost a digit or taken another number for the day.
    """
    words = document.vocabulary
    for month in (words["months"] - words["modals"]) & document.index.keys():
        most = 29 if month in words["months_of_29"] else 30 if month in words["months_of_30"] else 31
        for i in document.index[month]:
            yield from _impossible(document, i, most)


def _impossible(document: Document, i: int, most: int) -> Iterator[Match]:
    """The day before or after the month at token i, if it is more than the month has."""
    too_late = {str(day) for day in range(most + 1, 40)}
    dated = document.vocabulary["before_dates"] | document.vocabulary["weekdays"]
    message = f"{document.words[i]} has at most {most} days."
    if document.word(i - 1) in too_late and document.word(i - 2) in dated:
        yield Match(document.span(i - 1, i), message, 0.8)
    year = re.fullmatch(r"\d{4}", document.word(i + 3))
    if document.word(i + 1) in too_late and document.word(i + 2) == "," and year:
        yield Match(document.span(i, i + 2), message, 0.8)
