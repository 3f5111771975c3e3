"""How far a translation is from its source in meaning: a figure for ranking, not a finding.

One cosine proves nothing: they differ by language and by subject, and a free translation is farther than a literal one.
But of two translations of one sentence the one that lost, added or changed something is mostly the farther one. Of
whole articles it is the freer one, and that of a person: there the distance counts for next to nothing.
"""

from __future__ import annotations

import math

from mtcheck.bitext import meaning
from mtcheck.bitext.pair import Pair

MOST = 3000  # pieces of a text whose meaning is asked for, so that it takes seconds at most
WORTH = 8.0  # what the whole distance adds to the exponent of a sentence's strain (languages/en/model/strain.py)
SENTENCES = 250  # code points of English, two sentences, that are expected of a source: of so many half of it counts


def strained(own: float, pair: Pair) -> float:
    """The strain (0 to 1) of a text whose English alone has `own`. How much the distance counts depends on the source
    only, so that no translation of it gains by being longer."""
    far = distance(pair)
    if far is None:
        return own
    length = sum(b.expected for b in pair.beads) / SENTENCES
    return 1.0 - (1.0 - own) * math.exp(-WORTH * far / (1 + length**2))


def distance(pair: Pair) -> float | None:
    """0 (every piece says what its source says) to 1 (none does), each piece by its length; None where nobody knows.

    A piece without a counterpart is as far as can be, and so is a whole text whose source is another's. The pairs of
    bilingual files are not asked: they are many, and each would take as long as all rules.
    """
    if pair.segmented or not meaning.known(pair.language.code):
        return None
    if pair.mismatch:
        return 1.0
    if not 0 < len(pair.beads) <= MOST:
        return None
    both = [b for b in pair.beads if b.source and b.target]
    sources, targets = (
        meaning.vectors(texts) for texts in ([b.source_text for b in both], [b.target_text for b in both])
    )
    near = (sources * targets).sum(axis=1).tolist() if both else []
    said = sum(max(0.0, cosine) * len(b.target_text) for b, cosine in zip(both, near, strict=True))
    whole = sum(len(b.target_text) if b.target else b.expected for b in pair.beads)
    return min(1.0, max(0.0, 1.0 - said / whole)) if whole else None
