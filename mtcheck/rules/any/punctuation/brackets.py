"""PUN009: a bracket opened and never closed, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from mtcheck.lint import MINOR, Bad, Document, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import word_end, word_start
from mtcheck.text.patterns import LazyPattern

LABEL = LazyPattern(r"(?:^|[\s(])(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$")


@document_rule(
    code="PUN009",
    name="unbalanced-bracket",
    severity=MINOR,
    mqm="fluency/punctuation/unpaired",
    anchors="()",
    examples=(
        Bad("The agency [[(its]] seat is in Geneva warned of a new wave on Monday."),
        Bad("The fund, its seat is in [[Geneva),]] warned of a new wave."),
        Good("We met :) and left :( but a) we won, b) they lost (a lot) and 1) it rained."),
        Good("I miss my brother on this day(((\nSee you tomorrow)"),
        Good("She (the mayor) left."),
        Good("Call f(x and wait. We lost ( but it was fun."),
        Good("The agency （its seat) is in Geneva."),
        Good("Scores were low (0.68 for all of them\nThey rose later."),
        Good("The page https://example.org/wiki/Mill_(water) says so."),
        Good("The call (as f() has it) is old, and so is the page (https://example.org/wiki/Mill_(water))."),
    ),
)
def unbalanced_bracket(document: Document) -> Iterator[Match]:
    """A bracket has lost its partner.

    The engine drops one of a pair when it reorders a sentence.
    """
    opened: list[int] = []
    paragraph = -1
    places = sorted(document.index.get("(", []) + document.index.get(")", []))
    found: list[tuple[int, bool]] = []
    for i in places:
        if int(document.paragraph[i]) != paragraph:
            found += [(o, True) for o in opened]
            opened, paragraph = [], int(document.paragraph[i])
        if document.words[i] == "(":
            opened.append(i)
        elif "(" in document.words[i - 1][1:]:
            continue  # the last character of an address: https://example.org/wiki/Mill_(water)
        elif opened:
            opened.pop()
        else:
            found.append((i, False))
    found += [(o, True) for o in opened]
    for i, opens in found:
        if _bracket(document, i, opens):
            yield _match(document, i, opens)


def _bracket(document: Document, i: int, opens: bool) -> bool:
    """Whether a lone bracket is one, and no part of a smiley or a list label."""
    text, at = document.text, document.starts[i]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    near = text[max(0, at - 200) : at + 200]
    if not {"（", "）"}.isdisjoint(near):
        return False
    if opens:
        return after.isalnum() and before.isspace() and _goes_on(document, i)
    label = LABEL.search(text[max(0, at - 6) : at])
    # At the end of a sentence a lone ")" is a smile.
    return before.isalnum() and label is None and re.match(r"\)(?:,| [a-z])", text[at : at + 4]) is not None


def _goes_on(document: Document, i: int) -> bool:
    """Whether the paragraph ends in a stop, so that no end was cut off."""
    last = int(np.searchsorted(document.paragraph, document.paragraph[i], side="right")) - 1
    return document.has(last, Flag.STOP)


def _match(document: Document, i: int, opens: bool) -> Match:
    text, at = document.text, document.starts[i]
    if opens:
        return Match(Span(at, word_end(text, at)), "A bracket opens here and is never closed.", 0.3)
    end = at + 2 if text[at + 1 : at + 2] == "," else at + 1
    return Match(Span(word_start(text, at), end), "A bracket closes here that was never opened.", 0.3)
