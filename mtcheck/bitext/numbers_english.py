"""The numbers of an English text: digits, and words that make numbers together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest

from mtcheck.bitext.english import english
from mtcheck.bitext.numbers import (
    AFTER,
    DIGITS,
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
from mtcheck.bitext.words import NEXT, WORD, words_of
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

CENTURY = re.compile(r"(?:st|nd|rd|th)?[\s-]+centur", re.I)
DECADES = re.compile(r"[ -]decades?\b", re.I)
HALF = re.compile(r"\bhalf[ -](?:a |an )?(dozen|hundred|thousand|million|billion|trillion)\b", re.I)
POINT = re.compile(r"(?:^|[\s(])\.$")  # before the decimals of a number below one
LETTER = re.compile(r"[a-z]\b", re.I)  # 30m, 4K
# Four digits that are a time of day; a Roman number behind a name.
ZULU = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
ZONE = re.compile(r" ?(?:GMT|UTC|Zulu|Z|hours|hrs)\b")
RULER = re.compile(r"(?<=[a-z] )(?:X{0,3}(?:IX|IV|V?I{1,3})|X{1,3}V?|XX?V|V)\b(?![-'’.]?\w)")
PERHAPS_RULER = re.compile(r"[XIV]+\b")  # what such a number has; it begins with a letter, and is found fast
RANGE = re.compile(r"\s*(?:to|and|or|-|\u2013|\u2014)\s*[^\w\s]?", re.I)


def english_numbers(text: str, base: int = 0, words: Sequence[str] | None = None) -> list[Number]:
    """The numbers of an English text; `words`: those in it, if they have been looked for."""
    text = ascii_digits(text)
    found = list(_english_words(text, base)) if _said_in_words(text, words) else []
    alone = lone(english())
    for span, value, other, raw in figures(text, base):
        start, end = span.start - base, span.end - base
        after = NEXT.match(text, end)
        scale = _scale_after(text, end) if after and not alone[after[1]] else 1.0
        piece, before = text[start:end], text[max(0, start - 2) : start]
        if "." in before and POINT.search(text, max(0, start - 2), start):  # .08
            value, other = float(f"0.{raw[:15]}"), value
        if len(piece) == 4 and ZULU.fullmatch(piece) and ZONE.match(text, end):
            found.append(Number(span, value, raw, DIGITS, other, False, (float(raw[:2]), float(raw[2:]))))
            continue
        split = () if scale > 1 or piece == raw else parts(piece)
        others = (value,) if _of_letter(text, start, end) else ()
        found.append(
            Number(span, times(value, scale), raw, DIGITS, times(other, scale), scale > 1, split, others=others)
        )
    if PERHAPS_RULER.search(text):
        rulers = RULER.finditer(text)
        found += (word_number(Span(*m.span()).shifted(base), float(roman(m.group())), False) for m in rulers)
    told = sorted([_told(n, text, base) for n in found])
    return list(_ranges(told, text, base)) if any(n.scaled for n in told) else told


def _of_letter(text: str, start: int, end: int) -> bool:
    """Whether a mere letter multiplies digits that stand there: 30m may be metres, 4K a screen, 3M a firm; $30m is
    money."""
    return LETTER.match(text, end) is not None and not (start and unicodedata.category(text[start - 1]) == "Sc")


def _said_in_words(text: str, words: Sequence[str] | None) -> bool:
    """Whether a text has a word that says a number; most have none."""
    words = words_of(text) if words is None else words
    return any(map(_number_words().__getitem__, words)) or "half" in text.lower()


@cache
def _number_words() -> Memo[bool]:
    """Whether a word says a number; short ones stand behind digits."""
    known = {w for w in {*english().number_words.whole, *english().scales.whole} if len(w) > 2}
    return Memo(lambda word: word.lower() in known)


def _ranges(numbers: list[Number], text: str, base: int) -> Iterator[Number]:
    """The numbers, with what the first of a range stands for: 4 to 6 million."""
    for number, after in zip_longest(numbers, numbers[1:]):
        if after and after.scaled and not number.scaled:
            between = text[number.span.end - base : after.span.start - base]
            if RANGE.fullmatch(between):
                number = number._replace(others=(*number.others, times(number.value, power(after, 1000))))
        yield number


def _told(number: Number, text: str, base: int) -> Number:
    """A number of English with what stands behind it: an hour of the day, a century."""
    at = number.span.end - base
    if number.value <= 24 and hour(english(), text, at):
        number = number._replace(clock=True)
    if number.value <= 30 and CENTURY.match(text, at):
        number = number._replace(others=(*number.others, (number.value - 1) * 100, number.value * 100))
    if text[at + 1 : at + 2] in "dD" and DECADES.match(text, at):
        number = number._replace(others=(*number.others, 10 * number.value))
    if number.raw.endswith("00") and 1000 < number.value < 2100 and text[at : at + 1] == "s":
        number = number._replace(others=(*number.others, number.value // 100 + 1))  # the 1800s: the 19th century
    return number


def _scale_after(text: str, at: int) -> float:
    scale, scales = 1.0, english().scales.whole
    while m := AFTER.match(text, at):
        step = scales.get(m[1].lower(), 0.0)
        if not step or (len(m[1]) == 1 and (m.start(1) != at or text[m.end() : m.end() + 1].isdigit())):
            break  # a letter of its own, or m2
        scale *= step
        at = m.end()
    return scale


def _english_words(text: str, base: int) -> Iterator[Number]:
    """Numbers in words: each run of number words gives its sum (twenty-five thousand)."""
    total, current, start, end, scaled = 0.0, 0.0, -1, -1, False
    # The scale word before, where what it may multiply begins, what stands before that
    last, part, before = 0.0, -1, -1
    numbers, scales = english().number_words.whole, english().scales.whole
    halves = {m.end(): m for m in HALF.finditer(text)}
    for half in halves.values():
        whole = scales.get(half[1].lower()) or numbers[half[1].lower()]
        yield word_number(Span(base + half.start(), base + half.end()), whole / 2, whole > 12)
    for m in WORD.finditer(text):
        word = m.group().lower()
        if word not in numbers and word not in scales:
            continue
        if halves and any(half.start() <= m.start() < half.end() for half in halves.values()):
            continue
        number, scale = numbers.get(word), scales.get(word) if len(word) > 2 else None
        if scale and last and scale >= last and scale > 100 and part > start:
            yield word_number(Span(base + start, base + before), total, scaled)  # three million and five million
            total, start = 0.0, part
        joined = start >= 0 and text[end : m.start()].strip(" -\u00a0") in ("", "and")
        if start >= 0 and (not joined or (number is not None and current and not _adds(current, number))):
            yield word_number(Span(base + start, base + end), total + current, scaled)
            total, current, start, scaled, last = 0.0, 0.0, -1, False, 0.0
        if number is None and (scale is None or (start < 0 and (word == "second" or _after_digit(text, m.start())))):
            continue  # 3.5 million: the digits have it
        if start < 0:
            start = m.start()
        if number is not None:
            if not current:
                part, before = m.start(), end
            current += number
        else:
            assert scale is not None
            scaled = True
            if scale == 100:
                current = (current or 1) * scale
            else:
                total, current, last = total + (current or 1) * scale, 0.0, scale
        end = m.end()
    if start >= 0:
        yield word_number(Span(base + start, base + end), total + current, scaled)


def _after_digit(text: str, at: int) -> bool:
    """Whether the last character before an offset is a digit, spaces and hyphens apart."""
    while at and text[at - 1] in " -\u00a0":
        at -= 1
    return at > 0 and text[at - 1].isdigit()


def _adds(current: float, number: float) -> bool:
    """Whether twenty + five is one number (ten + five is not)."""
    return (current % 100 == 0 and number < 100) or (current % 100 >= 20 and current % 10 == 0 and number < 10)
