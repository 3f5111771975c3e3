"""What English, the target, calls what the source names."""

from __future__ import annotations

import re
from functools import cache

from mtcheck.bitext.language import LanguageData, target_data
from mtcheck.bitext.places import SHORTEST_STEM, Places


def english() -> LanguageData:
    """The table of English."""
    return target_data("en")


@cache
def month_numbers() -> dict[str, int]:
    """Name of a month, in small letters -> 1 to 12."""
    return {name: n for n, names in english().month_names.items() for name in names}


@cache
def day_numbers() -> dict[str, int]:
    """Name of a weekday, in small letters -> 0 (Monday) to 6."""
    return {name: n for n, names in english().day_names.items() for name in names}


@cache
def english_names(place: str) -> tuple[str, ...]:
    """Beginnings, in small letters, of the words that English may use for a place (its name, in small letters): the
    seat of its government too, and of such a seat the country."""
    seats = english().seats
    governed = [name for country, cities in seats.items() if place in cities for name in _own_names(country)]
    return (*_own_names(place), *seats.get(place, ()), *governed)


def by_initials(text: str, place: str) -> bool:
    """Whether an English text calls a place (its English name, in small letters) by initials: NZ, N.Z."""
    pattern = _initials(place)
    return pattern is not None and pattern.search(text) is not None


@cache
def place_initials(word: str) -> bool:
    """Whether English calls a place, or a zone of time, by these initials."""
    return any(word.lower() in names for names in english().initials.values())


@cache
def _initials(place: str) -> re.Pattern[str] | None:
    names = english().initials.get(place)
    spelt = (r"\s".join(r"\.?".join(part.upper()) for part in name.split("_")) for name in names or ())
    return re.compile(rf"\b(?:{'|'.join(spelt)})\b") if names else None


@cache
def _own_names(place: str) -> tuple[str, ...]:
    first = place.split("(")[0].strip()
    word = max(first.split(), key=len) if first else place
    others = english().place_names.names.get(place, ())
    return (*others, word if len(word) <= 5 else word[: max(4, len(word) - 3)])


def _short(places: Places, stem: str) -> str:
    """A stem of four letters without the vowel that inflection changes: Kuba, Kubě."""
    return stem[:-1] if places.ending > 0 and len(stem) == SHORTEST_STEM and stem[-1] in "aeoy" else stem


@cache
def by_english(places: Places) -> dict[str, tuple[str, ...]]:
    """A word that English uses for a place, in small letters -> beginnings of what the source language calls it."""
    out: dict[str, tuple[str, ...]] = {}
    for name, names in places.names.items():
        stems = tuple(_short(places, places.stem(n.split()[0])) for n in names)
        for key in {name, *_own_names(name)}:
            out[key] = (*out.get(key, ()), *stems)
    return out
