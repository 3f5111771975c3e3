"""What is the same on both sides of a good translation, letter for letter: anchors of the alignment."""

from __future__ import annotations

import re

from mtcheck.bitext.numbers import ascii_digits

FIGURES = re.compile(r"\d{2,}")
SAME = re.compile(r"[A-Za-z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*|[A-Z][A-Za-zÀ-ž]{2,}|https?://\S+|[@#]\w+")
LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


def anchors(text: str, latin: bool) -> frozenset[str]:
    """The anchors of a piece of text. In a language not written in Latin letters every Latin word is one."""
    found = set(FIGURES.findall(ascii_digits(text)))
    if latin:
        found.update(w.lower() for w in SAME.findall(text))
    else:
        found.update(w.lower() for w in LATIN_WORD.findall(text))
    return frozenset(found)


def target_anchors(text: str) -> frozenset[str]:
    """The anchors of a piece of the translation."""
    found = set(FIGURES.findall(ascii_digits(text)))
    found.update(w.lower() for w in SAME.findall(text))
    return frozenset(found)
