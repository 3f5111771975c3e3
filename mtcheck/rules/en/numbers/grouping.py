"""NUM005, NUM006, NUM007: thousands and decimals written as other languages do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import CODES, CURRENCIES, MEASURES, PERSONS, SCALES
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern

COUNTED_SCALES = SCALES | {"mln", "bln"}


def _before(text: str, at: int) -> str:
    """The last word or sign before a place, in lower case."""
    m = re.search(r"(\w+|[^\w\s])\W{0,2}$", text[max(0, at - 20) : at])
    return m.group(1).lower() if m else ""


def _after(text: str, at: int) -> str:
    """The word, or the per cent sign, that follows a place within a space or a hyphen; "" if another mark does."""
    m = re.match(r"[ \u00a0-]?(%|[a-z]{1,20}|[A-Z]{3}\b)", text[at : at + 24])
    return m.group(1).lower() if m else ""


SPACED = LazyPattern(r"(?<![\w.,+()/–-])(?<![\d)] )[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,3}(?![\w/–-]|[.,:]\d| \d|\))")


@document_rule(
    code="NUM005",
    name="spaced-groups",
    severity=MINOR,
    mqm="locale/number-format",
    flags=Flag.NUMBER,
    examples=(
        Bad("Some [[15 212]] people fell ill.", fix="Some 15,212 people fell ill."),
        Bad("It costs CZK [[7 000]].", fix="It costs CZK 7,000."),
        Good("The name 255 001, the phone number 030 466 171 and call 555 100 now."),
        Good("In 2020 100 people came, and class 300 200 trains ran."),
    ),
)
def spaced_groups(document: Document) -> Iterator[Match]:
    """The thousands of a number are set apart by a space.

    French, Czech, Russian and others write numbers so; English news writes a comma.
    """
    text = document.text
    for m in at_numbers(document, SPACED):
        before, after = _before(text, m.start()), _after(text, m.end())
        if before in CODES or before.isdigit() or before == "":
            continue
        money = before in CURRENCIES or before in tuple("$€£¥₽")
        if not (after or money) or after in ("and", "or", "to", "was", "is", "in", "at", "on", "for", "with", "as"):
            continue
        plural = after.endswith("s") or after in PERSONS or after in CURRENCIES or after == "%"
        # An adjective may stand between: 29 929 new outbreaks.
        sure = 0.9 if money or plural else 0.7
        if "\u00a0" in m.group() or "\u202f" in m.group():
            sure -= 0.25  # careful writers set these too
        new = re.sub(r"\s", ",", m.group())
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(*m.span()), f"English news writes {new}.", sure, (fix,))


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
        Good("The flood hit 13.169 million acres and 46.256 million people; he won by 2.256 seconds."),
        Good("Version 3.141 runs on 192.168.100 and 99.999% of machines."),
    ),
)
def dotted_groups(document: Document) -> Iterator[Match]:
    """The thousands of a number are set apart by a full stop.

    German, Spanish, Turkish and others write numbers so; in English it makes a small fraction of them.
    """
    text = document.text
    for m in at_numbers(document, DOTTED):
        before, after = _before(text, m.start()), _after(text, m.end())
        if before in CODES or not after or after in MEASURES or after == "%":
            continue
        zeros, twice = m.group().endswith("000"), m.group().count(".") > 1
        counted = after in PERSONS or after in CURRENCIES
        if twice and not (counted or zeros or before in CURRENCIES):
            continue
        plural = after.endswith("s") and len(after) > 3
        sure = 0.9 if counted or twice or (zeros and plural) else 0.6 if zeros or plural else 0.0
        if sure:
            new = m.group().replace(".", ",")
            fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SUGGEST)
            yield Match(Span(*m.span()), f"If thousands are meant, English writes {new}.", sure, (fix,))


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
        Good("See 8,9 and [13,14]; the children are 8,10 and 12 years old."),
        Good("It cost 1,200 euros, or 1.2 thousand."),
    ),
)
def decimal_comma(document: Document) -> Iterator[Match]:
    """The decimals of a number are set apart by a comma.

    Most languages of Europe write numbers so; English writes a point.
    """
    text = document.text
    for m in at_numbers(document, COMMA):
        after = _after(text, m.end())
        money = after in CURRENCIES
        if not (after == "%" or after in MEASURES or after in COUNTED_SCALES or money):
            continue
        new = m.group().replace(",", ".")
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(*m.span()), f"English writes {new}.", 0.3 if money else 0.85, (fix,))
