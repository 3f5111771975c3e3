"""Which number of the translation may be one of the source in other units, rounded as people round.

Wider than `measures`: also where only one side names the unit, behind both numbers of a range, in feet and inches, in
fractions, for degrees of which nobody says which they are, for decades and differences of degrees, areas and speeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtcheck.bitext.english import english
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.measures import DEGREES, NEAR, UNITS, WARM, half_step
from mtcheck.bitext.numbers import Number
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.units import AREA, SPEED, measure_after
from mtcheck.text.spans import Span

DEGREE = "degree"  # nobody says which
WARMTH = (*DEGREES, DEGREE)
SQUARE = {
    "m": 0.0001, "km": 100.0, "cm": 1e-8, "ft": 9.2903e-6, "in": 6.4516e-8, "yd": 8.3613e-5, "mile": 258.999,
}  # fmt: skip
IMPERIAL = frozenset("ft in yd mile pound oz stone gallon acre".split())
PARTS = {"ft": ("in", 12), "stone": ("pound", 14), "pound": ("oz", 16), "m": ("cm", 100)}  # unit -> (smaller, how many)
JOINT = re.compile(r"[^\S\n]?[,~〜～–—-]?[^\S\n]?(?:[^\W\d_]{1,5}[^\S\n]?[-־]?)?")  # between the numbers of a range
BESIDE = re.compile(r"[\s,-]*(?:and )?")  # between feet and inches
FEET_INCHES = re.compile(r"(\d)['’](\d{1,2})")
FEET_SIGN = re.compile(r"['’′](?=\s?\d|$)")
DECADE = re.compile(r"['’]?s\b")
SHARES = {"half": 0.5, "quarter": 0.25, "three": 0.75, "third": 1 / 3, "½": 0.5, "¼": 0.25, "¾": 0.75}
SHARE = re.compile(
    r"(?:\b(?P<whole>\d{1,2})[ -])?(?:\b(?P<word>half|three[ -]quarters?|quarter|third)|(?P<sign>[½¼¾])"
    r"|(?<![\d/])(?P<top>\d)/(?P<under>\d{1,2}))(?P<gap>[ -](?:of[ -])?(?:an?[ -])?)(?=[a-z])",
    re.I,
)
ONE = re.compile(r"\b(?:an?|one)[ -](?=[a-z])", re.I)
AND_HALF = re.compile(r"[ -]and[ -]a[ -]half")
WEATHER = re.compile(
    r"\b(?:temperatur\w*|highs?|lows?|heat\w*|weather|thermomet\w*|degrees?|warm\w*|hot\w*|cold\w*|cool\w*|freez\w*|"
    r"frost\w*|fever|humid\w*|mercury|forecast\w*)\b",
    re.I,
)
DIFFERENCE = re.compile(
    r"\b(?:above|below|warmer|cooler|colder|hotter|higher|lower|rise|rises|rose|risen|rising|fell|falls?|drop\w*|"
    r"increas\w*|differ\w*|than|warming|jump\w*|plung\w*|swing\w*)\b",
    re.I,
)
MINUS = re.compile(r"(?<![\w.,])[-−–]\s?(?=\d)")
NEARBY = 60  # code points around a number in which English says that it is a difference
ROUND, FREELY = 5, 0.1  # of what a number is a multiple that says no more than about; by what share it may be off
ABOUT = 5.5  # degrees Fahrenheit by which round degrees on both sides may be off
TEN = 9.99  # what a decade of degrees spans
STEP = 0.6  # degrees Celsius that rounding a difference makes


class Quantity(NamedTuple):
    """A number with its unit. `low`, `high`: the ends of its range; the value itself if it is in none."""

    span: Span
    value: float
    unit: str  # "" if nobody says it
    low: float
    high: float
    difference: bool = False  # of degrees

    @property
    def spread(self) -> bool:
        return self.low < self.high


class Side(NamedTuple):
    """The quantities of one side of a bead, and what else it says of the weather."""

    quantities: list[Quantity]
    weather: bool
    below_zero: bool


def here(pair: Pair, bead: Bead) -> Side:
    """The quantities of a bead's translation."""
    text = pair.document.text
    found = _quantities(bead.target_numbers, text, english())
    if bead.target:
        found = [q._replace(difference=_difference(text, q.span, bead.target)) for q in found]
        found += _shares(bead.target_text, bead.target.start)
    return Side(found, bool(WEATHER.search(bead.target_text)), _below_zero(bead.target_text, english()))


