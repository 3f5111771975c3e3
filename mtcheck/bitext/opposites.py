"""Words that are each other's opposite: what the source says, and the translation says the contrary of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bitext.english import english
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.words import WORD
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

REST = re.compile(r"\w*")  # of a word of which the beginning was found
DEGREES = frozenset("more high long large many best".split())  # keys of the tables
LONE = re.compile(r"(?:before|after)(?: long\b|[.,;:!?]|$)", re.I)
CLAUSE = re.compile(r"\s\w+ing\b")


def opposite(key: str) -> str:
    """The key of the opposite in the tables of languages: north, -north."""
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"


def of_degree(word: str) -> bool:
    """Whether an English word says how much: in a long sentence it may be said of something else."""
    return _keys[word].removeprefix("-") in DEGREES


def turned(pair: Pair, bead: Bead) -> Iterator[tuple[Span, Span]]:
    """(place in the translation, place in the source) of words of which each side has one and neither has the other."""
    there = pair.language.opposites
    if not there or not bead.source or not bead.target:
        return
    spaced = pair.language.spaced
    perhaps: dict[str, re.Match[str]] = {}
    for key in {*map(_keys.__getitem__, bead.target_words)} - {""}:
        m = there[opposite(key)].found(bead.source_text, spaced) if opposite(key) in there else None
        if m and not (key in there and there[key].found(bead.source_text, spaced)):
            perhaps[key] = m
    here = _found(bead.target_text) if perhaps else {}
    for key, place in here.items():
        if key in perhaps and opposite(key) not in here:
            m = perhaps[key]
            rest = REST.match(bead.source_text, m.end()) if spaced else None
            there_at = Span(m.start(), rest.end() if rest else m.end())
            yield place.shifted(bead.target.start), there_at.shifted(bead.source.start)


def _found(text: str) -> dict[str, Span]:
    """The keys whose words stand in an English text, with the first place of each."""
    out: dict[str, Span] = {}
    left = english().no_opposites.removed(text, spaced=True)
    for m in WORD.finditer(text):
        key = _keys[m.group()]
        if key and key not in out and m.group() in left and not _part(text, m):
            out[key] = Span(*m.span())
    return out


def _part(text: str, m: re.Match[str]) -> bool:
    """Whether a word is part of a name (West Sumatra) or of a compound (long-suffering), says when without saying of
    what (before long, he was second before), or opens a clause (before leaving), which may as well be told the other
    way round (he left after)."""
    if "-" in (text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]) or LONE.match(text, m.start()):
        return True
    name = m.group()[0].isupper() and text[: m.start()].rstrip().endswith(tuple("abcdefghijklmnopqrstuvwxyz,"))
    return name or CLAUSE.match(text, m.end()) is not None


def _key(word: str) -> str:
    """The key of an English word; "" for most."""
    low = word.lower()
    return next((key for key, words in english().opposites.items() if low in words), "")


_keys = Memo(_key)
