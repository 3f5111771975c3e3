"""Other languages in Latin letters, to tell where a text leaves English: their frequent words, and langdetect for a
passage that these do not settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from mtcheck.bitext.index import languages


class SourceWords:
    """The lists, of which only what is asked for is put together."""

    @cached_property
    def languages(self) -> dict[str, tuple[str, ...]]:
        """The languages of each word."""
        found: dict[str, tuple[str, ...]] = {}
        for entry in languages().values():
            for word in entry.frequent.replace("~", "").split():
                found[word] = (*found.get(word, ()), entry.name)
        return found

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words that no English sentence holds."""
        words = " ".join([entry.frequent for entry in languages().values()]).split()
        shared = {word[1:] for word in words if word[0] == "~"}
        return frozenset(words).difference(shared, [f"~{word}" for word in shared])


@cache
def source_words() -> SourceWords:
    """The lists, read when first asked for."""
    return SourceWords()


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
