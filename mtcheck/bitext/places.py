"""Countries and cities by their names in both languages (Unicode CLDR)."""

from __future__ import annotations

from functools import cache

from mtcheck.bitext.language import Language, language

# What else English calls a country or its people: all beginnings, in small letters.
ALSO: dict[str, tuple[str, ...]] = {
    "united states": ("u.s", "us", "usa", "america", "american", "states"),
    "united kingdom": ("u.k", "uk", "britain", "british", "briton", "england", "english", "kingdom"),
    "netherlands": ("dutch", "holland"),
    "switzerland": ("swiss",),
    "france": ("french", "franc", "paris"),
    "spain": ("spanish", "spani"),
    "poland": ("polish", "pole"),
    "denmark": ("danish", "dane"),
    "sweden": ("swed",),
    "turkey": ("turk", "türk"),
    "türkiye": ("turk", "türk"),
    "ireland": ("irish",),
    "wales": ("welsh",),
    "greece": ("greek",),
    "philippines": ("filip", "philip"),
    "china": ("chin", "sino", "prc", "mainland"),
    "czechia": ("czech",),
    "ukraine": ("ukrain",),
    "russia": ("russ", "moscow"),
    "european union": ("eu", "europe"),
    "united nations": ("un", "u.n", "united"),
    "myanmar (burma)": ("myanm", "burm"),
    "hong kong sar china": ("hong",),
    "macao sar china": ("maca",),
    "thailand": ("thai",),
    "laos": ("lao",),
    "iceland": ("iceland",),
    "finland": ("finn", "finl"),
    "norway": ("norw", "norse"),
    "belgium": ("belg",),
    "côte d’ivoire": ("ivor", "côte", "cote"),
    "kyiv": ("kiev", "kyiv"),
    "germany": ("german",),
    "south korea": ("kore", "seoul", "rok", "south"),
    "north korea": ("kore", "dprk", "pyongyang", "north"),
}


@cache
def english_names(place: str) -> tuple[str, ...]:
    """Beginnings, in small letters, of the words that English may use for a place (given in small letters)."""
    first = place.split("(")[0].strip()
    word = max(first.split(), key=len) if first else place
    return (*ALSO.get(place, ()), word if len(word) <= 5 else word[: max(4, len(word) - 3)])


@cache
def source_names(code: str) -> dict[str, str]:
    """Name of a place in the source language, or its unchanging beginning -> its English name."""
    source = language(code)
    return {stem(name, source): english for english, names in source.places.items() for name in names}


def stem(name: str, source: Language) -> str:
    """The beginning of a name that inflection leaves."""
    if not source.spaced or source.code in ("ko", "he", "ar", "hi"):
        return name
    return name[: max(4, len(name) - 2)]


@cache
def by_english(code: str) -> dict[str, tuple[str, ...]]:
    """First word of an English place name, in small letters -> beginnings of its names in the source language."""
    source = language(code)
    out: dict[str, tuple[str, ...]] = {}
    for english, names in source.places.items():
        stems = tuple(stem(n.split()[0], source) for n in names)
        for key in {english, *english_names(english)}:
            out[key] = (*out.get(key, ()), *stems)
    return out


@cache
def whole_names(code: str) -> dict[str, str]:
    """Name of a place in the source language as it stands in the lists -> its English name."""
    return {name: english for english, names in language(code).places.items() for name in names}


@cache
def name_heads(code: str) -> frozenset[str]:
    """The first three letters of all names of places in the source language."""
    return frozenset(name[:3] for name in whole_names(code))


@cache
def place_of(lower: str, code: str) -> str:
    """The English name of a place, from a word of the source in small letters, inflected or not; "" if it is none."""
    if lower[:3] not in name_heads(code):
        return ""
    if english := whole_names(code).get(lower):
        return english
    stems = source_names(code)
    for length in range(min(len(lower), 14), 4, -1):
        if (english := stems.get(lower[:length])) and len(lower) - length <= 3:
            return english
    return ""
