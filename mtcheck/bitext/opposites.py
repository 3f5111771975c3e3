"""Words that are each other's opposite: what the source says, and the translation says the contrary of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.bitext.english import english
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.words import WORD
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

REST = re.compile(r"\w*")  # of a word of which the beginning was found
LONGEST = 12  # words of a sentence in which an opposite is hardly one of another word
DEGREES = frozenset("more high long large many best".split())  # keys of the tables
LONE = re.compile(r"(?:before|after)(?: long\b|[.,;:!?]|$)", re.I)
COURSE = frozenset("north -north east -east".split())
# What can be said from the other side as well, with other words in other places: who won, who lost, what lies where.
MUTUAL = COURSE | frozenset("before -before win -win buy -buy husband -husband father -father son -son".split())
OTHER_SIDE = re.compile(r"\b(?:to|from|against|over|by)\b", re.I)
WHOLE = re.compile(r" (?:the|a|an|this|that|these|those|his|her|its|their|our|my) [\w’'-]+\W*(?:[,.;:!?]|$)")
OF = re.compile(r"\bof\b", re.I)
CLAUSE = re.compile(r"\s\w+ing\b")


def opposite(key: str) -> str:
    """The key of the opposite in the tables of languages: north, -north."""
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"


def sure(pair: Pair, bead: Bead, here: Span, there: Span) -> bool:
    """Whether words that seem to be opposites are said of the same: in a short sentence, where nothing else of the kind
    stands on either side or beside, and where they cannot be the same thing said from the other side (they met before
    the war came, the war came after they had met)."""
    word = pair.document.text[slice(*here)]
    key = _keys[word]
    if len(bead.target_words) > LONGEST or key.removeprefix("-") in DEGREES:
        return False
    if sum(map(bool, map(_keys.__getitem__, bead.target_words))) > 1 or _more_there(pair, bead, there):
        return False
    if any(_near(pair, b, key) for b in pair.around(bead) if b is not bead):
        return False
    after = pair.document.text[here.end : bead.target.end] if bead.target else ""
    if key.endswith("before"):
        return WHOLE.match(after) is not None and len(_names(bead)) < 2
    if key.endswith("start") and OF.search(after):
        return False  # the beginning of another thing
    return key not in MUTUAL or not (OTHER_SIDE.search(after) or len(_names(bead)) > 1)


def _more_there(pair: Pair, bead: Bead, there: Span) -> bool:
    """Whether the source has another word of the tables than the one that stands at a place."""
    at = there.shifted(-bead.source.start) if bead.source else there
    text = bead.source_text[: at.start] + " " + bead.source_text[at.end :]
    return any(words.found(text, pair.language.spaced) for words in pair.language.opposites.values())


def _near(pair: Pair, bead: Bead, key: str) -> bool:
    """Whether another piece has a word of the pair on either side: the sentences may have changed places."""
    both, there = (key, opposite(key)), pair.language.opposites
    if any(_keys[w] in both for w in bead.target_words):
        return True
    return any(k in there and there[k].found(bead.source_text, pair.language.spaced) for k in both)


def _names(bead: Bead) -> list[str]:
    """Words of the translation that are written as names, without the first of the sentence if it is a common one."""
    words = bead.target_words
    return [w for i, w in enumerate(words) if w[0].isupper() and len(w) > 1 and (i or usually_small(w) == 0)]


def turned(pair: Pair, bead: Bead) -> Iterator[tuple[Span, Span]]:
    """(place in the translation, place in the source) of words of which each side has one and neither has the other."""
    there = pair.language.opposites
    if not there or not bead.source or not bead.target:
        return
    spaced, source = pair.language.spaced, pair.language.no_opposites.blanked(bead.source_bare, pair.language.spaced)
    perhaps: dict[str, re.Match[str]] = {}
    for key in {*map(_keys.__getitem__, bead.target_words)} - {""}:
        m = there[opposite(key)].found(source, spaced) if opposite(key) in there else None
        if m and not (key in there and there[key].found(source, spaced)) and not _region(pair, key, m):
            perhaps[key] = m
    here = _found(bead.target_text) if perhaps else {}
    for key, place in here.items():
        if key in perhaps and opposite(key) not in here:
            m = perhaps[key]
            rest = REST.match(bead.source_text, m.end()) if spaced else None
            there_at = Span(m.start(), rest.end() if rest else m.end())
            yield place.shifted(bead.target.start), there_at.shifted(bead.source.start)


def _region(pair: Pair, key: str, m: re.Match[str]) -> bool:
    """Whether a direction of the source has a capital where only names have it: it is part of one."""
    return key in COURSE and not pair.language.noun_capitals and m.group()[0].isupper()


def _found(text: str) -> dict[str, Span]:
    """The keys whose words stand in an English text, with the first place of each."""
    out: dict[str, Span] = {}
    left = english().no_opposites.removed(text, spaced=True)
    for m in WORD.finditer(text):
        key = _keys[m.group()]
        if key and key not in out and m.group() in left and not _part(text, m):
            out[key] = Span(*m.span())
    return out


def _part(text: str, m: re.Match[str]) -> bool:
    """Whether a word is part of a name (West Sumatra) or of a compound (long-suffering), says when without saying of
    what (before long, he was second before), or opens a clause (before leaving), which may as well be told the other
    way round (he left after)."""
    if "-" in (text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]) or LONE.match(text, m.start()):
        return True
    inside = text[: m.start()].rstrip().endswith(tuple("abcdefghijklmnopqrstuvwxyz,"))
    name = m.group()[0].isupper() and (inside or _keys[m.group()] in COURSE)
    return name or CLAUSE.match(text, m.end()) is not None


def _key(word: str) -> str:
    """The key of an English word; "" for most."""
    low = word.lower()
    return next((key for key, words in english().opposites.items() if low in words), "")


_keys = Memo(_key)
