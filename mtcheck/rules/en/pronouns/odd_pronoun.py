"""Evidence about the one pronoun of a document whose gender differs from all the others.

Either it stands for somebody else, or one person changed sex. `features` names what speaks for each, `odds`
weighs it. The weights come from training/fit_odd_pronoun.py.
"""

from __future__ import annotations

import math

from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.cast import cast
from mtcheck.languages.en.people.pronouns import Case, Pronoun
from mtcheck.languages.en.vocabulary import (
    FEMALE_PARTNERS,
    MALE_PARTNERS,
)
from mtcheck.lint import Document, Flag
from mtcheck.rules.en.pronouns.referents import Referent, gender_of, referents, weight

OTHER = {"F": "M", "M": "F"}
MARGIN = 4.0  # beyond this the difference of two weights counts no more


def features(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> dict[str, float]:
    """What speaks for and against an error, by name."""
    found = referents(document, pronoun)
    out = {"bias": 1.0, f"case {pronoun.case}": 1.0, "count": math.log(len(others))}
    out |= _weights(pronoun, found)
    for name in (
        *_near(document, pronoun, others, found),
        *_far(document, pronoun),
        *_local(document, pronoun, others),
    ):
        out[name] = 1.0
    return out


def _kind(pronoun: Pronoun, referent: Referent) -> str:
    """Whether the pronoun fits someone: fit, other or, where the gender is not known, open."""
    return "fit" if referent.gender == pronoun.gender else "other" if referent.gender else "open"


def _weights(pronoun: Pronoun, found: list[Referent]) -> dict[str, float]:
    """What grammar says of those whom the pronoun fits and of the others."""
    fit = [r for r in found if r.gender == pronoun.gender]
    nouns = [r for r in found if not r.gender and r.kind == "noun"]
    open_ = [r for r in found if not r.gender and r.kind == "name"]
    other = [r for r in found if r.gender == OTHER[pronoun.gender]]
    margin = weight(other) - weight([*fit, *nouns, *open_])
    return {
        "fit": weight(fit), "noun": weight(nouns), "other": weight(other), "no fit": float(not fit),
        "no open": float(not open_), "margin": max(-MARGIN, min(MARGIN, margin)),
    }  # fmt: skip


def _near(document: Document, pronoun: Pronoun, others: list[Pronoun], found: list[Referent]) -> list[str]:
    """Who stands nearest, who is the subject, and whether anyone comes between."""
    out = []
    i, sentence = pronoun.i, document.sentence_of(pronoun.i)
    rivals = [r.token for r in found if r.gender != OTHER[pronoun.gender] and r.token >= sentence.first]
    here = [p.i for p in others if sentence.first <= p.i <= sentence.last]
    before = [k for k in here if k < i]
    if before and here[-1] > i and not any(before[-1] < k < i for k in rivals):
        out.append("between")
    if found and found[0].token < i:
        out.append("nearest " + _kind(pronoun, found[0]))
    if found and max(found, key=lambda r: r.weight).gender == OTHER[pronoun.gender]:
        out.append("best other")
    for r in found:
        if f"own subject {pronoun.case}" in r.signs and (kind := _kind(pronoun, r)) != "fit":
            out.append(f"own {kind} {pronoun.case}")
            if kind == "other" and not rivals:
                out.append(f"own {kind} {pronoun.case}, nobody else")
            break
    return out


def _far(document: Document, pronoun: Pronoun) -> list[str]:
    """Whom the pronoun fits in all of the text."""
    everyone, i, out = cast(document), pronoun.i, []
    fits = list(everyone.evidence[pronoun.gender])
    unknown: list[int] = []
    for entity in everyone.found.entities:
        gender = gender_of(entity, pronoun) or entity.lean
        if entity.may_be_person and gender != OTHER[pronoun.gender]:
            (fits if gender else unknown).extend(m.first for m in entity.mentions)
    if not any(k < i for k in fits):
        out.append("nobody before")
        if not any(k < i for k in unknown):
            out.append("no name before")
    if any(k > document.sentence_of(i).last for k in fits):
        out.append("fits later")
    return out


def _local(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> list[str]:
    i, out = pronoun.i, []
    sentence = document.sentence_list[i]
    after = [document.word(k) for k in range(i + 1, i + 4)]
    if pronoun.case is Case.POSSESSIVE:
        if any(w in names.group("O") for w in after):
            out.append("self noun")
        elif any(w in names.group("N") for w in after):
            out.append("relation noun")
    if any(_paired(document, *sorted((pronoun, p), key=_place)) for p in others):
        out.append("paired")
    if not any(abs(document.sentence_list[p.i] - sentence) < 2 for p in others):
        out.append("alone")
    if document.has(i, Flag.QUOTED) != document.has(others[0].i, Flag.QUOTED):
        out.append("quoted")
    if not sentence:
        out.append("first sentence")
    return out


_OWN_DEEDS = frozenset(
    """make makes made begin begins began begun start starts started receive receives received earn earns earned obtain
    obtains obtained complete completes completed finish finishes finished gain gains gained get gets got pursue pursues
    pursued resume resumes resumed spend spends spent""".split()
)


def distinct(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> bool:
    """Whether grammar tells the pronoun apart from one of the others: she met him; his wife; two years her junior."""
    if _partner(document, pronoun):
        return True
    for other in others:
        if document.same_sentence(pronoun.i, other.i):
            a, b = sorted((pronoun, other), key=_place)
            if a.case is Case.SUBJECT and b.case is Case.OBJECT and _subject_of(document, a.i, b.i):
                return True
            if any(_partner(document, p) or _compared(document, p) for p in (a, b)):
                return True
    return False


def _place(pronoun: Pronoun) -> int:
    return pronoun.i


def _compared(document: Document, pronoun: Pronoun) -> bool:
    """Whether someone is compared with whom the pronoun stands for: two years her junior."""
    return document.word(pronoun.i - 1) == "years" and document.word(pronoun.i + 1) in ("junior", "senior", "elder")


def _subject_of(document: Document, subject: int, i: int) -> bool:
    """Whether the first token is the subject of the verb whose object, near or far, the second is."""
    clause = syntax(document).clause_of(i)
    if clause is None or clause.subject is None or clause.subject.last != subject:
        return False
    groups = syntax(document).sentence(document.sentence_list[i]).groups
    return not any(clause.group.last < g.first < i for g in groups)


def own_deed(document: Document, pronoun: Pronoun) -> bool:
    """Whether the pronoun owns what one only makes, gets or spends oneself: received her doctorate, made her debut."""
    if pronoun.case is not Case.POSSESSIVE:
        return False
    if not any(document.word(k) in names.group("O") for k in range(pronoun.i + 1, pronoun.i + 4)):
        return False
    clause = syntax(document).clause_of(pronoun.i)
    if clause is None or clause.object is None or clause.object.determiner != pronoun.i:
        return False
    return document.lower[clause.object.head] in names.group("O") and document.lower[clause.group.main] in _OWN_DEEDS


def _paired(document: Document, a: Pronoun, b: Pronoun) -> bool:
    """Whether the two stand side by side: his temper and her habits; he and she; she took it, and he paid."""
    if b.i - a.i > 6 or a.case is not b.case or not document.same_sentence(a.i, b.i):
        return False
    return any(document.lower[k] in ("and", "or", "but", "while", "nor") for k in range(a.i + 1, b.i))


def _partner(document: Document, pronoun: Pronoun) -> bool:
    """Whether the pronoun owns someone of the other gender: his wife."""
    if pronoun.case is not Case.POSSESSIVE:
        return False
    partner = FEMALE_PARTNERS if pronoun.gender == "M" else MALE_PARTNERS
    return any(document.word(k) in partner for k in range(pronoun.i + 1, pronoun.i + 4))


WEIGHTS: dict[str, float] = {
    "alone": -0.8, "best other": 1.1, "between": 0.2, "bias": 1.5, "case independent": 0.5, "case object": -0.2,
    "case possessive": 0.6, "case reflexive": 0.2, "case subject": 0.4, "count": -0.4,
    "first sentence": 0.6, "fit": -0.4, "fits later": -0.4, "margin": 0.3, "nearest fit": 0.2,
    "nearest open": 0.7, "nearest other": 0.4, "no fit": -1.8, "no name before": -0.1, "no open": -0.5,
    "nobody before": 1.0, "noun": 0.1, "own open object": -0.9, "own open possessive": 0.1,
    "own open reflexive": -0.4, "own open subject": -0.6, "own other independent": 0.1,
    "own other object": -0.3, "own other object, nobody else": -0.6, "own other possessive": -0.2,
    "own other possessive, nobody else": 0.9, "own other reflexive": 0.2,
    "own other reflexive, nobody else": 0.3, "own other subject, nobody else": 0.1, "paired": -1.3,
    "quoted": -1.8, "relation noun": -0.2, "self noun": 0.8,
}  # fmt: skip


def odds(found: dict[str, float]) -> float:
    """The logarithm of the odds that the pronoun is an error."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
