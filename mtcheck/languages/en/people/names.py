"""Word lists about who and what is named: first names, titles, gendered nouns, organisations, places.

Read when first asked for, from `lexicon/`. Each line of a list is a letter for a class and its words, or
just words; `#` begins a comment. First names, which are many, stand one a line, sorted, with the letter behind them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from mtcheck.languages.en.words.table import Lines
from mtcheck.text.packaged import beside, bytes_of, lines_of
from mtcheck.text.patterns import LazyPattern

FEMALE, MALE, EITHER = "F", "M", "U"

_SPECIAL = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "’": "'", "ə": "a"})
# Endings of surnames that differ between Slavic women and men.
_SLAVIC_FEMALE = LazyPattern(r"\w{3,}(?:[oe]va|ová|ská|cká|sk[a]?ya|ckaya|skaia|[nrtw]ska|[zn]cka)")
_SLAVIC_MALE = LazyPattern(r"\w{3,}(?:[oe]v|sk[iy]y|skyi|skyy|skij|ckyi|ský|cký|ckyy|sky|wski|nski|ński|wicz)")
_NOT_SLAVIC = frozenset(
    "casanova villanova terranova cordova genova padova mantova moldova canova nebraska alaska".split()
)


@cache
def classes(file: str) -> dict[str, str]:
    """word -> class, of a list whose lines begin with a class."""
    out: dict[str, str] = {}
    for line in _lines(file):
        letter, *words = line.split()
        out.update(dict.fromkeys(words, letter))
    return out


def _lines(file: str) -> list[str]:
    return lines_of(beside(__file__, "..", "lexicon", file))


@cache
def _first_names() -> Lines[str]:
    return Lines(bytes_of(beside(__file__, "..", "lexicon", "names_given.txt")), str)


@cache
def word_set(file: str) -> frozenset[str]:
    """The words of a list without classes."""
    return frozenset(w for line in _lines(file) for w in line.split())


@cache
def group(letter: str) -> frozenset[str]:
    """A class of nouns_human.txt: S verbs of saying, V what persons do, N have, B the body, O one's own."""
    return frozenset(w for line in _lines("nouns_human.txt") if line.startswith(letter + " ") for w in line[2:].split())


def plain(name: str) -> str:
    """A name as the lists write it: small letters, no accents."""
    name = name.lower().translate(_SPECIAL)
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def given(name: str) -> str:
    """Who bears this first name: F, M or U (either); f, m where it is a common surname too; "" if unknown."""
    found = _first_names().get(plain(name), "")
    if not found and "-" in name and not name.isupper():  # Jean-Pierre, Anne-Marie
        first, _, second = name.partition("-")
        found = given(first) if second[:1].isupper() and len(first) > 2 else ""
    return found


def title(word: str) -> str:
    """F, M or U if this word before a name is a title, else ""."""
    return classes("nouns_titles.txt").get(word.rstrip("."), "")


@cache
def gendered_titles() -> dict[str, str]:
    """The titles that tell the gender, with and without their stop."""
    found = {w: g for w, g in classes("nouns_titles.txt").items() if g != EITHER}
    return found | {w + ".": g for w, g in found.items()}


def gendered_noun(word: str) -> str:
    """F or M for one woman or man, f or m for several, "" for other words."""
    return classes("nouns_gendered.txt").get(word, "")


def gendered_given(word: str) -> bool:
    """Whether the word is a first name of women or of men, mostly at least."""
    return given(word) in ("F", "M", "f", "m")


def person_noun(word: str) -> bool:
    """Whether the word is a singular noun for a person of either gender."""
    return word in word_set("nouns_person.txt") or word.endswith(("-year-old", "-years-old"))


def organisation_noun(word: str) -> bool:
    return word in word_set("nouns_organisation.txt")


@lru_cache(maxsize=8192)
def place(word: str) -> str:
    """P for a word that names a place, O an organisation, A one for people or things from somewhere, else ""."""
    return classes("names_places.txt").get(plain(word), "")


def town(word: str) -> bool:
    """Whether the word, if it stands alone, is the name of a town and hardly anybody's."""
    return plain(word) in word_set("names_towns.txt")


def beside_name(word: str) -> str:
    """B for a word that begins names of places and things, E for one that ends them, else ""."""
    return classes("nouns_places.txt").get(word.rstrip("."), "")


def surname_gender(name: str) -> str:
    """The gender that the ending of a Slavic surname shows; "" where it shows none."""
    low = name.lower()
    if len(low) < 6 or low in _NOT_SLAVIC or place(name):
        return ""
    if _SLAVIC_FEMALE.fullmatch(low):
        return FEMALE
    return MALE if _SLAVIC_MALE.fullmatch(low) else ""
