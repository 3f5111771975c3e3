"""What is known of a language: its table, a file that needs no code (docs/bilingual.md says what it may hold).

Source languages have `languages/XX.toml`, with what holds in all of them in `common.toml`; the target has
`targets/en.toml`. Names of places, months and days are in `cldr/XX.json` (Unicode CLDR; see scripts/build_places.py).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from mtcheck.bitext.folder import FOLDER as _FOLDER
from mtcheck.bitext.folder import UNKNOWN
from mtcheck.bitext.places import Places
from mtcheck.bitext.words import Values, Words, spellings
from mtcheck.text.scripts import CASED

SOURCES = Path(_FOLDER)
FOLDER = SOURCES.parent
TARGETS, COMMON, CLDR = FOLDER / "targets", FOLDER / "common.toml", FOLDER / "cldr"
Groups = Mapping[str, Words]
Names = Mapping[int, tuple[str, ...]]


class BadTable(ValueError):
    """The table of a language holds what none may hold; the message names the file and the key."""


@dataclass(frozen=True)
class Marks:
    """Punctuation: what ends statements, questions and exclamations, what quotes, and what English does not use."""

    stop: str = ""
    question: str = ""
    exclamation: str = ""
    quote: str = ""
    foreign: str = ""

    @cached_property
    def ending(self) -> str:
        """All that end a sentence."""
        return self.stop + self.question + self.exclamation


@dataclass(frozen=True, eq=False, kw_only=True)
class LanguageData:
    """What the table of a language says. The fields are its keys, with what holds where a table lacks them.

    `ratio`: code points of English for one of the language; `spread`: variance of the difference of lengths for one
    code point of English (Gale & Church 1993); `lengths`: characters, as in a class of a regular expression -> code
    points of English for one of them, where they differ from the ratio; `shorter`: standard deviations from which on a
    translation is unlikely short.
    """

    code: str
    known: bool = False  # whether its lengths were measured: else it gets the checks that need no words
    # What it is called, how it is written
    name: str = ""
    script: str = ""
    own_letters: str = ""
    foreign_letters: str = ""
    spaced: bool = True
    noun_capitals: bool = False
    marks: Marks = field(default_factory=Marks)
    abbreviations: Words = field(default_factory=Words)
    elided: Words = field(default_factory=Words)
    # Lengths
    ratio: float = 1.0
    spread: float = 6.8
    lengths: Mapping[str, float] = field(default_factory=dict)
    shorter: float = 3.3
    # Words
    words: Words = field(default_factory=Words)
    frequent: Words = field(default_factory=Words)
    negation: Words = field(default_factory=Words)
    near_negation: Words = field(default_factory=Words)
    no_negation: Words = field(default_factory=Words)
    only: Words = field(default_factory=Words)
    longer_words: Words = field(default_factory=Words)
    quoting: Words = field(default_factory=Words)
    asking: Words = field(default_factory=Words)
    question_endings: Words = field(default_factory=Words)
    opposites: Groups = field(default_factory=dict)
    no_opposites: Words = field(default_factory=Words)
    feminine: Words = field(default_factory=Words)
    masculine: Words = field(default_factory=Words)
    grammatical_gender: Words = field(default_factory=Words)
    people_pronouns: bool = False
    adverbs: Words = field(default_factory=Words)
    noun_endings: Words = field(default_factory=Words)
    before_nouns: Words = field(default_factory=Words)
    # Names
    name_ending: int = 2
    place_endings: Words = field(default_factory=Words)
    places: Groups = field(default_factory=dict)
    place_signs: Groups = field(default_factory=dict)
    seats: Groups = field(default_factory=dict)
    initials: Groups = field(default_factory=dict)
    organisations: Groups = field(default_factory=dict)
    surnames: Groups = field(default_factory=dict)
    person_titles: Words = field(default_factory=Words)
    unsaid_places: Words = field(default_factory=Words)
    # Numbers, and what stands behind them
    numbers: Values = field(default_factory=Values)
    ordinals: Values = field(default_factory=Values)
    scales: Values = field(default_factory=Values)
    scale_joints: Words = field(default_factory=Words)
    not_numbers: Words = field(default_factory=Words)
    proclitics: Words = field(default_factory=Words)
    and_words: Words = field(default_factory=Words)
    and_half: Words = field(default_factory=Words)
    numerals: Values = field(default_factory=Values)
    shares: Values = field(default_factory=Values)
    eras: Values = field(default_factory=Values)
    first_year: str = ""
    ordinal_endings: Words = field(default_factory=Words)
    hours: Words = field(default_factory=Words)
    hour_signs: str = ""
    minute_signs: str = ""
    second_signs: str = ""
    more_signs: str = ""
    share_signs: str = ""
    months: Names = field(default_factory=dict)
    not_months: Words = field(default_factory=Words)
    month_sign: str = ""
    month_joints: str = ""
    days: Names = field(default_factory=dict)
    centuries: Words = field(default_factory=Words)
    counters: str = ""
    units: Groups = field(default_factory=dict)
    area: Words = field(default_factory=Words)
    below_zero: Words = field(default_factory=Words)
    currencies: Groups = field(default_factory=dict)
    # First guesses of a confidence, where they are not the rule's
    confidence: Mapping[str, float] = field(default_factory=dict)

    @property
    def latin(self) -> bool:
        """Whether it is written in Latin letters."""
        return self.script == "Latin"

    @property
    def cased(self) -> bool:
        """Whether it is written with capital letters."""
        return self.script in CASED

    @cached_property
    def multiplies(self) -> bool:
        """Whether the words are known by which it multiplies numbers."""
        return bool(self.scales or self.numerals)

    @cached_property
    def number_words(self) -> Values:
        """Words for numbers, cardinal and ordinal."""
        return self.numbers | self.ordinals

    @cached_property
    def place_names(self) -> Places:
        """What it calls countries and cities."""
        names: dict[str, list[str]] = dict(_cldr(self.code).get("places", {}))
        for english, more in self.places.items():
            names[english] = [*names.get(english, ()), *(n.replace("_", " ") for n in more)]
        return Places(names, self.name_ending)

    @cached_property
    def month_names(self) -> Names:
        """1 to 12 -> names."""
        return _merged(_numbered(_cldr(self.code).get("months", {})), self.months)

    @cached_property
    def day_names(self) -> Names:
        """0 (Monday) to 6 -> names."""
        return _merged(_numbered(_cldr(self.code).get("days", {})), self.days)


def _groups(table: Mapping[str, str]) -> Groups:
    return {name: Words.of(text) for name, text in table.items()}


def _numbered(table: Mapping[str, Any]) -> Names:
    return {int(n): tuple(x.split() if isinstance(x, str) else x) for n, x in table.items()}


def _merged(listed: Names, own: Names) -> Names:
    """The names of the CLDR and those of the table."""
    both = {n: (*listed.get(n, ()), *(x.replace("_", " ") for x in own.get(n, ()))) for n in sorted({*listed, *own})}
    return {n: tuple(form for name in names for form in spellings(name)) for n, names in both.items()}


def _marks(table: Mapping[str, str]) -> Marks:
    return Marks(**{name: "".join(text.split()) for name, text in table.items()})


# Annotation of a field -> (what TOML must hold there, what is made of it)
KINDS: dict[str, tuple[type | tuple[type, ...], Callable[[Any], Any]]] = {
    "str": (str, str),
    "bool": (bool, bool),
    "int": (int, int),
    "float": ((int, float), float),
    "Words": (str, Words.of),
    "Values": (dict, Values.of),
    "Groups": (dict, _groups),
    "Names": (dict, _numbered),
    "Marks": (dict, _marks),
    "Mapping[str, float]": (dict, dict),
}
KEYS = {f.name: str(f.type) for f in fields(LanguageData) if f.name not in ("code", "known")}


def read_table(path: Path) -> dict[str, Any]:
    """The table of a language as it stands. Raises BadTable for what is no TOML, or a key that no table has."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadTable(f"{path.name}: {error}") from error
    if unknown := sorted(table.keys() - KEYS.keys()):
        raise BadTable(f"{path.name}: no such key: {', '.join(unknown)}")
    return table


