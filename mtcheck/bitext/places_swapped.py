"""Places that took the place of others: the source names one that is missing here, and another one stands here that the
source does not name. Either alone says little: a place may be left out, and one may be named for another. For rules to
judge."""

from __future__ import annotations

from collections.abc import Iterator

from anyascii import anyascii

from mtcheck.bitext.compare_names import supported
from mtcheck.bitext.english import by_english, by_initials, english_names
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.languages.en.people.names import given, place
from mtcheck.text.document import Flag
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

PLACE = "P"


def listed(pair: Pair, word: str) -> bool:
    """Whether we know what the source language calls this place (people and adjectives are not looked for)."""
    low = word.lower()
    return (
        low in by_english(pair.language.place_names) and place(word) != "A" and low not in pair.language.unsaid_places
    )


def alike(pair: Pair, bead: Bead) -> Iterator[tuple[Span, str]]:
    """(place in the source, English name) of places of the source that are written there as in English."""
    if not pair.language.latin or not bead.source:
        return
    if any(map(_english_place.__getitem__, bead.source_words)):
        for at, word in bead.source_places:
            if _english_place[word]:
                yield Span(at, at + len(word)).shifted(bead.source.start), word.lower()


_english_place = Memo(lambda word: len(word) > 3 and word[0].isupper() and place(word) == PLACE and not given(word))


def stranger(pair: Pair, bead: Bead, english: str) -> Span | None:
    """Another place of the translation that this piece of the source does not name, if the one that it does name (in
    English) is missing here."""
    if by_initials(bead.target_text, english):
        return None
    low = anyascii(bead.target_text).lower()
    if not bead.target or any(anyascii(n).lower() in low for n in english_names(english)):
        return None
    document = pair.document
    for i in bead.capitals:
        word = document.words[i]
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare.isupper() or place(bare) != PLACE or given(bare):
            continue
        if _known(pair, bare) and not supported(pair, bare, bead.source_text) and not _in_name(pair, i):
            return document.span(i)
    return None


def _known(pair: Pair, word: str) -> bool:
    """Whether it would show in the source if it stood there: by its name, or since it is written alike."""
    return listed(pair, word) or (pair.language.latin and word.lower() not in pair.language.unsaid_places)


def _in_name(pair: Pair, i: int) -> bool:
    """Whether it is part of a longer name that is no place: the Washington Post, Manchester United."""
    document = pair.document
    after = document.has(i + 1, Flag.CAPITAL) and document.text[document.ends[i] : document.starts[i + 1]] == " "
    return after and document.lower[i + 1] not in CITIES


CITIES = frozenset("city province island islands county".split())
