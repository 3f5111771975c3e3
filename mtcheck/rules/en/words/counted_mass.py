"""WRD043: an article or “many” before a noun that English does not count."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.vocabulary import COORDINATORS, INDEFINITE_ARTICLES, UNCOUNTED
from mtcheck.lint import MINOR, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule

COUNTING = {"many": "much", "several": "some"}


@rule(
    code="WRD043",
    name="counted-mass-noun",
    severity=MINOR,
    mqm="fluency/grammar/word-form",
    anchors=UNCOUNTED,
    examples=(
        Bad("He gave me [[an]] advice.", fix="He gave me advice."),
        Bad("[[An]] important evidence was found.", fix="Important evidence was found."),
        Bad("They bought [[many]] furniture.", fix="They bought much furniture."),
        Bad(
            "It is [[an]] evaluative research, carried out in May.",
            fix="It is evaluative research, carried out in May.",
        ),
        Bad("[[Several]] new equipment was stolen.", fix="Some new equipment was stolen."),
        Good("They are conducting a research and prototyping phase."),
        Good("He gave me some advice, an advice leaflet and a research and training plan."),
        Good("It is an evidence-based plan. They have a little more money, and many news sites closed."),
        Good("They built a new software stack, and from a research, design and trade perspective it is good."),
        Good("He bought a furniture anti-tipping rod, and a news dark mode."),
        Bad("He gave us [[an]] advice useful to all.", fix="He gave us advice useful to all."),
        Bad("He gave us [[an]] advice on prices.", fix="He gave us advice on prices."),
        Good("The many furniture shops closed. It is a music lover’s dream and a money making scheme."),
    ),
)
def counted_mass_noun(document: Document, i: int) -> Iterator[Match]:
    """An article, “many” or “several” stands before a noun that English does not count.

    The word can be counted in the source.
    """
    first = i - 1
    while document.is_pos(first, Pos.ADJECTIVE) and document.word(first) not in COUNTING:
        first -= 1
    word = document.word(first)
    if word not in COUNTING and word not in INDEFINITE_ARTICLES:
        return
    if document.word(i + 1) in COORDINATORS and document.is_pos(i + 2, Pos.NOUN | Pos.GERUND):
        return  # a research and prototyping phase
    if document.word(i + 1) == "," and document.is_pos(i + 2, Pos.NOUN):
        return  # a research, trade and training plan
    if syntax(document).arcs is not None and syntax(document).arc(first)[0] != i:
        return  # a software stack, whatever its tag; a research, design and trade plan
    if document.is_pos(i + 1, Pos.ADJECTIVE | Pos.GERUND) and document.is_pos(i + 2, Pos.NOUN):
        return  # a furniture non-slip mat
    if document.word(first + 1) == "little":
        return
    message = f"“{document.lower[i]}” is not counted."
    yield Match(document.span(first), message, 0.65, (_fix(document, first, COUNTING.get(word, "")),))


def _fix(document: Document, i: int, new: str) -> Fix:
    """Writes the new word for token i, or leaves that out."""
    capital = document.has(i, Flag.CAPITAL)
    if new:
        return Fix.write(document.span(i), new.capitalize() if capital else new)
    after = document.words[i + 1]
    edit = Edit(document.starts[i], document.ends[i + 1], after.capitalize() if capital else after)
    return Fix(f"Leave out “{document.words[i]}”", (edit,))
