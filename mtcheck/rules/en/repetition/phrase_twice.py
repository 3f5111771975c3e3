"""REP007: a clause says the same place or time twice."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import Attachment, syntax
from mtcheck.languages.en.vocabulary import ARTICLES
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Good, Match, layer, mask_rule

PLACING = ("in", "on", "at")


def _candidates(document: Document) -> list[int]:
    """Each preposition that stands in one sentence twice, before the same word (and article): the second place."""
    found = []
    for word in PLACING:
        before: dict[tuple[int, str, str], int] = {}
        for i in document.index.get(word, ()):
            first = document.word(i + 1)
            key = document.sentence_list[i], first, document.word(i + 2) if first in ARTICLES else ""
            if key in before:
                found.append(i)
            before[key] = i
    return sorted(found)


@mask_rule(
    code="REP007",
    name="phrase-twice",
    severity=MAJOR,
    mqm="fluency/grammar",
    wake=_candidates,
    candidates=_candidates,
    examples=(
        Bad("In 2010, he moved to Rome [[in 2010]].", fix="In 2010, he moved to Rome."),
        Bad("On Monday he met the mayor [[on Monday]].", fix="On Monday he met the mayor."),
        Bad(
            "On Monday they met in Rome [[on Monday]] in the rain and in the dark.",
            fix="On Monday they met in Rome in the rain and in the dark.",
        ),
        Good("He died on Monday and she was born on Monday."),
        Good("They met in the town in the rain. In the end they met him in the street."),
        Good("The man in the red car saw a man in the red car."),
        Good("In the town they met a man in the street."),
        Good("In 2010 he left, and in 2010 he came back."),
    ),
)
def phrase_twice(document: Document, i: int) -> Iterator[Match]:
    """A phrase of place or time stands in one clause twice.

    The system puts it where the source has it and where English has it.
    """
    phrase = _repeated(document, document.sentence_list[i]).get(i)
    if phrase:
        span = document.span(i, phrase.object.last)
        edit = Edit(document.ends[i - 1], span.end, "")
        fix = Fix(f"Leave out “{document.slice(i, phrase.object.last)}”", (edit,), SUGGEST)
        yield Match(span, "The clause says this twice.", 0.65, (fix,))


@layer
def _read(document: Document) -> dict[int, dict[int, Attachment]]:
    """`_repeated` of the sentences that were asked for."""
    return {}


def _repeated(document: Document, k: int) -> dict[int, Attachment]:
    """The phrases of sentence k that say of the same word what one before them says, by their prepositions; found once,
    since a sentence may have thousands."""
    read = _read(document)
    if k not in read:
        said, found = set(), {}
        for phrase in syntax(document).attachments(k):
            key = phrase.to, *document.lower[phrase.preposition : phrase.object.last + 1]
            if phrase.to >= 0 and key in said:
                found[phrase.preposition] = phrase
            said.add(key)
        read[k] = found
    return read[k]
