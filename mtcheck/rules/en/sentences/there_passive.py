"""SEN012: “there” with a passive."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import BE, INDEFINITE_ARTICLES, MODALS, NUMBER_WORDS, PLURAL_QUANTIFIERS
from mtcheck.lint import MAJOR, Bad, Document, Flag, Good, Match, rule

AFTER = NUMBER_WORDS | PLURAL_QUANTIFIERS | INDEFINITE_ARTICLES | {"some", "no", "more"}
BEFORE_BE = MODALS | {"has", "have", "had"}
VERBS = tuple(sorted(BE | BEFORE_BE))


@rule(
    code="SEN012",
    name="there-passive",
    severity=MAJOR,
    mqm="fluency/grammar/word-order",
    anchors=tuple(f"there {verb}" for verb in VERBS),
    examples=(
        Bad("[[There was signed]] an agreement between the two firms."),
        Bad("In May [[there have been reported]] 300 new cases in the town."),
        Bad("[[There were also invited]] three guests from Rome."),
        Good("There were registered nurses in the room, and there was said to be a storm."),
        Good("There was concern about a storm. There is, found in May, a hole."),
        Good("The house there was sold two years ago."),
        Good("They are men for whom there must be found some food."),
        Good("There had already been a handful of hits."),
        Good("“There was signed an agreement,” he said."),
    ),
)
def there_passive(document: Document, i: int) -> Iterator[Match]:
    """After “there” a passive stands before what has been done: “there was signed an agreement”.

    In Slavic and Germanic languages what is new comes last, and the verb before it; English puts the subject first.
    """
    k = i + 1
    if document.word(k) in BEFORE_BE:
        k += 1
    if document.word(k) not in BE or document.has(i, Flag.QUOTED) or document.tag(i - 1) in ("NN", "NNS", "WP", "WDT"):
        return  # men for whom there must be found some room
    k += 1
    while document.tag(k) == "RB":
        k += 1
    if document.tag(k) != "VBN":
        return
    if document.word(k + 1) in AFTER or document.has(k + 1, Flag.NUMBER):
        yield Match(document.span(i, k), "The subject stands before a passive: “an agreement was signed”.", 0.6)
