"""BNU004, BNU005: months, weekdays and currencies that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.language import LanguageData, Names
    from mtcheck.bitext.pair import Bead, Pair

AMBIGUOUS = frozenset(("march", "may"))  # words that are no months


@pair_rule(
    code="BNU004",
    name="date-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation/date-time",
    examples=(
        BadPair("The fair opens in [[October]].", source="Die Messe beginnt im September.", lang="de"),
        BadPair("They met on [[Friday]].", source="Они встретились в четверг.", lang="ru"),
        GoodPair("The fair opens in September.", source="Die Messe beginnt im September.", lang="de"),
        GoodPair("The fair opens in September.", source="博览会9月开幕。", lang="zh"),
        GoodPair("They met on Friday.", source="Они встретились вчера.", lang="ru"),
    ),
)
def date_changed(pair: Pair) -> Iterator[Match]:
    """The month or the weekday is another than in the source.

    The names of months and days are so alike in use that engines take one for another.
    """
    from mtcheck.bitext.english import day_numbers, month_numbers

    own = pair.language
    for there, here in ((own.month_names, month_numbers()), (own.day_names, day_numbers())):
        if there:
            yield from _changed(pair, there, here)


def _changed(pair: Pair, names: Names, numbers: dict[str, int]) -> Iterator[Match]:
    """Months or days (English name -> number) that differ from those of the source."""
    pattern = _pattern(*numbers)
    for bead in pair.trusted:
        found = list(pattern.finditer(bead.target_text))
        if not found:
            continue
        there = _named(pair, bead, names)
        here = {numbers[m[1].lower()] for b in pair.near(bead) for m in pattern.finditer(b.target_text)}
        for m in found:
            k = numbers[m[1].lower()]
            if there and k not in there and there - here:
                assert bead.target
                span = Span(*m.span(1)).shifted(bead.target.start)
                meant = next(name for name, n in numbers.items() if n == min(there - here)).title()
                related = (Related(bead.source, f"names {meant}", SOURCE),) if bead.source else ()
                yield Match(span, f"The source has {meant} here, not {m[1]}.", 0.7, (), related)


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    """Names of months or days with a capital; of days also the plural."""
    words = "|".join(n.title() for n in names if n not in AMBIGUOUS)
    return re.compile(rf"\b({words})s?\b")


def _named(pair: Pair, bead: Bead, names: Names) -> set[int]:
    """The months or days that this piece of the source and its neighbours name."""
    from mtcheck.bitext.words import WORD

    language = pair.language
    text = " ".join(b.source_text for b in pair.near(bead)).lower()
    if not language.spaced:
        found = {n for n, words in names.items() for x in words if x in text}
        if language.month_sign and names is language.month_names:
            found |= {int(m[1]) for m in re.finditer(rf"(\d{{1,2}})\s*{language.month_sign}", text)} & names.keys()
        return found
    words = WORD.findall(text)
    out = set()
    for number, forms in names.items():
        stems = tuple(n[: max(4, len(n) - 2)] if len(n) > 4 else n for n in forms)
        if any(w.startswith(stems) and len(w) <= max(map(len, forms)) + 3 for w in words):
            out.add(number)
    return out


@pair_rule(
    code="BNU005",
    name="currency-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation/currency",
    examples=(
        BadPair("The bridge cost 30 million [[dollars]].", source="Die Brücke kostete 30 Millionen Euro.", lang="de"),
        GoodPair("The bridge cost 30 million euros.", source="Die Brücke kostete 30 Millionen Euro.", lang="de"),
        GoodPair("The bridge cost $30 million.", source="这座桥耗资3000万美元。", lang="zh"),
    ),
)
def currency_changed(pair: Pair) -> Iterator[Match]:
    """The currency is another than in the source.

    Sums are most often in dollars in what engines have read.
    """
    from mtcheck.bitext.english import english

    if not pair.language.known:
        return
    for bead in pair.trusted:
        assert bead.target
        here = _currencies(english(), bead.target_text)
        if not here:
            continue
        there = _currencies(pair.language, " ".join(b.source_text for b in pair.near(bead)))
        if there and not here.keys() & there.keys():
            span = Span(*here[min(here)].span()).shifted(bead.target.start)
            meant = min(there)
            related = (Related(bead.source, f"speaks of the {meant}", SOURCE),) if bead.source else ()
            yield Match(span, f"The source speaks of the {meant} here.", 0.6, (), related)


def _currencies(language: LanguageData, text: str) -> dict[str, re.Match[str]]:
    """The currencies that a text names, each with the first place."""
    found = ((name, words.found(text, language.spaced)) for name, words in language.currencies.items())
    return {name: m for name, m in found if m}
