"""Units of measure behind a number, in English and in the languages of sources."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

# Square and cubic measures, and those of speed.
AREA = re.compile(
    r"[\s\u00a0-]*(?:square|cubic|sq\b|quadr|kubik|čtver|krychl|kwadr|sześc|cuadr|cúbic|cub|carr|кв|куб|平方|立方|제곱)|"
    r"[\s\u00a0]*\w{1,12}\s?(?:[²³]|2\b|3\b|carr|cuadr|quadr|кв|/)",
    re.I,
)
SPACED = "\u2e80"  # from here on scripts without spaces
GAP = r"[\s\u00a0-]*"


@cache
def _pattern(english: bool) -> re.Pattern[str]:
    """Matches behind a number; the name of the group that matched is the unit."""
    table = tomllib.loads((Path(__file__).parent / "units.toml").read_text(encoding="utf-8"))
    groups = []
    for unit, row in table.items():
        words = row["english"].split() if english else map(_name, row["others"].split())
        groups.append(f"(?P<{unit}>{'|'.join(words)})")
    return re.compile(rf"{GAP}(?:{'|'.join(groups)})" + r"(?![\w²³])" * english, re.I)


def _name(word: str) -> str:
    return word[:-1] + r"(?![^\W\d_])" if word.endswith(".") else word


def unit_after(text: str, at: int, *, english: bool) -> tuple[str, int]:
    """(the unit that follows a number which ends at an offset, the offset at its end); ("", at) without one, or if
    it is one of area or volume, which languages write in too many ways."""
    if AREA.match(text, at):
        return "", at
    m = _pattern(english).match(text, at)
    return (m.lastgroup or "", _word_end(text, m.end())) if m else ("", at)


def _word_end(text: str, at: int) -> int:
    """The end of a word that is written in letters with spaces between words."""
    while at < len(text) and text[at - 1].isalpha() and text[at].isalpha() and text[at] < SPACED:
        at += 1
    return at
