"""What is the same on both sides of a good translation: anchors of the alignment, and hints.

Anchors are the same letter for letter; one that stands on one side only speaks against a pair. Hints are the same in
another dress: values of numbers, months, weekdays, places, the romanised consonants of names, the first letters of
words (cognates, as Simard, Foster & Isabelle 1992); one that stands on one side only says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import chain

from mtcheck.bitext.english import day_numbers, english_names, month_numbers
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.names import plain, skeleton
from mtcheck.bitext.numbers import Number, ascii_digits
from mtcheck.bitext.numbers_english import english_numbers
from mtcheck.bitext.numbers_source import source_numbers
from mtcheck.bitext.words import words_of
from mtcheck.text.memo import Memo
from mtcheck.text.scripts import katakana

FIGURES = re.compile(r"\d{2,}")
SAME = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z](?=[a-z]{0,40}[A-Z0-9])[A-Za-z0-9]*|[A-Z][A-Za-zÀ-ž]{2,}|https?://\S+|[@#]\w+"
)
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
UNSHOWN = "="  # the first letter of a hint that stands in the file and is not shown: code, an address
STRONG = "#mdp" + UNSHOWN  # those of hints that weigh as much as anchors: values, months, days, places
CONSONANTS, LETTERS = 4, 5  # how much of a name, of a word is compared
KEPT = 1 << 14  # words whose hints are kept: a text says the same ones again
OFTEN = 3  # a hint in more pieces of a side tells none of them from the others


def anchors(text: str, latin: bool) -> frozenset[str]:
    """The anchors of a piece of text. In a language not written in Latin letters every Latin word is one."""
    known = _anchors_of if latin else _words_as_anchors
    return frozenset[str]().union(*map(known.__getitem__, text.split()))


def target_anchors(text: str) -> frozenset[str]:
    """The anchors of a piece of the translation."""
    return anchors(text, latin=True)


# Anchors hold no white space, so that those of what stands between it are found once.
def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset([*FIGURES.findall(ascii_digits(text)), *(w.lower() for w in pattern.findall(text))])


_anchors_of = Memo(partial(_found, SAME), KEPT)
_words_as_anchors = Memo(partial(_found, LATIN_WORD), KEPT)


def hints(
    text: str,
    language: LanguageData,
    numbers: Iterable[Number] | None = None,
    words: Iterable[str] | None = None,
) -> frozenset[str]:
    """The hints of a piece of the source; `numbers` and `words`: those in it, if they have been looked for."""
    found = _values(source_numbers(text, 0, language) if numbers is None else numbers)
    if language.spaced:
        words = words_of(text) if words is None else words
        return frozenset(chain(found, *map(_word_hints(language).__getitem__, words)))
    lower = text.lower()
    out = set(found)
    for kind, names in (("m", language.month_names), ("d", language.day_names)):
        out.update(f"{kind}{n}" for n, forms in names.items() if any(f in lower for f in forms))
    for word in _katakana(text):
        out.update(_dress(word, language.latin))
    return frozenset(out)


@cache
def _word_hints(language: LanguageData) -> Memo[tuple[str, ...]]:
    """What a word of a language with spaces between words says: a month, a weekday, a place, its dress."""
    months, days = _stems(language, "m"), _stems(language, "d")

    def said(word: str) -> Iterator[str]:
        start = word[:4].lower()
        for kind, stems in (("m", months), ("d", days)):
            if start in stems:
                yield f"{kind}{stems[start]}"
        if len(word) > 3 and (english := language.place_names.english(word.lower())):
            yield from (f"p{n[:4]}" for n in english_names(english))
        yield from _dress(word, language.latin)

    return Memo(lambda word: tuple(said(word)), KEPT)


def target_hints(
    text: str,
    latin: bool,
    numbers: Iterable[Number] | None = None,
    words: Iterable[str] | None = None,
) -> frozenset[str]:
    """The hints of a piece of the translation; `latin`: whether the source is written in Latin letters; `numbers` and
    `words`: those in it, if they have been looked for."""
    found = _values(english_numbers(text) if numbers is None else numbers)
    words = words_of(text) if words is None else words
    return frozenset(chain(found, *map(_english_hints[latin].__getitem__, words)))


def _said(latin: bool, word: str) -> tuple[str, ...]:
    """What a word of the translation says."""
    if not word[0].isupper():
        return tuple(_dress(word, latin)) if latin else ()
    lower = word.lower()
    found = [f"p{lower[:4]}"]
    if lower in month_numbers():
        found.append(f"m{month_numbers()[lower]}")
    if lower in day_numbers():
        found.append(f"d{day_numbers()[lower]}")
    return (*found, *_dress(word, latin))


_english_hints = {latin: Memo(partial(_said, latin), KEPT) for latin in (False, True)}


def signs(text: str, language: LanguageData, numbers: Iterable[Number]) -> frozenset[str]:
    """The anchors and the hints of a piece of the source in which these numbers stand."""
    if not language.spaced:
        return anchors(text, language.latin) | hints(text, language, numbers)
    return frozenset(chain(_values(numbers), *map(_signs(language).__getitem__, text.split())))


def target_signs(text: str, latin: bool, numbers: Iterable[Number]) -> frozenset[str]:
    """The same of a piece of the translation."""
    return frozenset(chain(_values(numbers), *map(_target_signs[latin].__getitem__, text.split())))


@cache
def _signs(language: LanguageData) -> Memo[tuple[str, ...]]:
    """The anchors of what stands between white space, and the hints of its words."""
    pattern = SAME if language.latin else LATIN_WORD
    return Memo(lambda piece: _number(piece) or (*_found(pattern, piece), *hints(piece, language, ())), KEPT)


def _english_signs(latin: bool, piece: str) -> tuple[str, ...]:
    return _number(piece) or (*_found(SAME, piece), *target_hints(piece, latin, ()))


def _number(piece: str) -> tuple[str, ...]:
    """The anchor of a piece that is nothing but a number of two figures or more."""
    return (piece,) if len(piece) > 1 and piece.isascii() and piece.isdecimal() else ()


_target_signs = {latin: Memo(partial(_english_signs, latin), KEPT) for latin in (False, True)}


def telling(pieces: Iterable[frozenset[str]]) -> frozenset[str]:
    """Hints that are in few of the pieces of a side."""
    counts = Counter(h for piece in pieces for h in piece)
    return frozenset(h for h, n in counts.items() if n <= OFTEN)


def _values(numbers: Iterable[Number]) -> Iterator[str]:
    for number in numbers:
        if number.value >= 3 or number.digits:
            yield _value(number.value)
            if number.alternative != number.value:
                yield _value(number.alternative)


@lru_cache(maxsize=1 << 12)
def _value(value: float) -> str:
    """The hint of a value, which mostly stands on both sides."""
    return f"#{value:g}"


def _dress(word: str, latin: bool) -> Iterator[str]:
    """The first letters of a word, or the first consonants of one in another script."""
    if latin:
        if len(word) >= LETTERS:
            yield "c" + plain(word)[:LETTERS]
        return
    consonants = skeleton(word)
    if len(consonants) >= CONSONANTS - 1:
        yield "s" + consonants[:CONSONANTS]


def _katakana(text: str) -> list[str]:
    """Runs of three or more characters by which Japanese writes foreign names."""
    return ["".join(run) for run in _runs(text) if len(run) > 2]


def _runs(text: str) -> Iterator[list[str]]:
    run: list[str] = []
    for c in text + " ":
        if katakana(c):
            run.append(c)
        elif run:
            yield run
            run = []


@cache
def _stems(language: LanguageData, kind: str) -> dict[str, int]:
    """The first four letters of the names of months (`m`) or weekdays (`d`)."""
    names = language.month_names if kind == "m" else language.day_names
    rows = ((form.strip("*"), n) for n, forms in names.items() for form in forms)
    return {form[:4]: n for form, n in rows if len(form) > 3 and " " not in form}
