"""How well the two sides of a piece fit each other: whether they say different things, and whether one is much too long
for the other."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import groupby

from mtcheck.bitext import meaning
from mtcheck.bitext.compare import lone_and_shared
from mtcheck.bitext.halves import LEAST, lost_parts
from mtcheck.bitext.lengths import expected
from mtcheck.bitext.likeness import DIFFERENT
from mtcheck.bitext.pair import TRUSTED, Bead, Pair
from mtcheck.text.spans import Span

LONGER = 3.8  # standard deviations that are unlikely, as measured on the text itself; shorter: by the language
UNMEASURED = 5.0  # and by the table of the language alone
SHORT = 40  # code points of both sides together; lengths of shorter pieces say nothing
# As fitted on news in 22 languages, with and without half of a sentence:
HALF, NEARER = 0.55, 3.0  # closeness of half-sentences and short translations; what each of it counts
WITNESS, WITNESSES = 0.5, 4  # what a number or a name counts that both sides have; how many do
LOOKED_AT = 1.5  # standard deviations below what is unlikely from which meaning is asked
LOST = 1.3  # standard deviations, as `halves` counts them, from which a part is lost
# Standard deviations by which a sentence that lost a half is too short, where nobody knows its meaning: more the longer
# it is, less for each name or number that only the source has, more for each that both have. Fitted on encyclopedias
# and news in eight languages that the encoder does not know, with and without half of a sentence.
WHOLE, GROWING, GONE, THERE = -0.7, 0.7, 0.5, 0.25
MOST_GONE = 2
TERSE = 1.5  # standard deviations by which headlines may be shorter than other sentences
SPELT_OUT = 0.5  # the same of a name in initials, which the source may write out; how many count
MOST_INITIALS = 3
INITIALS = re.compile(r"\b[A-Z]{2,5}s?\b|\b[A-Z]{1,3}[a-z][A-Z]{1,3}\b|\b(?:[A-Z]\.){2,}")
BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{1,300}[)）\]]")
CLOSERS = "\"'”’»“)）」』 "
NAMED = 4.0  # what names and numbers of one side, missing on the other, must add up to (one of the translation is 2)
HINTED = 2.0  # the same, where the text's other pairs show that the two speak of different things
APART = 4.0  # standard deviations from which lengths alone may be what is wrong
FEWEST = 30  # code points of both sides, in English, that can speak of different things


def both(pair: Pair) -> Iterator[tuple[Bead, Span, Span]]:
    """The pieces that have both sides, with the places of source and translation."""
    for bead in pair.beads:
        if bead.source and bead.target:
            yield bead, bead.source, bead.target


def trusted(pair: Pair) -> Iterator[tuple[Bead, Span, Span]]:
    """Those of them whose sides belong together for all we can tell."""
    return ((b, b.source, b.target) for b in pair.trusted if b.source and b.target)


def comparable(pair: Pair) -> Iterator[tuple[Bead, Span, Span]]:
    """Those of them that are no longer than sentences are."""
    return (found for found in both(pair) if not found[0].too_long)


def lost(pair: Pair) -> Iterator[tuple[list[Bead], Span]]:
    """The pieces of the source without a counterpart, those that stand side by side together, and what of the
    translation stands before."""
    here = next((b.target for b in pair.beads if b.target), Span(0, 0))
    for missing, run in groupby(pair.beads, lambda b: b.target is None):
        beads = list(run)
        if missing:
            yield beads, here
        else:
            here = beads[-1].target or here


def added(pair: Pair) -> Iterator[tuple[Bead, Span]]:
    """The pieces of the translation without a counterpart, and where they stand."""
    return ((b, b.target) for b in pair.beads if b.target and not b.source)


def settled(pair: Pair, bead: Bead) -> bool:
    """Whether the neighbours of a piece without a counterpart belong together for all we can tell."""
    return all(b.confidence >= TRUSTED for b in pair.around(bead) if b.source and b.target)


def foreign(pair: Pair, bead: Bead) -> float:
    """The confidence that two sides say different things: from the meaning of both, where it is known; else from what
    each names and the other lacks, and from the lengths."""
    if len(bead.target_text) + bead.expected < FEWEST:
        return 0.0
    if bead.closeness is not None and not meaning.APART <= bead.closeness < meaning.TOGETHER:
        # who knows the meaning need not guess
        return min(0.9, 0.7 + 0.8 * (meaning.APART - bead.closeness)) if bead.apart else 0.0
    values = {s.value for s in bead.source_numbers}
    if any(t.digits and t.value in values for t in bead.target_numbers):
        return 0.0  # as `lone_and_shared` would say, which takes long
    left, right, shared = lone_and_shared(pair, bead)
    if shared:
        return 0.0
    different = bead.likeness < DIFFERENT
    points = min(left, 2) + 2 * min(right, 2) - 0.25 * bead.likeness
    if points < (HINTED if different else NAMED):
        return 0.0
    if pair.language.cased and not left:
        return 0.45  # names that only the translation has may be other names of the same
    # Where one side is much longer, it may well say the same and more.
    return (0.7 if points >= NAMED and different else 0.6) if abs(bead.deviation) < APART else 0.45


def excess(pair: Pair, bead: Bead) -> float:
    """Standard deviations by which a translation is longer (or, negative, shorter) than is likely; 0 if it is neither.
    What is likely is measured on the text itself, if that is long enough."""
    off, own = bead.deviation, pair.scale.own
    if not (own or pair.language.known) or len(bead.target_text) + bead.expected <= SHORT:
        return 0.0
    if off >= 0:
        return max(0.0, off - (LONGER if own else UNMEASURED))
    if own:
        parts = pair.once(lost_parts)
        if id(bead) in parts:
            return -_lost_part(pair, bead, parts[id(bead)])
        if bead.expected >= LEAST and not meaning.known(pair.language.code):
            return -_lost_half(pair, bead)
    return -_too_short(pair, bead, pair.language.shorter if own else UNMEASURED)


def _lost_part(pair: Pair, bead: Bead, value: float) -> float:
    """How far beyond what is likely it is that a translation renders but a part of its source, by its length and by the
    meaning of both sides."""
    value += bead.deviation - min(_without_glosses(pair, bead), 0.0)  # what explains a word may be left out
    return max(0.0, value - LOST - _terse(pair, bead))


def _lost_half(pair: Pair, bead: Bead) -> float:
    """The same where nobody knows the meaning: by its length and by the names and numbers of both sides."""
    most = WHOLE + GROWING * math.log(bead.expected)
    if -bead.deviation <= most - GONE * MOST_GONE:
        return 0.0  # whatever both sides name
    left, _, shared = lone_and_shared(pair, bead)
    most += THERE * min(shared, WITNESSES) - GONE * min(left, MOST_GONE) + _terse(pair, bead)
    return max(0.0, -_without_glosses(pair, bead) - most)


def _too_short(pair: Pair, bead: Bead, most: float) -> float:
    """By how much more than that a translation is too short, by its length above all."""
    if bead.deviation >= LOOKED_AT - most:
        return 0.0
    off = -min(_without_glosses(pair, bead), 0.0)
    most += _terse(pair, bead)
    if off > most - LOOKED_AT:
        off += _doubt(pair, bead)
    return max(0.0, off - most)


def _terse(pair: Pair, bead: Bead) -> float:
    """Standard deviations by which headlines, and names in initials that the source does not have, make a translation
    shorter."""
    initials = sum(name not in bead.source_text for name in INITIALS.findall(bead.target_text))
    return SPELT_OUT * min(initials, MOST_INITIALS) + (TERSE if _headline(pair, bead) else 0.0)


def _doubt(pair: Pair, bead: Bead) -> float:
    """Standard deviations by which a translation counts as shorter than it is if its meaning is far from the source's,
    and as longer (negative) if it is near, or has all numbers and names that can be compared."""
    left, _, shared = lone_and_shared(pair, bead)
    value = 0.0 if bead.closeness is None else NEARER * (HALF - bead.closeness)
    return value - (WITNESS * min(shared, WITNESSES) if not left else 0.0)


def _without_glosses(pair: Pair, bead: Bead) -> float:
    """By how much the translation is too short, leaving out what the source adds in brackets and it does not: what a
    title means, what initials stand for."""
    extra = len(BRACKETS.findall(bead.source_text)) - len(BRACKETS.findall(bead.target_text))
    if extra <= 0:
        return bead.deviation
    left = BRACKETS.sub("", bead.source_text, count=extra)
    return pair.scale.deviation(expected(left, pair.language), len(bead.target_text))


def _headline(pair: Pair, bead: Bead) -> bool:
    """Whether neither side ends with a stop: English headlines say much in few words."""
    ends = bead.source_text.rstrip(CLOSERS)[-1:], bead.target_text.rstrip(CLOSERS)[-1:]
    return ends[0] not in pair.language.marks.ending and ends[1] not in ".!?…"
