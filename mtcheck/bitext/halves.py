"""Whether a translation renders but a part of its source, by the meaning of both.

A whole translation is nearer to its source than to either half of it; one that lost a half is nearer to the other one.
How much nearer, how near at all and how short it is together tell the two apart. Fitted on sentences of encyclopedias
and news in ten languages with half of the translation taken away: of the whole ones one in a thousand counts as short,
of the halves five in six; by lengths alone half of these.
"""

from __future__ import annotations

import re

from mtcheck.bitext import meaning
from mtcheck.bitext.pair import Bead, Pair

SHORT = -1.6  # standard deviations of the length from which one is looked at: one whole translation in 13 is as short
LEAST = 60  # code points of English that are expected; a shorter sentence has no halves
NEARER, NEAR = 15.0, 3.0  # what the halves' lead in closeness counts, and closeness itself, in standard deviations
BREAK = re.compile(r"[,،、，;؛:：—–]\s?")
GAP = re.compile(r"\s+")
MIDDLE = (0.3, 0.7)  # of a sentence, where it is parted at a mark


def lost_parts(pair: Pair) -> dict[int, float]:
    """id of a bead -> standard deviations by which its translation is too short, of those that are short enough to be
    asked about and whose language the encoder knows."""
    if not meaning.known(pair.language.code):
        return {}
    asked = [b for b in pair.beads if _short(b)]
    if not asked:
        return {}
    parts = [_halves(b.source_text, pair.language.spaced) for b in asked]
    rows = meaning.vectors(
        [text for b, part in zip(asked, parts, strict=True) for text in (b.target_text, b.source_text, *part)]
    ).reshape(len(asked), 4, -1)
    near = (rows[:, 1:] * rows[:, :1]).sum(axis=2)
    lead = near[:, 1:].max(axis=1) - near[:, 0]
    return {id(b): -b.deviation + NEARER * float(lead[k]) - NEAR * float(near[k, 0]) for k, b in enumerate(asked)}


def _short(bead: Bead) -> bool:
    """Whether a translation is short, and long enough to be asked about."""
    return bool(bead.source and bead.target and bead.says_enough and bead.expected >= LEAST and bead.deviation < SHORT)


def _halves(text: str, spaced: bool) -> tuple[str, str]:
    """A sentence in two, at the mark or the space that is nearest to its middle."""
    least, most = (share * len(text) for share in MIDDLE)
    ends = [m.end() for m in BREAK.finditer(text) if least < m.end() < most]
    if not ends and spaced:
        ends = [m.end() for m in GAP.finditer(text)]
    middle = len(text) // 2
    cut = min(ends, key=lambda at: abs(at - middle), default=middle)
    return text[:cut], text[cut:]
