"""WRD033: “more” before a word that is a comparative already."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document, Flag
from mtcheck.findings import MINOR, SUGGEST, Edit, Fix
from mtcheck.rule import Bad, Good, Match, rule

COMPARATIVES = tuple(
    """better worse easier harder cheaper faster slower stronger weaker bigger smaller larger higher lower longer
    shorter richer poorer happier safer simpler clearer louder quicker deeper wider brighter darker colder warmer
    heavier lighter healthier greater tougher newer older younger closer earlier later""".split()
)
SUPERLATIVES = tuple(
    """best worst easiest hardest cheapest fastest strongest weakest biggest smallest largest highest lowest longest
    shortest richest poorest happiest safest greatest oldest youngest newest deadliest""".split()
)


@rule(
    code="WRD033",
    name="double-comparison",
    severity=MINOR,
    mqm="fluency/grammar/word-form",
    anchors=(*(f"more {word}" for word in COMPARATIVES), *(f"most {word}" for word in SUPERLATIVES)),
    examples=(
        Bad("The new house is [[more bigger]] than the old one.", fix="The new house is bigger than the old one."),
        Bad("It became [[more easier]] to travel.", fix="It became easier to travel."),
        Bad("This is the [[most highest]] tower in the land.", fix="This is the highest tower in the land."),
        Good("There are more older people now, and more lower-cost flights."),
        Good("What I like most best-selling authors know; the more the better, and more later."),
    ),
)
def double_comparison(document: Document, i: int) -> Iterator[Match]:
    """“more” or “most” stands before a word that is compared already.

    The source compares with a word of its own, and the system translates it as well as the ending.
    """
    word, after = document.word(i + 1), document.tag(i + 2)
    if not document.words[i + 1].islower() or not document.same_sentence(i, i + 2) or document.has(i, Flag.QUOTED):
        return
    if document.word(i) == "more" and (after[:2] in ("NN", "JJ", "VB", "CD", "HY") or word in ("later", "earlier")):
        return  # more older people
    if document.word(i + 2) in ("-", "or", "and", ",") or document.word(i - 1) in ("once", "much", "many", "any", "no"):
        return
    if document.word(i) == "most" and document.word(i - 1) not in ("the", "its", "his", "their", "our", "her"):
        return
    edit = Edit(document.starts[i], document.starts[i + 1], "")
    message = f"“{word}” is compared already and takes no “{document.words[i]}”."
    yield Match(document.span(i, i + 1), message, 0.65, (Fix(f"Leave out “{document.words[i]}”", (edit,), SUGGEST),))
