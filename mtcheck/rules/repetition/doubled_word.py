"""REP001: a word written twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from mtcheck.document import Document, Flag
from mtcheck.findings import MINOR, SAFE, Edit, Fix
from mtcheck.rule import Bad, Good, Match, mask_rule

# English says these twice on purpose, or may.
ALLOWED = frozenset(
    """had that very so is was do did does really no yes many much far long way more bye ha la blah knock hear there now
    again well come go please thank who what her you in on out it up one two three five ten hundred never too big
    hush tut tick poo night boo choo can could over round through day old dear bang chop quick please oh ah hey no wow""".split()
)


def candidates(document: Document) -> NDArray[np.bool_]:
    """Tokens equal to the word before them."""
    words = document.lower
    same = np.zeros(len(words), bool)
    for i in range(1, len(words)):
        same[i] = words[i] == words[i - 1]
    return same & document.mask(Flag.WORD) & document.mask(Flag.SPACE)


@mask_rule(
    code="REP001",
    name="doubled-word",
    severity=MINOR,
    mqm="fluency/grammar/duplication",
    candidates=candidates,
    examples=(
        Bad("The minister said [[the the]] talks would go on.", fix="The minister said the talks would go on."),
        Bad("They spoke [[with With]] their allies.", fix="They spoke with their allies."),
        Good("He had had enough of it."),
        Good("The pianist Lang Lang played in Vienna."),
        Good("Flowers filled the Chow Sang Sang shop."),
    ),
)
def doubled_word(document: Document, i: int) -> Iterator[Match]:
    """A word stands twice in a row.

    Decoders repeat a word when two source words translate to one, or when they lose their place.
    """
    first, second = document.words[i - 1], document.words[i]
    if not document.same_sentence(i - 1, i) or document.lower[i] in ALLOWED or not second.isalpha():
        return
    if first[0].isupper() and (second[0].isupper() or not document.has(i - 1, Flag.FIRST)):
        return  # a name: Lang Lang, Sang Sang
    if document.has(i, Flag.NEWLINE) or len(second) < 2:
        return
    edit = Edit(document.ends[i - 1], document.ends[i], "")
    fix = Fix(f"Delete the second “{second}”", (edit,), SAFE)
    yield Match(document.span(i - 1, i), f"“{second}” stands here twice.", 0.9, (fix,))
