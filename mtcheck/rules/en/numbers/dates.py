"""NUM001, NUM002, NUM004: ordinals with a stop, ordinals with a wrong ending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import ordinal
from mtcheck.languages.en.vocabulary import BEFORE_DATES, LABELS, MONTHS, WEEKDAYS
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, document_rule, rule
from mtcheck.text.marks import numbers

# After these the number belongs to the month: on 12. December, since 7. December.
DATED = WEEKDAYS | BEFORE_DATES - {"of"} | frozenset("till between early late the eve ( , and to – -".split())


@rule(
    code="NUM001",
    name="ordinal-date",
    severity=MINOR,
    mqm="locale/date-format",
    anchors=MONTHS,
    examples=(
        Bad("They met on [[15. July]] in Geneva.", fix="They met on 15 July in Geneva."),
        Bad("He left, [[20. January]] 2017, for good.", fix="He left, 20 January 2017, for good."),
        Bad("On Sunday [[12. December]] the port closed.", fix="On Sunday 12 December the port closed."),
        Good("Figure 1. January to June. He turned 31. March was cold."),
        Good("6. March of the Empire\n7. Children"),
        Good("They met on 15 July in Geneva."),
    ),
)
def ordinal_date(document: Document, i: int) -> Iterator[Match]:
    """The day of a date has a full stop after it.

    Czech, German, Icelandic and others write ordinals with a stop, and the engine keeps it.
    """
    if document.word(i - 1) != "." or document.has(i - 1, Flag.SPACE) or not document.words[i][0].isupper():
        return
    day = document.word(i - 2)
    if not day.isdigit() or not 0 < int(day) < 32 or len(day) > 2:
        return
    if i < 3 or document.has(i - 2, Flag.NEWLINE) or document.has(i - 1, Flag.NEWLINE) or document.has(i, Flag.NEWLINE):
        return
    before, after = document.word(i - 3), document.word(i + 1)
    if before.rstrip(".") in LABELS or before in MONTHS or (after.isdigit() and len(after) < 3):
        return
    year = len(after) == 4 and after.isdigit()
    sure = (
        0.95 if year or before in DATED else 0.6 if after in (",", ".", "at", "in", "to", "and", "–", "-", ")") else 0.4
    )
    if before in ("turned", "aged", "age", "number", "reached"):
        return
    edit = Edit(document.starts[i - 1], document.ends[i - 1], "")
    written = f"{day} {document.words[i]}"
    yield Match(
        document.span(i - 2, i),
        f"In English the day has no stop: {written}.",
        sure,
        (Fix(f"Write “{written}”", (edit,), SAFE),),
    )


@document_rule(
    code="NUM002",
    name="ordinal-ending",
    severity=MINOR,
    mqm="fluency/spelling",
    flags=Flag.NUMBER,
    examples=(
        Bad("It was her [[102th]] birthday.", fix="It was her 102nd birthday."),
        Bad("It is the [[31th]] time and the [[11st]] day.", fix="It is the 31st time and the 11th day."),
        Good("The 1st, 2nd, 3rd, 4th, 11th, 12th, 13th, 21st, 22nd, 33rd, 111th and 112th."),
        Good("In the 1990s and in 30s."),
    ),
)
def ordinal_ending(document: Document) -> Iterator[Match]:
    """The ending of an ordinal number does not fit it.

    The engine copies the digits and adds the ending that is the most common one.
    """
    for i in numbers(document):
        word = document.lower[i]
        if not word[-1].isalpha() or not (m := re.fullmatch(r"(\d{1,9})(st|nd|rd|th)", word)):
            continue
        number = m.group(1)
        right = ordinal(number)
        if right != m.group(2):
            edit = Edit(document.ends[i] - 2, document.ends[i], right)
            fix = Fix(f"Write “{number}{right}”", (edit,), SAFE)
            yield Match(document.span(i), f"The ordinal is {number}{right}.", 0.9, (fix,))


@document_rule(
    code="NUM004",
    name="ordinal-stop",
    severity=MINOR,
    mqm="locale/number-format",
    flags=Flag.NUMBER,
    examples=(
        Bad("In the [[19.]] century the mill was built.", fix="In the 19th century the mill was built."),
        Bad("She took the [[2.]] place in the race.", fix="She took the 2nd place in the race."),
        Bad("In the [[19.]] and [[20.]] century it grew.", fix="In the 19th and 20th century it grew."),
        Good("He is on the 19. Nobody else is. He lives at no. 5 in the street."),
        Good("It rose in the 3.5 zone."),
    ),
)
def ordinal_stop(document: Document) -> Iterator[Match]:
    """An ordinal number is written with a stop, as in “the 19. century”.

    Many languages write ordinals so, and the engine keeps the stop.
    """
    last = -1  # the ordinal before: in “the 19. and 20. century” both are
    for i in numbers(document):
        number, follow, before = document.lower[i], document.word(i + 2), document.word(i - 1)
        joined = before in ("and", "or", "to") and last == i - 3
        if document.word(i + 1) != "." or not (joined or before in ("the", "her", "his", "its")):
            continue
        if not number.isdigit() or len(number) > 3 or document.has(i + 1, Flag.SPACE) or not follow.isalpha():
            continue
        if not document.has(i + 2, Flag.SPACE) or document.has(i + 2, Flag.NEWLINE) or len(follow) < 3:
            continue
        if document.words[i + 2].islower():
            last = i
            right = ordinal(number)
            fix = Fix(f"Write “{number}{right}”", (Edit(document.starts[i + 1], document.ends[i + 1], right),), SUGGEST)
            yield Match(document.span(i, i + 1), f"In English this ordinal is {number}{right}.", 0.8, (fix,))
