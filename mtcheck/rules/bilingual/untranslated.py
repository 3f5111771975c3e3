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
    "the a an last this these those his her their its my your our no more many some any new old first".split()
)
NOUN_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "nis",
    "tum",
    "ität",
    "ismus",
)
PLACE_ENDINGS = tuple(
    "berg burg bach dorf heim stadt werk hof land see straße strasse platz liga tag haus tal ingen furt hausen stein "
    "wald "
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
        GoodPair("The team of Köln begins.", source="Die Mannschaft von Köln beginnt.", lang="de"),
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
        if not pair.latin:
            if not bead.target_text.isascii():
                yield from _other_script(pair, bead)
            continue
        original = frozenset(bead.source_words)
        for i in bead.tokens:
            word = document.words[i]
            if word not in original or len(word) < 2 or not document.has(i, Flag.WORD):
                continue
            beside = {*document.words[max(0, i - 1) : i], *document.words[i + 1 : i + 2]}
            if document.has(i, Flag.QUOTED) and beside & original:
                continue  # a title, left as it is
            if sure := _left(pair, i):
                yield _match(pair, bead, document.span(i), sure)


def _match(pair: Pair, bead: Bead, span: Span, sure: float) -> Match:
    word = pair.document.text[slice(*span)]
    assert bead.source
    at = bead.source.start + max(0, bead.source_text.find(word))
    related = (Related(Span(at, at + len(word)), "the word in the source", SOURCE),)
    return Match(span, f"“{word}” was not translated.", sure, (), related)


def _other_script(pair: Pair, bead: Bead) -> Iterator[Match]:
    """Words in the script of the source; not in quotation marks or brackets, nor parts of addresses."""
    from mtcheck.bitext.language import WORD

    assert bead.target
    text = bead.target_text
    for m in WORD.finditer(text):
        if ord(m.group()[0]) < 0x250 or m.group() not in bead.source_text:
            continue
        before, after = text[: m.start()].rstrip()[-1:], text[m.end() : m.end() + 2]
        joined = text[max(0, m.start() - 1) : m.start()] in (".", "@", "/", "#") and m.start() > 0
        joined |= after[:1] in ("@", "/", "_") or (after[:1] == "." and after[1:].isalnum())
        if len(m.group()) == 1 and not 0x3400 <= ord(m.group()) <= 0x9FFF:
            continue
        if not joined and before not in ("(", "（", "「", "『", "“", '"', "‘", "'", "«", "《", "【", "[", "《"):
            yield _match(pair, bead, Span(bead.target.start + m.start(), bead.target.start + m.end()), 0.9)


def _left(pair: Pair, i: int) -> float:
    """How sure a token that the source has too is a word of its language; 0: it is not."""
    from mtcheck.english.wordlist import UNKNOWN, kind
    from mtcheck.english.wordlist import WORD as ENGLISH

    document = pair.document
    word = document.words[i]
    if word.isupper() or not word.isalpha() or (document.has(i, Flag.QUOTED) and _quoted_alone(pair, i)):
        return 0.0
    lower = word.lower()
    if len(word) == 2:
        small = word.islower() and lower in pair.language.words and kind(lower) != ENGLISH
        return 0.6 if small and not _beside_name(pair, i) else 0.0
    if word.islower():
        if _beside_name(pair, i) or len(document.index[lower]) > 1:
            return 0.0
        if kind(lower) == UNKNOWN:
            return 0.85
        if kind(lower) == ENGLISH:
            return 0.0
        return 0.9 if not word.isascii() else 0.55
    if pair.language.code == "de" and not document.has(i, Flag.FIRST):
        return _german_noun(pair, i, lower)
    return 0.0


def _quoted_alone(pair: Pair, i: int) -> bool:
    """Whether a quotation mark stands right beside it: a word that is spoken of, a title."""
    text, start, end = pair.document.text, pair.document.starts[i], pair.document.ends[i]
    return any(c in "\"“”„«»'‘’" for c in (text[max(0, start - 1) : start] + text[end : end + 1]))


def _beside_name(pair: Pair, i: int) -> bool:
    """Whether it may be part of a name: after a foreign capitalised word, or before a dot or a sign."""
    from mtcheck.english.wordlist import WORD as ENGLISH
    from mtcheck.english.wordlist import kind

    document = pair.document
    after = document.text[document.ends[i] : document.ends[i] + 2]
    if (after[:1] in "®™@_/" and after) or (after[:1] == "." and after[1:2].isalnum()):
        return True
    if not document.has(i - 1, Flag.CAPITAL) or kind(document.lower[i - 1]) == ENGLISH:
        return False
    return document.words[i - 1] in pair.source.text


def _german_noun(pair: Pair, i: int, lower: str) -> float:
    """A German noun after an English article or adjective, with a small letter on both sides: hardly a name."""
    from mtcheck.english.wordlist import UNKNOWN, kind
    from mtcheck.english.wordlist import WORD as ENGLISH

    document = pair.document
    if kind(lower) == ENGLISH or document.has(i - 1, Flag.CAPITAL) or document.has(i + 1, Flag.CAPITAL):
        return 0.0
    if document.index.get(lower, [i]) != [i] or lower.endswith(PLACE_ENDINGS):
        return 0.0
    german = lower.endswith(NOUN_ENDINGS)
    before = document.word(i - 1)
    if kind(lower) != UNKNOWN and not german:
        return 0.0
    if before == "the" and not german and lower.isascii():
        return 0.0  # the Feldberg, the Bayernwerk
    if before in ("in", "at", "to", "from", "near") and not german:
        return 0.0
    return 0.55 if german or before in BEFORE or before.endswith(("al", "ive", "ic", "ous", "ed", "ing")) else 0.0
