"""NUM003: days that no month has."""

from __future__ import annotations

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
        Good("In March 45 ships waited."),
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
    dated, articles = document.vocabulary["before_dates"], document.vocabulary["definite_articles"]
    day, before = document.word(i - 1), document.word(i - 2)
    weekday = before in document.vocabulary["weekdays"]
    if day.isdigit() and most < int(day[:4]) < 40 and len(day) == 2 and (before in dated or weekday):
        yield Match(document.span(i - 1, i), f"{document.words[i]} has at most {most} days.", 0.8)
    day, before, after = document.word(i + 1), document.word(i - 1), document.word(i + 3)
    if not day.isdigit() or len(day) != 2 or document.word(i + 2) != "," or before not in dated | articles:
        return
    if most < int(day) < 40 and len(after) == 4 and after.isdigit():
        yield Match(document.span(i, i + 2), f"{document.words[i]} has at most {most} days.", 0.8)
