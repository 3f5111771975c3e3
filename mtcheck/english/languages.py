"""Frequent words of other languages in Latin letters, to tell where a text leaves English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "lexicon" / "source_words.txt"


class SourceWords(NamedTuple):
    """`languages` of each word; `telling`: words that no English sentence holds."""

    languages: dict[str, tuple[str, ...]]
    telling: frozenset[str]


@cache
def source_words() -> SourceWords:
    """The lists, read when first asked for."""
    languages: dict[str, tuple[str, ...]] = {}
    shared: set[str] = set()
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, words = line.partition(": ")
            for word in words.split():
                plain = word.lstrip("*")
                shared |= {plain} if plain != word else set()
                languages[plain] = languages.get(plain, ()) + (name,)
    return SourceWords(languages, frozenset(w for w in languages if w not in shared))


def language(words: Iterable[str]) -> tuple[str, int]:
    """The language that most of the words are frequent in, and how many; ("", 0) if none is."""
    known = source_words().languages
    votes = Counter(name for word in words for name in known.get(word, ()))
    return max(votes.items(), key=lambda v: (v[1], v[0])) if votes else ("", 0)
