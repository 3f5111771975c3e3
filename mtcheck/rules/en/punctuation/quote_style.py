"""PUN007: quotation marks of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import FOREIGN_SMALL
from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import word_start
from mtcheck.text.patterns import LazyPattern

STRANGE = frozenset("„‟«»")
CLOSING = LazyPattern(r"(?<=[^\W_]|[.,!?])“(?![^\s.,;:!?)])")
SPACES = " \t\n\r\u00a0\u202f"


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
        Good("The paper wrote «le roi est mort» on its front page, and «été brûlé» below."),
        Good("Join the club »\nRead more »"),
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
            if m.group() == "»" and "«" not in held and _at_line_end(text, m.end()):
                continue  # an arrow: read more »
            if _other_language(text, m.start(), opens):
                continue
            new = '"' if '"' in held else "“" if opens else "”"
            fix = Fix.write(m.span(), new)
            yield Match(Span(*m.span()), f"“{m.group()}” is not an English quotation mark.", 0.8, (fix,))
    for m in CLOSING.finditer(text):
        fix = Fix("Write “””", (Edit(*m.span(), "”"),), SAFE)
        span = Span(word_start(text, m.start()), m.end())
        yield Match(span, "The quotation closes with an opening mark.", 0.3, (fix,))


def _at_line_end(text: str, at: int) -> bool:
    """Whether nothing but a mark stands between the place and the end of its line."""
    end = text.find("\n", at)
    return not text[at : end if end >= 0 else len(text)].strip(SPACES + ".")


def _opens(text: str, at: int) -> bool:
    """Whether the mark opens a quotation, by the spaces beside it, and failing that by its shape."""
    left = not text[max(0, at - 1) : at].strip(SPACES + "([—–-")
    right = not text[at + 1 : at + 2].strip(SPACES + ")].,;:!?—–")
    return left if left != right else text[at] in "„«‟"


def _other_language(text: str, at: int, opens: bool) -> bool:
    """Whether the quotation that the mark belongs to is not English."""
    inside = text[at + 1 : at + 60] if opens else text[max(0, at - 60) : at]
    inside = re.split('[„‟«»“”"]', inside)[0 if opens else -1]
    words = re.findall(r"\w+", inside.lower())
    return sum(w in FOREIGN_SMALL or not w.isascii() for w in words) * 4 >= max(1, len(words))
