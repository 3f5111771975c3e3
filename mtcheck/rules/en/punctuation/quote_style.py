"""PUN007: quotation marks of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import FOREIGN_SMALL
from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import word_start
from mtcheck.text.scripts import foreign_letter

STRANGE = frozenset("„‟«»")


@document_rule(
    code="PUN007",
    name="foreign-quotation-marks",
    severity=MINOR,
    mqm="fluency/typography/quotation-marks",
    anchors=STRANGE | {"“"},
    examples=(
        Bad("He called it “a step” and [[„]]a leap”.", fix="He called it “a step” and “a leap”."),
        Bad("They joined the [[«]]Party of Peace[[»]].", fix="They joined the “Party of Peace”."),
        Bad("The [[»]]Old Mill[[«]] was sold.", fix="The “Old Mill” was sold."),
        Bad("In second place was “six [[months“]] by far.", fix="In second place was “six months” by far."),
        Good("The paper wrote «le roi est mort» on its front page."),
        Good("He said “yes”—“no” came later."),
    ),
)
def foreign_quotation_marks(document: Document) -> Iterator[Match]:
    """A quotation mark is of the kind that another language uses.

    The engine copies the low or angled marks of the source instead of writing the English ones.
    """
    text = document.text
    held = document.index.keys()
    if not STRANGE.isdisjoint(held):
        for m in re.finditer("[„‟«»]", text):
            opens = _opens(text, m.start())
            if _other_language(text, m.start(), opens):
                continue
            new = ("“" if opens else "”") if "“" in held or "”" in held or '"' not in held else '"'
            fix = Fix.write(m.span(), new)
            yield Match(Span(*m.span()), f"“{m.group()}” is not an English quotation mark.", 0.8, (fix,))
    for i in document.index.get("“", ()):
        at = document.starts[i]
        before, after, near = text[at - 1 : at], text[at + 1 : at + 2], text[max(0, at - 200) : at]
        closes = (before.isalnum() or before in tuple(".,!?")) and (not after or after.isspace() or after in ".,;:!?)")
        if closes and ("“" in near or "„" in near):
            fix = Fix("Write “””", (Edit(at, at + 1, "”"),), SAFE)
            span = Span(word_start(text, at), at + 1)
            yield Match(span, "The quotation closes with an opening mark.", 0.3, (fix,))


def _opens(text: str, at: int) -> bool:
    """Whether the mark opens a quotation, by the spaces beside it, and failing that by its shape."""
    left = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"
    right = at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] in ")].,;:!?—–"
    return left if left != right else text[at] in "„«‟"


def _other_language(text: str, at: int, opens: bool) -> bool:
    """Whether the quotation that the mark belongs to is not English."""
    inside = text[at + 1 : at + 60] if opens else text[max(0, at - 60) : at]
    inside = re.split('[„‟«»“”"]', inside)[0 if opens else -1]
    words = re.findall(r"\w+", inside.lower())
    strange = sum(
        w in FOREIGN_SMALL or any(c > "\x7f" and (foreign_letter(c) or c.isalpha()) for c in w) for w in words
    )
    return bool(words) and strange * 4 >= len(words)
