"""TIM002: “will” in a clause that says when."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import third_person
from mtcheck.languages.en.grammar.noun_phrases import PRONOUNS
from mtcheck.languages.en.grammar.syntax import Number, syntax
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, rule

OPENERS = ("when", "until", "once", "after", "before", "as")
REACH = 10  # tokens between the opener and “will”


@rule(
    code="TIM002",
    name="future-in-time-clause",
    severity=MINOR,
    mqm="fluency/grammar/tense",
    anchors=("will",),
    examples=(
        Bad("When the harbour [[will]] be opened, ships can enter it.",
            fix="When the harbour is opened, ships can enter it."),
        Bad("He will call us as soon as he [[will]] arrive in Brno.",
            fix="He will call us as soon as he arrives in Brno."),
        Bad("The council will wait until the results [[will]] be known.",
            fix="The council will wait until the results are known."),
        Good("He does not know when the harbour will be opened, or when he will arrive."),
        Good("The fair is planned for May, when the harbour will be open."),
        Good("“When the harbour will be open, we leave,” he said."),
        Good("When the harbour will soon be open, ships can enter it."),
        Good("The day when he will arrive is near. When will he come? After all, it will rain, as they will see."),
        Good("After the war the town will be rebuilt, and before long ships will come."),
    ),
)  # fmt: skip
def future_in_time_clause(document: Document, i: int) -> Iterator[Match]:
    """A clause that says when something will happen has the verb in the present.

    Most languages have the future there, and engines carry it over.
    """
    first = document.sentence_of(i).first
    opener = next((k for k in range(i - 1, max(first, i - REACH) - 1, -1) if document.word(k) in OPENERS), -1)
    if opener < 0 or not _says_when(document, opener) or document.has(i, Flag.QUOTED):
        return
    found = syntax(document)
    verb = found.arc(i)[0]
    if found.arc(verb)[1] != "advcl" or found.arc(opener)[0] != verb:
        return
    subject = next((k for k in range(opener + 1, i) if found.arc(k)[0] == verb and found.arc(k)[1][:5] == "nsubj"), -1)
    if subject < 0 or document.tag(i + 1) != "VB":
        return
    new = _present(document, subject, document.lower[i + 1])
    fix = Fix(f"Write “{new}”", (Edit(document.starts[i], document.ends[i + 1], new),), SUGGEST)
    message = f"After “{document.lower[opener]}” the present says what is to come: “{new}”."
    yield Match(document.span(i), message, 0.7, (fix,))


def _says_when(document: Document, i: int) -> bool:
    """Whether an opener says when and belongs to no noun before it: the day when he will arrive."""
    word = document.word(i)
    if word == "as":
        return document.word(i - 1) == "soon"
    return word != "when" or document.has(i, Flag.FIRST)


def _present(document: Document, subject: int, base: str) -> str:
    """The present of a verb for this subject."""
    plural = document.tags[subject] in ("NNS", "NNPS")
    plural = PRONOUNS.get(document.lower[subject], Number.PLURAL if plural else Number.SINGULAR) is not Number.SINGULAR
    if base == "be":
        return "are" if plural else "is"
    return base if plural else third_person(base)
