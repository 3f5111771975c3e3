"""Which language a whole text is in, if it is not in the one that it should be in."""

from __future__ import annotations

from collections.abc import Sequence

from mtcheck.bitext.foreign import detected, language
from mtcheck.bitext.index import languages
from mtcheck.text import scripts

SAMPLE = 4000  # code points that langdetect is shown
SURE = 0.99
VOTES = 3  # frequent words of a language that speak for it
SHARE = 0.15  # of the words: every text of the five languages measured has more
NAMES = {"Han": "Chinese", "Japanese": "Japanese", "Hangul": "Korean"}  # scripts that name their language


def other_language(text: str, words: Sequence[str], own: str) -> str:
    """The name of the language that a text seems to be in; its script if that tells no more ("Cyrillic letters"); ""
    if it may be in none: code, a list of names. `own` is the name of the language that it should be in."""
    script = scripts.main_script(text)
    if script in NAMES:
        return NAMES[script]
    guess = detected(text[:SAMPLE])
    named = guess.name if guess.share >= SURE and guess.name != own else ""
    if script not in ("Latin", ""):
        return named or f"{script} letters"
    small = [w for w in words if w.isalpha() and w.islower()]
    name, votes = language(small)
    if votes >= VOTES and votes >= SHARE * len(small):
        return named or name
    listed = any(entry.name == named and entry.frequent for entry in languages().values())
    return named if not listed or votes >= VOTES else ""
