"""SPC006, SPC007: white space inside times and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import MONTHS
from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern

# Words after which "3: 10" is a verse, a ratio or a label.
LABELS = frozenset(
    """chapter figure fig table part step day section volume vol verse book act scene psalm genesis exodus isaiah john
    matthew mark luke acts romans corinthians proverbs episode lesson week level ratio page question rule
    point round""".split()
)
TIMELY = frozenset("at around by from until till to about before after since and".split())


TIME = LazyPattern(r"(?<![\d:.,])(?:[01]?\d|2[0-4])(?:: | :)[0-5]\d(?![\d:,%])\b")


@document_rule(
    code="SPC006",
    name="spaced-time",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    flags=Flag.NUMBER,
    examples=(
        Bad("The train left at [[5: 47]] p.m. on Monday.", fix="The train left at 5:47 p.m. on Monday."),
        Bad("Doors open from [[19: 30]] on.", fix="Doors open from 19:30 on."),
        Good("In chapter 3: 16 people leave. Figure 5: 12 months of rain."),
        Good("Result of round 7: 12 points for Paris; the vote was 5:47."),
    ),
)
def spaced_time(document: Document) -> Iterator[Match]:
    """A time of day has a space inside.

    Tokenizers cut it at the colon, and the engine does not put it back.
    """
    text = document.text
    for m in at_numbers(document, TIME):
        before = re.findall(r"[\w.]+|[(,–-]", text[max(0, m.start() - 16) : m.start()])
        word = before[-1].lower().rstrip(".") if before else ""
        if word in LABELS or not word:
            continue
        told = re.match(r" ?(?:[ap]\.?m|h\b|hours|o['’]c)", text[m.end() :][:8])
        padded = text[m.start()] == "0" or text[m.end() - 2 : m.end()] in ("00", "30", "15", "45")
        sure = 0.95 if told or word in TIMELY else 0.7 if padded else 0.3
        new = text[m.start() : m.end()].replace(" ", "")
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(*m.span()), f"“{m.group()}” has a space in it.", sure, (fix,))


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
        zeros = m.group().endswith("00")
        if word.rstrip(".") in MONTHS or word.endswith(".") or word in (",", "and", "or", "to", "–", "-", "+"):
            continue
        money = word in tuple("$€£¥₹") or word in ("nis", "usd", "eur", "rmb", "hk", "us", "czk", "yen", "euros")
        noun = re.match(r" (?!and |or |to |as |in |on |of |were |was |have |are )[a-z]{3}", text[m.end() : m.end() + 6])
        if not (money or noun):
            continue
        new = m.group().replace(" ", "")
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        sure = 0.9 if money or m.group().endswith("000") else 0.7 if zeros else 0.45
        yield Match(Span(*m.span()), f"“{m.group()}” has a space in it.", sure, (fix,))
