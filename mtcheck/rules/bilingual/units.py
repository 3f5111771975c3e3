"""BNU006: a unit of measure that differs from the source's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.findings import MAJOR, SOURCE, Related, Span
from mtcheck.rule import BadPair, GoodPair, Match, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair


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
    ),
)
def unit_changed(pair: Pair) -> Iterator[Match]:
    """The number is that of the source, but the unit is another.

    Engines know which unit the readers of a language expect, and forget that the number must change with it.
    """
    for bead in pair.trusted:
        for value, here, unit in _measures(pair, bead, english=True):
            near = [m for b in pair.around(bead) for m in _measures(pair, b, english=False) if m[0] == value]
            if near and all(m[2] != unit for m in near):
                there = pair.source.text[slice(*near[0][1])]
                related = (Related(near[0][1], "the measure in the source", SOURCE),)
                message = f"The source has {there} here, not {pair.document.text[slice(*here)]}."
                yield Match(here, message, 0.6, (), related)


def _measures(pair: Pair, bead: Bead, *, english: bool) -> list[tuple[float, Span, str]]:
    """(value, place, unit) of each number of a side that has a unit and no scale word."""
    key = "measures here" if english else "measures there"
    found = bead.kept.get(key)
    if found is None:
        found = bead.kept[key] = _found(pair, bead, english)
    assert isinstance(found, list)
    return found


def _found(pair: Pair, bead: Bead, english: bool) -> list[tuple[float, Span, str]]:
    from mtcheck.bitext.units import unit_after

    text = pair.document.text if english else pair.source.text
    out = []
    for number in bead.target_numbers if english else bead.source_numbers:
        if number.scaled or number.value < 2:
            continue
        unit, end = unit_after(text, number.span.end, english=english)
        if unit:
            out.append((number.value, Span(number.span.start, end), unit))
    return out
