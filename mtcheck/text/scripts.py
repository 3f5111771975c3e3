"""Which script a letter belongs to, and where a text leaves the Latin one."""

from __future__ import annotations

from bisect import bisect_right
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
# Letters that look like Latin ones.
LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo",
)


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """The script of a letter; "" for marks and scripts of no interest."""
    return _STARTS[bisect_right(_AT, ord(letter)) - 1][1] if letter.isalpha() else ""


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
