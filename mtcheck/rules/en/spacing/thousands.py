"""SPC007: white space inside a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import CURRENCIES, MONTHS
from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern

MONEY = CURRENCIES | {"$", "€", "£", "¥", "₹", "rmb", "hk", "us"}
NOT_AFTER = MONTHS | {",", "and", "or", "to", "–", "-", "+"}  # there it is a list, or a day and a number
GROUPED = LazyPattern(r"(?<![\d.,/–-])[1-9]\d{0,2}(?:, ?\d{3}){0,3}, \d{3}(?![\d.,:/–-]\d|\d)")


@document_rule(
    code="SPC007",
    name="spaced-thousands",
    severity=MINOR,
    mqm="locale/number-format",
    flags=Flag.NUMBER,
    examples=(
        Bad("It cost [[20, 000]] dollars.", fix="It cost 20,000 dollars."),
        Bad("The price is $[[4, 300]] a year.", fix="The price is $4,300 a year."),
        Good("On February 7, 757 people left. Open 24/7, 365 days a year, in rooms 14, 316 and 20."),
        Good("In groups of 10, 200 or more, they came; see vol. 14, 316."),
    ),
)
def spaced_thousands(document: Document) -> Iterator[Match]:
    """A number has a space after the comma between its thousands.

    Tokenizers cut it at the comma, and the engine does not put it back.
    """
    text = document.text
    for m in at_numbers(document, GROUPED):
        head = text[max(0, m.start() - 16) : m.start()]
        before = re.findall(r"[A-Za-z]+\.?|[$€£¥₹,(–+-]", head)
        word = before[-1].lower() if before else ""
        if word.rstrip(".") in NOT_AFTER:
            continue
        money = word in MONEY
        noun = re.match(r" (?!and |or |to |as |in |on |of |were |was |have |are )[a-z]{3}", text[m.end() : m.end() + 6])
        if not (money or noun):
            continue
        new = m.group().replace(" ", "")
        fix = Fix(f"Write “{new}”", (Edit(*m.span(), new),), SAFE)
        sure = 0.9 if money else 0.9 if new.endswith("000") else 0.7 if new.endswith("00") else 0.45
        yield Match(Span(*m.span()), f"“{m.group()}” has a space in it.", sure, (fix,))
