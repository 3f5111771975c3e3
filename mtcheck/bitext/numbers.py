"""Numbers on both sides: digits of any script, words, scale words (million, 万, lakh), and when two agree.

Two numbers agree if their values do, in whatever clothes (3.5 Mio., 350万, 19h, 平成30年, twenty-five): the same digits
alone do not make the same number, for 3.5 is not 35 and a million no billion.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from mtcheck.bitext.english import english
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.numerals import Found, era_years, numerals
from mtcheck.bitext.words import WORD, behind
from mtcheck.text.spans import Span

DIGITS, WORDS = "digits", "words"
# Digits with separators inside; apostrophes, spaces and dots part thousands somewhere.
OTHER_DIGIT = re.compile(r"[^\D0-9]")
ARABIC_MARK = re.compile(r"(?<=\d)[\u066b\u066c\u060c](?=\d)")
FIGURE = re.compile(r"(?<!\+)(?<!\+\d)\d+(?:[.,:'’\u066b\u066c\u00a0\u202f]\d+)*(?: \d{3}(?!\d))*")
SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*")
ROUNDED = 4  # digits that a rounded number has at most
FOUR_TWENTIES = (4, 20)  # quatre-vingt
ROMAN = r"\b(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
SPACE = r"[\s\u00a0]*"
PARTED = re.compile(r"\d{1,3}(?::\d{1,3})+|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?")
CENTURY = re.compile(r"(?:st|nd|rd|th)?[\s-]+centur", re.I)
HALF = re.compile(r"\bhalf[ -](?:a |an )?(dozen|hundred|thousand|million|billion|trillion)\b", re.I)
AFTER = re.compile(rf"[\s\u00a0-]*({WORD.pattern})")


class Number(NamedTuple):
    """A number where it stands. `raw`: its digits without separators; `alternative`: another way to read it
    (1.234 as 1234 or 1.234); `scaled`: a scale word belongs to it."""

    span: Span
    value: float
    raw: str
    kind: str
    alternative: float
    scaled: bool = False
    parts: tuple[float, ...] = ()  # of a time, a date, a score: 14:00, 26.12, 78:83
    clock: bool = False  # an hour of the day
    others: tuple[float, ...] = ()  # other values that may be meant: parts of a compound, years of a century

    @property
    def readings(self) -> tuple[float, ...]:
        """All values that may be meant."""
        return (self.value, self.alternative, *self.others)

    @property
    def key(self) -> str:
        """The digits that count: without leading and trailing zeros."""
        return significant(self.value)

    @property
    def digits(self) -> bool:
        return self.kind == DIGITS


@cache
def significant(value: float) -> str:
    return f"{value:.6f}".replace(".", "").strip("0")


def _figure(text: str) -> tuple[float, float, str]:
    """(value, other reading, digits) of digits with separators."""
    raw = re.sub(r"\D", "", text)
    if text == raw:
        value = float(raw[:300])
        return value, value, raw
    whole = float(raw[:300])
    if THOUSANDS.fullmatch(text):
        separator = THOUSANDS.fullmatch(text)[1]  # type: ignore[index]
        if separator in ".," and text.count(separator) == 1:
            head, tail = text.split(separator)
            return whole, float(f"{head}.{tail}"), raw
        return whole, whole, raw
    last = max(text.rfind("."), text.rfind(","))
    if last > 0 and not re.search(r"[:'’]", text):
        head, tail = re.sub(r"\D", "", text[:last]), re.sub(r"\D", "", text[last + 1 :])
        value = float(f"{head[:300]}.{tail[:30] or 0}")
        return value, value, raw
    return whole, whole, raw


def ascii_digits(text: str) -> str:
    """The text with digits of all scripts as 0-9, Arabic marks between them as . and ,; its length stays the same."""
    if not OTHER_DIGIT.search(text):
        return text
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return ARABIC_MARK.sub(lambda m: "." if m.group() == "\u066b" else ",", plain)


def figures(text: str, base: int) -> Iterator[tuple[Span, float, float, str]]:
    """The runs of digits in a text that begins at offset `base`."""
    for m in FIGURE.finditer(text):
        at = m.start()
        piece = m.group()
        parts = [piece] if " " not in piece or SPACED.fullmatch(piece) else piece.split(" ")
        for part in parts:
            at = text.index(part, at)
            value, other, raw = _figure(part)
            yield Span(base + at, base + at + len(part)), value, other, raw
            at += len(part)


def english_numbers(text: str, base: int = 0) -> list[Number]:
    """The numbers of an English text."""
    text = ascii_digits(text)
    found = list(_english_words(text, base))
    for span, value, other, raw in figures(text, base):
        scale = _scale_after(text, span.end - base)
        piece = text[span.start - base : span.end - base]
        found.append(
            Number(span, value * scale, raw, DIGITS, other * scale, scale > 1, () if scale > 1 else _parts(piece))
        )
    return sorted(_told(n, text, base) for n in found)


def _told(number: Number, text: str, base: int) -> Number:
    """A number of English with what stands behind it: an hour of the day, a century."""
    at = number.span.end - base
    if number.value <= 24 and _hour(english(), text, at):
        number = number._replace(clock=True)
    if number.value <= 30 and CENTURY.match(text, at):
        number = number._replace(others=(*number.others, (number.value - 1) * 100, number.value * 100))
    return number


@cache
def _hours(language: LanguageData) -> re.Pattern[str] | None:
    return behind(language.hours.items, SPACE)


def _hour(language: LanguageData, text: str, at: int) -> bool:
    """Whether the number that ends at an offset is an hour of the day."""
    pattern = _hours(language)
    return pattern is not None and pattern.match(text, at) is not None


def _parts(piece: str) -> tuple[float, ...]:
    return tuple(float(x) for x in re.split(r"[.:,]", piece)) if PARTED.fullmatch(piece) else ()


def _scale_after(text: str, at: int) -> float:
    scale, scales = 1.0, english().scales.whole
    while m := AFTER.match(text, at):
        step = scales.get(m[1].lower(), 0.0)
        if not step or (len(m[1]) == 1 and m.start(1) != at and m[1].islower()):
            break
        scale *= step
        at = m.end()
    return scale


def _english_words(text: str, base: int) -> Iterator[Number]:
    """Numbers in words: each run of number words gives its sum (twenty-five thousand)."""
    total, current, start, end, scaled = 0.0, 0.0, -1, -1, False
    numbers, scales = english().number_words.whole, english().scales.whole
    halves = {m.end(): m for m in HALF.finditer(text)}
    for half in halves.values():
        whole = scales.get(half[1].lower()) or numbers[half[1].lower()]
        yield _word_number(Span(base + half.start(), base + half.end()), whole / 2, whole > 12)
    for m in WORD.finditer(text):
        word = m.group().lower()
        if start < 0 and word not in numbers and word not in scales:
            continue
        if halves and any(half.start() <= m.start() < half.end() for half in halves.values()):
            continue
        number, scale = numbers.get(word), scales.get(word) if len(word) > 2 else None
        if number is None and start < 0 and _after_digit(text, m.start()):
            continue  # 3.5 million: the digits have it
        joined = start >= 0 and text[end : m.start()].strip(" -\u00a0") in ("", "and")
        if number is None and (scale is None or (not joined and not (start < 0 and word != "second"))):
            continue
        if start >= 0 and (not joined or (number is not None and current and not _adds(current, number))):
            yield _word_number(Span(base + start, base + end), total + current, scaled)
            total, current, start, scaled = 0.0, 0.0, -1, False
        if start < 0:
            start = m.start()
        if number is not None:
            current += number
        else:
            assert scale is not None
            scaled = True
            if scale == 100:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
        end = m.end()
    if start >= 0:
        yield _word_number(Span(base + start, base + end), total + current, scaled)


def _after_digit(text: str, at: int) -> bool:
    """Whether the last character before an offset is a digit, spaces and hyphens apart."""
    while at and text[at - 1] in " -\u00a0":
        at -= 1
    return at > 0 and text[at - 1].isdigit()


def _adds(current: float, number: float) -> bool:
    """Whether twenty + five is one number (ten + five is not)."""
    return (current % 100 == 0 and number < 100) or (current % 100 >= 20 and current % 10 == 0 and number < 10)


def _word_number(span: Span, value: float, scaled: bool) -> Number:
    return Number(span, value, f"{value:.0f}", WORDS, value, scaled)


def source_numbers(text: str, base: int, language: LanguageData) -> list[Number]:
    """The numbers of a piece of the source, in digits, words and numerals."""
    text = ascii_digits(text)
    years = list(era_years(text, language))
    own = numerals(language)
    found = [_numeral(n, base) for n in own.mixed(text)] if own else []
    taken = {at for span in (*(s.shifted(base) for s, _ in years), *(n.span for n in found)) for at in range(*span)}
    for span, value, other, raw in figures(text, base):
        if span.start in taken:
            continue
        at = span.end - base
        scale = own.scale(text, at) if own else _source_scale(text, at, language)
        clock = value <= 24 and _hour(language, text, at)
        parts = _parts(text[span.start - base : at]) if scale == 1 else ()
        found.append(Number(span, value * scale, raw, DIGITS, other * scale, scale != 1, parts, clock))
    if own:
        alone = (_numeral(n, base, own.scale(text, n.span.end)) for n in own.alone(text))
        found += (n for n in alone if n.span.start not in taken)
    if language.known and language.spaced:
        found += _source_words(text, base, language)
    found += (_word_number(span.shifted(base), year, False) for span, year in years)
    if language.spaced:
        for m in _romans(language).finditer(text):
            if m.group() and (len(m.group()) > 1 or (m.end() < len(text) and text[m.end()].isalpha())):
                found.append(_word_number(Span(*m.span()).shifted(base), float(_roman(m.group())), False))
    return sorted(found)


def _numeral(found: Found, base: int, scale: float | None = None) -> Number:
    """A number of numerals; with `scale`, one without digits."""
    span, value, raw, scaled, parts = found
    if scale is None:
        return Number(span.shifted(base), value, raw, DIGITS, value, scaled, parts)
    return Number(span.shifted(base), value * scale, raw, WORDS, value, scale != 1)


@cache
def _romans(language: LanguageData) -> re.Pattern[str]:
    """Roman numbers, with the endings that make ordinals of them (XIVe siècle)."""
    endings = "|".join(map(re.escape, language.ordinal_endings.items))
    return re.compile(rf"{ROMAN}(?=(?:{endings})?\b)")


def _source_scale(text: str, at: int, language: LanguageData) -> float:
    """What the words behind an offset multiply a number by: one, or a thousand of millions (mil millones)."""
    scale = 1.0
    while m := AFTER.match(text, at):
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


def _source_words(text: str, base: int, language: LanguageData) -> Iterator[Number]:
    """The numbers that are said in words: each run of number words is one number, the words of a compound are others
    that may be meant."""
    run: list[_Word] = []
    for word in _number_words(text, language):
        if run and not _goes_on(run, word, text, language):
            yield _spoken(run, text, base, language)
            run = []
        run.append(word)
    if run:
        yield _spoken(run, text, base, language)


def _number_words(text: str, language: LanguageData) -> Iterator[_Word]:
    words = language.number_words
    plain = not language.proclitics
    for m in WORD.finditer(text):
        lower = m.group().lower()
        if plain and lower[:2] not in words.heads:
            continue
        if lower in language.not_numbers or _after_digits(text, m.start(), lower, language):
            continue
        for word in _bare(lower, language):
            if len(word) < 2 or word[:2] not in words.heads:
                continue
            if values := _word_values(word, words.whole, words.starts):
                before = lower[: len(lower) - len(word)]
                joined = bool(before) and before.startswith(language.and_words.items)
                yield _Word(m.start(), m.end(), values[0], values[1:], joined)
                break


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
    if (said, value) == FOUR_TWENTIES or not last:
        return True
    if last >= 10 and last % 10 == 0:
        return value < 10 or (value < 20 and last in (60, 80))
    return last < 10 and (value == 10 or (value >= 20 and value % 10 == 0 and (bool(gap) or word.joined)))


def _said(run: Sequence[_Word]) -> float:
    """The number that a run of words says."""
    total = current = 0.0
    for word in run:
        multiplied = current and (
            (word.value >= 100 and word.value > current) or (current, word.value) == FOUR_TWENTIES
        )
        current = current * word.value if multiplied else current + word.value
        if word.value >= 1000:
            total, current = total + current, 0.0
    return total + current


def _spoken(run: Sequence[_Word], text: str, base: int, language: LanguageData) -> Number:
    """The number that a run of words says, with what stands behind it."""
    end = run[-1].end
    value, scale = _said(run), _source_scale(text, end, language)
    others = {v for w in run for v in w.others} | {w.value for w in run if len(run) > 1}
    clock = value <= 12 and _hour(language, text, end)
    span = Span(base + run[0].start, base + end)
    scaled = value >= 1000 or scale > 1
    return Number(
        span, value * scale, f"{value:.0f}", WORDS, value * scale, scaled, (), clock, tuple(others - {value * scale})
    )


def _word_values(word: str, whole: Mapping[str, float], starts: Mapping[str, float]) -> tuple[float, ...]:
    """The values of a number word, the likeliest first; of a compound written as one word also those of its parts."""
    if word in whole:
        return (whole[word],)
    best = next((word[:n] for n in range(len(word), 1, -1) if word[:n] in starts), "")
    if not best:
        return ()
    first, rest = starts[best], word[len(best) :].lstrip("-")
    more = (_inner(rest, whole, starts) or _inner(word[3:], whole, starts)) if len(rest) > 3 else []
    joined = [first * v if v >= 100 and first < v else first + v for v in more if _fits(first, v)]
    return tuple(dict.fromkeys((*sorted(joined, reverse=True), first, *more)))


def _fits(first: float, rest: float) -> bool:
    """Whether the first part and another part of a compound make one number: five and twenty, three hundred."""
    return rest >= 20 if first < 10 else (rest < 10 and first >= 20) or rest < 100 <= first


def _inner(rest: str, whole: Mapping[str, float], starts: Mapping[str, float]) -> list[float]:
    """The values of number words in the rest of a compound; of two that begin alike the longer one."""
    found = {s: v for s, v in (*whole.items(), *starts.items()) if len(s) > 2 and s in rest}
    return [v for s, v in found.items() if not any(s != other and s in other for other in found)]


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for c, after in zip(text, text[1:] + " ", strict=True):
        total += -values[c] if values.get(after, 0) > values[c] else values[c]
    return total


def agree(target: Number, source: Number, scales: bool = True) -> bool:
    """Whether the two may be the same number in other clothes. Without `scales` nothing is known of the words by which
    the source's language multiplies numbers: any power of a thousand may stand there."""
    t, s = target.value, source.value
    if t == s or not set(target.readings).isdisjoint(source.readings):
        return True
    if target.parts or source.parts:
        return _parted(target, source) or _inside(target, source)
    if (target.scaled or source.scaled or max(t, s) >= 10_000) and _close(target, source, scales):
        return True
    if (target.clock or source.clock) and abs(t - s) == 12:
        return t <= 24 and s <= 24
    if 1000 <= max(t, s) < 2100 and (t % 100 == s or s % 100 == t) and min(t, s) < 100:
        return True  # the '90s
    return _inside(target, source)


