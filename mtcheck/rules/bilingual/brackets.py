"""BPU005: brackets that lost their partner, or that the translation has left out with what they held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

BRACKETS = {"(": ")", "[": "]"}
ASIDE = re.compile(r"[(（]([^()（）]{4,200})[)）]")
DASHES = re.compile(r"\s[-–—]+\s|—")
COMMAS = ",،、，"
FEWEST, QUOTES = 3, frozenset("#\"“”„«»’'」』")
LACKING = -1.0  # standard deviations by which a translation is short that left out an aside
SHORT = re.compile(r"\b[A-Z]{2,}\s*$")  # initials, which an aside spells out
SHARE = 0.8  # of what an aside is likely to take in English: by so much the translation must be too short
SMILEY = re.compile(r"[:;=8]-?[()\[\]]|[()]{2,}")
BRACKET = re.compile(r"[()\[\]]")
WIDE = str.maketrans("（）［］【】〔〕", "()[][][]")


@pair_rule(
    code="BPU005",
    name="bracket-changed",
    severity=MINOR,
    mqm="fluency/punctuation",
    examples=(
        BadPair("The council [[(]]and the mayor met.", source="Der Rat (und die Bürgermeisterin) tagte.", lang="de"),
        GoodPair("The council (and the mayor) met.", source="Der Rat (und die Bürgermeisterin) tagte.", lang="de"),
        BadPair("[[He paid the sum.]]", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair("He paid, after some delay, the sum.", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair("My aunt, Ana, paid.", source="Meine Tante (die Schwester meiner Mutter) zahlte.", lang="de"),
        GoodPair("He spoke of #MeToo and us.", source="Он говорил о #MeToo (#ятоже, #именно так) и о нас.", lang="ru"),
        GoodPair("It was a warm day.", source="Es war ein warmer Tag (fast 30 Grad Celsius).", lang="de"),
        GoodPair("He works at the agency.", source="Er arbeitet gern bei der Agentur (DARPA).", lang="de"),
        GoodPair("The book “Home” is old.", source="Das Buch “Home” (die alte Heimat) ist alt.", lang="de"),
        GoodPair("He thanked Becker.", source="他感谢了贝克尔（Alisson Becker）。", lang="zh"),
        GoodPair("The WHO is small.", source="WHO（世界卫生组织和它的朋友们）很小。", lang="zh"),
        # The source lacks a partner too; the bracket belongs to a list, or to a face.
        GoodPair("The council (and the mayor met.", source="Der Rat (und die Bürgermeisterin tagte.", lang="de"),
        GoodPair("12) The council met.", source="12. Der Rat tagte.", lang="de"),
        GoodPair(
            "They want a) more money and b) less work.",
            source="Sie wollen erstens mehr Geld und zweitens weniger Arbeit.",
            lang="de",
        ),
        GoodPair("It was a good day :)", source="Es war ein guter Tag.", lang="de"),
        # The aside is there: in brackets or between dashes, or its words stand elsewhere in the sentence.
        GoodPair("He paid (late) the sum.", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair("He paid - late - the sum.", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair("After much delay he paid the sum.", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair(
            "Without an orchestra they played long in the garden.",
            source="Sie spielten gestern Abend lange im Garten der Familie (zum ersten Mal ohne Orchester).",
            lang="de",
        ),
        # It explains a word to readers of the source.
        GoodPair(
            "He came fifth in the sitting race.", source="Beim Lauf der Herren (sitzend) wurde er Fünfter.", lang="de"
        ),
        GoodPair(
            "Now open Apps and Features.",
            source="Ouvrez maintenant Apps and Features (Applications et Fonctionnalités).",
            lang="fr",
        ),
    ),
)
def bracket_changed(pair: Pair) -> Iterator[Match]:
    """A bracket lacks its partner here, or what the source has in brackets is missing.

    Engines lose the second of a pair in long sentences, and leave out asides whole.
    """
    for bead in pair.trusted:
        assert bead.target
        target = bead.target_text
        for left, right in BRACKETS.items():
            odd = target.count(left) - target.count(right)
            if odd and _even(bead.source_text, left, right) and not _listed(target) and not SMILEY.search(target):
                mark = left if odd > 0 else right
                at = bead.target.start + (target.rindex(mark) if odd > 0 else target.index(mark))
                yield Match(Span(at, at + 1), "This bracket has no partner; the source's have.", 0.65, (), ())
        if (place := _left_out(pair, bead)) is not None:
            related = (Related(place, "what is in brackets", SOURCE),)
            text = pair.source.text[slice(*place)]
            sure = 0.5 if bead.deviation < LACKING else 0.4
            yield Match(bead.target, f"“{text}” seems to be missing here.", sure, (), related)


def _even(source: str, left: str, right: str) -> bool:
    """Whether the source has as many opening brackets as closing ones, in either width."""
    narrow = source.translate(WIDE)
    return narrow.count(left) == narrow.count(right)


def _left_out(pair: Pair, bead: Bead) -> Span | None:
    """An aside in brackets for which the translation has no brackets, no dashes and no commas, and is too short."""
    from mtcheck.bitext.lengths import expected

    assert bead.source
    target = bead.target_text
    for m in ASIDE.finditer(bead.source_text):
        if _set_off(bead) or _gloss(pair, bead.source_text[: m.start()], m[1]):
            continue
        aside = expected(m[1], pair.language)
        if len(target) < bead.expected - SHARE * aside and not _said(m[1], target):
            return Span(*m.span()).shifted(bead.source.start)
    return None


def _set_off(bead: Bead) -> bool:
    """Whether the translation has brackets or dashes, or more commas than the source, which may stand for brackets."""
    target = bead.target_text
    if BRACKET.search(target) or DASHES.search(target):
        return True
    return target.count(",") > sum(bead.source_text.count(c) for c in COMMAS)


def _gloss(pair: Pair, before: str, aside: str) -> bool:
    """Whether an aside explains a word to readers of the source: a word or two, a name, a measure, a quotation, what
    stands behind one."""
    words = len(aside.split()) if pair.language.spaced else len(aside) // 2
    named = aside[0].isupper() or any(c.isdigit() for c in aside)
    return bool(SHORT.search(before)) or named or words < FEWEST or before.rstrip()[-1:] in QUOTES or aside[0] in QUOTES


def _said(aside: str, target: str) -> bool:
    """Whether the translation has a word of the aside."""
    low = target.lower()
    return any(w.lower()[:5] in low for w in re.findall(r"\w{4,}", aside))


def _listed(text: str) -> bool:
    return bool(re.match(r"\s*\(?\w{1,3}[.)]", text) or re.search(r"(?:^|\s)\w\)", text))
