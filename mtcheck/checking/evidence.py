"""What a candidate is worth: the author's guess, the company it has in its document, and features whose weights are
fitted on labelled candidates (`evidence.tsv`, written by training/fit_evidence.py).

Artefacts cluster: of 250 system outputs read for this project, 20 held 57 % of all stray capitals and 144 held none. A
weak candidate in a document that is known to hold artefacts is therefore likelier to be one than the same candidate
alone. Of a rule that was fitted, confidence is the probability that a reader finds the candidate right; of others it
is the author's guess, lifted by company.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from mtcheck.text.packaged import beside, lines_of

KIN = 1.0  # how much a sure hit of the same family counts
OTHER = 0.5  # and one of another family
REACH = 400  # words over which one sure hit counts in full; in a longer text it counts less
STRENGTH = 0.6  # the most of the doubt that company can take away
SURE = 0.75  # below this confidence a candidate lifts nothing
LEAST = 0.15  # a guess below this was not labelled: it stays what it is

FAMILY = "family"  # stands for a feature where a line names the family of a rule
_FILE = beside(__file__, "evidence.tsv")
Weights = Mapping[str, Mapping[str, float]]  # by rule code, then by feature


def company(confidences: Sequence[float], families: Sequence[str]) -> dict[str, float]:
    """What the candidates of each family lift others by."""
    out: dict[str, float] = {}
    for confidence, family in zip(confidences, families, strict=True):
        if confidence > SURE:
            out[family] = out.get(family, 0.0) + _support(confidence)
    return out


def near(
    confidences: Sequence[float], families: Sequence[str], words: int, before: Mapping[str, float] | None = None
) -> list[float]:
    """How much company each candidate has, from 0.

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
        out.append(max(0.0, (KIN * (lifting - _support(c)) + OTHER * (total - lifting)) * scale))
    return out


def lifted(guess: float, near: float) -> float:
    """The confidence of a rule that is not fitted: company takes doubt away, and adds none."""
    return guess + (1 - guess) * STRENGTH * (1 - math.exp(-near)) if near > 1e-9 else guess


def probability(code: str, guess: float, near: float, features: Callable[[], Mapping[str, float]]) -> float:
    """The confidence of a candidate of this rule. `features` is asked only if the rule is fitted."""
    weights = weights_of(code)
    if weights is None or guess < LEAST:
        return lifted(guess, near)
    values = {**features(), **own(guess, near)}
    return _logistic(sum(weights.get(name, 0.0) * value for name, value in values.items()))


def own(guess: float, near: float) -> dict[str, float]:
    """The features that every candidate has: what its rule says, and its company."""
    bounded = min(max(guess, 0.02), 0.98)
    return {"": 1.0, "guess": math.log(bounded / (1 - bounded)), "company": 1 - math.exp(-near)}


@cache
def weights_of(code: str) -> Mapping[str, float] | None:
    """The weights of a rule: what holds for all, for its family and for it, added. None if it was not fitted."""
    levels = _levels()
    own = dict(levels.get(code, ()))
    if FAMILY not in own:
        return None
    out: dict[str, float] = {}
    for level in ("", own.pop(FAMILY)):
        for name, value in levels.get(level, ()):
            out[name] = out.get(name, 0.0) + float(value)
    for name, value in own.items():
        out[name] = out.get(name, 0.0) + float(value)
    return out


def fitted() -> Weights:
    """The weights of all fitted rules."""
    return {code: weights for code in _levels() if (weights := weights_of(code)) is not None}


@cache
def _levels() -> dict[str, list[tuple[str, str]]]:
    """The rows of the file as it writes them, by the rule or family that they are of."""
    levels: dict[str, list[tuple[str, str]]] = {}
    for line in lines_of(_FILE):
        level, name, value = line.split("\t")
        levels.setdefault(level, []).append((name, value))
    return levels


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-min(max(x, -30.0), 30.0)))


def _support(confidence: float) -> float:
    return max(0.0, (confidence - SURE) / (1 - SURE))
