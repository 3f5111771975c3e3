"""Surnames in a script that does not say how they sound (岸田 is Kishida): a person of the source whose surname is
known and missing, while another known surname stands here that the source does not have. Either alone says little: a
name may be left out, and one may be put for "he"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.names import plain
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.romanised import fit_words
from mtcheck.text.scripts import katakana, script
from mtcheck.text.spans import Span

GIVEN = 3  # characters of a first name at most
SAME = 0.9  # fit from which a name is that of a foreigner, which is written as it sounds
LONG = re.compile(r"(?<=[oO])[uoh](?![aeiouy])|(?<=u)u")  # ways to write that a vowel is long: Ohno, Saitou


def taken(pair: Pair, bead: Bead) -> Iterator[tuple[Span, Span]]:
    """(surname in the translation, the person's in the source), where one has taken the place of the other."""
    language = pair.language
    if not bead.source or not bead.target or not language.surnames:
        return
    here = [(i, name) for i in bead.capitals if (name := _bare(pair.document.words[i])) in _forms(language)]
    if not here:
        return
    said = [_bare(w) for b in pair.near(bead) for w in b.target_words]
    lost = [m for m in _persons(bead) if not _said(_readings(language)[m[1]], said)]
    for i, name in here if lost else ():
        if any(form in pair.source.text for form in _forms(language)[name]):
            continue
        if any(fit_words(name, word) >= SAME for word in _sounds(bead.source_text)):
            continue
        yield pair.document.span(i), Span(*lost[0].span(1)).shifted(bead.source.start)
        return


def _persons(bead: Bead) -> Iterator[re.Match[str]]:
    """Surnames of persons in the source side, each as its first group; none that is the rest of a longer word."""
    text = bead.source_text
    found = _person(bead.pair.language).finditer(text)
    return (m for m in found if not m.start() or script(text[m.start() - 1]) != script(m[1][0]))


def _sounds(text: str) -> list[str]:
    """The words that are written as they sound."""
    return "".join(c if katakana(c) else " " for c in text).split()


def _said(readings: tuple[str, ...], words: list[str]) -> bool:
    """Whether one of the words is the surname, or begins with it: the source may have a longer one (小山田)."""
    return any(w.startswith(readings) for w in words)


def _bare(word: str) -> str:
    """A surname in small ASCII letters, without the marks of long vowels and the ending of a genitive."""
    return LONG.sub("", plain(word.removesuffix("'s").removesuffix("’s")))


@cache
def _forms(language: LanguageData) -> dict[str, tuple[str, ...]]:
    """How a surname sounds -> how it is written in the source."""
    return {_bare(sound): words.items for sound, words in language.surnames.items()}


@cache
def _readings(language: LanguageData) -> dict[str, tuple[str, ...]]:
    """How a surname is written -> how it may sound."""
    out: dict[str, tuple[str, ...]] = {}
    for sound, forms in _forms(language).items():
        for form in forms:
            out[form] = (*out.get(form, ()), sound)
    return out


@cache
def _person(language: LanguageData) -> re.Pattern[str]:
    """A surname, a first name or none, and a word that shows a person: without it, it may be a place."""
    names = "|".join(sorted(_readings(language), key=lambda form: (-len(form), form)))
    titles = "|".join(language.person_titles.items)
    return re.compile(rf"({names})[^\W\d_]{{0,{GIVEN}}}?(?:{titles})")
