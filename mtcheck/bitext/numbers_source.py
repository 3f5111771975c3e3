"""The numbers of a piece of the source: in digits, words and numerals of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.bitext.english import english
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.numbers import (
    AFTER,
    DIGITS,
    WORDS,
    Number,
    ascii_digits,
    figures,
    hour,
    lone,
    parts,
    power,
    roman,
    times,
    word_number,
)
from mtcheck.bitext.numerals import MYRIAD, Found, era_years, numerals
from mtcheck.bitext.units import unit_after
from mtcheck.bitext.words import NEXT, WORD, behind, words_of
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

FOUR_TWENTIES = (4, 20)  # quatre-vingt
JOINED = re.compile(r"[ \u00a0][^\W\d_]+[ \u00a0]")  # a word that multiplies, and nothing else
MONEY = re.compile(
    r"[\s\u00a0]?([^\W\d_]{1,3})(?=\s?[$€£])"
)  # letters that multiply before a sign of a currency: 4,2 Md$
SHORT = {"bn": 1e9, "tn": 1e12}  # what headlines write behind digits in any language: $221bn
ATTACHED = re.compile(r"(bn|tn)\b")
SINGLE = "LC"  # letters that no ordinal is written with alone: Le, Ce
ROMAN = r"\b(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"


def source_numbers(text: str, base: int, language: LanguageData, words: Sequence[str] | None = None) -> list[Number]:
    """The numbers of a piece of the source, in digits, words and numerals; `words`: those in it, if they have been
    looked for."""
    text = ascii_digits(text)
    years = list(era_years(text, language))
    own = numerals(language)
    found = [_numeral(n, base) for n in own.mixed(text)] if own else []
    taken = {at for span in (*(s.shifted(base) for s, _ in years), *(n.span for n in found)) for at in range(*span)}
    for span, value, other, raw in figures(text, base):
        if span.start in taken:
            continue
        at = span.end - base
        if not own and _alone(text, at, language):
            split = parts(text[span.start - base : at]) if at - span.start + base != len(raw) else ()
            found.append(Number(span, times(value, 1.0), raw, DIGITS, times(other, 1.0), False, split))
            continue
        scale = own.scale(text, at) if own else _source_scale(text, at, language)
        clock = value <= 24 and hour(language, text, at)
        split = parts(text[span.start - base : at]) if scale == 1 and at - (span.start - base) != len(raw) else ()
        # Words that multiply may be units too: mil is a million or a mile.
        unit: tuple[float, ...] = (value,) if scale != 1 and not own and _unit_too(text, at, language) else ()
        if scale > 1 and not own and _and_half(language) and (m := AFTER.match(text, at)):
            half = _and_half(language)
            unit += (times(value + 0.5, scale),) if half and half.match(text, m.end()) else ()
        whole = times(value, scale), times(other, scale)
        found.append(Number(span, whole[0], raw, DIGITS, whole[1], scale != 1, split, clock, unit))
    if own:
        alone = (_numeral(n, base, own.scale(text, n.span.end)) for n in own.alone(text))
        found += (n for n in alone if n.span.start not in taken)
    if language.spaced and (language.known or language.number_words):
        found += _source_words(text, base, language, words)
    found += (word_number(span.shifted(base), year, False) for span, year in years)
    if language.spaced and _perhaps_roman(language).search(text):
        for m in _romans(language).finditer(text):
            ordinal = m.end() < len(text) and text[m.end()].isalpha() and m.group() not in SINGLE
            if m.group() and (len(m.group()) > 1 or ordinal):
                found.append(word_number(Span(*m.span()).shifted(base), float(roman(m.group())), False))
    if len(found) > 1:
        found.sort()
    if not any(n.scaled for n in found):
        return found
    found = _joined(found, text, base) if language.spaced else found
    return _elided(found, MYRIAD if own else 1000)


def _alone(text: str, at: int, language: LanguageData) -> bool:
    """Whether nothing behind a number that ends at an offset belongs to it."""
    after = NEXT.match(text, at)
    return after is None or (lone(language)[after[1]] and lone(english())[after[1]])


def _joined(numbers: list[Number], text: str, base: int) -> list[Number]:
    """The numbers; digits that go on with what stands before them may be one number with it (4 bin 300, 6 milyar 867
    milyon)."""
    for i in range(len(numbers) - 1, 0, -1):
        first, rest = numbers[i - 1], numbers[i]
        between = text[first.span.end - base : rest.span.start - base]
        if first.digits and rest.digits and first.scaled and JOINED.fullmatch(between):
            power = first.value / float(first.raw) if first.value and float(first.raw) else 0.0
            sums = tuple(first.value + v for v in (rest.value, *rest.others) if v < power)
            numbers[i - 1] = first._replace(others=(*first.others, *sums))
            numbers[i] = rest._replace(others=(*rest.others, *sums))
    return numbers


def _elided(numbers: list[Number], step: int) -> list[Number]:
    """The numbers, with what they stand for if a word that multiplies another one is not said again: from five million
    to seven."""
    powers = {power(n, step) for n in numbers if n.scaled}
    if not powers:
        return numbers
    return [
        n if n.scaled else n._replace(others=(*n.others, *(times(n.value, p) for p in sorted(powers)))) for n in numbers
    ]


def _numeral(found: Found, base: int, scale: float | None = None) -> Number:
    """A number of numerals; with `scale`, one without digits."""
    span, value, raw, scaled, parts, others = found
    if scale is None:
        return Number(span.shifted(base), value, raw, DIGITS, value, scaled, parts, False, others)
    more = tuple(times(v, scale) for v in others)
    return Number(span.shifted(base), times(value, scale), raw, WORDS, value, scale != 1, (), False, more)


@cache
def _romans(language: LanguageData) -> re.Pattern[str]:
    """Roman numbers, with the endings that make ordinals of them (XIVe siècle)."""
    endings = "|".join(map(re.escape, language.ordinal_endings.items))
    return re.compile(rf"{ROMAN}(?=(?:{endings})?\b)")


@cache
def _and_half(language: LanguageData) -> re.Pattern[str] | None:
    """What adds half of it to a number: un million et demi."""
    return behind(language.and_half.items, r"[\s\u00a0]*")


@cache
def _perhaps_roman(language: LanguageData) -> re.Pattern[str]:
    """What a text with a Roman number has. It begins with a letter, and not by looking around, so that it is found fast
    or not at all."""
    endings = "|".join(map(re.escape, language.ordinal_endings.items))
    return re.compile(rf"[IVXLC](?<!\w.)[IVXLC]*(?:{endings})?\b")


def _unit_too(text: str, at: int, language: LanguageData) -> bool:
    """Whether the word behind an offset, which multiplies a number, may be a unit as well."""
    word = AFTER.match(text, at)
    return word is not None and word[1].lower() in language.scales.whole and bool(unit_after(text, at, language)[0])


def _source_scale(text: str, at: int, language: LanguageData) -> float:
    """What the words behind an offset multiply a number by: one, or a thousand of millions (mil millones)."""
    scale = 1.0
    if m := ATTACHED.match(text, at):
        return SHORT[m[1]]
    if m := MONEY.match(text, at):
        letters = m[1].lower()
        for scales in (language.scales.whole, english().scales.whole):
            if letters in scales:
                return scales[letters]
    while m := AFTER.match(text, at):
        if scale > 1.0 and m[1].lower() in language.scale_joints:
            m = AFTER.match(text, m.end()) or m  # diez miles de millones
        step = language.scales.get(m[1].lower(), 1.0)
        if step == 1.0 or (scale > 1.0 and step <= scale):
            break
        scale *= step
        at = m.end()
    return scale


class _Word(NamedTuple):
    """A number word of the source: its place in the text, its value, other values that it may have, and whether a small
    word that means `and` is written together with it."""

    start: int
    end: int
    value: float
    others: tuple[float, ...]
    joined: bool = False


def _source_words(text: str, base: int, language: LanguageData, words: Sequence[str] | None) -> Iterator[Number]:
    """The numbers that are said in words: each run of number words is one number, the words of a compound are others
    that may be meant."""
    if not any(map(_numbers(language).__getitem__, words_of(text) if words is None else words)):
        return  # as most pieces
    run: list[_Word] = []
    for word in _number_words(text, language):
        if run and not _goes_on(run, word, text, language):
            yield _spoken(run, text, base, language)
            run = []
        run.append(word)
    if run:
        yield _spoken(run, text, base, language)


def _number_words(text: str, language: LanguageData) -> Iterator[_Word]:
    numbers, phrases = _numbers(language), language.not_numbers.phrases
    left = phrases.blanked(text, language.spaced) if phrases else text
    for m in WORD.finditer(text):
        if not numbers[m.group()] or left[m.start()].isspace():  # not only, which in Persian is nine only
            continue
        at, lower = m.start(), m.group().lower()
        if not _after_digits(text, at, lower, language):
            values, joined = _valued(lower, language)
            yield _Word(at, m.end(), values[0], values[1:], joined)


@cache
def _numbers(language: LanguageData) -> Memo[bool]:
    """Whether a word is a number."""
    return Memo(lambda word: bool(_valued(word.lower(), language)[0]))


@lru_cache(maxsize=1 << 15)
def _valued(lower: str, language: LanguageData) -> tuple[tuple[float, ...], bool]:
    """(the values of a word in small letters, whether a small word that means `and` is written together with it); no
    values if it is no number."""
    words = language.number_words
    if (not language.proclitics and lower[:2] not in words.heads) or lower in language.not_numbers:
        return (), False
    for word in _bare(lower, language):
        if word[:2] not in words.heads or (len(word) < 2 and word not in words.whole):
            continue
        if values := _word_values(word, words.whole, words.starts):
            before = lower[: len(lower) - len(word)]
            return values, bool(before) and before.startswith(language.and_words.items)
    return (), False


def _after_digits(text: str, at: int, word: str, language: LanguageData) -> bool:
    """Whether it is a scale word behind digits, which have it already."""
    before = text[max(0, at - 3) : at].rstrip(" \u00a0-")[-1:]
    return before.isdigit() and language.scales.get(word, 0.0) > 0


def _bare(word: str, language: LanguageData) -> Iterator[str]:
    """A word as it stands, and without the small words that its script writes together with it."""
    yield word
    for clitic in language.proclitics.items:
        if word.startswith(clitic) and len(word) > len(clitic) + 2:
            yield word[len(clitic) :]


def _goes_on(run: Sequence[_Word], word: _Word, text: str, language: LanguageData) -> bool:
    """Whether a word goes on with the number before it: twenty five, five and twenty, three hundred, not five ten."""
    gap = text[run[-1].end : word.start].strip(" \u00a0-\u2010\u200c").lower()
    if gap and gap not in language.and_words:
        return False
    said, value = _said(run), word.value
    last = said % 100
    if value >= 100:
        return said < value or (value == 100 and said % 1000 < 10)
    if ((said, value) == FOUR_TWENTIES and not word.joined) or not last:
        return True
    if last >= 10 and last % 10 == 0:
        return value < 10 or (value < 20 and last in (60, 80))
    return last < 10 and (value == 10 or (value >= 20 and value % 10 == 0 and (bool(gap) or word.joined)))


def _said(run: Sequence[_Word]) -> float:
    """The number that a run of words says."""
    total = current = 0.0
    for word in run:
        multiplied = current and (
            (word.value >= 100 and word.value > current) or ((current, word.value) == FOUR_TWENTIES and not word.joined)
        )
        current = current * word.value if multiplied else current + word.value
        if word.value >= 1000:
            total, current = total + current, 0.0
    return total + current


def _spoken(run: Sequence[_Word], text: str, base: int, language: LanguageData) -> Number:
    """The number that a run of words says, with what stands behind it."""
    end = run[-1].end
    alone = _alone(text, end, language)  # as mostly
    value, scale = _said(run), 1.0 if alone else _source_scale(text, end, language)
    others = {v for w in run for v in w.others} | {w.value for w in run if len(run) > 1}
    if scale > 1 and _unit_too(text, end, language):
        others.add(value)  # six miles, not six million
    if len(run) > 1 and _century_word(text[run[0].start : run[0].end].lower(), language):
        others.add(_said(run[1:]))  # the century twelve
    clock = not alone and value <= 12 and hour(language, text, end)
    span = Span(base + run[0].start, base + end)
    scaled = value >= 1000 or scale > 1
    return Number(
        span,
        times(value, scale),
        f"{value:.0f}",
        WORDS,
        times(value, scale),
        scaled,
        (),
        clock,
        tuple(others - {times(value, scale)}),
    )


def _century_word(lower: str, language: LanguageData) -> bool:
    """Whether a word that is a number (a hundred) means a century as well."""
    return any(word in language.centuries for word in _bare(lower, language))


def _word_values(word: str, whole: Mapping[str, float], starts: Mapping[str, float]) -> tuple[float, ...]:
    """The values of a number word, the likeliest first; of a compound written as one word also those of its parts."""
    if word in whole:
        return (whole[word],)
    best = next((word[:n] for n in range(len(word), 1, -1) if word[:n] in starts), "")
    if not best:
        return ()
    first, rest = starts[best], word[len(best) :].lstrip("-")
    more = (_inner(rest, whole, starts) or _inner(word[3:], whole, starts)) if len(rest) > 2 else []
    joined = [first * v if v >= 100 and first < v else first + v for v in more if _fits(first, v)]
    return tuple(dict.fromkeys((*sorted(joined, reverse=True), first, *more)))


def _fits(first: float, rest: float) -> bool:
    """Whether the first part and another part of a compound make one number: five and twenty, three hundred,
    fifty thousand."""
    return rest >= 20 if first < 10 else (rest < 10 and first >= 20) or rest < 100 <= first or rest >= 1000


def _inner(rest: str, whole: Mapping[str, float], starts: Mapping[str, float]) -> list[float]:
    """The values of number words in the rest of a compound; of two that begin alike the longer one."""
    found = {s: v for s, v in (*whole.items(), *starts.items()) if len(s) > 2 and s in rest}
    return [v for s, v in found.items() if not any(s != other and s in other for other in found)]
