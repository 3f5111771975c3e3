"""What the two sides of a bead do not share: numbers, and how much of numbers and names. For rules to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from mtcheck.bitext.compare_names import known_place, rendered, source_names, supported, target_names
from mtcheck.bitext.conversions import unconverted
from mtcheck.bitext.english import day_numbers, english, month_numbers
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.measures import Measure, measure
from mtcheck.bitext.numbers import AFTER, DIGITS, Number, agree
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.words import behind

CONVERTED = re.compile(
    r"[\s-]*(?:miles?|mph|feet|foot|ft|inch(?:es)?|pounds?|lbs?|acres?|gallons?|ounces?|yards?|fahrenheit|°f|dollars?|usd|"
    r"us\$|euros?|km|kilomet|met(?:re|er)|hectares?|kilo|kg|°c|celsius|square|percent|per cent|%|times|hours?|minutes?|"
    r"days?|weeks?|months?)\b",
    re.I,
)
LETTERS = re.compile(r"\b[a-z]{3,}\b", re.I)
CENTURY = re.compile(r"(?:st|nd|rd|th)?[\s-]+centur|th Five", re.I)
DAY = re.compile(r"24[\s-]hours?|24/7|7 days|seven days|twelve months|12 months")
COVID, ALL, HALF_HOUR, DAY_HOURS = 19, 100, 30, 24
A_DAY = re.compile(r"\b(?:a|one|the (?:next|same|previous)|per|every|each) day\b", re.I)
PERCENT = re.compile(r"[\s\u00a0]?[%٪％]")
WHOLE = re.compile(r"\b(?:full\w*|whol\w*|entire\w*|all|total\w*|complete\w*|pure\w*|absolute\w*)\b", re.I)
LAST = re.compile(r"\b(?:the last|round of) $")
COUNTED = re.compile(r" (?:\w+ )?\w+s\b")
PAST = re.compile(r"(?:half|quarter|minutes|ten|twenty|five) past $", re.I)
VAGUE = frozenset("hundreds thousands millions billions and".split())
MULTI = re.compile(r"\bmulti[- ]$", re.I)  # multi-billion
NAMED = re.compile(r"[A-Za-z]+-?$")  # the letters of a name before its number
LONGEST_NAME = 40  # code points
DECADE = re.compile(r"['’]?s\b")
IMPERIAL = re.compile(
    r"(?:\s?[-–—]\s?\d+)?[\s-]*(?:miles?|mph|feet|foot|ft|inch(?:es)?|pounds?|lbs?|acres?|gallons?|ounces?|yards?|fahrenheit|°f|kg|km|kilo)",
    re.I,
)


BEFORE = re.compile(r"(\w+)\W{1,2}(?:\w\W)?$")  # the word before a number, which a small one may be written with
REACH = 20  # code points before a number in which that word stands
MANY = 30_000  # comparisons of numbers in a bead; one that needs more is a table, and takes long
TELLING = 100  # numbers without a counterpart that are looked at


class Changed(NamedTuple):
    """A number of the translation that the source lacks, with the one of the source it seems to stand for."""

    target: Number
    source: Number
    repeated: bool = False  # the source has this number too, but not so often


class Numbers(NamedTuple):
    """How the numbers of a bead differ."""

    changed: list[Changed]
    added: list[Number]
    missing: list[Number]


def numbers(pair: Pair, bead: Bead) -> Numbers:
    """The numbers of a bead that do not agree with any on the other side, nor in the neighbouring beads."""
    return bead.once(_numbers)


def _numbers(pair: Pair, bead: Bead) -> Numbers:
    if not bead.target_numbers and not bead.source_numbers:
        return Numbers([], [], [])
    near = list(pair.near(bead))
    there, here = {s.value for b in near for s in b.source_numbers}, {t.value for b in near for t in b.target_numbers}
    if all(t.value in there for t in bead.target_numbers) and all(
        s.value in here or (s.value <= 1 and not s.digits) for s in bead.source_numbers
    ):
        return Numbers([], [], [])  # as in most beads; of one and half a language says more than the other
    multiplies = pair.language.multiplies
    sources = unlike(s for b in near for s in b.source_numbers)
    targets = unlike(t for b in near for t in b.target_numbers)
    if max(len(bead.target_numbers) * len(sources), len(bead.source_numbers) * len(targets)) > MANY:
        return Numbers([], [], [])
    extra = [
        t
        for t in bead.target_numbers
        if t.value not in there
        and _counts(t, pair)
        and not _set_phrase(pair, t)
        and not any(agree(t, s, multiplies) for s in sources)
    ]
    lone = [s for s in bead.source_numbers if s.value not in here and not any(agree(t, s, multiplies) for t in targets)]
    if lone:
        months = _months(near)
        lone = [s for s in lone if s.value not in months and (s.value > 1 or s.digits)]
    extra, lone = extra[:TELLING], lone[:TELLING]
    extra, lone = _without_sums(extra, lone)
    odd = tuple(extra)
    extra, lone = unconverted(pair, near, extra, lone)
    changed = []
    for t in list(extra):
        fitting = [s for s in lone if _fits(pair, t, s)]
        if fitting:
            s = min(fitting, key=lambda s: (s.key != t.key, len(s.raw) != len(t.raw), abs(s.value - t.value)))
            changed.append(Changed(t, s))
            extra.remove(t)
            lone.remove(s)
    changed += [
        c for c in _repeated(pair, bead, sources, targets) if all(unconverted(pair, near, [c.target], [c.source]))
    ]
    extra = [t for t in extra if t.digits and not t.parts and not _elsewhere(pair, bead, t)]
    extra = [t for t in extra if not DECADE.match(pair.document.text, t.span.end)]
    extra = [t for t in extra if not CENTURY.match(pair.document.text, t.span.end)]
    decades = {t.value + 10 for t in bead.target_numbers if DECADE.match(pair.document.text, t.span.end)}
    lone = [s for s in lone if s.kind == DIGITS and not s.parts and not _in_century(pair, s) and s.value not in decades]
    if lone and any(IMPERIAL.match(pair.document.text, t.span.end) for t in odd):
        lone = []  # measures that were converted, for all we know
    lone = [s for s in lone if f"+{s.raw}" not in bead.target_text]  # what a plus makes no number
    lone = [s for s in lone if not _said_as_weekday(pair, bead, s) and not _needless(pair, bead, s)]
    return Numbers(changed, extra, lone)


def _without_sums(extra: list[Number], lone: list[Number]) -> tuple[list[Number], list[Number]]:
    """The numbers without those that one side counts together: three men and four women, seven people."""
    if len(lone) > 1 and any(t.value == sum(s.value for s in lone) for t in extra):
        return [t for t in extra if t.value != sum(s.value for s in lone)], []
    if len(extra) > 1 and any(s.value == sum(t.value for t in extra) for s in lone):
        return [], [s for s in lone if s.value != sum(t.value for t in extra)]
    return extra, lone


def _measures(pair: Pair, t: Number, s: Number) -> tuple[Measure, Measure]:
    return measure(t, pair.document.text, english()), measure(s, pair.source.text, pair.language)


def _fits(pair: Pair, t: Number, s: Number) -> bool:
    """Whether a number seems to stand for one of the source: the same measure, or none that may be converted."""
    here, there = _measures(pair, t, s)
    if here.kind and here.kind == there.kind:
        return here.unit == there.unit or here.kind != "time"
    return _same_kind(t, s) and not IMPERIAL.match(pair.document.text, t.span.end)


def _months(beads: Iterable[Bead]) -> set[int]:
    """The months that pieces of the translation name, also in short."""
    heads = _month_heads()
    words = (m.group()[:3].lower() for b in beads for m in LETTERS.finditer(b.target_text))
    return {heads[w] for w in words if w in heads}


@cache
def _month_heads() -> dict[str, int]:
    return {name[:3]: n for name, n in month_numbers().items()}


def _repeated(pair: Pair, bead: Bead, sources: list[Number], targets: list[Number]) -> Iterator[Changed]:
    """Numbers that stand here more often than in the source, while another number of it stands nowhere."""
    if not all(2 <= len(numbers) <= TELLING for numbers in (bead.target_numbers, bead.source_numbers)):
        return
    lone = [s for s in bead.source_numbers if s.value > 1 and not any(_equal(t, s) for t in targets)]
    if not lone:
        return
    months = _months(pair.near(bead))
    lone = [s for s in lone if s.value not in months]
    left = list(bead.source_numbers)
    extra = []
    for t in bead.target_numbers:
        # An hour of the day (2pm, 14 Uhr) may not take the place of a number that is said in words.
        same = [s for s in left if _equal(t, s) or (t.clock and s.clock and agree(t, s, pair.language.multiplies))]
        if same:
            left.remove(min(same, key=lambda s: s.digits != t.digits))
        elif any(_equal(t, s) for s in sources) and _counts(t, pair):
            extra.append(t)
    for t in extra:
        s = next((s for s in lone if _same_kind(t, s) and s.digits == t.digits and not s.parts), None)
        # What agrees with the lone one in other clothes takes it.
        if s and not any(agree(x, s, pair.language.multiplies) for x in targets):
            lone.remove(s)
            yield Changed(t, s, True)


def unlike(numbers: Iterable[Number]) -> list[Number]:
    """The numbers, each once, however often it stands there."""
    found: dict[object, Number] = {}
    for number in numbers:
        found.setdefault(number[1:], number)  # without its place
    return list(found.values())


def _equal(t: Number, s: Number) -> bool:
    return t.value in (s.value, s.alternative) or t.raw == s.raw


def _counts(t: Number, pair: Pair) -> bool:
    """Whether a number of the translation says much: small words (one, both, first) do not."""
    text = pair.document.text
    if not t.value or text[slice(*t.span)].isupper() or _in_a_name(pair, t):
        return False  # a score of nil; a Roman number
    if text[t.span.start - 1 : t.span.start] == "G" or PAST.search(text, max(0, t.span.start - 14), t.span.start):
        return False  # G7, half past six
    if not t.digits and (_vague(text[slice(*t.span)]) or MULTI.search(text, max(0, t.span.start - 6), t.span.start)):
        return False
    if not t.digits and t.value in (12, 50) and text[slice(*t.span)].lower() in ("dozen", "dozens"):
        return False
    if t.value == 2 and not t.digits:
        return _counting(pair.language) and pair.document.text[slice(*t.span)].lower() == "two"
    return t.digits or (t.value >= 3 and _counting(pair.language))


def _in_a_name(pair: Pair, t: Number) -> bool:
    """Whether a number ends a name that the source has too, wherever: Ultimate3, A380."""
    text = pair.document.text
    m = NAMED.search(text, max(0, t.span.start - LONGEST_NAME), t.span.start)
    return m is not None and text[m.start() : t.span.end] in pair.numbered_names


def _vague(text: str) -> bool:
    """Whether a number is no certain one: thousands and thousands."""
    return all(word in VAGUE for word in text.lower().split())


def _counting(language: LanguageData) -> bool:
    """Whether we know how a language says numbers in words."""
    return language.known or bool(language.number_words)


def _set_phrase(pair: Pair, t: Number) -> bool:
    """COVID-19, 24 hours: other languages say them without the figure."""
    text = pair.document.text
    before = text[max(0, t.span.start - 6) : t.span.start]
    covid = t.value == 19 and before.lower().endswith(("covid-", "covid "))
    if LAST.search(text, max(0, t.span.start - 10), t.span.start) and not COUNTED.match(text, t.span.end):
        return True  # the last 16 of a tournament
    return covid or bool(DAY.match(text, t.span.start))


def _needless(pair: Pair, bead: Bead, s: Number) -> bool:
    """Whether English may do without a number of the source: of COVID-19, and of 100 % (the full size)."""
    text, (start, end) = pair.source.text, s.span
    if s.value == COVID:
        return text[start - 1 : start] == "-" and "covid" in bead.target_text.lower()
    if s.value == ALL and "centur" in bead.target_text.lower():
        return True
    if s.value == DAY_HOURS and A_DAY.search(bead.target_text):
        return True
    if s.value == HALF_HOUR and "half an hour" in bead.target_text:
        return True
    return s.value == ALL and bool(PERCENT.match(text, end)) and bool(WHOLE.search(bead.target_text))


def _in_century(pair: Pair, s: Number) -> bool:
    pattern, text = _centuries(pair.language), pair.source.text
    if pattern is None:
        return False
    before = BEFORE.search(text, max(0, s.span.start - REACH), s.span.start)
    return pattern.match(text, s.span.end) is not None or bool(before and before[1] in pair.language.centuries)


def _said_as_weekday(pair: Pair, bead: Bead, s: Number) -> bool:
    """Whether it is the day of a month, and the translation names the day of the week: Friday for September 28."""
    after = AFTER.match(pair.source.text, s.span.end)
    if s.value > 31 or not after or not any(w.lower() in day_numbers() for w in bead.target_words):
        return False
    month = after[1].lower()
    return any(month in forms for forms in pair.language.month_names.values())


@cache
def _centuries(language: LanguageData) -> re.Pattern[str] | None:
    return behind(language.centuries.items, r"[\s.\-]*")


def _same_kind(t: Number, s: Number) -> bool:
    """Years stand for years, large numbers for large ones."""
    if t.key == s.key and t.key and (t.scaled or s.scaled or t.digits == s.digits):
        return True  # million for billion, a decimal mark lost
    if t.digits != s.digits:
        return max(t.value, s.value) <= 100 and len(f"{t.value:.0f}") == len(f"{s.value:.0f}")
    return abs(len(f"{t.value:.0f}") - len(f"{s.value:.0f}")) <= 1


def _elsewhere(pair: Pair, bead: Bead, t: Number) -> bool:
    """Whether its digits stand anywhere in the source; in given segments, in the one that it belongs to."""
    return len(t.raw) > 1 and t.raw in (bead.source_digits if pair.segmented else pair.source_digits)


def lone_and_shared(pair: Pair, bead: Bead) -> tuple[int, int, int]:
    """How many numbers and names only the source has, only the translation has, and both have; like numbers that both
    have count once."""
    found = numbers(pair, bead)
    left = len(found.changed) + len(found.missing)
    right = len(found.changed) + len(found.added)
    here, there = unlike(t for t in bead.target_numbers if t.digits), unlike(bead.source_numbers)
    values = {s.value for s in there}
    shared = 1
    if len(here) * len(there) <= MANY:
        multiplies = pair.language.multiplies
        rest = [t for t in here if t.value not in values and not any(agree(t, s, multiplies) for s in there)]
        shared = len(here) - len(unconverted(pair, [bead], rest, [])[0])
    for name in target_names(pair, bead):
        if any(supported(pair, w, bead.source_text) for w in name.words):
            shared += 1
        elif not any(known_place(w) for w in name.words):
            right += 1
    if pair.language.known and pair.language.cased:
        names = source_names(pair, bead)
        left += sum(not rendered(pair, w, bead.target_text) for _, w in names)
    return left, right, shared
