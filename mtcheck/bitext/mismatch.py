"""Whether the whole source is not what the translation was made from: then comparing them sentence by sentence would
only make many findings of one mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtcheck.bitext.detect import detect
from mtcheck.bitext.folder import UNKNOWN
from mtcheck.bitext.foreign import detected
from mtcheck.bitext.index import languages
from mtcheck.bitext.lengths import expected

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair

LEAST = 200  # code points of a source whose language is told
SAMPLE = 4000
SAME = 0.8  # share of the translation that stands in the source word for word
FEWEST = 30  # words that must be the same
SURE = 0.99
PART = 0.2  # share of the text that its source makes likely, at least
STRANGERS, OFTEN = 8, 10  # names and numbers that stand nowhere in the source; how many there are for one that does
KIN = ({"no", "nb", "nn"}, {"id", "ms"}, {"hr", "sr", "bs"}, {"af", "nl"}, {"gl", "pt"})  # too like to be told apart
ENGLISH = "en"


def mismatch(pair: Pair) -> str:
    """What is wrong with the source as a whole, as a sentence for the reader; "" if nothing is."""
    source, target = pair.source.text, pair.document.text
    if not any(map(str.isalnum, target)):
        return ""
    if not any(map(str.isalnum, source)):
        return "The source is empty."
    if not any(map(str.isalpha, source)) and len(target.split()) >= FEWEST:
        return "The source has no words, only figures."
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
    if _short(pair):
        return "The source is only a small part of what this text would need."
    if pair.likeness.unlike or _strange(pair):
        return "The source speaks of other things all through: it seems to be the source of another text."
    return ""


def _short(pair: Pair) -> bool:
    """Whether the source is far too short for the text."""
    if pair.segmented or len(pair.document.text) < LEAST:
        return False
    return expected(pair.source.text, pair.language) < PART * len(pair.document.text)


def _strange(pair: Pair) -> bool:
    """Whether hardly a name or a number of the translation stands in its place in the source."""
    from mtcheck.bitext.compare_names import known_place, supported, target_names

    lone = shared = 0
    for bead in pair.paired:
        values = {s.value for s in bead.source_numbers}
        told = [t.value in values for t in bead.target_numbers if t.digits]
        for name in target_names(pair, bead):
            if any(supported(pair, w, bead.source_text) for w in name.words):
                told.append(True)
            elif not any(known_place(w) for w in name.words):
                told.append(False)
        shared, lone = shared + sum(told), lone + len(told) - sum(told)
        if OFTEN * shared > max(lone, 2 * STRANGERS):
            return False  # soon found out where all is well
    return lone >= STRANGERS and OFTEN * shared <= lone


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
