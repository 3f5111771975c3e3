"""BCO001, BCO002: the same source translated differently, and different sources alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.memory import Said
    from mtcheck.bitext.pair import Bead, Pair

LEAST = 12  # code points of the source; shorter pieces may well be said in two ways


WORD = re.compile(r"[^\W_]+")


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _again(pair: Pair, by_source: bool) -> Iterator[tuple[Bead, Span, Span, Said]]:
    """Pieces whose source, or whose translation, has stood before, with where both stand and what stood first; in the
    whole text, of which this may be a part."""
    from mtcheck.bitext.fit import trusted
    from mtcheck.bitext.pair import SINGLE

    known = pair.memory.by_source if by_source else pair.memory.by_target
    keyed: Callable[[str, str], str] = (lambda there, _: there) if by_source else (lambda _, here: _plain(here))
    for bead, there, here in trusted(pair):
        if bead.expected < LEAST or bead.sentences != SINGLE:
            continue  # of several sentences one may belong to a neighbour
        if first := pair.first(known, keyed, there, here):
            yield bead, there, here, first


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
        GoodPair(
            "Please close the door. Have fun.\nThanks to all.\nPlease close the door.",
            source="Bitte die Tür schließen.\nDank an alle.\nBitte die Tür schließen.",
            lang="de",
        ),
        BadPair(
            "The council of the town met on Monday to speak about the new budget.\nThanks to all.\n"
            "[[The council of the city met on Monday to speak about the new budget.]]",
            source="Der Rat der Stadt traf sich am Montag, um über den neuen Haushalt zu reden.\nDank an alle.\n"
            "Der Rat der Stadt traf sich am Montag, um über den neuen Haushalt zu reden.",
            lang="de",
        ),
    ),
)
def same_source_differently(pair: Pair) -> Iterator[Match]:
    """The same sentence of the source was translated in another way before.

    Engines begin anew with every sentence and remember nothing.
    """
    from mtcheck.bitext.differing import otherwise

    sure = 0.55 if pair.segmented else 0.5
    for bead, _, here, first in _again(pair, by_source=True):
        if _plain(bead.target_text) != _plain(first.target):
            related = (Related(first.translated_at.shifted(-pair.starts[1]), "translates the same source"),)
            yield Match(here, otherwise(first.target, bead.target_text), sure, (), related)


@pair_rule(
    code="BCO002",
    name="different-sources-alike",
    severity=MINOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair(
            "Please close the big door.\nThanks to all.\n[[Please close the big door.]]",
            source="Bitte die große Tür schließen.\nDank an alle.\nBitte Fenster und Läden öffnen.",
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
    for bead, there, here, first in _again(pair, by_source=False):
        if not _similar(first.source, bead.source_text):
            related = (
                Related(first.at.shifted(-pair.starts[0]), "has the same translation", SOURCE),
                Related(there, "stands here", SOURCE),
            )
            yield Match(here, "Another sentence of the source has this same translation.", 0.55, (), related)


def _similar(a: str, b: str) -> bool:
    """Whether two texts share half of the pairs of letters of the shorter one (Dice's bigrams)."""
    left, right = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (_plain(a), _plain(b)))
    return len(left & right) * 2 >= min(len(left), len(right))
