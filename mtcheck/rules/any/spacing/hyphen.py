"""SPC009: a hyphen with a space on one side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, Bad, Document, Flag, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

LISTED = LazyPattern(r"\w+-(?:(,)| (\w+))")


@document_rule(
    code="SPC009",
    name="lopsided-hyphen",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors=("-",),
    examples=(
        Bad("The whole [[country- which]] is large - was dark."),
        Bad("They left the [[app -then]] came back."),
        Good("Two- and three-year loans, mid- to late May, run ls -la with pre- rather than post-war maps."),
        Good("The day has come -the one we chose- and all are here."),
    ),
)
def lopsided_hyphen(document: Document) -> Iterator[Match]:
    """A hyphen has a space on one side only.

    It stands for a dash, or for the hyphen of a compound that the engine cut.
    """
    text, hanging = document.text, document.vocabulary["after_hanging"]
    for i in document.index.get("-", ()):
        before, after = document.has(i, Flag.SPACE), document.has(i + 1, Flag.SPACE)
        if before == after or i == 0 or document.has(i, Flag.NEWLINE) or document.has(i + 1, Flag.NEWLINE):
            continue
        first, second = document.words[i - 1], document.words[i + 1] if i + 1 < len(document) else ""
        if len(first) < 3 or len(second) < 3 or not (first.islower() and second.islower()) or not first.isalpha():
            continue
        start, end = document.starts[i], document.ends[i]
        if after and (second in hanging or _dash_before(text, start) or _list(document, i + 1)):
            continue
        if before and (len(second) < 4 or re.search(r"\w- | -", text[end : end + 80])):
            continue
        span = Span(document.starts[i - 1], document.ends[i + 1])
        yield Match(span, "This hyphen has a space on one side only.", 0.3)


def _dash_before(text: str, at: int) -> bool:
    """Whether an opening hyphen, as in “-so-”, stands before in the paragraph."""
    return re.search(r" -\w", text[max(text.rfind("\n", max(0, at - 200), at), at - 200, 0) : at]) is not None


def _list(document: Document, i: int) -> bool:
    """Whether word i is the middle of a list with hanging hyphens (bus-, train- and ferry)."""
    at = document.starts[i]
    m = LISTED.match(document.text[at : at + 24])
    return m is not None and (m[1] is not None or m[2] in document.vocabulary["coordinators"])
