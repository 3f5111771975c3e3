"""BTO003: hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

HASHTAG = re.compile(r"(?<![\w&/])[#＃](?=\w{0,40}[^\W\d_])\w{2,80}+(?!#)")  # #THIS# is a placeholder


@pair_rule(
    code="BTO003",
    name="hashtag-lost",
    severity=MINOR,
    mqm="accuracy/omission",
    examples=(
        BadPair("[[The council met on Monday.]]", source="Der Rat tagte am Montag #Lindhorst", lang="de"),
        BadPair("[[The council met on Monday]] #Flood", source="Der Rat tagte am Montag #Flut #Lindhorst", lang="de"),
        GoodPair("The council met on Monday #Flood", source="Der Rat tagte am Montag #Flut", lang="de"),
        GoodPair("He won the #1 prize.", source="Er gewann den #1 Preis.", lang="de"),
        GoodPair("The council met on Monday.", source="Der Rat tagte am Montag, Zimmer #12.", lang="de"),
    ),
)
def hashtag_lost(pair: Pair) -> Iterator[Match]:
    """The source has more hashtags than the translation.

    Engines take the sign for noise and drop it, with the word or without.
    """
    for bead in pair.trusted:
        assert bead.source and bead.target
        there = list(HASHTAG.finditer(bead.source_text))
        here = sum(len(HASHTAG.findall(b.target_text)) for b in pair.around(bead))
        if len(there) > here:
            lost = next((m for m in there if m.group().lower() not in bead.target_text.lower()), there[0])
            place = Span(*lost.span()).shifted(bead.source.start)
            related = (Related(place, "not in the translation", SOURCE),)
            yield Match(_words(bead), f"The hashtag {lost.group()} of the source is missing.", 0.6, (), related)


def _words(bead: Bead) -> Span:
    """The translation up to its hashtags."""
    assert bead.target
    first = HASHTAG.search(bead.target_text)
    end = len(bead.target_text[: first.start()].rstrip()) if first else len(bead.target_text)
    return Span(bead.target.start, bead.target.start + end) if end else bead.target
