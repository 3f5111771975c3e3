"""Evidence about the one pronoun of a document whose gender differs from all the others.

Either it stands for somebody else, or one person changed sex. `features` counts what speaks for each, `odds`
weighs it. The weights come from training/fit_odd_pronoun.py, which also used news.
"""

from __future__ import annotations

import math

from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.cast import agent, attached, cast
from mtcheck.languages.en.people.entities import Type
from mtcheck.languages.en.people.gender import by_votes
from mtcheck.languages.en.people.pronouns import Case, Pronoun
from mtcheck.languages.en.vocabulary import (
    COORDINATORS,
    FEMALE_PARTNERS,
    INDIRECT_QUESTIONS,
    MALE_PARTNERS,
    QUESTION_WORDS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
)
from mtcheck.lint import Document, Flag

OTHER = {"F": "M", "M": "F"}


def zone(document: Document, i: int, token: int) -> str:
    """Where a token stands as seen from the pronoun at i."""
    away = document.sentence_list[i] - document.sentence_list[token]
    if away == 0:
        return "here" if token < i else "after"
    if away < 0:
        return "later"
    return "previous" if away == 1 else "near" if away <= 3 else "far"


def features(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> dict[str, float]:
    """What speaks for and against an error, by name."""
    everyone = cast(document)
    i, gender = pronoun.i, pronoun.gender
    out: dict[str, float] = {"bias": 1.0, f"case {pronoun.case}": 1.0}
    for token in everyone.evidence[gender]:
        out["fits " + zone(document, i, token)] = 1.0
    for entity in everyone.found.entities:
        if (entity.gender and not entity.votes) or entity.type not in (Type.PERSON, Type.UNKNOWN):
            known = entity.gender
        else:
            known = by_votes(entity, pronoun) or entity.lean
        if entity.type in (Type.ORGANISATION, Type.PLACE):
            continue
        kind = "open " if not known else "fits " if known == gender and entity.gender != gender else "other "
        if known == gender and kind != "fits ":
            continue
        if not known and entity in everyone.dim:
            kind = "dim "
        for place in {zone(document, i, m.first) for m in entity.mentions}:
            out[kind + place] = out.get(kind + place, 0.0) + 1.0
        if not known:
            for m in entity.mentions:
                place = zone(document, i, m.first)
                if place in ("here", "previous") and agent(document, m):
                    out["agent " + place] = 1.0
    for k in everyone.nouns:
        place = zone(document, i, k)
        if place in ("here", "previous") and not attached(document, everyone.found, k):
            out["noun " + place] = 1.0
            if document.word(k - 1) in ("her", "his") and place == "here":
                out["owned noun"] = 1.0  # her friend
            if document.tag(k + 1) in ("VBD", "VBZ", "MD", "VBP"):
                out["doing noun " + place] = 1.0
    out.update(_together(out))
    out.update(_local(document, pronoun, others))
    for key in out:
        out[key] = min(out[key], 2.0)
    return out


BEFORE = ("here", "previous", "near", "far")


def _together(found: dict[str, float]) -> dict[str, float]:
    """Whether whole ranges of the text hold nobody the pronoun could stand for."""
    out = {}
    fits = any(f"fits {z}" in found for z in BEFORE)
    unknown = any(f"open {z}" in found for z in BEFORE)
    dim = any(f"dim {z}" in found for z in BEFORE)
    if not fits:
        out["nobody before"] = 1.0
        if not unknown:
            out["no unknown before"] = 1.0
            if not dim:
                out["no name before"] = 1.0
    if not any(f"{kind} {z}" in found for kind in ("fits", "open", "dim") for z in ("here", "previous")):
        out["nobody near"] = 1.0
    if not any(f"{kind} here" in found for kind in ("fits", "open", "dim")):
        out["nobody here"] = 1.0
    return out


def _local(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> dict[str, float]:
    i = pronoun.i
    found = cast(document).found
    out: dict[str, float] = {"count": math.log(len(others))}
    here = [p for p in others if document.same_sentence(i, p.i)]
    before = [p for p in here if p.i < i]
    if before:
        last = before[-1]
        clean = not any(True for _ in found.between(last.i, i))
        out[f"before {last.case}" + (" clean" if clean else "")] = 1.0
    if any(p.i > i for p in here):
        out["after pronoun"] = 1.0
    if before and any(p.i > i for p in here):
        out["between"] = 1.0
    sentence = document.sentence_list[i]
    previous = [p for p in others if document.sentence_list[p.i] == sentence - 1]
    if previous:
        out["previous pronoun"] = 1.0
    if any(p.case is Case.SUBJECT for p in previous) and pronoun.case is Case.SUBJECT:
        out["parallel subject"] = 1.0
    if pronoun.case is Case.SUBJECT and document.has(i, Flag.FIRST):
        out["begins"] = 1.0
    if distinct(document, pronoun, others):
        out["distinct"] = 1.0
    after = [document.word(k) for k in range(i + 1, i + 4)]
    if pronoun.case is Case.POSSESSIVE:
        if any(w in names.group("O") for w in after):
            out["self noun"] = 1.0
        elif any(w in names.group("N") for w in after):
            out["relation noun"] = 1.0
    if not any(p.i < i for p in others):
        out["first"] = 1.0
    if not any(document.sentence_list[p.i] in (sentence, sentence - 1, sentence + 1) for p in others):
        out["alone"] = 1.0
    following = found.between(i + 1, document.sentence_of(i).last + 1)
    if not before and any(document.word(m.first - 1) == "," for m in following):
        out["name follows"] = 1.0  # in his review, Waal said
    if pronoun.case is Case.SUBJECT and any(p.case is Case.SUBJECT and 1 < p.i - i < 5 for p in here):
        out["says other"] = 1.0  # he thinks she would
    if sentence == 0 and not here:
        out["opens"] = 1.0  # whom it stands for was said before the text
    if document.has(i, Flag.QUOTED) != document.has(others[0].i, Flag.QUOTED):
        out["quoted"] = 1.0
    return out


_CLAUSE = SUBORDINATORS | RELATIVES | QUESTION_WORDS | INDIRECT_QUESTIONS | COORDINATORS | {"but", "so"}
_NOMINATIVE = SUBJECT_PRONOUNS | {"who"}


def distinct(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> bool:
    """Whether grammar tells the pronoun apart from one of the others: she met him; he told her."""
    for other in others:
        if not document.same_sentence(pronoun.i, other.i):
            continue
        a, b = sorted((pronoun, other), key=lambda p: p.i)
        if a.case is Case.SUBJECT and b.case is Case.OBJECT and _one_clause(document, a.i, b.i):
            return True
        if _partner(document, a) or _partner(document, b) or _paired(document, a, b):
            return True
    return False


def _one_clause(document: Document, first: int, last: int) -> bool:
    """Whether no clause begins between the two tokens."""
    words = [document.lower[k] for k in range(first + 1, last)]
    return not any(w in _CLAUSE or w in _NOMINATIVE or w in ',;:—–-()“”"' for w in words)


def _paired(document: Document, a: Pronoun, b: Pronoun) -> bool:
    """Whether the two stand side by side: his temper and her habits; he and she; she took it, and he paid."""
    if b.i - a.i > 6 or a.case is not b.case:
        return False
    return any(document.lower[k] in ("and", "or", "but", "while", "nor") for k in range(a.i + 1, b.i))


def _partner(document: Document, pronoun: Pronoun) -> bool:
    """Whether the pronoun owns someone of the other gender: his wife."""
    if pronoun.case is not Case.POSSESSIVE:
        return False
    partner = FEMALE_PARTNERS if pronoun.gender == "M" else MALE_PARTNERS
    return any(document.word(k) in partner for k in range(pronoun.i + 1, pronoun.i + 4))


WEIGHTS: dict[str, float] = {
    "after pronoun": 0.3, "agent here": -0.4, "agent previous": 0.1, "alone": -1.3, "before independent clean": 0.1,
    "before object": 0.3, "before object clean": -0.7, "before possessive": 0.1, "before possessive clean": 1.6,
    "before reflexive": 0.2, "before reflexive clean": 0.4, "before subject": 0.1, "before subject clean": 0.2,
    "begins": -0.1, "between": 0.3, "bias": 1.7, "case independent": 0.3, "case object": -1.1,
    "case possessive": -0.1, "case reflexive": 0.7, "case subject": 0.1, "count": -0.6, "dim after": 0.2,
    "dim far": -0.4, "dim here": 0.1, "dim near": 0.1, "dim previous": 0.2, "distinct": -1.1,
    "doing noun here": -1.1, "doing noun previous": -0.2, "first": -0.1, "fits after": -0.5, "fits far": 0.1,
    "fits here": -1.2, "fits later": -0.9, "fits near": -0.6, "fits previous": -0.7, "name follows": 0.1,
    "no name before": -0.6, "no unknown before": -0.5, "nobody before": 1.5, "nobody here": 0.7, "nobody near": 0.2,
    "noun here": -0.1, "noun previous": -0.4, "open far": -0.1, "open here": -0.6, "open later": 0.2,
    "open previous": -0.1, "opens": -0.7, "other far": 0.8, "other here": 0.5, "other later": -0.2,
    "other near": -0.1, "owned noun": -1.2, "parallel subject": -0.1, "previous pronoun": -0.4, "quoted": 0.2,
    "relation noun": -0.5, "says other": -0.8, "self noun": -0.1,
}  # fmt: skip


def odds(found: dict[str, float]) -> float:
    """The logarithm of the odds that the pronoun is an error."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
