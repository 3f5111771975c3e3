"""PRO002: one person is "he" here and "she" there."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document
from mtcheck.english.gender import by_votes
from mtcheck.english.pronouns import WORDS, Case, Pronoun, pronouns
from mtcheck.english.resolution import cast, distinct
from mtcheck.findings import MAJOR, SUGGEST, Edit, Fix, Related
from mtcheck.rule import Bad, Good, Match, document_rule

OTHER = {"F": "M", "M": "F"}


@document_rule(
    code="PRO002",
    name="person-pronoun-gender",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    examples=(
        Bad(
            "She was born in Cork. She studied law and opened [[his]] first office in 1990.",
            fix="She was born in Cork. She studied law and opened her first office in 1990.",
        ),
        Good("She was born in Cork. She studied law with Peter Hall and took over his office in 1990."),
        Good("She was born in Cork. She met him at school."),
    ),
)
def person_pronoun(document: Document) -> Iterator[Match]:
    """A person is “she” in one place and “he” in another.

    Many languages leave the subject out or give “his” and “her” one form, and engines guess anew in every clause.
    """
    found = pronouns(document)
    if len(found) < 2:
        return
    for pronoun in found:
        if (why := _flip(document, pronoun, found)) and isinstance(why, Pronoun):
            yield _match(document, pronoun, why)


def _flip(document: Document, pronoun: Pronoun, found: list[Pronoun]) -> Pronoun | str:
    same = [p for p in found if p.gender == pronoun.gender]
    others = [p for p in found if p.gender != pronoun.gender]
    if len(same) > 1 or len(others) < 2:
        return "count"
    everyone = cast(document)
    here = document.sentence_list[pronoun.i]
    end = document.sentences[here].last
    if any(k <= end for k in everyone.evidence[pronoun.gender]):
        return "someone of that gender before: " + " ".join(document.words[k] for k in everyone.evidence[pronoun.gender] if k <= end)
    first = document.sentences[max(0, here - 2)].first
    for entity in (*everyone.open, *everyone.dim):
        if entity.mentions[0].first > end:
            continue
        if (by_votes(entity, pronoun) or entity.lean) == OTHER[pronoun.gender]:
            continue
        if entity in everyone.open or any(first <= m.first <= end for m in entity.mentions):
            return "unknown person: " + entity.name
    if distinct(document, pronoun, others):
        return "distinct"
    if here == 0 and not any(document.sentence_list[p.i] == 0 for p in others):
        return "first"
    near = [p for p in others if abs(document.sentence_list[p.i] - here) <= 1]
    if not near:
        return "none near"
    return near[0]


def _match(document: Document, pronoun: Pronoun, other: Pronoun) -> Match:
    word = document.words[pronoun.i]
    new = WORDS[other.gender][pronoun.case]
    new = new.capitalize() if word[0].isupper() else new
    span = document.span(pronoun.i)
    message = f"“{word}” does not fit: everyone else here is “{document.words[other.i]}”."
    fix = Fix(f"Write “{new}”", (Edit(*span, new),), SUGGEST)
    return Match(span, message, 0.8, (fix,), (Related(document.span(other.i), "the same person"),))
