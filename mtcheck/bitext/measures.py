"""Measures: numbers with their units, what those are worth, and which people take one for the other."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.numbers import Number
from mtcheck.bitext.units import unit_after

# Unit -> (what it measures, how many of the first unit of its kind one is)
UNITS = {
    "m": ("length", 1.0), "km": ("length", 1000.0), "cm": ("length", 0.01), "mm": ("length", 0.001),
    "ft": ("length", 0.3048), "in": ("length", 0.0254), "yd": ("length", 0.9144), "mile": ("length", 1609.344),
    "knot": ("length", 1852.0), "nordic_mile": ("length", 10000.0), "jin": ("mass", 0.5),
    "dunam": ("area", 0.1), "mu": ("area", 1 / 15), "tsubo": ("area", 0.00033058),
    "kg": ("mass", 1.0), "g": ("mass", 0.001), "t": ("mass", 1000.0), "pound": ("mass", 0.45359),
    "oz": ("mass", 0.02835), "stone": ("mass", 6.35029),
    "l": ("volume", 1.0), "gallon": ("volume", 3.78541),
    "ha": ("area", 1.0), "acre": ("area", 0.404686),
    "minute": ("time", 1.0), "hour": ("time", 60.0), "day": ("time", 1440.0), "week": ("time", 10080.0),
}  # fmt: skip
UNSAID = {"degree", "kilo"}  # of which nobody says whether they are Celsius, or grams
DEGREES = ("celsius", "fahrenheit")
RANGE = re.compile(r"\s?(?:[-–—~]|[^\W\d_]{1,4})\s?\d+(?:[.,]\d+)?")  # the rest of one
NEAR = 0.035  # share by which a converted measure may be off whatever its digits say
ALIKE = 0.12  # share by which units differ that people take one for the other
WARM = 2.5  # degrees Fahrenheit that rounding degrees Celsius makes


class Measure(NamedTuple):
    """A number with its unit."""

    number: Number
    unit: str

    @property
    def kind(self) -> str:
        """What it measures; "" for units that are not converted."""
        return "temperature" if self.unit in DEGREES else UNITS.get(self.unit, ("", 0.0))[0]


def measure(number: Number, text: str, language: LanguageData, base: int = 0) -> Measure:
    """A number with the unit behind it, if there is one; of a range (5 to 10 cm) that of its end. `base`: the offset at
    which the text begins."""
    at = number.span.end - base
    unit, _ = unit_after(text, at, language)
    if not unit and (m := RANGE.match(text, at)):
        unit, _ = unit_after(text, m.end(), language)
    return Measure(number, unit)


def alike(one: str, other: str) -> bool:
    """Whether two units are so much the same that who rounds takes one for the other: yards and metres."""
    if not UNSAID.isdisjoint((one, other)):
        return True
    (kind, a), (there, b) = UNITS.get(one, ("", 0.0)), UNITS.get(other, ("", 1.0))
    return kind == there and abs(a - b) < ALIKE * b


def half_step(value: float) -> float:
    """Half of the last digit that a number says: 5 for 120, 0.05 for 3.5, 0.5 for 7."""
    if value == 0:
        return 0.5
    if value != int(value):
        return 0.5 * 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    zeros = len(str(int(value))) - len(str(int(value)).rstrip("0"))
    return 0.5 * 10.0 ** min(zeros, math.floor(math.log10(value)))
