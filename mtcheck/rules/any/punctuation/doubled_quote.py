"""PUN008: doubled quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import word_end

FAR = 200  # code points within which the other end of a quotation is looked for


@document_rule(
    code="PUN008",
    name="doubled-quotation-mark",
    severity=MINOR,
    mqm="fluency/punctuation",
    anchors=('" "', "“ “", "” ”"),
    examples=(
        Bad('How long is the [[""waiting list""]] now?', fix='How long is the "waiting list" now?'),
        Bad("They call it [[““]]the long way”.", fix="They call it “the long way”."),
        Bad('He wrote [[" " "]] and left.'),
        Good('He wrote "yes." "No," she said.'),
        Good('The page lists "mill""harbour""town" and no more, as does "sea""river".'),
        Good('The value is "" and the key is "a".'),
    ),
)
def doubled_quotation_mark(document: Document) -> Iterator[Match]:
    """Quotation marks stand two or more in a row.

    The engine copies the marks of the source beside its own, or the words between them are lost.
    """
    text = document.text
    done = 0
    for m in re.finditer(r"(?<!\w)\"\"(?=\w)|(?<=[\w.,!?])\"\"(?![\w\"])|““|””", text):
        if m.start() < done:
            continue
        span, edits = Span(*m.span()), [Edit(m.start() + 1, m.end(), "")]
        near = text[m.end() : m.end() + FAR].partition("\n")[0] if m.group() == '""' else ""
        if '""' in near:
            close = m.end() + near.index('""')
            edits.append(Edit(close + 1, close + 2, ""))  # both ends of one quotation
            done = close + 2
            span = Span(m.start(), done if done - m.start() < 60 else word_end(text, m.end()))
        fix = Fix("Write single pairs", tuple(edits), SUGGEST)
        yield Match(span, f"Of the marks {m.group()} one is too many.", 0.8, (fix,))
    for m in re.finditer(r"\"(?: {1,3}\"){2,8}", text):
        yield Match(Span(*m.span()), "Quotation marks stand here with nothing between them.", 0.8)
