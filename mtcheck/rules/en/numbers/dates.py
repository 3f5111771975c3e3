"""NUM001, NUM002, NUM004: ordinals with a stop, ordinals with a wrong ending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import ordinal
from mtcheck.languages.en.vocabulary import BEFORE_DATES, LABELS, MONTHS, WEEKDAYS
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, document_rule, rule
from mtcheck.text.marks import numbers
from mtcheck.text.patterns import LazyPattern

# After these the number belongs to the month: on 12. December, since 7. December.
DAYS = frozenset(f"{day:{width}}" for day in range(1, 32) for width in ("", "02"))
NO_DAY = LABELS | MONTHS | {"turned", "aged", "age"}
ORDINAL = LazyPattern(r"(\d{1,9})(st|nd|rd|th)")
DATED = WEEKDAYS | BEFORE_DATES | {"the", "(", ",", "–", "-"}


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
        Good("6. May Flowers\n7. March of the Empire"),
        Good("In the end he was 31.\nMarch was cold."),
        Good(
            "It closed on July 12. August was cold. They scored 12. July 4 was hot. In her notes was 45. May followed."
        ),
        Good("He flew on Apollo 13 in April."),
        Good("They met on 15 July in Geneva."),
    ),
)
def ordinal_date(document: Document, i: int) -> Iterator[Match]:
    """The day of a date has a full stop after it.

    Czech, German, Icelandic and others write ordinals with a stop, and the engine keeps it.
    """
    day = document.word(i - 2)
    if document.word(i - 1) != "." or day not in DAYS:
        return
    if i < 3 or document.has(i - 2, Flag.NEWLINE) or document.has(i, Flag.NEWLINE):
        return
    before, after = document.word(i - 3), document.word(i + 1)
    if before.rstrip(".") in NO_DAY or after in DAYS:
        return
    sure = 0.95 if before in DATED else 0.9 if after.isdigit() else 0.5
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
        m = ORDINAL.fullmatch(document.lower[i])
        if not m:
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
        Good("He is on the 19. Nobody else is. He lives at no. 5 in the street. See vol. 3. pages 40 to 50."),
        Good("It rose in the 3.5 zone. The 10% tariff fell."),
        Good("They wore it in the 90s. nobody does now."),
    ),
)
def ordinal_stop(document: Document) -> Iterator[Match]:
    """An ordinal number is written with a stop, as in “the 19. century”.

    Many languages write ordinals so, and the engine keeps the stop.
    """
    last = -1  # the ordinal before: in “the 19. and 20. century” both are
    for i in numbers(document):
        number, before = document.lower[i], document.word(i - 1)
        if document.word(i + 1) != "." or not (last == i - 3 or before in ("the", "her", "his", "its")):
            continue
        if re.fullmatch(r"\d{1,3}", number) and re.match(
            r" [a-z]{3}", document.text[document.ends[i + 1] : document.ends[i + 1] + 4]
        ):
            last = i
            right = ordinal(number)
            fix = Fix(f"Write “{number}{right}”", (Edit(document.ends[i], document.ends[i + 1], right),), SUGGEST)
            yield Match(document.span(i, i + 1), f"In English this ordinal is {number}{right}.", 0.8, (fix,))
