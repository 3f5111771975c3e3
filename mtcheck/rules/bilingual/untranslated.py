"""BUN001, BUN002: what was left in the source language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, Flag, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

FEWEST = 4  # words that two sides must have before being equal is odd
FOREIGN = 8  # words, from which on a sentence has a small word of its language

REACH = 40  # code points before a word in which its language is named
OWN = 5  # one word in so many is written as the source is
# A language, and perhaps what of it: the Greek word, in Chinese:
SPOKEN_OF = re.compile(r"\b[A-Z][a-z]+(?:ese|ish|ian|ean|ek|ic|ew|indi|dic)(?: (?:word|name|term|characters?))?[:,]? $")


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
        GoodPair("Die Presse (diepresse.com)", source="Die Presse (diepresse.com)", lang="it"),
        GoodPair("Manchester United FC", source="Manchester United FC", lang="de"),
    ),
)
def segment_untranslated(pair: Pair) -> Iterator[Match]:
    """A whole sentence is still in the source language.

    Engines copy what they cannot make sense of, and a sentence may be skipped when texts are put together.
    """
    for bead in pair.trusted:
        if bead.target and bead.once(_copied):
            related = (Related(bead.source, "the same in the source", SOURCE),) if bead.source else ()
            yield Match(bead.target, "This sentence was not translated.", 0.95, (), related)


def _copied(pair: Pair, bead: Bead) -> bool:
    from mtcheck.languages.en.words.wordlist import WORD as ENGLISH
    from mtcheck.languages.en.words.wordlist import kind

    if not pair.language.spaced:
        return bead.target_text == bead.source_text and bool(bead.target_words) and not bead.target_text.isascii()
    words = [w.lower() for w in bead.target_words]
    original = frozenset(bead.source_lower)
    if pair.language.words and original.isdisjoint(pair.language.words.whole) and len(words) < FOREIGN:
        return False  # a name, or a phrase of a third language
    if len(words) < FEWEST or sum(map(original.__contains__, words)) < 0.8 * len(words):
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
        GoodPair("Follow @trophäe on X.", source="Siga a @trophäe en X.", lang="es"),
        GoodPair("The team of Köln begins.", source="Die Mannschaft von Köln beginnt.", lang="de"),
        GoodPair("It comes from the Latin civilis.", source="Slovo pochází z latinského civilis.", lang="cs"),
        GoodPair("They drank bjørk (a strong wine).", source="Bebieron bjørk (un vino fuerte).", lang="es"),
        GoodPair("They landed in Ürümqi.", source="Sie landeten in Ürümqi.", lang="de"),
        GoodPair("They drink a wine called bjørk.", source="Beben un vino llamado bjørk.", lang="es"),
        GoodPair("They open the zipfile again.", source="Ils ouvrent le zipfile encore une fois.", lang="fr"),
        GoodPair("The name comes from kteis, that is κτείς.", source="这个名字来自古老的词语κτείς。", lang="zh"),
        GoodPair("They call the gas оксиген there.", source="彼らはそこでその気体をоксигенと呼ぶ。", lang="ja"),
        GoodPair("The Chinese word 经济 is old.", source="经济一词很古老。", lang="zh"),
        GoodPair("It was printed, in Chinese: 大元通制, at last.", source="《大元通制》终于出版。", lang="zh"),
        GoodPair("Their plan was the best.", source="Ihr Plan war der beste.", lang="de"),
    ),
)
def word_untranslated(pair: Pair) -> Iterator[Match]:
    """A word was left in the source language.

    Engines copy words they do not know, most of all rare compounds and words that look like names.
    """
    from mtcheck.bitext.copied import left_over

    document = pair.document
    for bead in pair.trusted:
        if not bead.target or bead.once(_copied):
            continue
        if not pair.language.latin:
            if not bead.target_text.isascii():
                yield from _other_script(pair, bead)
            continue
        found, tokens = bead.source_vocabulary, bead.tokens
        if found.isdisjoint(
            [w for words in (document.words, document.lower) for w in words[tokens.start : tokens.stop]]
        ):
            continue
        for i in tokens:
            if document.words[i] not in found and document.lower[i] not in found:
                continue
            handle = document.text[document.starts[i] - 1 : document.starts[i]] in ("@", "#")
            if not handle and document.has(i, Flag.WORD) and (sure := left_over(pair, bead, i)):
                yield _match(pair, bead, document.span(i), sure)


def _match(pair: Pair, bead: Bead, span: Span, sure: float) -> Match:
    word = pair.document.text[slice(*span)]
    assert bead.source
    at = bead.source.start + max(0, bead.source_text.find(word))
    related = (Related(Span(at, at + len(word)), "the word in the source", SOURCE),)
    return Match(span, f"“{word}” was not translated.", sure, (), related)


def _other_script(pair: Pair, bead: Bead) -> Iterator[Match]:
    """Words in the script of the source; not in quotation marks or brackets, nor parts of addresses."""
    from mtcheck.bitext.words import WORD
    from mtcheck.text.scripts import script

    assert bead.target
    text = bead.target_text
    scripts = Counter(script(w[0]) for w in bead.source_words)
    for m in WORD.finditer(text):
        if script(m.group()[0]) == "Latin" or m.group() not in bead.source_text:
            continue
        if scripts[script(m.group()[0])] * OWN < scripts.total() or SPOKEN_OF.search(
            text, max(0, m.start() - REACH), m.start()
        ):
            continue  # foreign to the source too; the Greek word that it is made of
        before, after = text[: m.start()].rstrip()[-1:], text[m.end() : m.end() + 2]
        joined = text[max(0, m.start() - 1) : m.start()] in (".", "@", "/", "#") and m.start() > 0
        joined |= after[:1] in ("@", "/", "_") or (after[:1] == "." and after[1:].isalnum())
        if len(m.group()) == 1 and script(m.group()) != "Han":
            continue
        if not joined and before not in ("(", "（", "「", "『", "“", '"', "‘", "'", "«", "《", "【", "[", "《"):
            yield _match(pair, bead, Span(*m.span()).shifted(bead.target.start), 0.9)
