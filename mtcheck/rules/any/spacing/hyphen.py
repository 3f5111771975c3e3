"""SPC009: a hyphen with a space on one side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, Bad, Document, Good, Match, Span, document_rule
from mtcheck.text.marks import word_start
from mtcheck.text.patterns import LazyPattern

OPTIONS = 3  # words with a hyphen before them from which they are options of a program
FAR = 200  # code points within which the other hyphen of “-so-” is looked for
LOPSIDED = LazyPattern(r"-(?:(?<=[a-z]{3}-) (?P<then>[a-z]{3,40})|(?<=[a-z]{3} -)(?P<second>[a-z]{4,40}))(?![\w-])")
HANGING = LazyPattern(r"\w-\w{1,40}, -\w[^\n]*\Z")  # seed-saving, -sharing and -cultivating
BEFORE = LazyPattern(r" -\w[^\n]*\Z")
SUSPENDED = LazyPattern(r"\w-\w{1,40} (?P<by>\w{1,10}) \Z")  # high-cost and -risk plans
AFTER = LazyPattern(r"\w- | -")


@document_rule(
    code="SPC009",
    name="lopsided-hyphen",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors=("-",),
    examples=(
        Bad("The whole [[country- which]] is large - was dark."),
        Good(
            "Run it with the -daemon flag. It can be called with -server and -reload, and is told of it by -debuglog."
        ),
        Bad("They left the [[app -then]] came back."),
        Good("Two- and three-year loans, mid- to late May, run ls -la with pre- rather than post-war maps."),
        Bad("They left the low-cost [[app -then]] came back."),
        Good("These are the high-cost and -risk plans of the town, or its low-cost or -risk ones."),
        Good("The short- and long-term plans are old. He spoke on seed-saving, -sharing, and of course -cultivating."),
        Good("They are culture makers (and -keepers) in their own right."),
        Good("The answer that uses -split operator is short. Start it with -verbose switch, please."),
        Good("The day has come -those we chose- was fine -the one- and all are here."),
    ),
)
def lopsided_hyphen(document: Document) -> Iterator[Match]:
    """A hyphen has a space on one side only.

    It stands for a dash, or for the hyphen of a compound that the engine cut.
    """
    text, hanging = document.text, document.vocabulary["after_hanging"]
    joining, nouns = document.vocabulary["coordinators"], document.vocabulary["option_nouns"]
    found = [*LOPSIDED.finditer(text)]
    options = len({m["second"] for m in found if m["second"]}) >= OPTIONS
    for m in found:
        if m["second"] and options:
            continue
        if m["then"] in hanging or BEFORE.search(text, max(0, m.start("then") - FAR), m.start("then")):
            continue
        joined = SUSPENDED.search(text, max(0, m.start() - FAR), m.start()) if m["second"] else None
        if joined and joined["by"] in hanging:
            continue
        if m["second"] and HANGING.search(text, max(0, m.start() - FAR), m.start()):
            continue
        if m["second"] and (_word_before(text, m.start()) in joining or _word_after(text, m.end()) in nouns):
            continue  # culture makers and -keepers; the -split operator
        if m["second"] and AFTER.search(text, m.end(), m.end() + FAR):
            continue
        start = word_start(text, m.start() - (text[m.start() - 1] == " "))
        yield Match(Span(start, m.end()), "This hyphen has a space on one side only.", 0.3)


def _word_before(text: str, at: int) -> str:
    """The word that ends before a place, with a space between; "" if there is none."""
    m = re.search(r"(\w{1,20}) \Z", text[max(0, at - 24) : at])
    return m[1] if m else ""


def _word_after(text: str, at: int) -> str:
    """The word that begins after a place, with a space between; "" if there is none."""
    m = re.match(r" (\w{1,20})", text[at : at + 24])
    return m[1] if m else ""
