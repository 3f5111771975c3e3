"""Which language a source is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtcheck.bitext.folder import FOLDER, UNKNOWN
from mtcheck.bitext.foreign import detected
from mtcheck.bitext.index import Entry, languages
from mtcheck.bitext.words import WORD
from mtcheck.text.scripts import main_script, script

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = 4000  # code points that are looked at
FEWEST, LEAD, SHARE = 3, 1.5, 0.1  # words of the best language, times those of the second, share of all words


def detect(text: str, folder: str | Path = FOLDER) -> str:
    """The code of the language a text is in, or "und".

    By script, then by the letters that only one language of it has, then by small words; langdetect (Nakatani 2010,
    seeded) decides where these are few.
    """
    sample = text[:SAMPLE]
    main = main_script(sample)
    if not main:
        return UNKNOWN
    letters = set(sample.lower())
    possible = {
        code: entry
        for code, entry in languages(folder).items()
        if (entry.known or entry.words) and entry.script == main and letters.isdisjoint(entry.foreign_letters)
    }
    return _by_letters(sample, possible) or _by_words(sample, possible) or _guessed(sample, folder)


def _guessed(sample: str, folder: str | Path) -> str:
    """What langdetect says, unless that language is written in a script of which the text has no letter."""
    code = detected(sample).code
    entry = languages(folder).get(code)
    return code if code and (not entry or entry.script in set(map(script, set(sample)))) else UNKNOWN


def _by_letters(sample: str, possible: dict[str, Entry]) -> str:
    """The only language of a script, or the one whose own letters are the most; "" if there is none."""
    if len(possible) == 1:
        return next(iter(possible))
    lower = sample.lower()
    counts = {code: sum(map(lower.count, entry.own_letters)) for code, entry in possible.items()}
    best = max(counts, key=counts.__getitem__, default="")
    return best if best and counts[best] else ""


def _by_words(sample: str, possible: dict[str, Entry]) -> str:
    """The language that most words are small words of, if it leads clearly; "" otherwise."""
    words = [w.lower() for w in WORD.findall(sample)]
    votes = sorted(
        ((sum(map(set(e.words.replace("~", "").split()).__contains__, words)), code) for code, e in possible.items()),
        reverse=True,
    )
    if len(votes) < 2:
        return ""
    (first, best), (second, _) = votes[:2]
    return best if first >= FEWEST and first >= LEAD * second and first >= SHARE * len(words) else ""
