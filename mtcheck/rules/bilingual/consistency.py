"""BCO001, BCO002: the same source translated differently, and different sources alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

LEAST = 12  # code points of the source; shorter pieces may well be said in two ways


NOT_WORD = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    return " ".join(NOT_WORD.sub(" ", text.lower()).split())


def _groups(pair: Pair, by_source: bool) -> Iterator[list[Bead]]:
    groups: dict[str, list[Bead]] = defaultdict(list)
    for bead in pair.trusted:
        text = bead.source_text if by_source else bead.target_text
        if bead.expected >= LEAST:
            groups[text if by_source else _plain(text)].append(bead)
    return (g for g in groups.values() if len(g) > 1)


@pair_rule(
    code="BCO001",
    name="same-source-differently",
    severity=MINOR,
    mqm="terminology/inconsistent",
    examples=(
        BadPair(
            "Please close the door.\nThanks to all.\n[[Shut the door, please.]]",
            source="Bitte die Tür schließen.\nDank an alle.\nBitte die Tür schließen.",
            lang="de",
        ),
        GoodPair(
            "Please close the door.\nThanks to all.\nPlease close the door.",
            source="Bitte die Tür schließen.\nDank an alle.\nBitte die Tür schließen.",
            lang="de",
        ),
        GoodPair("Yes.\nYeah.", source="Ja.\nJa.", lang="de"),
    ),
)
def same_source_differently(pair: Pair) -> Iterator[Match]:
    """The same sentence of the source was translated in another way before.

    Engines begin anew with every sentence and remember nothing.
    """
    sure = 0.55 if pair.segmented else 0.5
    for group in _groups(pair, by_source=True):
        first = group[0]
        for bead in group[1:]:
            if bead.target and first.target and _plain(bead.target_text) != _plain(first.target_text):
                related = (Related(first.target, "translates the same source"),)
                message = f"The same source was translated before as “{first.target_text}”"
                yield Match(bead.target, message, sure, (), related)


@pair_rule(
    code="BCO002",
    name="different-sources-alike",
    severity=MINOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair(
            "Please close the big door.\nThanks to all.\n[[Please close the big door.]]",
            source="Bitte die große Tür schließen.\nDank an alle.\nIm Saal darf nicht geraucht werden.",
            lang="de",
        ),
        GoodPair(
            "Please close the big door.\nThanks to all.\nPlease close the big door.",
            source="Bitte die große Tür schließen.\nDank an alle.\nBitte schließen Sie die große Tür.",
            lang="de",
        ),
        GoodPair("Yes.\nYes.", source="Ja.\nJawohl.", lang="de"),
    ),
)
def different_sources_alike(pair: Pair) -> Iterator[Match]:
    """Another sentence of the source has the very same translation.

    Lines that have slipped, or an engine that falls back on a sentence it knows.
    """
    for group in _groups(pair, by_source=False):
        first = group[0]
        for bead in group[1:]:
            if bead.target and bead.source and first.source and not _similar(first.source_text, bead.source_text):
                related = (
                    Related(first.source, "has the same translation", SOURCE),
                    Related(bead.source, "stands here", SOURCE),
                )
                yield Match(bead.target, "Another sentence of the source has this same translation.", 0.55, (), related)


def _similar(a: str, b: str) -> bool:
    """Whether two texts share half of the pairs of letters of the shorter one (Dice's bigrams)."""
    left, right = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (_plain(a), _plain(b)))
    return len(left & right) * 2 >= min(len(left), len(right))
