"""NUM009: per cent said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import any_of


@document_rule(
    code="NUM009",
    name="percent-twice",
    severity=MINOR,
    mqm="fluency/duplication",
    anchors=("%",),
    examples=(
        Bad("Prices rose by [[50% percent]].", fix="Prices rose by 50%."),
        Bad("Prices rose by [[50 percent%]].", fix="Prices rose by 50 percent."),
        Good("Prices rose by 50%. Percent signs are rare, and 5% per cent-mille."),
        Good("A per cent is a hundredth."),
    ),
)
def percent_twice(document: Document) -> Iterator[Match]:
    """Per cent is said twice.

    The engine copies the sign and translates it too.
    """
    text, word = document.text, any_of(document.vocabulary["percent"])
    if not word:
        return
    for m in re.finditer(rf"\d ?%( ?(?:{word}))(?![\w-])|\d ?(?:{word})( ?%)", text):
        group = 1 if m.group(1) else 2
        start = m.start()
        while start and (text[start - 1].isdigit() or text[start - 1] in ".,"):
            start -= 1
        fix = Fix("Say it once", (Edit(*m.span(group), ""),), SAFE)
        yield Match(Span(start, m.end()), "Per cent is said twice.", 0.9, (fix,))
