"""Numbers on both sides: digits of any script, and when two numbers agree.

Two numbers agree if their values do, in whatever clothes (3.5 Mio., 350万, 19h, 平成30年, twenty-five): the same digits
alone do not make the same number, for 3.5 is not 35 and a million no billion. Those of an English text are found in
numbers_english, those of the source in numbers_source.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.words import WORD, begun, behind
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

DIGITS, WORDS = "digits", "words"
# Digits with separators inside; apostrophes, spaces and dots part thousands somewhere.
OTHER_DIGIT = re.compile(r"[^\D0-9]")
ARABIC_MARK = re.compile(r"(?<=\d)[\u066b\u066c\u060c](?=\d)")
WIDE_COMMAS = "\u060c\uff0c"  # commas of other scripts, which may part thousands of ASCII digits as well
WIDE_MARK = re.compile(rf"(?<=\d)[{WIDE_COMMAS}](?=\d{{3}}(?!\d))")
VULGAR = re.compile("[\u00a0 ]?([¼½¾⅓⅔⅛⅜⅝⅞])")  # what goes on with a figure: 29¾
# No figure behind a plus; one looks back from its first digit, since what begins with a digit is found fastest.
FIGURE = re.compile(
    r"\d(?<!\+.)(?<!\+\d.)\d*(?:[.,:'’\u066b\u066c\u00a0\u202f]\d+)*(?: \d{3}(?!\d)(?:,\d+(?!\d| \d{3}))?)*"
)
SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?")
THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*")
MOST = 1e15  # of what is counted; more has no word
ROUNDED = 4  # digits that a rounded number has at most
SPACE = r"[\s\u00a0]*"
PARTED = re.compile(r"\d{1,3}(?::\d{1,3})+|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?")
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
    if text.isascii():
        return text
    if "\u060c" in text or "\uff0c" in text:
        text = WIDE_MARK.sub(",", text)
    if not OTHER_DIGIT.search(text):
        return text
    plain = "".join(str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return ARABIC_MARK.sub(lambda m: "." if m.group() == "\u066b" else ",", plain)


def figures(text: str, base: int) -> Iterator[tuple[Span, float, float, str]]:
    """The runs of digits in a text that begins at offset `base`."""
    plain = text.isascii()
    for m in FIGURE.finditer(text):
        at = m.start()
        piece = m.group()
        if piece.isdecimal():  # as most are
            whole, end = float(piece[:300]), m.end()
            if plain or not (rest := VULGAR.match(text, end)):
                yield Span(base + at, base + end), whole, whole, piece
            else:
                yield Span(base + at, base + rest.end()), whole + unicodedata.numeric(rest[1]), whole, piece
            continue
        parts = [piece] if " " not in piece or SPACED.fullmatch(piece) else piece.split(" ")
        for part in parts:
            at = text.index(part, at)
            value, other, raw = _figure(part)
            yield Span(base + at, base + at + len(part)), value, other, raw
            at += len(part)


@cache
def _hours(language: LanguageData) -> re.Pattern[str] | None:
    return behind(language.hours.items, SPACE)


def hour(language: LanguageData, text: str, at: int) -> bool:
    """Whether the number that ends at an offset is an hour of the day."""
    pattern = _hours(language)
    return pattern is not None and pattern.match(text, at) is not None


@cache
def lone(language: LanguageData) -> Memo[bool]:
    """Whether a number with this piece of text behind it is neither multiplied by it nor an hour of the day: what is
    seldom to be looked at closely."""
    scales, hours = language.scales, begun(language.hours.items)

    def alone(piece: str) -> bool:
        word = WORD.match(piece)
        if hours.match(piece) or (word and scales.get(word.group().lower(), 1.0) != 1.0):
            return False
        return not any(piece[:n].lower() in scales.whole for n in (1, 2, 3))

    return Memo(alone)


def parts(piece: str) -> tuple[float, ...]:
    """The parts of a time, a date, a score; none of another number."""
    return tuple(float(x) for x in re.split(r"[.:,]", piece)) if PARTED.fullmatch(piece) else ()


def times(value: float, scale: float) -> float:
    """A number multiplied by what a word says, without what floating point adds: 1.1 times 10**8 is 110000000."""
    return value if scale == 1.0 and value.is_integer() else round(value * scale, 6)


def power(number: Number, step: int) -> float:
    """By what a word multiplies a number: 6 million by a million. `step`: of how many the language's words count (1000,
    or 10,000)."""
    return float(step ** max(1, int(math.log(min(number.value, MOST) + 0.5, step))))


def word_number(span: Span, value: float, scaled: bool) -> Number:
    """A number that is said in words."""
    return Number(span, value, f"{value:.0f}", WORDS, value, scaled)


def roman(text: str) -> int:
    """The value of a Roman number."""
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
        return _parted(target, source) or _same_time(target, source) or _inside(target, source)
    if (target.scaled or source.scaled or max(t, s) >= 10_000) and _close(target, source, scales):
        return True
    if (target.clock or source.clock) and abs(t - s) == 12:
        return t <= 24 and s <= 24
    if 1000 <= max(t, s) < 2100 and (t % 100 == s or s % 100 == t) and min(t, s) < 100:
        return True  # the '90s
    return _inside(target, source)


def _same_time(target: Number, source: Number) -> bool:
    """Whether a comma stands in a time where English has a colon: 23,45 and 11:45."""
    if not (target.parts and target.parts[0] <= 24 and len(target.raw) in (3, 4)) or len(source.raw) not in (3, 4):
        return False
    return abs(int(target.raw) - int(source.raw)) in (0, 1200)


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
