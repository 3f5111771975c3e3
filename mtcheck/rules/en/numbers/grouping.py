"""NUM005, NUM006, NUM007: thousands and decimals written as other languages do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import CODES, CURRENCIES, MEASURES, PERSONS, SCALES, STANDARDS
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.rules.en.numbers.chains import shared
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern


def _before(text: str, at: int) -> str:
    """The last word or sign before a place, in lower case."""
    m = re.search(r"(\w+|[^\w\s])\W{0,2}$", text[max(0, at - 20) : at])
    return m.group(1).lower() if m else ""


def _after(text: str, at: int) -> str:
    """The word, or the per cent sign, that follows a place within a space or a hyphen; "" if another mark does."""
    m = re.match(r"[ \u00a0-]?(%|[a-z]{1,20}|[A-Z]{3}\b)", text[at : at + 24])
    return m.group(1).lower() if m else ""


MONEY = CURRENCIES | set("$€£¥₽")
COUNTED = PERSONS | CURRENCIES
BEFORE_ONE = MONEY | frozenset("some about around nearly almost over than least most approximately roughly".split())
SPACED = LazyPattern(
    r"(?<![\w.,+()/–-])(?<![\d)] )(?<!\d [–-] )[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,3}(?![\w/–-]|[.,:]\d| \d|\))"
)


@document_rule(
    code="NUM005",
    name="spaced-groups",
    severity=MINOR,
    mqm="locale/number-format",
    flags=Flag.NUMBER,
    examples=(
        Bad("Some [[15 212]] people fell ill.", fix="Some 15,212 people fell ill."),
        Bad("It costs CZK [[7 000]].", fix="It costs CZK 7,000."),
        Bad("It rose from [[15 212]] to [[20 300]] people.", fix="It rose from 15,212 to 20,300 people."),
        Bad("Some [[1 200]], [[1 300]] and [[1 400]] people came.", fix="Some 1,200, 1,300 and 1,400 people came."),
        Good("The name 255 001, the phone number 030 466 171 and call 555 100 now. Call (030) 4664 - 171 100 or come."),
        Good("The chairs meet EN 301 549 and the lamps meet ISO 226 100 of last year."),
        Good("In 2020 100 people came, and class 300 200 trains ran."),
    ),
)
def spaced_groups(document: Document) -> Iterator[Match]:
    """The thousands of a number are set apart by a space.

    French, Czech, Russian and others write numbers so; English news writes a comma.
    """
    text = document.text
    found = [m for m in at_numbers(document, SPACED) if not _coded(_before(text, m.start()))]
    for m, sure in zip(found, shared(text, found, [_spaced(text, m) for m in found]), strict=True):
        if sure:
            if " " not in m.group():
                sure -= 0.25  # careful writers set these too
            new = re.sub(r"\s", ",", m.group())
            # else it may be two: he scored 3 100 times; of 12 300 people fell ill
            one = _before(text, m.start()) in BEFORE_ONE or len(m.group().split()) > 2
            fix = Fix(f"Write “{new}”", (Edit(*m.span(), new),), SAFE if one else SUGGEST)
            yield Match(Span(*m.span()), f"English news writes {new}.", sure, (fix,))


def _coded(before: str) -> bool:
    """Whether the digits after this word count nothing: they name a telephone or a standard."""
    return before in CODES or before in STANDARDS


def _spaced(text: str, m: re.Match[str]) -> float:
    """How sure a number alone is one, by what stands beside it."""
    if _before(text, m.start()) in MONEY:
        return 0.9
    return 0.8 if _after(text, m.end()) else 0.0


NO_COUNT = MEASURES | {"", "%"}
DOTTED = LazyPattern(r"(?<![\w.,:/–-])[1-9]\d{0,2}(?:\.\d{3}){1,3}(?![\w/–-]|[.,:]\d)")


@document_rule(
    code="NUM006",
    name="dotted-groups",
    severity=MINOR,
    mqm="locale/number-format",
    flags=Flag.NUMBER,
    examples=(
        Bad("The town has [[20.000]] inhabitants.", fix="The town has 20,000 inhabitants."),
        Bad("It cost [[1.250.000]] euros.", fix="It cost 1,250,000 euros."),
        Bad("It rose from [[1.200]] to [[1.500]] people.", fix="It rose from 1,200 to 1,500 people."),
        Bad(
            "There were [[1.000]] led lights and [[3.500]] chairs.", fix="There were 1,000 led lights and 3,500 chairs."
        ),
        Good("Its score of 3.141 was the best."),
        Good("The flood hit 13.169 million acres and 46.256 million people; he won by 2.256 seconds."),
        Good("Version 3.141 runs on 192.168.100 and 99.999% of machines."),
    ),
)
def dotted_groups(document: Document) -> Iterator[Match]:
    """The thousands of a number are set apart by a full stop.

    German, Spanish, Turkish and others write numbers so; in English it makes a small fraction of them.
    """
    text = document.text
    found = [m for m in at_numbers(document, DOTTED) if _before(text, m.start()) not in CODES]
    for m, sure in zip(found, shared(text, found, [_dotted(text, m) for m in found]), strict=True):
        if sure:
            new = m.group().replace(".", ",")
            fix = Fix(f"Write “{new}”", (Edit(*m.span(), new),), SUGGEST)
            yield Match(Span(*m.span()), f"If thousands are meant, English writes {new}.", sure, (fix,))


def _dotted(text: str, m: re.Match[str]) -> float:
    """How sure a number alone has thousands and no decimals."""
    after = _after(text, m.end())
    if after in NO_COUNT:
        return 0.0
    if after in COUNTED:
        return 0.9
    plural = after.endswith("s") and len(after) > 3
    return 0.6 if m.group().endswith("000") or plural else 0.0


WITH_DECIMALS = MEASURES | SCALES | {"mln", "bln", "%"}
COMMA = LazyPattern(r"(?<![\w.,:/–\[(-])\d{1,3},\d{1,2}(?![\w/–-]|[.,:]\d|\])")


@document_rule(
    code="NUM007",
    name="decimal-comma",
    severity=MINOR,
    mqm="locale/number-format",
    flags=Flag.NUMBER,
    examples=(
        Bad("Prices rose by [[31,8]]%.", fix="Prices rose by 31.8%."),
        Bad("It cost [[1,2]] billion euros.", fix="It cost 1.2 billion euros."),
        Bad("He threw [[60,08]] meters.", fix="He threw 60.08 meters."),
        Bad("Prices rose by [[3,5]] and [[4,2]]%.", fix="Prices rose by 3.5 and 4.2%."),
        Good("See 8,9 and [13,14]; the children are 8,10 and 12 years old."),
        Good("It cost 1,200 euros, or 1.2 thousand."),
    ),
)
def decimal_comma(document: Document) -> Iterator[Match]:
    """The decimals of a number are set apart by a comma.

    Most languages of Europe write numbers so; English writes a point.
    """
    text = document.text
    found = at_numbers(document, COMMA)
    for m, sure in zip(found, shared(text, found, [_with_decimals(text, m) for m in found]), strict=True):
        if sure:
            new = m.group().replace(",", ".")
            fix = Fix(f"Write “{new}”", (Edit(*m.span(), new),), SAFE)
            yield Match(Span(*m.span()), f"English writes {new}.", sure, (fix,))


def _with_decimals(text: str, m: re.Match[str]) -> float:
    """How sure a number alone has decimals and is no list."""
    after = _after(text, m.end())
    if after in WITH_DECIMALS:
        return 0.85
    return 0.3 if after in CURRENCIES else 0.0
