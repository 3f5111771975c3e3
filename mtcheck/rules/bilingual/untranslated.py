"""BUN001, BUN002: what was left in the source language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

FEWEST = 4  # words that two sides must have before being equal is odd
OPENING = tuple("(（「『“\"‘'«《【[")
JOINING, JOINED = (".", "@", "/", "#"), re.compile(r"[@/_]|\.\w")  # around parts of addresses
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
        BadPair(
            "The council met.\n[[Der Rat hat lange darüber beraten.]]",
            source="Der Rat tagte.\nDer Rat hat lange darüber beraten.",
            lang="de",
        ),
        BadPair(
            "The council met.\n[[Baraza lilijadili bajeti kwa muda mrefu.]]",
            source="Baraza lilikutana.\nBaraza lilijadili bajeti kwa muda mrefu.",
            lang="sw",
        ),
        BadPair(
            "The council met.\n[[Feuerwehrleute retteten gestern Abend drei verletzte Bergsteiger nahe Garmisch.]]",
            source="Der Rat tagte.\nFeuerwehrleute retteten gestern Abend drei verletzte Bergsteiger nahe Garmisch.",
            lang="de",
        ),
        BadPair("The council met.\n[[议会昨天讨论了预算。]]", source="议会开会了。\n议会昨天讨论了预算。", lang="zh"),
        # Names, titles, ornaments, and what is English in the source too.
        GoodPair("The council met.\nWindows 11", source="议会开会了。\nWindows 11", lang="zh"),
        GoodPair("The council met.\n★★★", source="议会开会了。\n★★★", lang="zh"),
        GoodPair(
            "The council met.\nLes quatre saisons", source="Le conseil s'est réuni.\nLes quatre saisons", lang="fr"
        ),
        GoodPair(
            "She ate gazpacho, migas and pisto manchego.", source="Comió gazpacho, migas y pisto manchego.", lang="es"
        ),
        GoodPair(
            "The council met.\nZeitschrift für Deutsche Philologie",
            source="Der Rat tagte.\nZeitschrift für Deutsche Philologie",
            lang="de",
        ),
        GoodPair(
            "The council met.\nEverything we do here is open to all of you.",
            source="Le conseil s'est réuni.\nEverything we do here is open to all of you.",
            lang="fr",
        ),
    ),
)
def segment_untranslated(pair: Pair) -> Iterator[Match]:
    """A whole sentence is still in the source language.

    Engines copy what they cannot make sense of, and a sentence may be skipped when texts are put together.
    """
    for bead in pair.trusted:
        assert bead.target
        if bead.once(_copied):
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
        GoodPair("All of us follow @bürgerrat now.", source="Wir alle folgen jetzt @bürgerrat.", lang="de"),
        GoodPair("The team of Köln begins.", source="Die Mannschaft von Köln beginnt.", lang="de"),
        GoodPair("It comes from the Latin civilis.", source="Slovo pochází z latinského civilis.", lang="cs"),
        GoodPair("They drank bjørk (a strong wine).", source="Bebieron bjørk (un vino fuerte).", lang="es"),
        GoodPair("They landed in Ürümqi.", source="Sie landeten in Ürümqi.", lang="de"),
        GoodPair("They drink a wine called bjørk.", source="Beben un vino llamado bjørk.", lang="es"),
        GoodPair("They open the zipfile again.", source="Ils ouvrent le zipfile encore une fois.", lang="fr"),
        GoodPair("English | Русский", source="English | Русский", lang="ru"),
        GoodPair("Русский, Finnish", source="Русский, Finnish", lang="ru"),
        GoodPair("[Español] * English", source="Español * [English]", lang="es"),
        BadPair("He spoke [[русский]] with them.", source="Он говорил с ними на русский.", lang="ru"),
        GoodPair("The name comes from kteis, that is κτείς.", source="这个名字来自古老的词语κτείς。", lang="zh"),
        GoodPair("They call the gas оксиген there.", source="彼らはそこでその気体をоксигенと呼ぶ。", lang="ja"),
        GoodPair("The Chinese word 经济 is old.", source="经济一词很古老。", lang="zh"),
        GoodPair("It was printed, in Chinese: 大元通制, at last.", source="《大元通制》终于出版。", lang="zh"),
        GoodPair("Their plan was the best.", source="Ihr Plan war der beste.", lang="de"),
        # Where a whole sentence was left, its words are not counted.
        GoodPair(
            "The council met.\nDer Rat hat gestern lange über den Haushalt beraten.",
            source="Der Rat tagte.\nDer Rat hat gestern lange über den Haushalt beraten.",
            lang="de",
        ),
        BadPair("They saw the [[город]] on Monday.", source="Они увидели город в понедельник.", lang="ru"),
        BadPair("They speak of the [[道]] of life.", source="他们谈论人生之道。", lang="zh"),
        GoodPair("It is the letter Ж of the alphabet.", source="Это буква Ж алфавита.", lang="ru"),
        GoodPair("The café is near the IKEA store.", source="咖啡馆在 IKEA 商店附近。", lang="zh"),
        GoodPair("The Greek word αγάπη means love.", source="希腊语里有一个表示爱的词。", lang="zh"),
        GoodPair("The word “经济” means economy.", source="“经济”一词的意思是经济。", lang="zh"),
        GoodPair("Read more at 政务.中国 today.", source="今天请看 政务.中国 了解更多。", lang="zh"),
    ),
)
def word_untranslated(pair: Pair) -> Iterator[Match]:
    """A word was left in the source language.

    Engines copy words they do not know, most of all rare compounds and words that look like names.
    """
    from mtcheck.bitext.copied import left_over

    document = pair.document
    for bead in pair.trusted:
        if bead.once(_copied) or _editions(pair, bead):
            continue
        if not pair.language.latin:
            if not bead.target_text.isascii():
                yield from _other_script(pair, bead)
            continue
        found = {w.lower() for w in bead.source_words}
        for i in [i for i in bead.tokens if document.lower[i] in found]:
            handle = document.text[document.starts[i] - 1 : document.starts[i]] in ("@", "#")
            if not handle and (sure := left_over(pair, bead, i)):
                yield _match(pair, bead, document.span(i), sure)


def _editions(pair: Pair, bead: Bead) -> bool:
    """Whether it is but names of languages, one of them its own: links to other editions of the text."""
    from mtcheck.text.endonyms import endonym

    words = [w.lower() for w in bead.target_words]
    named = pair.document.vocabulary["peoples"]
    return all(endonym(w) or w in named for w in words)


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
        kind = script(m.group()[0])
        if kind == "Latin" or m.group() not in bead.source_text:
            continue
        if scripts[kind] * OWN < scripts.total() or SPOKEN_OF.search(text, max(0, m.start() - REACH), m.start()):
            continue  # foreign to the source too; the Greek word that it is made of
        if text[m.start() - 1 : m.start()] in JOINING or JOINED.match(text, m.end()):
            continue  # a part of an address
        if len(m.group()) == 1 and kind != "Han":
            continue
        if text[: m.start()].rstrip()[-1:] not in OPENING:
            yield _match(pair, bead, Span(*m.span()).shifted(bead.target.start), 0.9)
