"""PRO005: one organisation is "it" and "they" in one clause."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import Number, Phrase, syntax
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import SINGULAR_VERBS
from mtcheck.lint import HINT, MINOR, PREVIEW, Bad, Document, Fix, Good, Match, Related, rule

HINTED = 0.4  # confidence: English often says "the company … they"


@rule(
    code="PRO005",
    name="organisation-pronoun-number",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    status=PREVIEW,  # it has not met its error in the machine text that it was measured on
    anchors=("their", "themselves"),
    examples=(
        Bad("The company raised its sales and [[their]] profit.", fix="The company raised its sales and its profit."),
        Bad("The ministry has contradicted [[themselves]].", fix="The ministry has contradicted itself."),
        Bad("The bank said that it sold [[themselves]].", fix="The bank said that it sold itself."),
        Bad("The ministry was proud of [[themselves]].", fix="The ministry was proud of itself."),
        Bad("The bank sells [[themselves]] well.", fix="The bank sells itself well."),
        Good("The firm raised its sales and its profit and praised their fans."),
        Good("The firm raised our sales and their profit. As for themselves, the couple has hurt themselves."),
        Good("The company raised its sales and cut the pay of its workers and their families."),
        Good("The bank and its clients blamed themselves. The police blamed themselves."),
        Good("The club said they were glad, and praised their fans."),
    ),
)
def organisation_number(document: Document, i: int) -> Iterator[Match]:
    """One organisation is “it” and “they” in the same clause.

    Engines choose the pronoun anew in every phrase, and many languages have one word for “its” and “their”.
    """
    other = _owner(document, i) if document.lower[i] == "their" else _subject(document, i)
    if other is None:
        return
    word, new = document.words[i], "its" if document.lower[i] == "their" else "itself"
    message = f"“{word}” seems to stand for what this clause calls “{document.slice(*other[:2])}”."
    fix = Fix.write(document.span(i), new, HINT)
    related = (Related(document.span(*other[:2]), "the same organisation, in the singular"),)
    yield Match(document.span(i), message, HINTED, (fix,), related)


def _owner(document: Document, i: int) -> tuple[int, int] | None:
    """Where "its" stands beside "their": its sales and their profit. Nothing before may be plural."""
    sentence = document.sentence_list[i]
    for several in syntax(document).coordinations(sentence):
        *_, first, last = several.phrases
        if last.determiner == i and document.word(first.determiner) == "its" and first.kind != "person":
            before = [p for p in syntax(document).sentence(sentence).phrases if p.first < first.first]
            return None if any(p.number is Number.PLURAL for p in before) else (first.determiner, first.determiner)
    return None


def _subject(document: Document, i: int) -> Phrase | None:
    """The subject of "themselves", if it is "it" or an organisation with a verb in the singular."""
    clause = syntax(document).clause_of(i)
    if clause is None or clause.subject is None:
        return None
    noun = document.lower[clause.subject.head]
    singular = document.lower[clause.verb] in SINGULAR_VERBS or document.tag(clause.verb) == "VBZ"
    return clause.subject if noun == "it" or (names.organisation_noun(noun) and singular) else None
