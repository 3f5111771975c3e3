"""SPC012: a space beside an apostrophe inside a word."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

SHORT = "s|t|re|ve|ll|d|m"
SPACED = LazyPattern(rf"(?<=[A-Za-z])(?: n['’]t| ['’] ?(?:{SHORT})|['’] (?:{SHORT}))(?![\w.'’])")

LETTER = LazyPattern(r"[^A-Za-z][a-z]")  # alone before the apostrophe; of English words only “a” and “i” are


@document_rule(
    code="SPC012",
    name="spaced-apostrophe",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    signs=(" '", " ’", "' ", "’ ", " n't", " n’t"),
    examples=(
        Bad("They don[[’ t]] know whether the mayor [[’s]] right.", fix="They don’t know whether the mayor’s right."),
        Bad("It is [[n't]] certain that it [[' s]] true.", fix="It isn't certain that it's true."),
        Good("It isn't certain; the miners' strike is over, he said, ‘as’ planned."),
        Good("It is sung with the notes c' d-' e--' f' by all."),
        Good("In the ’90s they played rock ’n’ roll."),
    ),
)  # fmt: skip
def spaced_apostrophe(document: Document) -> Iterator[Match]:
    """A space stands before or after the apostrophe of a short form or a genitive.

    Tokenizers cut words at the apostrophe, and the engine does not put them together again.
    """
    for m in SPACED.finditer(document.text):
        if LETTER.match(document.text, m.start() - 2):
            continue  # notes: c' d' e'
        new = m.group().replace(" ", "")
        start = m.start() + m.group().startswith(" ")
        fix = Fix("Delete the space", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(start, m.end()), "A space stands beside the apostrophe of this word.", 0.9, (fix,))
