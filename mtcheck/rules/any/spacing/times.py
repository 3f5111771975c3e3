"""SPC006: white space inside a time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern

WORD = LazyPattern(r" ?([\w.'’]+)")
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
        if word in words["numbered"] or not word:
            continue
        told = _clock(document, m.end())
        padded = text[m.start()] == "0" or text[m.end() - 2 : m.end()] in ("00", "30", "15", "45")
        sure = 0.95 if told or word in words["before_times"] else 0.7 if padded else 0.3
        new = text[m.start() : m.end()].replace(" ", "")
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(*m.span()), f"“{m.group()}” has a space in it.", sure, (fix,))


def _clock(document: Document, at: int) -> bool:
    """Whether a word of the clock follows: 5: 47 p.m."""
    m = WORD.match(document.text, at)
    return m is not None and m[1].rstrip(".").replace("’", "'") in document.vocabulary["clock"]
