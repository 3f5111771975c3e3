"""PUN007, PUN008: quotation marks of another language, and doubled ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import around, foreign_letter, word_end, word_start

FAR = 200  # code points within which the other end of a quotation is looked for
STRANGE = frozenset("„‟«»")
# Words that show that what stands in «…» is not English, so that its marks belong to it.
OTHER_WORDS = frozenset("le la les des du et est une que el los las y der die das und ist il lo di da na".split())


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

    The engine copies „…“, «…» or »…« from the source instead of writing the English marks.
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
    strange = sum(w in OTHER_WORDS or any(c > "\x7f" and (foreign_letter(c) or c.isalpha()) for c in w) for w in words)
    return bool(words) and strange * 4 >= len(words)


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
        Good('The value is "" and the key is "a".'),
    ),
)
def doubled_quotation_mark(document: Document) -> Iterator[Match]:
    """Quotation marks stand two or more in a row.

    The engine copies the marks of the source beside its own, or the words between them are lost.
    """
    text = document.text
    done = 0
    for m in re.finditer(r"\"\"(?=\w)|(?<=[\w.,!?])\"\"(?!\")|““|””", text):
        if m.start() < done:
            continue
        span, edits = Span(*m.span()), [Edit(m.start() + 1, m.end(), "")]
        close = text.find('""', m.end(), m.end() + FAR) if m.group() == '""' else -1
        if close > 0 and "\n" not in text[m.end() : close]:
            edits.append(Edit(close + 1, close + 2, ""))  # both ends of one quotation
            done = close + 2
            span = Span(m.start(), done if done - m.start() < 60 else word_end(text, m.end()))
        fix = Fix("Write single pairs", tuple(edits), SUGGEST)
        yield Match(span, f"Of the marks {m.group()} one is too many.", 0.8, (fix,))
    for m in re.finditer(r"\"(?: {1,3}\"){2,8}", text):
        if around(text, m.start(), m.end())[0].isalnum() and m.start() and text[m.start() - 1].isalnum():
            continue
        yield Match(Span(*m.span()), "Quotation marks stand here with nothing between them.", 0.8)
