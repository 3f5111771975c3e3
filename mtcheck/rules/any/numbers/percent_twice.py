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
    letter = r"(?<=[^\W\d_])"  # a language may lack the word
    pattern = rf"(?<![\d.,])\d[\d.,]{{0,20}} ?(?:%( ?(?:{word}){letter})(?![\w-])|(?:{word}){letter}( ?%))"
    for m in re.finditer(pattern, text):
        fix = Fix("Say it once", (Edit(*m.span(1 if m[1] else 2), ""),), SAFE)
        yield Match(Span(*m.span()), "Per cent is said twice.", 0.9, (fix,))
