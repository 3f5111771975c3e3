"""BPU008, BPU009: list markers and capitals that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

MARKER = re.compile(r"(?:[•·▪●◦‣*–—-]|\(?\d{1,2}[.)、．]|\(?[a-zA-Z]\))[ \t\u3000]*(?=\S)")
BULLETS = "•·▪●◦‣*–—-"
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
            if here is None or (_value(here) is not None and _value(here) != _value(there)):
                text = bead.target_text
                end = here.end() if here else len(text.split(None, 1)[0])
                span = Span(bead.target.start, bead.target.start + len(text[:end].rstrip()))
                place = Span(bead.source.start, bead.source.start + len(there.group().rstrip()))
                related = (Related(place, "the marker in the source", SOURCE),)
                message = f"The source begins this item with “{there.group().rstrip()}”."
                yield Match(span, message, 0.6, (), related)


def _lists(pair: Pair) -> Iterator[list[Bead]]:
    """Runs of two or more pieces that begin a line with a marker in the source."""
    run: list[Bead] = []
    for bead in pair.beads:
        if bead.source and bead.target and _begins_line(pair, bead) and MARKER.match(bead.source_text):
            run.append(bead)
        elif not bead.source or _at_line(pair.source.text, bead.source.start):
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _begins_line(pair: Pair, bead: Bead) -> bool:
    assert bead.source and bead.target
    return _at_line(pair.source.text, bead.source.start) and _at_line(pair.document.text, bead.target.start)


def _at_line(text: str, at: int) -> bool:
    while at and text[at - 1] in " \t":
        at -= 1
    return not at or text[at - 1] in "\r\n"


def _value(marker: re.Match[str]) -> str | None:
    """The number or letter of a marker; None for a bullet."""
    bare = marker.group().strip("().、． \t\u3000")
    return bare.lower() if bare and bare[0] not in BULLETS else None


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
        GoodPair("UN AND WHO MEET.", source="理事会开会。", lang="zh"),
    ),
)
def capitals_added(pair: Pair) -> Iterator[Match]:
    """The whole sentence is in capitals, and in the source it is not.

    Headlines in capitals are common in what engines have read.
    """
    for bead in pair.trusted:
        words = [w for w in bead.target_words if len(w) > 1]
        if len(words) < FEWEST or not bead.target_text.isupper() or not bead.target:
            continue
        cased = [c for c in bead.source_text if c.lower() != c.upper()]
        if len(cased) > len(bead.source_text) // 2 and sum(c.islower() for c in cased) > 0.7 * len(cased):
            related = (Related(bead.source, "not in capitals", SOURCE),) if bead.source else ()
            yield Match(bead.target, "This is in capitals; the source is not.", 0.6, (), related)
