"""WRD049: a singular verb after “police”."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, rule
from mtcheck.rules.en.words.subject_number import TO_PLURAL


@rule(
    code="WRD049",
    name="police-number",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=tuple(f"police {verb}" for verb in TO_PLURAL),
    examples=(
        Bad("The police [[has]] arrested two men.", fix="The police have arrested two men."),
        Bad("He said that the local police [[is]] looking for them.",
            fix="He said that the local police are looking for them."),
        Good("The police have arrested two men, and the head of the police is here."),
        Good("The work of the police was hard. “The police is here,” he said. The secret Police has a new album."),
    ),
)  # fmt: skip
def police_number(document: Document, i: int) -> Iterator[Match]:
    """“Police” is a plural in English.

    In most languages it is an organisation, and one.
    """
    if document.has(i, Flag.QUOTED | Flag.CAPITAL):
        return
    clause = syntax(document).clause_with(i + 1)
    if clause is None or clause.subject is None or clause.subject.head != i:
        return
    new = TO_PLURAL[document.lower[i + 1]]
    yield Match(document.span(i + 1), f"“Police” is a plural: “{new}”.", 0.7, (Fix.write(document.span(i + 1), new),))
