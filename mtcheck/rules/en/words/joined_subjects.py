"""WRD042: a singular verb after two subjects that “and” joins."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import Phrase, syntax
from mtcheck.languages.en.vocabulary import DISTRIBUTIVES
from mtcheck.lint import MAJOR, Bad, Document, Fix, Good, Match, Pos, mask_rule
from mtcheck.rules.en.words.subject_number import TO_PLURAL

INSIDE = Pos.ADJECTIVE | Pos.NOUN | Pos.NAME


def _candidates(document: Document) -> list[int]:
    """Every verb for one thing after “and” and a noun: and his wife was."""
    return [verb for i in document.index.get("and", ()) if document.word(verb := _verb(document, i + 2)) in TO_PLURAL]


def _verb(document: Document, k: int) -> int:
    """The token after the rest of a noun phrase and adverbs."""
    while document.is_pos(k, INSIDE | Pos.ADVERB):
        k += 1
    return k


@mask_rule(
    code="WRD042",
    name="joined-subjects",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    wake=_candidates,
    candidates=_candidates,
    examples=(
        Bad("The man and his wife [[was]] arrested on Monday.", fix="The man and his wife were arrested on Monday."),
        Bad("The minister and the mayor also [[has]] agreed.", fix="The minister and the mayor also have agreed."),
        Bad("Both the mayor and the minister [[is]] here.", fix="Both the mayor and the minister are here."),
        Good("They saw the man and his wife was ill. The man and his wife were here."),
        Good("No man and no woman has said so. Their friend and neighbour was arrested."),
        Good("It was clean, and there was a red carpet and a stool in front of it."),
        Good("To and fro is fine. The talk of the sun and moon is old."),
    ),
)
def joined_subjects(document: Document, i: int) -> Iterator[Match]:
    """Two subjects are joined by “and”, and their verb stands in the singular.

    The system agrees with the noun that stands right before the verb, as some languages do.
    """
    found = syntax(document)
    first = found.subject_of(i)
    if first is None or first.first > i:
        return  # there was a carpet and a stool
    second = found.phrase_from(first.last + 2)
    if second and found.arc(second.head)[:2] == (first.head, "conj") and _own(document, first, second):
        new = TO_PLURAL[document.lower[i]]
        yield Match(document.span(i), f"Two subjects ask for “{new}”.", 0.7, (Fix.write(document.span(i), new),))


def _own(document: Document, *phrases: Phrase) -> bool:
    """Whether each has a determiner of its own, and is not taken one by one: every man; the owner and founder."""
    return all(document.word(p.determiner) not in ("", "no", *DISTRIBUTIVES) for p in phrases)
