"""Names across scripts and languages: romanised, reduced to their consonants, compared by edit distance.

Consonants are put into classes that transliteration keeps apart (p b | f v w | t d | k g h | s z sh | l r | m n);
vowels go, for Arabic and Hebrew do not write them and every language hears them differently. This is Soundex's
idea (Russell 1918) with the edit distance of Sellers (1980) for a pattern anywhere in a text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

DIGRAPHS = re.compile(r"dzh|dsch|tsch|tch|shch|sch|sh|ch|cz|sz|zh|ts|tz|dz|dj|ph|th|kh|gh|ck|qu|x|ce|ci|cy|ge|gi|gy")
AS = {
    "dzh": "s", "dsch": "s", "tsch": "s", "tch": "s", "shch": "s", "sch": "s", "sh": "s", "ch": "s", "cz": "s",
    "sz": "s", "zh": "s", "ts": "s", "tz": "s", "dz": "s", "dj": "s", "ph": "f", "th": "t", "kh": "k", "gh": "k",
    "ck": "k", "qu": "k", "x": "ks", "ce": "s", "ci": "s", "cy": "s", "ge": "k", "gi": "k", "gy": "k",
}  # fmt: skip
CLASS = str.maketrans(
    {
        "b": "p", "p": "p", "f": "f", "v": "f", "w": "f", "t": "t", "d": "t", "k": "k", "g": "k", "q": "k", "c": "k",
        "h": "k", "s": "s", "z": "s", "j": "s", "l": "l", "r": "l", "m": "n", "n": "n",
        "a": None, "e": None, "i": None, "o": None, "u": None, "y": None, "'": None,
    }
)  # fmt: skip
NOT_LETTER = re.compile(r"[^a-z]+")
WEAK = "kf"  # h and w come and go


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """The consonant classes of a word in any script; doubled ones once."""
    plain = NOT_LETTER.sub("", anyascii(word).lower())
    plain = DIGRAPHS.sub(lambda m: AS[m.group()], plain).translate(CLASS)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """The word in ASCII letters, small."""
    return NOT_LETTER.sub("", anyascii(word).lower())


def distance(pattern: str, text: str) -> float:
    """The smallest edit distance between the pattern and any part of the text (Sellers 1980)."""
    if not pattern or pattern in text:
        return 0.0
    previous = [0.0] * (len(text) + 1)
    for p in pattern:
        weak = 0.5 if p in WEAK else 1.0
        row = [previous[0] + weak]
        left = row[0]
        for j, t in enumerate(text):
            diagonal = previous[j] if p == t else previous[j] + 1.0
            up = previous[j + 1] + weak
            left = left + (0.5 if t in WEAK else 1.0)
            left = diagonal if diagonal < left else left
            left = up if up < left else left
            row.append(left)
        previous = row
    return min(previous)


def likeness(name: str, text_skeleton: str) -> float:
    """How much of a name's consonants some part of a text has, 0 to 1; `text_skeleton`: of its words."""
    own = skeleton(name)
    return 1.0 - distance(own, text_skeleton) / len(own) if own else 1.0


def text_skeleton(words: list[str]) -> str:
    """The skeletons of words with spaces between them, which no consonant equals."""
    return " ".join(map(skeleton, words))
