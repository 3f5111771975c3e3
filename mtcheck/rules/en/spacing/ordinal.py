"""SPC010: an ordinal number apart from its ending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import ordinal
from mtcheck.languages.en.vocabulary import ORDINAL_ENDINGS
from mtcheck.lint import MINOR, SAFE, Bad, Document, Fix, Good, Match, rule

ENDINGS = tuple(sorted(ORDINAL_ENDINGS))


@rule(
    code="SPC010",
    name="spaced-ordinal",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors=ENDINGS,
    examples=(
        Bad("The talks begin on the [[12 th]] and end on May [[21 st]].",
            fix="The talks begin on the 12th and end on May 21st."),
        Good("The talks begin on the 12th and end on May 21st."),
        Good("He weighs 12 st and 5 lb. Flats 12, 14 and th are empty."),
    ),
)  # fmt: skip
def spaced_ordinal(document: Document, i: int) -> Iterator[Match]:
    """A space stands between a number and its ending.

    Tokenizers cut the ending off, and the engine does not put it back.
    """
    number = document.word(i - 1)
    if not re.fullmatch(r"[0-9]{1,9}", number) or ordinal(number) != document.words[i]:
        return
    span = document.span(i - 1, i)
    new = number + document.words[i]
    fix = Fix.write(span, new, SAFE)
    yield Match(span, f"“{number}” and its ending “{document.words[i]}” belong together.", 0.95, (fix,))
