"""Numbers in characters that stand for digits and powers of ten (三千五百万), alone or behind digits (4億2600万)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from mtcheck.bitext.language import LanguageData
from mtcheck.text.spans import Span

LONGEST_DATE = 4  # numerals of a month and a day
MYRIAD = 10_000  # powers below it multiply the digit before them, those from it on all that stands before
FIGURE = r"\d+(?:[.,]\d+)*"
BEGIN = r"(?<!\d)(?<!\d[.,])"  # where a figure can begin: to try each of its digits takes long


class Found(NamedTuple):
    """A number: where it stands in the text, its value, its digits without signs, whether a power of ten belongs to
    it, the parts of a time of day."""

    span: Span
    value: float
    raw: str
    scaled: bool
    parts: tuple[float, ...] = ()
    others: tuple[float, ...] = ()  # other values that may be meant


@dataclass(frozen=True, eq=False)
class Numerals:
    """The numerals of a language that has them."""

    language: LanguageData

    @cached_property
    def digits(self) -> dict[str, int]:
        return {c: int(v) for c, v in self.language.numerals.whole.items() if v < 10}

    @cached_property
    def steps(self) -> dict[str, int]:
        """Powers of ten below a myriad."""
        return {c: int(v) for c, v in self.language.numerals.whole.items() if 10 <= v < MYRIAD}

    @cached_property
    def powers(self) -> dict[str, float]:
        """All powers of ten, and shares."""
        found = self.language.numerals.whole
        return {**{c: v for c, v in found.items() if v >= 10}, **self.language.shares.whole}

    @cached_property
    def _power(self) -> re.Pattern[str]:
        more = _class(self.language.more_signs)
        return re.compile(rf"\s*{f'[{more}]?' if more else ''}([{_class(self.powers)}])")

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(f"[{_class([*self.digits, *self.steps])}]+")

    @cached_property
    def _long(self) -> re.Pattern[str]:
        """Digits and powers of ten in turn, two times or more, or digits at the end."""
        found = self.language.numerals.whole
        powers, high = (_class([c for c, v in found.items() if v >= least]) for least in (10, 1000))
        between = r"[ \u00a0]?"
        return re.compile(
            rf"{BEGIN}(?:(?:{FIGURE}{between}[{powers}]+{between}){{2,}}|(?:{FIGURE}{between}[{high}]+{between})+\d+)"
        )

    @cached_property
    def _part(self) -> re.Pattern[str]:
        powers = _class([c for c, v in self.language.numerals.whole.items() if v >= 10])
        return re.compile(rf"({FIGURE})[ \u00a0]?([{powers}]*)")

    @cached_property
    def _clock(self) -> re.Pattern[str]:
        hour, minute = _class(self.language.hour_signs), _class(self.language.minute_signs)
        return re.compile(rf"(\d{{1,2}})\s*[{hour}]\s*(\d{{1,2}})\s*[{minute}]")

    @cached_property
    def _race(self) -> re.Pattern[str]:
        """The time that something took: 2分11秒60."""
        minute, second = _class(self.language.minute_signs), _class(self.language.second_signs)
        return re.compile(rf"(\d{{1,2}})\s*[{minute}]\s*(\d{{1,2}})[{second}]\s*(\d{{1,2}})?")

    @cached_property
    def _share(self) -> re.Pattern[str] | None:
        """A share told by tenths, hundredths and thousandths, as the average of a batter is: each behind a sign."""
        digit, signs = f"[0-9{_class(self.digits)}]", [*map(re.escape, self.language.share_signs)]
        return re.compile("({0}){1}({0}){2}(?:({0}){3})?".format(digit, *signs)) if signs else None

    def scale(self, text: str, at: int) -> float:
        """What the powers of ten behind an offset multiply a number by."""
        scale = 1.0
        while m := self._power.match(text, at):
            scale *= self.powers[m[1]]
            at = m.end()
        return scale

    def mixed(self, text: str) -> Iterator[Found]:
        """Numbers of digits with powers of ten among them (4億2600万), and times of day (3時50分)."""
        for m in self._long.finditer(text):
            word = m.group().rstrip(" \u00a0")
            raw = re.sub(r"\D", "", word)
            yield Found(Span(m.start(), m.start() + len(word)), self._sum(word), raw, True)
        if self.language.hour_signs and self.language.minute_signs:
            for m in self._clock.finditer(text):
                raw = m[1] + m[2].zfill(2)
                yield Found(Span(*m.span()), float(raw), raw, False, (float(m[1]), float(m[2])))
        for m in self._share.finditer(text) if self._share else ():
            raw = "".join(str(self.digits.get(c, c)) for c in m.groups("") if c)
            value = int(raw) / 10 ** len(raw)
            yield Found(Span(*m.span()), value, raw, False, (), (float(raw), round(value * 100, 6)))
        if self.language.minute_signs and self.language.second_signs:
            for m in self._race.finditer(text):
                raw = m[1] + m[2].zfill(2) + (m[3] or "").zfill(2 * bool(m[3]))
                split = tuple(float(part) for part in m.groups() if part)
                yield Found(Span(*m.span()), float(raw), raw, False, split)

    def _sum(self, word: str) -> float:
        """The value of digits with powers of ten among them: those below a myriad are added up before it counts."""
        total = section = 0.0
        for part in self._part.finditer(word):
            value, myriads = float(part[1].replace(",", "")), 1.0
            for power in part[2]:
                if self.powers[power] < MYRIAD:
                    value *= self.powers[power]
                else:
                    myriads *= self.powers[power]
            section += value
            if myriads > 1:
                total, section = total + section * myriads, 0.0
        return round(total + section, 6)  # what floating point adds is no part of it

    def alone(self, text: str) -> Iterator[Found]:
        """Numbers without a digit (二十五); the value is that of the numerals, to be scaled by what follows."""
        if not self.digits:
            return
        for m in self._word.finditer(self.language.not_numbers.blanked(text, spaced=False)):
            word = m.group()
            value = self._value(word)
            yield Found(Span(*m.span()), value, f"{value:.0f}", False, (), tuple(self._others(word)))

    def _others(self, word: str) -> Iterator[float]:
        """What numerals side by side may mean but one number: one or the next (七八十), a month and a day (六四)."""
        if any(c in self.steps for c in word):
            for i, (a, b) in enumerate(pairwise(word)):
                if a in self.digits and b in self.digits:
                    yield self._value(word[: i + 1] + word[i + 2 :])
        elif len(word) <= LONGEST_DATE:
            for i in range(1, len(word)):
                yield from (self._value(word[:i]), self._value(word[i:]))

    def _value(self, word: str) -> float:
        if not any(c in self.steps for c in word):
            return float("".join(str(self.digits[c]) for c in word)[:300])
        total, digit = 0, -1
        for c in word:
            if c in self.steps:
                total += (1 if digit < 0 else digit) * self.steps[c]
                digit = -1
            else:
                digit = self.digits[c]
        return float(total + max(digit, 0))


def _class(characters: Iterable[str]) -> str:
    return re.escape("".join(characters))


@cache
def numerals(language: LanguageData) -> Numerals | None:
    """The numerals of a language; None if it has none."""
    return Numerals(language) if language.numerals else None


@cache
def _era(language: LanguageData) -> re.Pattern[str]:
    names = "|".join(map(re.escape, language.eras.whole))
    first = rf"|{re.escape(language.first_year)}" if language.first_year else ""
    return re.compile(rf"({names})\s*(\d{{1,3}}{first})")


def era_years(text: str, language: LanguageData) -> Iterator[tuple[Span, float]]:
    """Years counted from the beginning of an era (平成25年), with the year of our own count."""
    if language.eras:
        for m in _era(language).finditer(text):
            count = 1 if m[2] == language.first_year else int(m[2])
            yield Span(*m.span()), language.eras.whole[m[1]] + count
