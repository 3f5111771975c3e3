"""BPU008, BPU009: list markers and capitals that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

MARKER = re.compile(r"(?:[•·▪●◦‣*–—-]|\(?\d{1,2}[.)、．]|\(?[a-zA-Z]\))[ \t\u3000]*(?=\S)")
BULLETS = "•·▪●◦‣*–—-"
DEEPEST = 100  # blanks before a marker
FEWEST = 4  # words of a sentence in capitals; fewer may be acronyms


@pair_rule(
    code="BPU008",
    name="list-marker-changed",
    severity=MINOR,
    mqm="fluency/typography/list",
    examples=(
        BadPair(
            "- The council met.\n[[Then]] the mayor spoke.\n- Thanks to all.",
            source="- Der Rat tagte.\n- Dann sprach die Bürgermeisterin.\n- Dank an alle.",
            lang="de",
        ),
        BadPair(
            "1. The council met.\n2. The mayor spoke.\n[[4.]] Thanks to all.",
            source="1. Der Rat tagte.\n2. Die Bürgermeisterin sprach.\n3. Dank an alle.",
            lang="de",
        ),
        GoodPair(
            "- The council met.\n- The mayor spoke.",
            source="• Der Rat tagte.\n• Die Bürgermeisterin sprach.",
            lang="de",
        ),
        GoodPair(
            "On October 3 the council met.\nThe mayor spoke.",
            source="3. Oktober, der Rat tagte.\nDie Bürgermeisterin sprach.",
            lang="de",
        ),
        # A list may be made without markers, or with bullets; a sentence within an item has none.
        GoodPair(
            "The council met.\nThe mayor spoke.",
            source="- Der Rat tagte.\n- Die Bürgermeisterin sprach.",
            lang="de",
        ),
        GoodPair(
            "- The council met.\n- The mayor spoke.",
            source="1. Der Rat tagte.\n2. Die Bürgermeisterin sprach.",
            lang="de",
        ),
        BadPair(
            "- The council met. It was late.\n[[Then]] the mayor spoke.\n- Thanks to all.",
            source="- Der Rat tagte. Es war spät.\n- Dann sprach die Bürgermeisterin.\n- Dank an alle.",
            lang="de",
        ),
    ),
)
def list_marker_changed(pair: Pair) -> Iterator[Match]:
    """The marker of a list item is missing or counts otherwise than in the source.

    Engines translate item by item and count anew, or take the marker for a part of the sentence.
    """
    for group in _lists(pair):
        rows = [(bead, MARKER.match(bead.source_text), MARKER.match(bead.target_text)) for bead in group]
        if sum(bool(here) for _, _, here in rows) * 3 < len(rows) * 2:
            continue  # a list that the translation makes without markers
        for bead, there, here in rows:
            assert bead.source and bead.target and there
            if here is None or _value(here) not in (None, _value(there)):
                text = bead.target_text
                end = here.end() if here else len(text.split(None, 1)[0])
                span = Span(bead.target.start, bead.target.start + len(text[:end].rstrip()))
                place = Span(bead.source.start, bead.source.start + len(there.group().rstrip()))
                related = (Related(place, "the marker in the source", SOURCE),)
                message = f"The source begins this item with “{there.group().rstrip()}”."
                yield Match(span, message, 0.6, (), related)


def _lists(pair: Pair) -> Iterator[list[Bead]]:
    """Runs of pieces that begin a line with a marker in the source."""
    lines = (bead for bead in pair.trusted if _begins_line(pair, bead))
    for marked, run in groupby(lines, lambda bead: MARKER.match(bead.source_text) is not None):
        if marked:
            yield list(run)


def _begins_line(pair: Pair, bead: Bead) -> bool:
    """Whether only blanks stand before it in its line of the source."""
    assert bead.source
    before = pair.source.text[max(0, bead.source.start - DEEPEST) : bead.source.start].rstrip(" \t")
    return before[-1:] in ("", "\r", "\n")


def _value(marker: re.Match[str]) -> str | None:
    """The number or letter of a marker; None for a bullet."""
    bare = marker.group().strip("().、． \t\u3000")
    return None if bare[0] in BULLETS else bare.lower()


@pair_rule(
    code="BPU009",
    name="capitals-added",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    examples=(
        BadPair(
            "[[THE COUNCIL DECIDED ON A NEW DIKE]]\nThe council met.",
            source="Rat beschließt neuen Deich\nDer Rat tagte.",
            lang="de",
        ),
        GoodPair(
            "THE COUNCIL DECIDED ON A NEW DIKE\nThe council met.",
            source="RAT BESCHLIESST NEUEN DEICH\nDer Rat tagte.",
            lang="de",
        ),
        GoodPair(
            "Council Decides on a New Dike\nThe council met.",
            source="Rat beschließt neuen Deich\nDer Rat tagte.",
            lang="de",
        ),
        # Few words may all be acronyms; most scripts have no capitals.
        GoodPair("WHO, NATO, FIFA", source="Weltgesundheitsorganisation, Nato, Fifa", lang="de"),
        GoodPair("COUNCIL VOTES ON NEW EURO COINS", source="议会就新的 euro 硬币进行表决", lang="zh"),
    ),
)
def capitals_added(pair: Pair) -> Iterator[Match]:
    """The whole sentence is in capitals, and in the source it is not.

    Headlines in capitals are common in what engines have read.
    """
    for bead in pair.trusted:
        assert bead.target
        words = [w for w in bead.target_words if len(w) > 1]
        if len(words) < FEWEST or not bead.target_text.isupper():
            continue
        cased = [c for c in bead.source_text if c.lower() != c.upper()]
        if len(cased) > len(bead.source_text) // 2 and sum(c.islower() for c in cased) > 0.7 * len(cased):
            related = (Related(bead.source, "not in capitals", SOURCE),) if bead.source else ()
            yield Match(bead.target, "This is in capitals; the source is not.", 0.6, (), related)