def _converted(code: str, known: bool, table: Mapping[str, Any]) -> LanguageData:
    values = {}
    for key, raw in table.items():
        expected, convert = KINDS[KEYS[key]]
        if not isinstance(raw, expected):
            raise BadTable(f"{code}.toml: {key} is of the wrong type")
        try:
            values[key] = convert(raw)
        except AttributeError as error:
            raise BadTable(f"{code}.toml: {key}: a value is no string") from error
        except (TypeError, ValueError) as error:
            raise BadTable(f"{code}.toml: {key}: {error}") from error
    return LanguageData(code=code, known=known, **values)


def _joined(common: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A table with what holds in all source languages: words are added to words, tables to tables."""
    out = dict(common)
    for key, value in own.items():
        both = out.get(key)
        if isinstance(both, dict) and isinstance(value, dict):
            out[key] = _joined(both, value)
        else:
            out[key] = f"{both} {value}" if isinstance(both, str) and isinstance(value, str) else value
    return out


@cache
def target_data(code: str) -> LanguageData:
    """The language translated into. Raises FileNotFoundError without a table, BadTable for a wrong one."""
    return _converted(code, False, read_table(TARGETS / f"{code}.toml"))


@cache
def language_data(code: str, folder: Path = SOURCES) -> LanguageData:
    """The source language of a code (de, pt-BR, zh_Hans ...); without a table, one of which nothing is known.

    Raises BadTable if there is a table and it is wrong.
    """
    base = re.split(r"[-_]", code.strip().lower())[0]
    path = folder / f"{base}.toml"
    own = read_table(path) if base.isalpha() and path.is_file() else {"name": base or "unknown"}
    return _converted(base or UNKNOWN, "ratio" in own, _joined(read_table(COMMON), own))


@cache
def _cldr(code: str) -> dict[str, Any]:
    path = CLDR / f"{code}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found
