"""Numbers on both sides: digits of any script, words, scale words (million, 万, lakh), and when two agree.

Agreement is generous, for translators convert notations (3.5 Mio., 350万, 19h, 平成30年): what does not agree here
is a different number.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from mtcheck.bitext.language import WORD, Language
from mtcheck.text.spans import Span

DIGITS, WORDS = "digits", "words"
# Digits with separators inside; apostrophes, spaces and dots part thousands somewhere.
OTHER_DIGIT = re.compile(r"[^\D0-9]")
FIGURE = re.compile(r"\d+(?:[.,:'’\u066b\u066c\u00a0\u202f]\d+)*(?: \d{3}(?!\d))*")
SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*")
CJK = {c: v for v, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2, "俩": 2, "仨": 3}
CJK_STEP = {"十": 10, "百": 100, "千": 1000}
CJK_SCALE = {
    "万": 10**4,
    "萬": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "兆": 10**12,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
    "천": 1000,
}
CJK_WORD = re.compile(r"[〇零一二三四五六七八九十百千两兩]+")
CJK_AFTER = re.compile(r"\s*([十百千万萬億亿兆만억조천成割倍半])")
ERAS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "民国": 1911,
    "民國": 1911,
    "R": 2018,
    "H": 1988,
}
ERA = re.compile(r"(令和|平成|昭和|大正|明治|民国|民國)\s*(\d{1,3}|元)")
ROMAN = re.compile(r"\b(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=(?:e|er|ème|è)?\b)")  # XIVe siècle
ENGLISH_HOUR = re.compile(
    r"[\s\u00a0]*(?:[ap]\.?\s?m\b|o['’]clock|in the (?:morning|afternoon|evening)|at night|hours\b)", re.I
)
SOURCE_HOUR = re.compile(
    r"[\s\u00a0]*(?:uhr|h\b|hod|godz|heures|ore\b|hora|час|год|ч\b|時|时|点|點|시|बजे|مساء|صباح|בערב|בבוקר|"
    r"de la (?:mañana|tarde|noche)|du (?:matin|soir)|da (?:manhã|tarde|noite))",
    re.I,
)
ENGLISH = {
    word: float(value)
    for value, words in enumerate(
        """zero one,first,once two,second,twice,both,double,half,pair,couple three,third,triple,thrice
        four,fourth,quarter
        five,fifth six,sixth seven,seventh eight,eighth nine,ninth ten,tenth eleven,eleventh twelve,twelfth,dozen
        thirteen,thirteenth fourteen,fourteenth fifteen,fifteenth sixteen,sixteenth seventeen,seventeenth
        eighteen,eighteenth nineteen,nineteenth""".split()
    )
    for word in words.split(",")
} | {
    word: float(10 * k)
    for k, stem in enumerate("twent thirt fort fift sixt sevent eight ninet".split(), 2)
    for word in (stem + "y", stem + "ies", stem + "ieth")
}
ENGLISH_SCALE = {
    "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6,
    "m": 1e6, "mn": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "lakh": 1e5,
    "crore": 1e7, "hundredth": 1e2, "thousandth": 1e3, "millionth": 1e6,
}  # fmt: skip
PARTED = re.compile(r"\d{1,3}(?::\d{1,3})+|\d{1,2}\.\d{1,2}(?:\.\d{2,4})?")
CJK_LONG = re.compile(
    r"(?:\d+(?:[.,]\d+)*[十百千万萬億亿兆만억조천]+){2,}|(?:\d+(?:[.,]\d+)*[千万萬億亿兆만억조천]+)+\d+"
)
CJK_PART = re.compile(r"(\d+(?:[.,]\d+)*)([十百千万萬億亿兆만억조천]*)")
CLOCK = re.compile(r"(\d{1,2})\s*[時时点點시]\s*(\d{1,2})\s*[分분]")
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
        return value, whole, raw
    return whole, whole, raw


def ascii_digits(text: str) -> str:
    """The text with digits of all scripts as 0-9; its length stays the same."""
    if not OTHER_DIGIT.search(text):
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and c.isdecimal() else c for c in text)


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
        scale = _scale_after(text, span.end - base, ENGLISH_SCALE)
        piece = text[span.start - base : span.end - base]
        found.append(Number(span, value * scale, raw, DIGITS, other * scale, scale > 1, _parts(piece)))
    return sorted(n._replace(clock=n.value <= 24 and bool(ENGLISH_HOUR.match(text, n.span.end - base))) for n in found)


def _parts(piece: str) -> tuple[float, ...]:
    return tuple(float(x) for x in re.split(r"[.:,]", piece)) if PARTED.fullmatch(piece) else ()


def _scale_after(text: str, at: int, scales: dict[str, float]) -> float:
    scale = 1.0
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
    for m in WORD.finditer(text):
        word = m.group().lower()
        number, scale = ENGLISH.get(word), ENGLISH_SCALE.get(word) if len(word) > 2 else None
        if number is None and start < 0 and text[: m.start()].rstrip(" -\u00a0")[-1:].isdigit():
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


def _adds(current: float, number: float) -> bool:
    """Whether twenty + five is one number (ten + five is not)."""
    return (current % 100 == 0 and number < 100) or (current % 100 >= 20 and current % 10 == 0 and number < 10)


def _word_number(span: Span, value: float, scaled: bool) -> Number:
    return Number(span, value, f"{value:.0f}", WORDS, value, scaled)


def source_numbers(text: str, base: int, language: Language) -> list[Number]:
    """The numbers of a piece of the source, in digits and in words."""
    text = ascii_digits(text)
    found: list[Number] = []
    cjk = language.code in ("ja", "zh", "ko")
    taken = [Span(base + m.start(), base + m.end()) for m in ERA.finditer(text)]
    if cjk:
        found += _cjk_long(text, base)
        taken += [n.span for n in found]
    for span, value, other, raw in figures(text, base):
        if any(t.start <= span.start < t.end for t in taken):
            continue
        scale = _cjk_scale(text, span.end - base) if cjk else _source_scale(text, span.end - base, language)
        piece = text[span.start - base : span.end - base]
        clock = value <= 24 and bool(SOURCE_HOUR.match(text, span.end - base))
        found.append(Number(span, value * scale, raw, DIGITS, other * scale, scale != 1, _parts(piece), clock))
    if cjk and language.code != "ko":
        found += _cjk_words(text, base)
    if language.known and language.spaced:
        found += _source_words(text, base, language)
    for m in ERA.finditer(text):
        year = ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))
        found.append(_word_number(Span(base + m.start(), base + m.end()), float(year), False))
    if language.spaced:
        found += [
            _word_number(Span(base + m.start(), base + m.end()), float(_roman(m.group())), False)
            for m in ROMAN.finditer(text)
            if m.group()
        ]
    return sorted(found)


def _cjk_long(text: str, base: int) -> Iterator[Number]:
    """Numbers written in steps (4億2600万) and times of day (3時50分)."""
    for m in CJK_LONG.finditer(text):
        total = 0.0
        for part in CJK_PART.finditer(m.group()):
            value = float(part[1].replace(",", ""))
            total += value * (_cjk_scale(part[2], 0) if part[2] else 1)
        raw = re.sub(r"\D", "", m.group())
        yield Number(Span(base + m.start(), base + m.end()), total, raw, DIGITS, total, True)
    for m in CLOCK.finditer(text):
        value = float(m[1] + m[2].zfill(2))
        span = Span(base + m.start(), base + m.end())
        yield Number(span, value, m[1] + m[2].zfill(2), DIGITS, value, False, (float(m[1]), float(m[2])))


def _source_scale(text: str, at: int, language: Language) -> float:
    m = AFTER.match(text, at)
    if not m:
        return 1.0
    whole, starts = language.scales
    word = m[1].lower()
    if word in whole:
        return whole[word]
    return next((v for s, v in starts.items() if word.startswith(s)), 1.0)


def _cjk_scale(text: str, at: int) -> float:
    scale = 1.0
    while m := CJK_AFTER.match(text, at):
        scale *= CJK_SCALE.get(m[1]) or CJK_STEP.get(m[1]) or {"成": 10, "割": 10, "倍": 1, "半": 1}[m[1]]
        at = m.end()
    return scale


def _cjk_words(text: str, base: int) -> Iterator[Number]:
    for m in CJK_WORD.finditer(text):
        word = m.group()
        value = _cjk_value(word)
        scale = _cjk_scale(text, m.end())
        span = Span(base + m.start(), base + m.end())
        yield Number(span, value * scale, f"{value:.0f}", WORDS, value, scale != 1)


def _cjk_value(word: str) -> float:
    if not any(c in CJK_STEP for c in word):
        return float("".join(str(CJK.get(c, 0)) for c in word)[:300])
    total, digit = 0, -1
    for c in word:
        if c in CJK_STEP:
            total += (1 if digit < 0 else digit) * CJK_STEP[c]
            digit = -1
        else:
            digit = CJK.get(c, 0)
    return float(total + max(digit, 0))


def _source_words(text: str, base: int, language: Language) -> Iterator[Number]:
    """Number words, each for itself; German and Italian compounds by the beginning and the rest."""
    whole, starts = language.numbers
    heads = language.number_heads
    for m in WORD.finditer(text):
        word = m.group().lower()
        if len(word) < 2 or (word[:2] not in heads):
            continue
        span = Span(base + m.start(), base + m.end())
        for value in _word_values(word, whole, starts):
            scale = _source_scale(text, m.end(), language)
            clock = value <= 12 and bool(SOURCE_HOUR.match(text, m.end()))
            scaled = value >= 1000 or scale > 1
            yield Number(span, value * scale, f"{value:.0f}", WORDS, value, scaled, (), clock)


def _word_values(word: str, whole: dict[str, float], starts: dict[str, float]) -> Iterable[float]:
    if word in whole:
        return (whole[word],)
    best = next((word[:n] for n in range(len(word), 1, -1) if word[:n] in starts), "")
    if best:
        rest = word[len(best) :].lstrip("-")
        more = [v for s, v in (*whole.items(), *starts.items()) if len(s) > 2 and s in rest] if len(rest) > 3 else []
        joined = [starts[best] + v for v in more] + [starts[best] * v for v in more if v >= 100]
        return (starts[best], *more, *joined)
    return ()


def _roman(text: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for c, after in zip(text, text[1:] + " ", strict=True):
        total += -values[c] if values.get(after, 0) > values[c] else values[c]
    return total


def agree(target: Number, source: Number) -> bool:
    """Whether the two may be the same number in other clothes."""
    t, s = target.value, source.value
    if t == s:
        return True
    if t in (s, source.alternative) or target.alternative == s or target.raw == source.raw:
        return True
    if target.parts or source.parts:
        return _parted(target, source)
    if (target.scaled or source.scaled or max(t, s) >= 10_000) and _close(target, source):
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
    return any(x in (y, y + 12, y - 12, y % 100) or (y < 13 and x == y) for x in t[:3] for y in s[:3] if x or y)


def _close(target: Number, source: Number) -> bool:
    """The same digits but for zeros, or the same but for rounding."""
    if target.key and target.key in (source.key, significant(source.alternative)) and source.value:
        return round(abs(math.log10(target.value / source.value)), 3) % 3 == 0  # a thousand, a million
    short, long = sorted((target, source), key=lambda n: len(n.key))
    if not len(short.key) < len(long.key) or short.value <= 0:
        return False
    return abs(short.value - long.value) / long.value < 0.02


def _inside(target: Number, source: Number) -> bool:
    """Parts of a longer string of digits: telephone numbers, dates, times, scores."""
    longer, shorter = (source.raw, target.raw) if len(source.raw) > len(target.raw) else (target.raw, source.raw)
    return len(shorter) >= 3 and len(longer) >= 5 and shorter in longer
