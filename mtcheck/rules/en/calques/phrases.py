"""CAL001 and on: phrases that are translated word for word, a rule for each row of phrases/*.toml.

To add one, add a row there: see phrases/README.md. Its examples are tested like any rule's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.lint import MINOR, Bad, Document, Example, Fix, Flag, Good, Match, Rule
from mtcheck.rules.en.phrase_rows import CALQUES, Calque
from mtcheck.rules.en.phrases import filled, in_perfect, met

COMMON = 0.5  # share of a word's occurrences that are small
SILENT = Good("The two sides met in the capital on Monday.")


class Phrase:
    """One row as a function that a rule calls for every place of its anchor: two neighbours, or else one token."""

    __slots__ = ("row",)

    def __init__(self, row: Calque) -> None:
        self.row = row

    def __call__(self, document: Document, i: int) -> Iterator[Match]:
        row = self.row
        first, last = i - row.anchor, i - row.anchor + len(row.find) - 1
        found = met(document, first, row.find, year=row.year)
        if found is None or document.word(first - 1) in row.prev or document.word(last + 1) in row.next:
            return
        if row.at_start and not document.has(first, Flag.FIRST):
            return
        if any(_named(document, k) for k in range(first, last + 1)):
            return
        new = filled(row.fix, row.find, document.words[first : last + 1], found)
        span = document.span(first, last)
        message = f"“{document.slice(first, last)}” is translated word for word; English says “{new}”."
        offered = not row.hint and (not row.perfect or in_perfect(document, first, last))
        yield Match(span, message, row.confidence, (Fix.write(span, new),) if offered else ())


def _named(document: Document, i: int) -> bool:
    """Whether a word that is usually small has a capital as part of a name: the University of the Third Age."""
    return (
        bool(document.has(i, Flag.CAPITAL) and not document.has(i, Flag.FIRST))
        and usually_small(document.lower[i]) > COMMON
    )


def examples(row: Calque) -> tuple[Example, ...]:
    """The row's examples: the bad one, the same repaired, and the near miss."""
    if row.hint:
        return (Bad(row.bad), Good(row.good), SILENT)
    return (Bad(row.bad, fix=row.fixed), Good(row.fixed), Good(row.good))


@cache
def rule_of(row: Calque) -> Rule:
    return Rule(
        code=row.code,
        name=row.name,
        severity=MINOR,
        mqm="style/unidiomatic",
        family="calques",
        status="stable",
        function=Phrase(row),
        summary=f"“{row.shown}” is translated word for word.",
        why=row.why,
        examples=examples(row),
        anchors=frozenset(row.anchors),
    )


def rule_with(code: str) -> Rule:
    """The rule with this code alone: an article wakes one of hundreds. Raises StopIteration if there is none."""
    return rule_of(next(row for row in CALQUES if row.code == code))


def __getattr__(name: str) -> tuple[Rule, ...]:
    """RULES, all of them, made when somebody asks."""
    if name != "RULES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return tuple(map(rule_of, CALQUES))
