"""PUN014, PUN015: an apostrophe before a small word, and a hyphen where speech begins."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, Span, document_rule
from mtcheck.text.patterns import LazyPattern

APOSTROPHE = LazyPattern(r"(?<=[a-z] )['‘’](?=(?:of|a|the|to|and|is|was|for|with|from|by) )")
CLOSING = LazyPattern(r"(?<=[\w.,!?…])['’](?!\w)")
FAR = 300  # characters after it in which a quotation may end


@document_rule(
    code="PUN014",
    name="stray-apostrophe",
    severity=MINOR,
    mqm="fluency/punctuation",
    signs=(" '", " ‘", " ’"),
    examples=(
        Bad("Fetch a little [[']]of clear water from the well.", fix="Fetch a little of clear water from the well."),
        Bad("He went [[’]]to the house.", fix="He went to the house."),
        Bad("It was [[‘]]the end of it, and they left.\nThe boys’ house is old.",
            fix="It was the end of it, and they left.\nThe boys’ house is old."),
        Good("He called it 'a mistake', and she called it ‘the end of it.’ The boys' house is old."),
        Good("Rock 'n' roll, '90s music, 'tis so, and the dogs' and cats' food."),
    ),
)  # fmt: skip
def stray_apostrophe(document: Document) -> Iterator[Match]:
    """An apostrophe stands before a small word, and no quotation begins there.

    Italian drops letters at the end of words (un po' di), and engines carry the sign over.
    """
    text = document.text
    for m in APOSTROPHE.finditer(text):
        end = text.find("\n", m.end())
        rest = text[m.end() : min(m.end() + FAR, end if end > 0 else len(text))]
        if not CLOSING.search(rest):
            fix = Fix("Delete it", (Edit(*m.span(), ""),), SUGGEST)
            yield Match(
                Span(*m.span()), f"“{m.group()}” neither drops letters here nor opens a quotation.", 0.65, (fix,)
            )


HYPHEN = LazyPattern(r"(?<=[a-z,:] )-(?=[A-Z][a-z]{1,15},? [a-z])")


@document_rule(
    code="PUN015",
    name="speech-hyphen",
    severity=MINOR,
    mqm="fluency/punctuation",
    signs=(" -",),
    examples=(
        Bad("He said quite kindly [[-]]Come, dear child, sit by the fire."),
        Bad("Then the king asked: [[-]]Who are you and where do you live?"),
        Bad("She wrote [[-]]There is nothing left to eat."),
        Good("He is a well -Known man in pre -War times. The range is A -B or x -Ray."),
        Good("He came - Come what may - and left. A mid-March day -Tuesday- is fine."),
        Good("“He said kindly -Come, dear child,” she wrote."),
    ),
)
def speech_hyphen(document: Document) -> Iterator[Match]:
    """A hyphen opens direct speech inside a line.

    Spanish, French and Italian set speech off with dashes; English has quotation marks.
    """
    for m in HYPHEN.finditer(document.text):
        i = next(iter(document.tokens_at(Span(*m.span()))), -1)
        said = document.is_pos(i - 1, Pos.VERB) or document.word(i - 1).endswith(("ly", ":", ","))
        if said and not document.has(i, Flag.QUOTED):
            yield Match(Span(*m.span()), "Direct speech stands in quotation marks.", 0.65)