def _parted(target: Number, source: Number) -> bool:
    """Times, dates, scores: 14:00 and 2, 26.12 and 26, 78:83 and 78, 3/16 and 16.3."""
    t, s = target.parts or (target.value,), source.parts or (source.value,)
    if len(t) == len(s) == 2 and t[1] == s[1] and abs(t[0] - s[0]) == 12:
        return True
    if sorted(t) == sorted(s) or (len(t) != len(s) and len(t) + len(s) > 3 and set(t) & set(s)):
        return True
    if len(t) == len(s):
        return False
    if not set(t[:3]).isdisjoint(s[:3]):
        return True
    return any(x in (y + 12, y - 12, y % 100) for x in t[:3] for y in s[:3] if x or y)


def _close(target: Number, source: Number, scales: bool) -> bool:
    """The same but for rounding: the shorter one has fewer digits."""
    if not scales and target.value > 0 < source.value and target.key == source.key:
        return round(abs(math.log10(target.value / source.value)), 3) % 1 == 0
    short, long = sorted((target, source), key=lambda n: len(n.key))
    if not len(short.key) < len(long.key) or len(short.key) > ROUNDED or short.value <= 0:
        return False
    return abs(short.value - long.value) / long.value < 0.02


def _inside(target: Number, source: Number) -> bool:
    """Parts of a longer string of digits: telephone numbers, dates, times, scores."""
    if target.scaled or source.scaled:
        return False
    longer, shorter = (source.raw, target.raw) if len(source.raw) > len(target.raw) else (target.raw, source.raw)
    return len(shorter) >= 3 and len(longer) >= 5 and shorter in longer
