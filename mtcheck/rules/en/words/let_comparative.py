"""WRD041: “let” with a comparative and no verb."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import COMPARATIVES, OBJECT_PRONOUNS
from mtcheck.lint import MAJOR, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule


@rule(
    code="WRD041",
    name="let-without-verb",
    severity=MAJOR,
    mqm="fluency/grammar",
    anchors=("let", "lets", "letting"),
    examples=(
        Bad("This [[lets the machine faster]] than before.", fix="This makes the machine faster than before."),
        Bad("The new park will [[let people happier]].", fix="The new park will make people happier."),
        Bad("Music can [[let them happier]], she says.", fix="Music can make them happier, she says."),
        Good("This lets the machine run faster. Let the better man win. It lets us more or less alone."),
        Good("He let the dog closer. He let them further in; he lets his smaller flats."),
        Good("She let him better himself. He let go faster than before. He let them down easier than before."),
    ),
)
def let_without_verb(document: Document, i: int) -> Iterator[Match]:
    """“Let” stands before a comparative without a verb between.

    Chinese has one word for “let” and “make”.
    """
    k = i + 1
    if document.word(k) not in OBJECT_PRONOUNS:
        while document.is_pos(k, Pos.DETERMINER | Pos.POSSESSIVE | Pos.ADJECTIVE):
            k += 1
        if not document.is_pos(k, Pos.NOUN):
            return
    last = k + 1
    if document.word(last) not in COMPARATIVES or document.word(last) in NEARER:
        return
    if document.word(last + 1) not in ("than", ".", ",", "and", ";", "!"):
        return
    new = {"let": "make", "lets": "makes", "letting": "making"}[document.lower[i]]
    edit = Edit(*document.span(i), new.capitalize() if document.has(i, Flag.CAPITAL) else new)
    fix = Fix(f"Write “{edit.new}”", (edit,))
    yield Match(document.span(i, last), "“Let” asks for a verb here; “make” may be meant.", 0.65, (fix,))


NEARER = frozenset(("closer", "more", "less"))  # he let the dog closer; more or less