def there(pair: Pair, bead: Bead) -> Side:
    """The quantities of a bead's source."""
    found = _quantities(bead.source_numbers, pair.source.text, pair.language)
    return Side(found, False, _below_zero(bead.source_text, pair.language))


def _below_zero(text: str, language: LanguageData) -> bool:
    """Whether a text says of a number that it is below zero."""
    return MINUS.search(text) is not None or language.below_zero.found(text, language.spaced) is not None


def unconverted(
    pair: Pair, beads: Sequence[Bead], targets: Sequence[Number], sources: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """Those numbers of a translation and of its source that are not the same measure in other units as one of the
    other side in these beads."""
    if not targets and not sources:
        return [], []
    ours, theirs = [b.once(here) for b in beads], [b.once(there) for b in beads]
    if not _measuring(ours) and not _measuring(theirs):
        return [*targets], [*sources]
    weather = any(s.weather for s in ours)
    cold = any(s.below_zero for s in (*ours, *theirs))
    left = [q for s in ours for q in s.quantities]
    right = [q for s in theirs for q in s.quantities]

    def lone(number: Number, own: list[Quantity], others: list[Quantity], swapped: bool) -> bool:
        return not any(
            converted(*((o, q) if swapped else (q, o)), weather, cold)
            for q in own
            if q.span.overlaps(number.span)
            for o in others
        )

    return (
        [t for t in targets if lone(t, left, right, False)],
        [s for s in sources if lone(s, right, left, True)],
    )


def also_converted(pair: Pair, bead: Bead, span: Span) -> bool:
    """Whether a measure of the translation is also one of the source in other units, whatever else it looks like: 10
    inches beside 10 cm, where the source has 25 cm too."""
    beads = pair.near(bead)
    own = [q for q in bead.once(here).quantities if q.span.overlaps(span)]
    return any(converted(q, s) for b in beads for s in b.once(there).quantities for q in own)


def _measuring(sides: Sequence[Side]) -> bool:
    return any(s.weather or any(q.unit for q in s.quantities) for s in sides)


def converted(target: Quantity, source: Quantity, weather: bool = False, cold: bool = False) -> bool:
    """Whether a quantity of the translation may be one of the source in other units. `weather`: whether the translation
    speaks of it; `cold`: whether a side speaks of degrees below zero."""
    units = {target.unit, source.unit}
    if units <= {*WARMTH, ""} and (units != {""} or weather):
        return _warm(target, source, cold)
    return any(
        _near(target, source, b / a)
        for kind, a, imperial in _candidates(target, source)
        for other, b, metric in _candidates(source, target)
        if kind == other and a != b and ((target.unit and source.unit) or imperial != metric)
    )


def _candidates(own: Quantity, other: Quantity) -> Iterator[tuple[str, float, bool]]:
    """(what it measures, size, whether it is no metric one) of each unit that a quantity may have, by its own unit, or
    else by that of the other one."""
    name = own.unit or other.unit
    if not own.unit and name == AREA:
        return  # one of which nobody says anything
    area = name.startswith(AREA)
    name = name.removeprefix(AREA).removesuffix(SPEED).strip()
    if area or UNITS.get(name, ("",))[0] == "area":
        if own.unit and name in UNITS and not area:
            yield "area", UNITS[name][1], name == "acre"
            return
        known = (name,) if own.unit and name in SQUARE else SQUARE
        yield from (("area", SQUARE[n], n in IMPERIAL) for n in known)
        if not own.unit:
            yield from (("area", UNITS[n][1], n == "acre") for n in ("ha", "acre"))
        return
    if name == "kilo" and own.unit:
        yield from (("length", 1000.0, False), ("mass", 1.0, False))
    kind, size = UNITS.get(name, ("", 0.0))
    if not kind:
        return
    if own.unit:
        yield kind, size, name in IMPERIAL
    else:
        yield from ((kind, s, n in IMPERIAL) for n, (k, s) in UNITS.items() if k == kind)


def _near(target: Quantity, source: Quantity, factor: float) -> bool:
    """Whether a quantity is the other one times a factor, rounded, or lies within its range."""
    a, b = target.value, source.value
    if abs(a - b * factor) <= _off(a) or abs(b - a / factor) <= _off(b):
        return True
    if target.spread == source.spread:
        return False
    if target.spread:
        return target.low * (1 - NEAR) <= b * factor <= target.high * (1 + NEAR)
    return source.low * (1 - NEAR) <= a / factor <= source.high * (1 + NEAR)


def _off(value: float) -> float:
    """By how much a number may be off that was rounded as people round."""
    return max(half_step(value), (FREELY if value >= ROUND and value % ROUND == 0 else NEAR) * value)


def _warm(target: Quantity, source: Quantity, cold: bool) -> bool:
    if target.unit != "celsius" and source.unit != "fahrenheit" and _degrees(target, source, cold):
        return True
    return target.unit != "fahrenheit" and source.unit != "celsius" and _degrees(source, target, cold)


def _degrees(f: Quantity, c: Quantity, cold: bool) -> bool:
    """Whether degrees Fahrenheit are the same as degrees Celsius, rounded."""
    if (f.difference or c.difference) and abs(c.value - f.value * 5 / 9) <= max(STEP, _off(c.value)):
        return True
    off = ABOUT if f.value % 10 == 0 == c.value % ROUND else WARM
    signs = ((1, 1), (1, -1), (-1, 1), (-1, -1)) if cold else ((1, 1),)
    if any(abs(i * f.value - (k * c.value * 9 / 5 + 32)) <= off for i, k in signs):
        return True
    if f.spread == c.spread and round(f.high - f.low, 2) != TEN:
        return False
    return (f.spread and f.low - WARM <= c.value * 9 / 5 + 32 <= f.high + WARM) or (
        c.spread and not f.spread and c.low * 9 / 5 + 32 - WARM <= f.value <= c.high * 9 / 5 + 32 + WARM
    )


def _quantities(numbers: Sequence[Number], text: str, language: LanguageData) -> list[Quantity]:
    """The numbers of a text with the units behind them, that of a range behind both of its numbers, feet and inches as
    inches."""
    found: list[Quantity] = []
    ends: list[int] = []
    for number in numbers:
        quantity, end = _quantity(number, text, language)
        found.append(quantity)
        ends.append(end)
    for i in range(len(found) - 2, -1, -1):
        one, two = found[i], found[i + 1]
        gap = text[ends[i] : two.span.start] if two.span.start - ends[i] <= 12 else "\n"
        if one.unit in PARTS and two.unit in ("", PARTS[one.unit][0]) and BESIDE.fullmatch(gap):
            small, many = PARTS[one.unit]
            if two.value < many:
                whole = one.value * many + two.value
                span = Span(one.span.start, two.span.end)
                found[i] = found[i + 1] = Quantity(span, whole, small, whole, whole)
        elif two.unit and one.unit in ("", two.unit) and JOINT.fullmatch(gap):
            low, high = min(one.low, two.value), max(two.high, one.value)
            found[i] = one._replace(unit=two.unit, low=low, high=high)
            found[i + 1] = two._replace(low=low, high=high)
    return found


def _quantity(number: Number, text: str, language: LanguageData) -> tuple[Quantity, int]:
    """A number with the unit behind it, and where that ends."""
    value, (start, end) = number.value, number.span
    if m := FEET_INCHES.fullmatch(text, start, end):
        value = 12.0 * int(m[1]) + int(m[2])
        return Quantity(number.span, value, "in", value, value), end
    if language is english():
        if m := AND_HALF.match(text, end):
            value, end = value + 0.5, m.end()
        if (m := FEET_SIGN.match(text, end)) and value < 10:
            return Quantity(number.span, value, "ft", value, value), m.end()
        if number.digits and value % 10 == 0 and value <= 120 and DECADE.match(text, end):
            return Quantity(number.span, value, "", value, value + TEN), end
    unit, end = measure_after(text, end, language)
    return Quantity(number.span, value, unit, value, value), end


def _difference(text: str, span: Span, whole: Span) -> bool:
    """Whether English says that degrees are a difference of degrees."""
    return DIFFERENCE.search(text, max(whole.start, span.start - NEARBY), min(whole.end, span.end + NEARBY)) is not None


def _shares(text: str, base: int) -> Iterator[Quantity]:
    """What English says without a number: half an inch, a mile."""
    for m in SHARE.finditer(text):
        word = (m["sign"] or m["word"] or "").lower()
        if m["top"]:
            value = int(m["top"]) / max(1, int(m["under"]))
        else:
            value = SHARES["three" if word.startswith("three") else word]
        value += float(m["whole"] or 0)
        unit, end = measure_after(text, m.end("gap"), english(), gapless=True)
        if unit:
            yield Quantity(Span(m.start(), end).shifted(base), value, unit, value, value)
    for m in ONE.finditer(text):
        unit, end = measure_after(text, m.end(), english(), gapless=True)
        if unit:
            yield Quantity(Span(m.start(), end).shifted(base), 1.0, unit, 1.0, 1.0)
