"""PRO001: he or she for an organisation or a place."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document
from mtcheck.english import names
from mtcheck.english.mentions import Type
from mtcheck.english.pronouns import WORDS, Pronoun, pronouns
from mtcheck.english.resolution import Candidate, agent, attached, cast, human, organisations
from mtcheck.findings import MAJOR, SUGGEST, Edit, Fix, Related
from mtcheck.rule import Bad, Good, Match, document_rule


import os
OPEN=int(os.environ.get("OPEN","99"))
NOUN=int(os.environ.get("NOUN","2"))


@document_rule(
    code="PRO001",
    name="organisation-pronoun",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    examples=(
        Bad(
            "The Central Bank raised rates on Monday. [[She]] said inflation was too high.",
            fix="The Central Bank raised rates on Monday. It said inflation was too high.",
        ),
        Good("The Central Bank raised rates on Monday. Its governor, Anna Lind, spoke later. She said inflation was too high."),
        Good("The frigate left the harbour of Brest on Monday. She is due in Dakar in a week."),
    ),
)
def organisation_pronoun(document: Document) -> Iterator[Match]:
    """“She” or “he” stands for an organisation or a country, which English calls “it”.

    Arabic, Hebrew, Russian, French and German give such a noun a gender, and engines carry it over.
    """
    index = document.index
    for gender, words in (("F", ("she", "her", "hers", "herself")), ("M", ("he", "him", "his", "himself"))):
        if any(w in index for w in words):
            yield from _of_gender(document, gender)


def _of_gender(document: Document, gender: str) -> Iterator[Match]:
    """All or none: where one of them may be a person, so may the rest."""
    for pronoun in pronouns(document):
        if pronoun.gender == gender:
            found = _antecedent(document, pronoun)
            if isinstance(found, str):
                return
            yield _match(document, pronoun, found)


def _antecedent(document: Document, pronoun: Pronoun) -> Candidate | str:
    """What the pronoun stands for, or why that is not sure."""
    everyone = cast(document)
    i, here = pronoun.i, document.sentence_list[pronoun.i]
    end = document.sentences[here].last
    first = document.sentences[max(0, here - 2)].first
    if here == 0:
        return "nothing before"
    if any(k <= end for k in everyone.evidence[pronoun.gender]):
        return "same gender before: " + " ".join(document.words[k] for k in everyone.evidence[pronoun.gender] if k <= end)
    far = document.sentences[max(0, here - OPEN)].first
    for entity in everyone.open:
        if any(far <= m.first <= end for m in entity.mentions):
            return "unknown person before: " + entity.name
    for entity in everyone.dim:
        if any(first <= m.first <= end and agent(document, m) for m in entity.mentions):
            return "unknown name near: " + entity.name
    exempt = names.word_set("nouns_exempt.txt")
    if any(document.lower[k] in exempt for k in range(first, i)):
        return "exempt"
    if human(document, pronoun):
        return "human"
    close = document.sentences[max(0, here - NOUN)].first
    for k in everyone.nouns:
        if close <= k < i and not attached(document, everyone.found, k):
            return "person noun: " + document.words[k]
    strict = pronoun.gender == "M"  # "he" also stands for anyone
    found = [c for c in organisations(document, pronoun, 1 if strict else 2) if c.role or not strict]
    if not found:
        return "no antecedent"
    if found[0].mention and found[0].mention.entity.type is Type.PLACE and _personified(document, pronoun):
        return "personified"
    return found[0]


def _personified(document: Document, pronoun: Pronoun) -> bool:
    """Whether the text calls its country she more than once, and not it close by."""
    count = sum(p.gender == pronoun.gender for p in pronouns(document))
    here = document.sentence_list[pronoun.i]
    neuter = (k for w in ("it", "its") for k in document.index.get(w, ()))
    if any(here - 1 <= document.sentence_list[k] <= here for k in neuter):
        return count > 2
    return count > 1


def _match(document: Document, pronoun: Pronoun, candidate: Candidate) -> Match:
    word = document.words[pronoun.i]
    name = document.slice(candidate.first, candidate.last)
    new = WORDS[""][pronoun.case]
    new = new.capitalize() if word[0].isupper() else new
    span = document.span(pronoun.i)
    who = "woman" if pronoun.gender == "F" else "man"
    message = f"“{word}” seems to stand for “{name}”: no {who} is mentioned in this text."
    fix = Fix(f"Write “{new}”", (Edit(*span, new),), SUGGEST)
    related = (Related(document.span(candidate.first, candidate.last), f"what “{word}” seems to stand for"),)
    return Match(span, message, 0.85, (fix,), related)
