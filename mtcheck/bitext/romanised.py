"""How well a name fits a text in another script, by what it sounds like: both romanised, compared letter by letter.

Finer than the skeletons of names.py, which find what may be the same: vowels count a little here, and consonants of one
class are not equal. The distance is Sellers' (1980): the name against any part of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

VOWELS = frozenset("aeiouy")
WEAK = frozenset("hwj")  # consonants that come and go between scripts
CLASSES = ("bpfvw", "td", "kgcqhx", "szjcx", "lr", "mn", "gjz")
VOWEL, WEAK_COST, KIN = 0.25, 0.4, 0.2  # of a consonant: what a vowel counts, a weak consonant, one for its kin
DOUBLED = re.compile(r"(.)\1+")
NOT_LETTER = re.compile(r"[^a-z]+")


@lru_cache(maxsize=1 << 12)
def letters(text: str) -> str:
    """A text in any script in small Latin letters, without anything else; doubled ones once (Bennett)."""
    return DOUBLED.sub(r"\1", NOT_LETTER.sub("", anyascii(text).lower()))


def _weight(c: str) -> float:
    return VOWEL if c in VOWELS else WEAK_COST if c in WEAK else 1.0


def _change(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in VOWELS and b in VOWELS:
        return VOWEL / 2
    if any(a in c and b in c for c in CLASSES):
        return KIN
    return max(_weight(a), _weight(b))


LETTERS = "abcdefghijklmnopqrstuvwxyz"
WEIGHT = {c: _weight(c) for c in LETTERS}
CHANGE = {a: {b: _change(a, b) for b in LETTERS} for a in LETTERS}


@lru_cache(maxsize=1 << 14)
def fit(name: str, text: str) -> float:
    """How well a name fits the part of a text that is most like it, 0 (nothing alike) to 1 (the same)."""
    return _fit(letters(name), letters(text), anchored=False)


@lru_cache(maxsize=1 << 14)
def fit_words(name: str, text: str) -> float:
    """The same where names begin words of the text, whatever ends inflection gives them."""
    own = letters(name)
    words = {w for w in map(letters, text.split()) if len(w) > 1}
    return max((_fit(own, w, anchored=True) for w in words), default=0.0)


def _fit(own: str, other: str, *, anchored: bool) -> float:
    """`anchored`: the part begins where the other does."""
    whole = sum(WEIGHT[c] for c in own)
    if not whole:
        return 1.0
    previous = [0.0]
    for t in other:
        previous.append(previous[-1] + WEIGHT[t] if anchored else 0.0)
    for p in own:
        cost, changes = WEIGHT[p], CHANGE[p]
        row = [previous[0] + cost]
        for j, t in enumerate(other):
            row.append(min(previous[j] + changes[t], previous[j + 1] + cost, row[-1] + WEIGHT[t]))
        previous = row
    return max(0.0, 1.0 - min(previous) / whole)
