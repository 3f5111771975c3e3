"""BNU004, BNU005: months, weekdays and currencies that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.languages.en.vocabulary import MONTHS_IN_ORDER, WEEKDAYS_IN_ORDER
from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

MONTH = re.compile(rf"\b({'|'.join(m.capitalize() for m in MONTHS_IN_ORDER if m not in ('march', 'may'))})\b")
DAY = re.compile(rf"\b({'|'.join(day.capitalize() for day in WEEKDAYS_IN_ORDER)})s?\b")
CURRENCIES = {
    "dollar": (re.compile(r"\$|\bdollars?\b|\bUSD\b", re.I), re.compile(
        r"\$|＄|dol[lł]?[aá]?r|дол|ドル|美元|元|刀|달러|دولار|דולר|डॉलर|usd|dal", re.I)),
    "euro": (re.compile(r"€|\beuros?\b|\bEUR\b", re.I), re.compile(
        r"€|euro|eur\b|евро|євро|ユーロ|欧元|歐元|유로|يورو|אירו|यूरो|evr", re.I)),
    "pound": (re.compile(r"£|\bGBP\b", re.I), re.compile(
        r"£|￡|pfund|libra|livre|sterlin|liber|фунт|ポンド|英镑|英鎊|파운드|جنيه|פאונד|ליש|लिरा|पाउंड|gbp|pund", re.I)),
    "yen": (re.compile(r"¥|\byen\b|\bJPY\b", re.I), re.compile(
        r"¥|￥|yen|jen|иен|єн|円|元|엔|ين|ין|येन|jpy", re.I)),
}  # fmt: skip


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
    language = pair.language
    for pattern, names, numbers in ((MONTH, MONTHS_IN_ORDER, language.months), (DAY, WEEKDAYS_IN_ORDER, language.days)):
        if not numbers:
            continue
        first = 1 if names is MONTHS_IN_ORDER else 0
        for bead in pair.trusted:
            found = list(pattern.finditer(bead.target_text))
            if not found:
                continue
            there = _named(pair, bead, numbers, first)
            here = {names.index(m[1].lower()) for b in pair.around(bead) for m in pattern.finditer(b.target_text)}
            for m in found:
                k = names.index(m[1].lower())
                if there and k not in there and there - here:
                    assert bead.target
                    span = Span(*m.span(1)).shifted(bead.target.start)
                    meant = names[min(there - here)].title()
                    related = (Related(bead.source, f"names {meant}", SOURCE),) if bead.source else ()
                    yield Match(span, f"The source has {meant} here, not {m[1]}.", 0.7, (), related)


def _named(pair: Pair, bead: Bead, numbers: object, first: int) -> set[int]:
    """The months (0 to 11) or days (0 to 6) that this piece of the source and its neighbours name."""
    from mtcheck.bitext.language import WORD

    assert isinstance(numbers, dict)
    text = " ".join(b.source_text for b in pair.around(bead)).lower()
    if not pair.language.spaced:
        found = {int(n) - first for n, names in numbers.items() for x in names if x in text}
        return found | ({int(m[1]) - 1 for m in re.finditer(r"(\d{1,2})\s*月", text)} if first else set())
    words = WORD.findall(text)
    out = set()
    for number, names in numbers.items():
        stems = tuple(n[: max(4, len(n) - 2)] if len(n) > 4 else n for n in names)
        if any(w.startswith(stems) and len(w) <= max(map(len, names)) + 3 for w in words):
            out.add(int(number) - first)
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
    if not pair.language.known:
        return
    for bead in pair.trusted:
        assert bead.target
        here = {c for c, (english, _) in CURRENCIES.items() if english.search(bead.target_text)}
        if not here:
            continue
        near = " ".join(b.source_text for b in pair.around(bead))
        there = {c for c, (_, source) in CURRENCIES.items() if source.search(near)}
        if there and not here & there:
            m = CURRENCIES[min(here)][0].search(bead.target_text)
            assert m
            span = Span(*m.span()).shifted(bead.target.start)
            related = (Related(bead.source, f"speaks of the {min(there)}", SOURCE),) if bead.source else ()
            yield Match(span, f"The source speaks of the {min(there)} here.", 0.6, (), related)
