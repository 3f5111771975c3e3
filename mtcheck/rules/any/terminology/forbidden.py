"""BTE002: words that may not be used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MAJOR, BadPair, Document, GoodPair, Match, Span, document_rule

FORBIDDEN = {"forbidden": ("upper chamber",)}


@document_rule(
    code="BTE002",
    name="forbidden-term",
    severity=MAJOR,
    mqm="terminology/wrong-term",
    examples=(
        BadPair("The [[upper chamber]] met on Monday.", options=FORBIDDEN),
        GoodPair("The Federal Council met on Monday.", options=FORBIDDEN),
        GoodPair("The chamber met upstairs on Monday.", options=FORBIDDEN),
    ),
)
def forbidden_term(document: Document) -> Iterator[Match]:
    """A word stands here that the list of forbidden terms has.

    Engines do not know what a house does not say.
    """
    for term in document.settings.get("forbidden", ()):
        for m in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", document.text, re.I):
            yield Match(Span(m.start(), m.end()), f"“{m.group()}” is a forbidden term.", 0.95)
