"""Which script a letter belongs to, and where a text leaves the Latin one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache

import numpy as np

# First code points of blocks of letters, and the script from there on ("" where none is of interest).
_STARTS = (
    (0, "Latin"), (0x2B0, ""), (0x370, "Greek"), (0x400, "Cyrillic"), (0x530, "Armenian"), (0x590, "Hebrew"),
    (0x600, "Arabic"), (0x700, "Syriac"), (0x750, "Arabic"), (0x780, "Thaana"), (0x7C0, ""), (0x8A0, "Arabic"),
    (0x900, "Devanagari"), (0x980, "Bengali"), (0xA00, "Gurmukhi"), (0xA80, "Gujarati"), (0xB00, "Oriya"),
    (0xB80, "Tamil"), (0xC00, "Telugu"), (0xC80, "Kannada"), (0xD00, "Malayalam"), (0xD80, "Sinhala"),
    (0xE00, "Thai"), (0xE80, "Lao"), (0xF00, "Tibetan"), (0x1000, "Burmese"), (0x10A0, "Georgian"),
    (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x13A0, ""), (0x1780, "Khmer"), (0x1800, "Mongolian"), (0x18B0, ""),
    (0x1C90, "Georgian"), (0x1CC0, ""), (0x1E00, "Latin"), (0x1F00, "Greek"), (0x2000, ""), (0x2C60, "Latin"),
    (0x2C80, ""), (0x2D00, "Georgian"), (0x2D30, ""), (0x2DE0, "Cyrillic"), (0x2E00, ""), (0x2E80, "Han"),
    (0x2FE0, ""), (0x3005, "Han"), (0x3008, ""), (0x3041, "Japanese"), (0x3100, "Bopomofo"), (0x3130, "Hangul"),
    (0x3190, ""), (0x31F0, "Japanese"), (0x3200, ""), (0x3400, "Han"), (0x4DC0, ""), (0x4E00, "Han"),
    (0xA000, ""), (0xA640, "Cyrillic"), (0xA6A0, ""), (0xA720, "Latin"), (0xA800, ""), (0xAC00, "Hangul"),
    (0xD7B0, ""), (0xF900, "Han"), (0xFB00, "Latin"), (0xFB13, "Armenian"), (0xFB1D, "Hebrew"), (0xFB50, "Arabic"),
    (0xFE00, ""), (0xFE70, "Arabic"), (0xFEFF, ""), (0xFF21, "Latin"), (0xFF3B, ""), (0xFF41, "Latin"),
    (0xFF5B, ""), (0xFF66, "Japanese"), (0xFFA0, "Hangul"), (0xFFDD, ""), (0x20000, "Han"), (0x323B0, ""),
)  # fmt: skip
_AT = [start for start, _ in _STARTS]
NAMES = {"Han": "Chinese or Japanese"}  # as a reader calls it
CASED = frozenset(("Latin", "Greek", "Cyrillic", "Armenian"))  # scripts with capital letters
EAST_ASIAN = "\u2e80"  # letters from here on need no space before or behind them
TOUCHING = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # some of them, for a character class
# Signs of vowels that Arabic and Hebrew write on occasion, and the line that only stretches a word.
VOWEL_SIGNS = re.compile("[\u0591-\u05c7\u064b-\u0652\u0670\u0640]")
# The marks of initials in Hebrew, before the last letter.
GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])["\u201c\u201d]+(?=[\u05d0-\u05ea](?!\\w))')
# Marks that combine with the letter before them (Unicode's Mn and Mc up to the kana), for a character class.
COMBINING = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3"
    "\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1"
    "\u08e3-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc\u09be-\u09c4"
    "\u09c7-\u09c8\u09cb-\u09cd\u09d7\u09e2-\u09e3\u09fe\u0a01-\u0a03\u0a3c\u0a3e-\u0a42\u0a47-\u0a48"
    "\u0a4b-\u0a4d\u0a51\u0a70-\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0ac5\u0ac7-\u0ac9\u0acb-\u0acd"
    "\u0ae2-\u0ae3\u0afa-\u0aff\u0b01-\u0b03\u0b3c\u0b3e-\u0b44\u0b47-\u0b48\u0b4b-\u0b4d\u0b55-\u0b57"
    "\u0b62-\u0b63\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c44"
    "\u0c46-\u0c48\u0c4a-\u0c4d\u0c55-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cc4\u0cc6-\u0cc8"
    "\u0cca-\u0ccd\u0cd5-\u0cd6\u0ce2-\u0ce3\u0d00-\u0d03\u0d3b-\u0d3c\u0d3e-\u0d44\u0d46-\u0d48\u0d4a-\u0d4d"
    "\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dca\u0dcf-\u0dd4\u0dd6\u0dd8-\u0ddf\u0df2-\u0df3\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f\u0f71-\u0f84"
    "\u0f86-\u0f87\u0f8d-\u0f97\u0f99-\u0fbc\u0fc6\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064"
    "\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u135d-\u135f\u1712-\u1715\u1732-\u1734"
    "\u1752-\u1753\u1772-\u1773\u17b4-\u17d3\u17dd\u180b-\u180d\u180f\u1885-\u1886\u18a9\u1920-\u192b"
    "\u1930-\u193b\u1a17-\u1a1b\u1a55-\u1a5e\u1a60-\u1a7c\u1a7f\u1ab0-\u1abd\u1abf-\u1ace\u1b00-\u1b04"
    "\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce8"
    "\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff"
    "\u302a-\u302f\u3099-\u309a"
)
# Letters that look like Latin ones.
LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo",
)


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The script of a letter; "" for marks and scripts of no interest."""
    return _STARTS[bisect_right(_AT, ord(letter)) - 1][1] if letter.isalpha() else ""


def katakana(letter: str) -> bool:
    """Whether this is a letter or sign of the script that Japanese writes foreign words in."""
    return "\u30a1" <= letter <= "\u30fe"


def main_script(text: str) -> str:
    """The script that most letters of a text belong to; "" without letters. Kana among Han is "Japanese"."""
    counts: Counter[str] = Counter()
    for letter, n in Counter(text).items():
        counts[script(letter)] += n
    del counts[""]
    kana, han = counts["Japanese"], counts["Han"]
    if kana * 12 > han and han + kana > counts["Latin"] / 2:
        return "Japanese"
    name, most = counts.most_common(1)[0] if counts else ("", 0)
    return name if most else ""


def of_word(word: str) -> str:
    """The script that is not Latin and that a word holds, else ""."""
    if word.isascii():
        return ""
    return next((s for s in map(script, word) if s and s != "Latin"), "")


def leaves_latin(text: str) -> bool:
    """Whether the text may hold a letter outside the Latin script (quick)."""
    if text.isascii():
        return False
    data = np.frombuffer(text.encode("utf-8", "replace"), np.uint8)
    return bool((((data >= 0xCD) & (data <= 0xE1)) | ((data >= 0xE3) & (data <= 0xED)) | (data >= 0xEF)).any())


def foreign_letter(c: str) -> bool:
    """Whether this is a letter that no text in Latin letters holds but in passages of another script.

    Greek letters stand in formulas, and so do those that look like letters (ℓ, ℵ)."""
    return c > "\u03ff" and c.isalpha() and not "\u1e00" <= c <= "\u1fff" and not "\u2100" <= c <= "\u214f"
