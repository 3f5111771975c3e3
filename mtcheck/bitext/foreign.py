"""Other languages in Latin letters, to tell where a text leaves English: their frequent words, and langdetect for a
passage that these do not settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from mtcheck.bitext.index import languages


class SourceWords(NamedTuple):
    """`languages` of each word; `telling`: words that no English sentence holds."""

    languages: dict[str, tuple[str, ...]]
    telling: frozenset[str]


@cache
def source_words() -> SourceWords:
    """The lists, read when first asked for."""
    found: dict[str, tuple[str, ...]] = {}
    shared: set[str] = set()
    for entry in languages().values():
        for word in entry.frequent.split():
            plain = word.lstrip("~")
            shared |= {plain} if plain != word else set()
            found[plain] = (*found.get(plain, ()), entry.name)
    return SourceWords(found, frozenset(w for w in found if w not in shared))


def language(words: Iterable[str]) -> tuple[str, int]:
    """The language that most of the words are frequent in, and how many; ("", 0) if none is."""
    known = source_words().languages
    votes = Counter(name for word in words for name in known.get(word, ()))
    return max(votes.items(), key=lambda v: (v[1], v[0])) if votes else ("", 0)


class Guess(NamedTuple):
    """What langdetect says: the code of a language, and how sure it is (0 to 1)."""

    code: str
    share: float

    @property
    def name(self) -> str:
        entry = languages().get(self.code)
        return entry.name if entry else ""


@lru_cache(maxsize=256)
def detected(text: str) -> Guess:
    """The language that the letters of a text speak for (Nakatani 2010, seeded): ("", 0) for one without any.

    Reading the profiles takes half a second, so ask only where something hangs on it.
    """
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        guesses = detect_langs(text)
    except LangDetectException:
        return Guess("", 0.0)
    return Guess(str(guesses[0].lang).split("-")[0], float(guesses[0].prob)) if guesses else Guess("", 0.0)
