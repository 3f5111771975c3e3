"""SPC006: white space inside a time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern

ROUND = LazyPattern(r"0.*|.*(?:00|15|30|45)")  # numbers that are likely times
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
    text, words = document.text, document.vocabulary
    for m in at_numbers(document, TIME):
        before = re.findall(r"[\w.]+|[(,–-]", text[max(0, m.start() - 16) : m.start()])
        word = before[-1].lower().rstrip(".") if before else ""
        if word in words["numbered"] | {""}:
            continue
        after = re.findall(r"^ ?([\w.'’]*)", text[m.end() : m.end() + 16])[0].rstrip(".").replace("’", "'")
        told = {word} & words["before_times"] | {after} & words["clock"]
        sure = 0.95 if told else 0.7 if ROUND.fullmatch(m.group()) else 0.3
        new = text[m.start() : m.end()].replace(" ", "")
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(*m.span()), f"“{m.group()}” has a space in it.", sure, (fix,))
