"""How much the letters of a word speak for a language, and against English.

langdetect's profiles (Nakatani 2010) have the shares of one to three letters in Wikipedia's languages.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import Any

LEAST = 1e-4  # share of letters that a profile lacks


@cache
def _profiles() -> Any:
    """langdetect's table: letters -> their share in each language; reading it takes half a second."""
    from langdetect import detector_factory

    detector_factory.init_factory()
    return detector_factory._factory


@lru_cache(maxsize=1 << 12)
def foreignness(lower: str, code: str) -> float:
    """The logarithm of how much likelier the word's letters are in the language than in English; 0 if there is no
    profile of it."""
    profiles = _profiles()
    if code not in profiles.langlist:
        return 0.0
    own, english = profiles.langlist.index(code), profiles.langlist.index("en")
    word = f" {lower} "
    total = 0.0
    for size in (1, 2, 3):
        for at in range(len(word) - size + 1):
            if shares := profiles.word_lang_prob_map.get(word[at : at + size]):
                total += math.log((shares[own] + LEAST) / (shares[english] + LEAST))
    return total
