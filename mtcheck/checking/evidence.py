"""Pools evidence over a document: artefacts cluster, so one sure hit lifts weaker ones beside it.

Of 250 system outputs read for this project, 20 held 57 % of all stray capitals and 144 held none. A weak
candidate in a document that is known to hold artefacts is therefore likelier to be one than the same
candidate alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

KIN = 1.0  # how much a sure hit of the same family counts
OTHER = 0.5  # and one of another family
REACH = 400  # words over which one sure hit counts in full; in a longer text it counts less
STRENGTH = 0.6  # the most of the doubt that company can take away
SURE = 0.75  # below this confidence a candidate lifts nothing


def company(confidences: Sequence[float], families: Sequence[str]) -> dict[str, float]:
    """What the candidates of each family lift others by."""
    out: dict[str, float] = {}
    for confidence, family in zip(confidences, families, strict=True):
        if confidence > SURE:
            out[family] = out.get(family, 0.0) + _support(confidence)
    return out


def pooled(
    confidences: Sequence[float], families: Sequence[str], words: int, before: Mapping[str, float] | None = None
) -> list[float]:
    """The confidences (shape (candidates,)) after pooling; they never fall.

    `before`: the company there was before something was fixed. Of each family the greater counts, so that fixing one
    finding does not hide another.
    """
    by_family = company(confidences, families)
    for family, support in (before or {}).items():
        by_family[family] = max(support, by_family.get(family, 0.0))
    total = sum(by_family.values())
    scale = min(1.0, REACH / max(words, 1))
    out = []
    for c, family in zip(confidences, families, strict=True):
        lifting = by_family.get(family, 0.0)
        near = (KIN * (lifting - _support(c)) + OTHER * (total - lifting)) * scale
        out.append(c + (1 - c) * STRENGTH * (1 - math.exp(-near)) if near > 1e-9 else c)
    return out


def _support(confidence: float) -> float:
    return max(0.0, (confidence - SURE) / (1 - SURE))
