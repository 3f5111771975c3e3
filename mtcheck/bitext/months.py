"""The months and weekdays that a text in the source's language names, inflected or not, and the days that stand beside
its months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtcheck.bitext.language import LanguageData, Names
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.words import WORD

SHORT, ENDING = 4, 3  # letters of a name that has no endings; letters of an ending
APOSTROPHE = re.compile("['’]")
DAYS = 31
GAP = re.compile(r"[\s.ºª°-]*(?:[^\W\d]{1,3}\.? )?")  # between a day and its month: 6. July, 6 de julio, 6-го июля
BEHIND = re.compile(r"\s*")  # between a month and its day, where the month comes first
SAME = re.compile(r"[\s/()]{1,3}")  # between two words for the same month
TO = "–—~～〜"  # between two months that have one sign (4–6月), beside what the language has there


class Named(NamedTuple):
    """A name in a text in small letters, `start` to `end`, and the months or days that it may mean."""

    start: int
    end: int
    numbers: frozenset[int]


def named(text: str, names: Names, language: LanguageData) -> Iterator[Named]:
    """The months or days that a text in small letters names, from left to right; one that is said twice in two words
    beside each other (أيلول/سبتمبر) once."""
    last = Named(0, 0, frozenset())
    for name in sorted(_all_named(text, names, language), key=lambda n: (n.start, -n.end)):
        if name.start >= last.end and not (name.numbers == last.numbers and SAME.fullmatch(text, last.end, name.start)):
            yield name
            last = name


def _all_named(text: str, names: Names, language: LanguageData) -> Iterator[Named]:
    signed = language.month_sign and names is language.month_names
    if signed:
        for m in _signed(language.month_sign, language.month_joints).finditer(text):
            if int(m[1]) in names:
                yield Named(*m.span(), frozenset((int(m[1]),)))
    rows = _rows(names, language.spaced)
    if pattern := _phrases(tuple(rows)):
        for m in pattern.finditer(text):
            if not (signed and m.group()[0].isdigit()):  # those in digits were counted by their sign
                yield Named(*m.span(), frozenset(rows[m.group()]))
    if language.spaced:
        for m in WORD.finditer(text):
            if found := _meant(m.group(), names, language):
                yield Named(*m.span(), frozenset(found))


def dates(_: Pair, bead: Bead) -> dict[int, set[int]]:
    """Day -> the months beside which it stands in this piece of the source."""
    language, out = bead.pair.language, dict[int, set[int]]()
    text, base = bead.source_text.lower(), bead.source.start if bead.source else 0
    if len(text) != len(bead.source_text):
        return out  # of a letter that is two in small letters (İ): the places of its numbers are others
    days = [n for n in bead.source_numbers if 1 <= n.value <= DAYS and n.value == int(n.value)]
    for name in named(text, language.month_names, language):
        for n in days:
            start, end = n.span.start - base, n.span.end - base
            before = end <= name.start and GAP.fullmatch(text, end, name.start)
            behind = start >= name.end and language.month_sign and BEHIND.fullmatch(text, name.end, start)
            if before or behind:
                out.setdefault(int(n.value), set()).update(name.numbers)
    return out


@lru_cache(maxsize=8)
def _signed(sign: str, joints: str) -> re.Pattern[str]:
    """A month in digits before its sign, and the first of two that have one sign."""
    return re.compile(rf"(?<!\d)(\d{{1,2}})(?:\s*{sign}|(?=\s*[-{TO}{joints}]\s*\d{{1,2}}\s*{sign}))")


def _rows(names: Names, spaced: bool) -> dict[str, list[int]]:
    """What stands in a text as it is -> the months or days it names; in a language with spaces between words, those of
    its names that are more than one word."""
    out: dict[str, list[int]] = {}
    for n, forms in names.items():
        for form in forms:
            if not spaced or not form.strip("*").isalpha():
                out.setdefault(form.strip("*"), []).append(n)
    return out


@lru_cache(maxsize=64)
def _phrases(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """The forms in running text; of two that begin alike the longer one."""
    words = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: -len(f)))
    return re.compile(rf"(?<!\d)(?:{words})(?!\d)") if words else None


def _meant(word: str, names: Names, language: LanguageData) -> set[int]:
    """The months or days that a word may name, inflected or not: those with the longest name that it begins with."""
    longest: dict[int, int] = {}
    if word in language.not_months:
        return set()
    behind = APOSTROPHE.split(word)[-1]  # nell'agosto
    parted = (behind,) if len(behind) < len(word) and len(behind) >= SHORT else ()
    for bare in (word, *parted, *(word[len(c) :] for c in language.proclitics if word.startswith(c))):
        for n, forms in names.items():
            for form in forms:
                if _is(bare, form, language.name_ending >= 0):
                    longest[n] = max(len(form), longest.get(n, 0))
    return {n for n, length in longest.items() if length == max(longest.values())}


def _is(word: str, form: str, inflected: bool) -> bool:
    """Whether a word is a name of a month or a day, with or without an ending if the language has them; of a short name
    only after an apostrophe (Mart'ta)."""
    if form.endswith("*"):
        return word.startswith(form[:-1])
    if not word.startswith(form):
        return False
    ending = word[len(form) :]
    return not ending or (inflected and (ending[0] in "'’" or (len(form) > SHORT and len(ending) <= ENDING)))
