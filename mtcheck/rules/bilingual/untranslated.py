"""BUN001, BUN002: what was left in the source language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.document import Flag
from mtcheck.findings import MAJOR, SOURCE, Related, Span
from mtcheck.rule import BadPair, GoodPair, Match, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

BEFORE = frozenset(
    "the a an last this that these those his her their its my your our no more many some any of and new old first".split()
)
NOUN_ENDINGS = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "nis", "tum", "ität", "ismus")
PLACE_ENDINGS = tuple(
    "berg burg bach dorf heim stadt werk hof land see straße strasse platz liga tag haus tal ingen furt hausen stein wald "
    "feld brück kirchen au ach ow itz er bad tor turm park brücke zeitung post bahn bank".split()
)
FEWEST = 4  # words that two sides must have before being equal is odd


@pair_rule(
    code="BUN001",
    name="segment-untranslated",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    examples=(
        BadPair(
            "The council met.\n[[Der Rat hat gestern lange über den Haushalt beraten.]]",
            source="Der Rat tagte.\nDer Rat hat gestern lange über den Haushalt beraten.",
            lang="de",
        ),
        GoodPair(
            "The council met.\nThe council discussed the budget for a long time yesterday.",
            source="Der Rat tagte.\nDer Rat hat gestern lange über den Haushalt beraten.",
            lang="de",
        ),
        GoodPair("Manchester United FC", source="Manchester United FC", lang="de"),
    ),
)
def segment_untranslated(pair: Pair) -> Iterator[Match]:
    """A whole sentence is still in the source language.

    Engines copy what they cannot make sense of, and a sentence may be skipped when texts are put together.
    """
    for bead in pair.trusted:
        if bead.target and _copied(pair, bead):
            related = (Related(bead.source, "the same in the source", SOURCE),) if bead.source else ()
            yield Match(bead.target, "This sentence was not translated.", 0.95, (), related)


def _copied(pair: Pair, bead: Bead) -> bool:
    from mtcheck.english.wordlist import WORD as ENGLISH
    from mtcheck.english.wordlist import kind

    words = [w.lower() for w in bead.target_words]
    original = frozenset(bead.source_lower)
    if not pair.language.spaced:
        return bead.target_text == bead.source_text and len(words) > 0 and not bead.target_text.isascii()
    if len(words) < FEWEST or sum(w in original for w in words) < 0.8 * len(words):
        return False
    small = [w for w in bead.target_words if w.islower()]
    return len(small) >= 2 and sum(kind(w) == ENGLISH for w in small) < 0.6 * len(small)


@pair_rule(
    code="BUN002",
    name="word-untranslated",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    examples=(
        BadPair(
            "The team has won the [[Trophäe]] again.", source="Das Team hat die Trophäe erneut gewonnen.", lang="de"
        ),
        BadPair("They adapt to a [[nové]] culture.", source="Přizpůsobují se nové kultuře.", lang="cs"),
        BadPair("The economy of Hong Kong is a matter of [[经济]].", source="香港的经济问题。", lang="zh"),
        GoodPair("The team has won the trophy again.", source="Das Team hat die Trophäe erneut gewonnen.", lang="de"),
        GoodPair("The Bundesliga begins in Köln.", source="Die Bundesliga beginnt in Köln.", lang="de"),
        GoodPair("Their plan was the best.", source="Ihr Plan war der beste.", lang="de"),
    ),
)
def word_untranslated(pair: Pair) -> Iterator[Match]:
    """A word was left in the source language.

    Engines copy words they do not know, most of all rare compounds and words that look like names.
    """
    document = pair.document
    for bead in pair.trusted:
        if not bead.target or _copied(pair, bead):
            continue
        original = None
        for i in bead.tokens:
            if not document.has(i, Flag.WORD) or len(document.words[i]) < (3 if document.words[i].isascii() else 1):
                continue
            if original is None:
                original = _source_words(bead)
            if (sure := _left(pair, i, original, bead)) > 0:
                word = document.words[i]
                at = bead.source_text.find(word)
                place = Span(bead.source.start + at, bead.source.start + at + len(word)) if bead.source else Span(0, 0)
                related = (Related(place, "the word in the source", SOURCE),) if at >= 0 else ()
                yield Match(document.span(i), f"“{word}” was not translated.", sure, (), related)


def _source_words(bead: Bead) -> frozenset[str]:
    return frozenset(bead.source_words)


def _left(pair: Pair, i: int, original: frozenset[str], bead: Bead) -> float:
    """How sure the token is a word of the source language; 0: it is not."""
    from mtcheck.english.wordlist import UNKNOWN, kind
    from mtcheck.english.wordlist import WORD as ENGLISH

    document = pair.document
    word = document.words[i]
    if ord(word[0]) > 0x24F:  # another script
        quoted = document.has(i, Flag.QUOTED) or document.text[document.starts[i] - 1 : document.starts[i]] in ("(", "（")
        joined = document.text[document.ends[i] : document.ends[i] + 1] in (".", "@", "/") or len(word) == 1 and word.isascii()
        joined |= document.text[document.starts[i] - 1 : document.starts[i]] in (".", "@", "/", "#")
        joined |= len(word) == 1 and not 0x3400 <= ord(word) <= 0x9FFF
        return 0.0 if joined or quoted or not word[0].isalpha() or word not in bead.source_text else 0.9
    if not pair.latin or word not in original or word.isupper() or not word.isalpha():
        return 0.0
    if document.has(i, Flag.QUOTED):
        return 0.0
    lower = word.lower()
    if word.islower():
        if _beside_name(pair, i) or len(document.index[lower]) > 1:
            return 0.0
        if kind(lower) == UNKNOWN:
            return 0.85
        if kind(lower) == ENGLISH:
            return 0.0
        return 0.9 if not word.isascii() else 0.55
    if pair.language.code == "de" and not document.has(i, Flag.FIRST):
        return _german_noun(pair, i, lower, bead)
    return 0.0


def _beside_name(pair: Pair, i: int) -> bool:
    """Whether it may be part of a name: after a foreign capitalised word, or before a dot or a sign."""
    from mtcheck.english.wordlist import WORD as ENGLISH
    from mtcheck.english.wordlist import kind

    document = pair.document
    after = document.text[document.ends[i] : document.ends[i] + 2]
    if after[:1] in "®™@_/" and after or after[:1] == "." and after[1:2].isalnum():
        return True
    if not document.has(i - 1, Flag.CAPITAL) or kind(document.lower[i - 1]) == ENGLISH:
        return False
    return document.words[i - 1] in pair.source.text


def _german_noun(pair: Pair, i: int, lower: str, bead: Bead) -> float:
    """A German noun after an English article or adjective, with a small letter on both sides: hardly a name."""
    from mtcheck.english.wordlist import UNKNOWN, kind

    document = pair.document
    if kind(lower) != UNKNOWN or document.has(i - 1, Flag.CAPITAL) or document.has(i + 1, Flag.CAPITAL):
        return 0.0
    if document.index.get(lower, [i]) != [i] or lower.endswith(PLACE_ENDINGS):
        return 0.0
    german = lower.endswith(NOUN_ENDINGS)
    before = document.word(i - 1)
    if before in ("in", "at", "to", "from", "near") and not german:
        return 0.3
    return 0.55 if german or before in BEFORE or before.endswith(("al", "ive", "ic", "ous", "ed", "ing")) else 0.3
