"""Units of measure behind a number, in English and in the languages of sources."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.words import NEXT, beginning, begun, behind
from mtcheck.text.memo import Memo
from mtcheck.text.scripts import EAST_ASIAN

GAP = r"[\s\u00a0-]*"
AREA, SPEED = "square ", " an hour"  # before and behind the unit of a measure of area, of speed
SQUARED = re.compile(r"[\s\u00a0-]*(?:square|sq\.?)[\s\u00a0-]*", re.I)
SQUARE_SIGN = re.compile(r"\s?(?:²|2\b)")
PER = re.compile(r"\s?/|[\s-](?:per|an)[\s-]hour", re.I)
MILES = re.compile(r"[\s\u00a0-]*mph\b", re.I)
REACH = 80  # code points behind a number in which its unit stands


@cache
def _names(language: LanguageData) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """What matches behind a number, and the unit that each of its groups is. Longer names stand first."""
    rows = [(item, unit) for unit, words in language.units.items() for item in words.items]
    rows.sort(key=lambda row: -len(row[0]))
    return behind((item for item, _ in rows), GAP), tuple(unit for _, unit in rows)


@cache
def _area(language: LanguageData) -> re.Pattern[str]:
    """Square and cubic measures, and those of speed."""
    words = "|".join(map(beginning, language.area.items))
    return re.compile(rf"{GAP}(?:{words})|[\s\u00a0]*\w{{1,12}}\s?(?:[²³]|2\b|3\b|/|{words})", re.I)


def unit_after(text: str, at: int, language: LanguageData) -> tuple[str, int]:
    """(the unit that follows a number which ends at an offset, the offset at its end); ("", at) without one, or if
    it is one of area or volume, which languages write in too many ways."""
    after = NEXT.match(text, at)
    if not after or not _begins_unit(language)[after[1]]:
        return "", at  # as behind most numbers
    behind = _reach(language).match(text, at, at + REACH)
    unit, length = _unit(behind.group() if behind else "", language)
    return unit, at + length


def measure_after(text: str, at: int, language: LanguageData, gapless: bool = False) -> tuple[str, int]:
    """The same with measures of area and speed: what stands before and behind the name of a unit (AREA, SPEED) says
    that it is one; AREA alone is an area in units that are not told apart. `gapless`: whether a unit begins right
    there, with no number before it."""
    if MILES.match(text, at):
        return "mile" + SPEED, at + 4
    if m := SQUARED.match(text, at):
        unit, end = unit_after(text, m.end(), language)
        return AREA + unit, max(end, m.end())
    unit, end = unit_after(text, at, language)
    if unit:
        return (unit + SPEED if PER.match(text, end) else unit), end
    behind = _reach(language).match(text, at, at + REACH)
    if not behind or gapless or not _area(language).match(behind.group()):
        return "", at
    pattern, units = _names(language)
    m = pattern.match(behind.group()) if pattern else None
    if m and m.lastindex:
        end = _word_end(behind.group(), m.end())
        unit = units[m.lastindex - 1]
        if PER.match(behind.group(), end):
            return unit + SPEED, at + end
        return (AREA + unit if SQUARE_SIGN.match(behind.group(), end) else AREA), at + end
    return AREA, at


@cache
def _begins_unit(language: LanguageData) -> Memo[bool]:
    """Whether what stands behind a number, up to white space, begins as a unit does."""
    match = begun(i for words in language.units.values() for i in words.items).match
    return Memo(lambda piece: match(piece) is not None)


@cache
def _reach(language: LanguageData) -> re.Pattern[str]:
    """What stands behind a number, as far as a unit reaches that is written as several words: up to the white space
    behind it, so that the same is seen behind many numbers."""
    most = max(
        (item.count("_") for words in (*language.units.values(), language.area) for item in words.items), default=0
    )
    return re.compile(rf"{GAP}(?:\S+\s+){{0,{most + 1}}}\S*")  # a word more, for square metres


@lru_cache(maxsize=1 << 12)
def _unit(behind: str, language: LanguageData) -> tuple[str, int]:
    """(unit, its length) from what stands behind a number: several rules ask for the same one."""
    pattern, units = _names(language)
    m = pattern.match(behind) if pattern and behind else None
    if not m or not m.lastindex or _area(language).match(behind):
        return "", 0
    return units[m.lastindex - 1], _word_end(behind, m.end())


def _word_end(text: str, at: int) -> int:
    """The end of a word that is written in letters with spaces between words."""
    while at < len(text) and text[at - 1].isalpha() and text[at].isalpha() and text[at] < EAST_ASIAN:
        at += 1
    return at
