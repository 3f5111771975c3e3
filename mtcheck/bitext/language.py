"""What is known of the source language, and which language a source is in.

Each language has a table `languages/XX.toml` (words written for this project, figures measured on
translated news) and a table `places/XX.json` (Unicode CLDR; see scripts/build_places.py).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from mtcheck.languages.en.words.foreign import detected

FOLDER = Path(__file__).parent
SAMPLE = 4000  # code points that are looked at to tell the language
SCRIPTS = (
    ("hangul", re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")),
    ("kana", re.compile(r"[\u3041-\u30ff]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
    ("hebrew", re.compile(r"[\u05d0-\u05ea]")),
    ("arabic", re.compile(r"[\u0620-\u06d3]")),
    ("devanagari", re.compile(r"[\u0900-\u097f]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
BY_SCRIPT = {"hangul": "ko", "kana": "ja", "hebrew": "he", "devanagari": "hi"}
UNSPACED = frozenset(("ja", "zh"))
LATIN = ("cs", "de", "es", "fr", "is", "it", "pl", "pt")
CYRILLIC = ("ru", "uk")
# Letters with their combining marks (vowel signs of Indic scripts, points of Hebrew and Arabic).
_LETTER = (
    r"(?:[^\W\d_][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0962\u0963\u200c\u200d]*)"
)
WORD = re.compile(rf"{_LETTER}+(?:['’׳״\"]{_LETTER}+)*'?")
UNKNOWN = "und"


@dataclass(frozen=True)
class Words:
    """A list of words, in small letters: whole ones, beginnings (`word*`), endings (`*word`)."""

    whole: frozenset[str]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Words:
        items = text.split()
        return cls(
            frozenset(w for w in items if "*" not in w),
            tuple(w[:-1] for w in items if w.endswith("*")),
            tuple(w[1:] for w in items if w.startswith("*")),
        )

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.starts) or word.endswith(self.ends)

    def __bool__(self) -> bool:
        return bool(self.whole or self.starts or self.ends)

    def within(self, text: str) -> bool:
        """Whether one of the whole words stands anywhere in a text without spaces."""
        return any(w in text for w in self.whole)


@dataclass(frozen=True)
class Language:
    """A source language. `ratio`: code points of English for one of the source; `spread`: variance of the
    difference of lengths for one code point of English (Gale & Church 1993)."""

    code: str
    name: str
    ratio: float = 1.0
    spread: float = 6.8
    data: Mapping[str, str] = field(default_factory=dict)
    places_data: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether there is more than the script-independent checks for it."""
        return bool(self.data)

    @property
    def spaced(self) -> bool:
        """Whether words have spaces between them."""
        return self.code not in UNSPACED

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.data.get("words", "").split())

    @cached_property
    def negation(self) -> Words:
        """Words that negate."""
        return Words.of(self.data.get("negation", ""))

    @cached_property
    def near_negation(self) -> Words:
        """Words and beginnings that English may render with a negation."""
        return Words.of(self.data.get("near_negation", ""))

    @cached_property
    def numbers(self) -> tuple[dict[str, float], dict[str, float]]:
        """Number words -> values: whole words, beginnings."""
        return _values(self.data.get("numbers", ""))

    @cached_property
    def number_heads(self) -> frozenset[str]:
        """The first two letters of all number words."""
        whole, starts = self.numbers
        return frozenset(w[:2] for w in (*whole, *starts))

    @cached_property
    def scales(self) -> tuple[dict[str, float], dict[str, float]]:
        """Words that multiply the number before them -> values: whole words, beginnings."""
        return _values(self.data.get("scales", ""))

    @cached_property
    def feminine(self) -> Words:
        """Pronouns and verb endings that show that a woman (or a feminine noun) is meant."""
        return Words.of(f"{self.data.get('feminine', '')} {self.data.get('feminine_verb', '')}")

    @cached_property
    def masculine(self) -> Words:
        return Words.of(f"{self.data.get('masculine', '')} {self.data.get('masculine_verb', '')}")

    @property
    def places(self) -> Mapping[str, list[str]]:
        """English place -> its names in the language, in small letters."""
        return self.places_data.get("places", {})

    @property
    def months(self) -> Mapping[str, list[str]]:
        """ "1" to "12" -> names."""
        return self.places_data.get("months", {})

    @property
    def days(self) -> Mapping[str, list[str]]:
        """ "0" (Monday) to "6" -> names."""
        return self.places_data.get("days", {})


def _values(text: str) -> tuple[dict[str, float], dict[str, float]]:
    whole: dict[str, float] = {}
    starts: dict[str, float] = {}
    for item in text.split():
        word, _, value = item.partition("=")
        if value and word.endswith("*"):
            starts[word[:-1]] = float(value)
        elif value:
            whole[word] = float(value)
    return whole, starts


@cache
def language(code: str) -> Language:
    """The language of a code (de, pt-BR, zh_Hans ...); one without a table gets the script-independent checks."""
    base = re.split(r"[-_]", code.strip().lower())[0]
    path = FOLDER / "languages" / f"{base}.toml"
    if not base.isalpha() or not path.is_file():
        return Language(base or UNKNOWN, base or "unknown")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    names = json.loads((FOLDER / "places" / f"{base}.json").read_text(encoding="utf-8"))
    return Language(base, data.pop("name"), data.pop("ratio"), data.pop("spread"), data, names)


def script_of(text: str) -> str:
    """The script most letters are in ("" without letters). Kana beside Han is "kana"."""
    counts = Counter({name: len(pattern.findall(text)) for name, pattern in SCRIPTS})
    if counts["kana"] * 12 > counts["han"] and counts["kana"] and counts["han"] + counts["kana"] > counts["latin"] / 2:
        return "kana"
    name, most = counts.most_common(1)[0]
    return name if most else ""


def detect(text: str) -> str:
    """The code of the language a source is in, or "und".

    By script, then by function words; langdetect (Nakatani 2010, seeded) decides where these are few.
    """
    sample = text[:SAMPLE]
    script = script_of(sample)
    if script in BY_SCRIPT:
        return BY_SCRIPT[script]
    if script == "han":
        return "zh"
    lower = [w.lower() for w in WORD.findall(sample)]
    if script == "arabic":
        return _langdetect(sample) if re.search(r"[\u067e\u0686\u06af\u06a9\u06cc\u0679]", sample) else "ar"
    if script == "cyrillic" and "ў" not in sample:
        if re.search("[ґєїҐЄЇ]", sample):
            return "uk"
        if re.search("[ыэЫЭ]", sample):
            return "ru"
    if script not in ("latin", "cyrillic"):
        return _langdetect(sample) if script else UNKNOWN
    known = LATIN if script == "latin" else CYRILLIC
    votes = Counter({code: sum(w in language(code).words for w in lower) for code in known})
    (best, first), (_, second) = votes.most_common(2)
    if first >= 3 and first >= 1.5 * second and first >= 0.1 * len(lower):
        return best
    return _langdetect(sample)


def _langdetect(text: str) -> str:
    return detected(text).code or UNKNOWN
