"""BNU006: a unit of measure that differs from the source's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.language import LanguageData
    from mtcheck.bitext.numbers import Number
    from mtcheck.bitext.pair import Bead, Pair

Measure = tuple[float, Span, str]


@pair_rule(
    code="BNU006",
    name="unit-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation/unit-conversion",
    examples=(
        BadPair(
            "The road is [[35 miles]] long.",
            source="Die Straße ist 35 Kilometer lang.",
            lang="de",
        ),
        BadPair("He lost [[12 pounds]] in a year.", source="Schudł 12 kg w rok.", lang="pl"),
        GoodPair("The road is 22 miles long.", source="Die Straße ist 35 Kilometer lang.", lang="de"),
        GoodPair("He lost 12 kilos in a year.", source="他一年瘦了12公斤。", lang="zh"),
        GoodPair("The road is 35 km long.", source="Дорога длиной 35 километров.", lang="ru"),
        GoodPair("The room has 35 square metres.", source="Der Raum hat 35 m².", lang="de"),
        GoodPair("The road is 35 miles long.", source="Die Straße ist sehr lang.", lang="de"),
        GoodPair("It was 35 degrees Celsius in the shade.", source="Im Schatten waren es 35 Grad Celsius.", lang="de"),
        GoodPair("It was 35 degrees in the shade.", source="Im Schatten waren es 35 Grad Celsius.", lang="de"),
        GoodPair(
            "The shelf is 10 inches deep, the box 4.", source="Das Regal ist 25 cm tief, die Kiste 10 cm.", lang="de"
        ),
        GoodPair("It lived two million years ago.", source="Оно жило два миллиона лет назад.", lang="ru"),
        GoodPair("One day he ran a kilometre more.", source="Eines Tages lief er 1 Kilometer mehr.", lang="de"),
    ),
)
def unit_changed(pair: Pair) -> Iterator[Match]:
    """The number is that of the source, but the unit is another.

    Engines know which unit the readers of a language expect, and forget that the number must change with it.
    """
    from mtcheck.bitext.conversions import also_converted
    from mtcheck.bitext.measures import alike

    for bead in pair.trusted:
        for value, here, unit in bead.once(_here):
            near = [m for b in pair.near(bead) for m in b.once(_there) if m[0] == value]
            if near and all(m[2] != unit and not alike(unit, m[2]) for m in near):
                if also_converted(pair, bead, here):
                    continue
                there = pair.source.text[slice(*near[0][1])]
                related = (Related(near[0][1], "the measure in the source", SOURCE),)
                message = f"The source has {there} here, not {pair.document.text[slice(*here)]}."
                yield Match(here, message, 0.6, (), related)


def _here(pair: Pair, bead: Bead) -> list[Measure]:
    from mtcheck.bitext.english import english

    return _measures(bead.target_numbers, pair.document.text, english())


def _there(pair: Pair, bead: Bead) -> list[Measure]:
    return _measures(bead.source_numbers, pair.source.text, pair.language)


def _measures(numbers: list[Number], text: str, language: LanguageData) -> list[Measure]:
    """(value, place, unit) of each number that has a unit and no scale word; not of one, which may be no
    number (one day)."""
    from mtcheck.bitext.units import unit_after

    out: list[Measure] = []
    for number in numbers:
        if number.scaled or number.value < 2:
            continue
        unit, end = unit_after(text, number.span.end, language)
        if unit:
            out.append((number.value, Span(number.span.start, end), unit))
    return out
