"""LEF005: a web address broken by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

PATTERN = LazyPattern(
    r"\b(?:https?|ftp)(?: ?: ?/ ?/ | ?: ?/ /|: //| ://)(?: ?[\w-]{1,40} ?[./] ?){1,8}(?:[\w-]{1,40})?"
    r"|\b[Ww]{3}(?:\. | ?\. )[\w-]{1,40}(?: ?\. ?[\w-]{2,20}){0,4}"
)


@document_rule(
    code="LEF005",
    name="broken-address",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors=("http", "https", "ftp", "www"),  # an address that is whole is one token
    examples=(
        Bad("See [[www. example. com]] for more.", fix="See www.example.com for more."),
        Bad("See [[https: //www.example.com/a]] for more.", fix="See https://www.example.com/a for more."),
        Good("See https://www.example.com and www.example.org. The end."),
        Good("An address begins with https: // and goes on with a name."),
        Good("The www was new in 1994: it grew."),
    ),
)
def broken_address(document: Document) -> Iterator[Match]:
    """A web address has spaces in it and does not work.

    Tokenizers cut it at its marks, and the engine does not put it back.
    """
    text = document.text
    for m in PATTERN.finditer(text):
        found = re.sub(r" / [A-Z][a-z]*$", "", m.group()).rstrip(" ./")
        span = Span(m.start(), m.start() + len(found))
        fix = Fix("Close it up", (Edit(*span, found.replace(" ", "")),), SAFE)
        yield Match(span, "This web address has spaces in it.", 0.9, (fix,))
