"""Organisations by their initials, which languages have each their own: OTAN and NATO, ONU and UN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.text.spans import Span

NAME = re.compile(r"\b[A-Z]\w+(?:(?: of| the| and| for)* [A-Z]\w+)+")


def swapped(pair: Pair, bead: Bead) -> Iterator[tuple[Span, str, Span]]:
    """(place in the translation, the organisation that the source has in its place, place there), for organisations
    that only the translation has while one that only the source has is missing."""
    if not bead.source or not bead.target or not pair.language.organisations:
        return
    here = _here(bead)
    if not here:
        return
    there = _there(bead)
    near = {name for b in pair.around(bead) if b.source for name in _there(b)}
    spelt = {
        "".join(w[0] for w in m.group().split() if w[0].isupper()).lower() for m in NAME.finditer(bead.target_text)
    }
    lost = [name for name in there if name not in here and name not in spelt]
    for name, place in here.items():
        if name not in near and lost:
            yield place.shifted(bead.target.start), lost[0], there[lost[0]].shifted(bead.source.start)
            return


def _there(bead: Bead) -> dict[str, Span]:
    """English initials of the organisations that the source names -> their place."""
    text, out = bead.source_text, {}
    for english, pattern in _names(bead.pair.language):
        if m := next((m for m in pattern.finditer(text) if not _in_word(text, m)), None):
            out[english] = Span(*m.span())
    return out


@cache
def _names(language: LanguageData) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """English initials -> what names the organisation in running text; initials are in capitals where the script has
    them."""
    rows = ((english, "|".join(map(_name, words.items))) for english, words in language.organisations.items())
    return tuple((english, re.compile(names)) for english, names in rows)


def _name(item: str) -> str:
    return re.escape(item.strip("*").upper()).replace("_", r"\s?")


def _in_word(text: str, m: re.Match[str]) -> bool:
    """Whether initials are part of a longer word; in a script without capitals particles are written together with
    names."""
    return _cased(m.group()[:1]) and (_cased(text[m.start() - 1 : m.start()]) or _cased(text[m.end() : m.end() + 1]))


def _cased(c: str) -> bool:
    return c.lower() != c.upper()


def _here(bead: Bead) -> dict[str, Span]:
    """The same of the translation."""
    out: dict[str, Span] = {}
    for m in _initials(tuple(bead.pair.language.organisations)).finditer(bead.target_text):
        out.setdefault(m.group().lower(), Span(*m.span()))
    known = bead.pair.language.organisations
    return {english: out[english] for english in known if english in out}


@cache
def _initials(names: tuple[str, ...]) -> re.Pattern[str]:
    """The initials of organisations as whole words."""
    return re.compile(rf"\b(?:{'|'.join(re.escape(n.upper()) for n in names)})\b")
