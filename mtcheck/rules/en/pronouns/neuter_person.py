"""PRO004: "it" for a person."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.people.pronouns import WORDS, Case
from mtcheck.lint import MAJOR, Bad, Document, Fix, Good, Match, Related, document_rule
from mtcheck.rules.en.pronouns.personal_it import Doubt, PersonalIt, Reason, personal_its

CONFIDENCE = {
    Reason.SPOUSE: 0.85,
    Reason.KIN: 0.75,
    Reason.OWN: 0.65,
    Reason.BODY: 0.65,
    Reason.SELF: 0.75,
    Reason.DEED: 0.65,
    Reason.ALONE: 0.5,
}
WHY = {
    Reason.SELF: "the subject of the clause is one",
    Reason.ALONE: "nothing else that it may stand for is near",
    Reason.DEED: "only a person can be meant with “{}”",
    Reason.BODY: "“{}” speaks of a body",
}
MOST = {Doubt.NONE: 1.0, Doubt.BEFORE: 0.55, Doubt.NEAR: 0.35}  # whatever the reason


@document_rule(
    code="PRO004",
    name="person-as-it",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=("it", "its", "itself"),
    examples=(
        Bad(
            "The chairman came to the gala with [[its]] wife.",
            fix="The chairman came to the gala with his wife.",
        ),
        Bad("The boy and [[its]] mother left early.", fix="The boy and his mother left early."),
        Bad(
            "Anna Lind grew up in Bergen, where [[it]] studied law.",
            fix="Anna Lind grew up in Bergen, where she studied law.",
        ),
        Bad("The premier said that [[it]] would resign."),
        Bad("All of us were there, and one came with [[its]] wife."),
        Bad("The actress found [[itself]] in trouble.", fix="The actress found herself in trouble."),
        Good("The minister said that it was raining, and that it would take weeks to mend the dam."),
        Good("Anna Lind praised its predecessor."),
        Good("The committee said that it would resign. The chairman and its members met on Monday."),
        Good("The ewe lost its mother. A child needs its mother and father."),
        Good("The guard could freeze, but he said that in itself would be a sign."),
        Good("The theory itself is old. The president praised the bank and its sister company."),
    ),
)
def person_as_it(document: Document) -> Iterator[Match]:
    """“It” or “its” stands for a person.

    Chinese, Turkish, Finnish, Hungarian, Persian and Bengali have one word for “he”, “she” and “it”, and engines guess.
    """
    for found in personal_its(document):
        yield _match(document, found)


def _match(document: Document, found: PersonalIt) -> Match:
    word, person = document.words[found.i], found.person
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    shown = WHY.get(found.reason, "only a person has “{}”").format(document.words[found.token])
    message = f"“{word}” seems to stand for a person: {shown}"
    if person:
        here = document.sentence_list[found.i] == document.sentence_list[person.first]
        where = "in this sentence" if here else "in the sentence before"
        message += f"; the person named {where} is “{document.slice(person.first, person.last)}”"
        related = (Related(document.span(person.first, person.last), f"whom “{word}” seems to stand for"),)
    new = _cased(WORDS[person.gender if person else ""][found.case], word)
    if person and person.gender:
        fixes = (Fix.write(document.span(found.i), new),)
        message += f". English says “{new}” here: {person.evidence} shows it."
    else:
        message += f". English says {_either(found.case)}."
    confidence = min(CONFIDENCE[found.reason], MOST[found.doubt])
    return Match(document.span(found.i), message, confidence, fixes, related)


def _either(case: Case) -> str:
    """The words to choose from where the gender is not known."""
    they = {Case.SUBJECT: "they", Case.POSSESSIVE: "their", Case.REFLEXIVE: "themselves"}[case]
    return f"“{WORDS['M'][case]}”, “{WORDS['F'][case]}” or “{they}”"


def _cased(new: str, old: str) -> str:
    return new.capitalize() if old[0].isupper() else new
