"""Whether the whole source is not what the translation was made from: then comparing them sentence by sentence would
only make many findings of one mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtcheck.bitext.detect import detect
from mtcheck.bitext.folder import UNKNOWN
from mtcheck.bitext.foreign import detected
from mtcheck.bitext.index import languages

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair

LEAST = 200  # code points of a source whose language is told
SAMPLE = 4000
SAME = 0.8  # share of the translation that stands in the source word for word
FEWEST = 30  # words that must be the same
SURE = 0.99
KIN = ({"no", "nb", "nn"}, {"id", "ms"}, {"hr", "sr", "bs"}, {"af", "nl"}, {"gl", "pt"})  # too like to be told apart
ENGLISH = "en"


def mismatch(pair: Pair) -> str:
    """What is wrong with the source as a whole, as a sentence for the reader; "" if nothing is."""
    source, target = pair.source.text, pair.document.text
    if not any(map(str.isalnum, target)):
        return ""
    if not any(map(str.isalnum, source)):
        return "The source is empty."
    if _copied(source, target):
        return "The source is this text itself."
    other = _other_language(source, pair.language.code)
    if other == ENGLISH:
        here = _language(target)
        if here not in (ENGLISH, UNKNOWN):
            return f"The source is in English, the translation in {_name(here)}: they seem to have been swapped."
        return "The source is in English; this is not what the text was translated from."
    if other:
        return f"The source is in {_name(other)}, not in {pair.language.name or pair.language.code}."
    if pair.likeness.unlike:
        return "The source speaks of other things all through: it seems to be the source of another text."
    return ""


def _copied(source: str, target: str) -> bool:
    """Whether most of the translation is the source, word for word."""
    if source == target:
        return len(target.split()) >= FEWEST
    lines = [line.split() for line in target.splitlines()]
    there = {" ".join(line.split()) for line in source.splitlines()}
    same = sum(len(words) for words in lines if " ".join(words) in there)
    return same >= FEWEST and same >= SAME * sum(map(len, lines))


def _other_language(source: str, code: str) -> str:
    """The code of the language that the source is in, if that is surely not the one that it is taken for."""
    if len(source) < LEAST:
        return ""
    found = detect(source)
    if found in (UNKNOWN, code) or any({found, code} <= kin for kin in KIN):
        return ENGLISH if found == code == ENGLISH else ""
    return found if _language(source) == found else ""


def _language(text: str) -> str:
    guess = detected(text[:SAMPLE])
    return guess.code if guess.share >= SURE else UNKNOWN


def _name(code: str) -> str:
    entry = languages().get(code)
    return entry.name if entry else code
