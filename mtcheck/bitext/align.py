"""Which pieces of the translation render which pieces of the source.

Gale & Church, "A program for aligning sentences in bilingual corpora" (Computational Linguistics 19, 1993):
dynamic programming over the lengths, with merges. What both sides share word for word (numbers, names in the
same script, addresses) is laid over the lengths as anchors, as Simard, Foster & Isabelle (1992) do with cognates. What
is known of their meaning (sentence embeddings, the extra `align`) is a further hint.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.bitext.anchors import STRONG, UNSHOWN
from mtcheck.bitext.lengths import Scale

if TYPE_CHECKING:
    from mtcheck.bitext.meaning import Vectors

INFINITE = math.inf
# (source units, target units) of a step and what it costs before anything is looked at.
STEPS = (
    (1, 1, 0.0),
    (1, 2, 2.2),
    (2, 1, 2.2),
    (2, 2, 4.5),
    (1, 3, 4.5),
    (3, 1, 4.5),
    (1, 0, 5.0),
    (0, 1, 5.0),
)
ODD, FREER = 0.02, 3.0  # the share of units that are rendered freely, and how much wider their lengths spread
SHARED, LONE, MOST = 1.8, 0.5, 4  # what a shared anchor gains, a lone one costs, and how many count
HINT = 0.7  # what a shared hint gains
EVEN, MEANT, FAR, NEAR = 0.4, 8.0, 2.0, 3.5  # the cosine that says nothing, what 1 above it gains, and the most
HEADED, UNHEADED = 2.5, 4.0  # what headings of one level gain, and what each costs that has none beside it
UNLIKE = 0.25  # below it two units do not say the same
SIZE = 1_000_000  # pairs of units whose cosines are looked at
BAND = 40  # units off the diagonal that are looked at, at least ...
WIDEST = 200  # ... and at most, or time would grow with the square
PLACES = 160_000  # pairs of units that are looked at, but for the least band: what an article of 800 sentences needs


class Unit(NamedTuple):
    """A sentence or a paragraph: its length (of the source: what its translation is expected to have), its anchors
    and hints, and the vector of its meaning (of several sentences, the sum), where it is known."""

    length: float
    anchors: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    vector: Vectors | None = None
    headings: str = ""  # the level of each heading in it, where the file says what is one


class Step(NamedTuple):
    """Source units [s0, s1) render target units [t0, t1)."""

    s0: int
    s1: int
    t0: int
    t1: int


def length_cost(deviation: float) -> float:
    """Minus the logarithm of the probability of a difference as large as that."""
    tail = math.erfc(abs(deviation) / math.sqrt(2))
    return -math.log(tail) if tail > 1e-30 else 69.0


def odd_cost(deviation: float) -> float:
    """The same of one unit beside one: some are rendered far more freely than the others."""
    size = abs(deviation) / math.sqrt(2)
    tail = (1 - ODD) * math.erfc(size) + ODD * math.erfc(size / FREER)
    return -math.log(tail) if tail > 1e-30 else 69.0


def anchor_cost(source: Unit, target: Unit) -> float:
    """What the anchors and hints of two pieces add to the cost; negative if they share some."""
    left, right = source.anchors, target.anchors
    if not (left or right or (source.hints and target.hints)):
        return 0.0
    shared = len(left & right)
    lone = len(left) + len(right) - 2 * shared
    alike = sum(SHARED if h[0] in STRONG else HINT for h in source.hints & target.hints)
    return LONE * min(lone, MOST) - min(SHARED * shared + alike, SHARED * MOST)


def heading_cost(source: Unit, target: Unit) -> float:
    """What the headings in two pieces add to the cost; negative if they are the same."""
    if source.headings == target.headings:
        return -HEADED if source.headings else 0.0
    return UNHEADED * max(1, abs(len(source.headings) - len(target.headings)))


def align(source: Sequence[Unit], target: Sequence[Unit], scale: Scale) -> list[Step]:
    """The cheapest way through both sequences. Time grows with the longer one times the band."""
    n, m = len(source), len(target)
    if not n or not m:
        return [Step(i, i + 1, 0, 0) for i in range(n)] + [Step(0, 0, j, j + 1) for j in range(m)]
    if n == 1 and m <= 1:
        return [Step(0, n, 0, m)]
    source_at = [0.0, *accumulate(u.length for u in source)]
    target_at = [0.0, *accumulate(u.length for u in target)]
    band = _band(n, m)
    meant = _meant(source, target)
    left, right = _runs(source), _runs(target)
    best: list[dict[int, float]] = [{} for _ in range(n + 1)]
    back: list[dict[int, tuple[int, int]]] = [{} for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        steps = [
            (ds, dt, prior, prior - _most_gained(left[ds][i - ds] if ds and dt else None, bool(meant)), best[i - ds])
            for ds, dt, prior in STEPS
            if i >= ds
        ]
        centre = i * m // n
        for j in range(max(0, centre - band), min(m, centre + band) + 1):
            if i == j == 0:
                continue
            cost, step = INFINITE, (0, 0)
            for ds, dt, prior, least, row in steps:
                before = row.get(j - dt, INFINITE)
                if before + least >= cost:
                    continue  # whatever the two units are
                new = before + prior
                if ds and dt:
                    lengths = source_at[i] - source_at[i - ds], target_at[j] - target_at[j - dt]
                    new += (odd_cost if ds == dt == 1 else length_cost)(scale.deviation(*lengths))
                    new += anchor_cost(left[ds][i - ds], right[dt][j - dt])
                    new += heading_cost(left[ds][i - ds], right[dt][j - dt])
                    new += meant[ds, dt][i - ds][j - dt] if meant else 0.0
                else:
                    alone = (source_at[i] - source_at[i - ds]) * scale.ratio + target_at[j] - target_at[j - dt]
                    new += min(3.0, alone / 25)
                if new < cost:
                    cost, step = new, (ds, dt)
            if cost < INFINITE:
                best[i][j], back[i][j] = cost, step
    return _path(back, n, m)


def _band(n: int, m: int) -> int:
    """How many of m units off the diagonal are looked at for each of n."""
    band = min(max(abs(n - m) + BAND, math.ceil(0.1 * max(n, m))), WIDEST, max(BAND, PLACES // (2 * n)))
    return max(band, math.ceil(m / n) + BAND)  # from one row to the next there must be a way


def _most_gained(source: Unit | None, meant: bool) -> float:
    """What a step may cost less than it does before anything is looked at; its source, if it has both sides."""
    if source is None:
        return 0.0
    gained = (SHARED * MOST if source.anchors or source.hints else 0.0) + (NEAR if meant else 0.0)
    return gained + (HEADED if source.headings else 0.0)


def _meant(source: Sequence[Unit], target: Sequence[Unit]) -> dict[tuple[int, int], list[list[float]]]:
    """What the meaning adds to the cost of each step with units on both sides, by where it begins; none where the
    meaning is not known."""
    if len(source) * len(target) > SIZE or any(u.vector is None for u in (*source, *target)):
        return {}
    import numpy as np

    def runs(units: Sequence[Unit], size: int) -> Vectors:
        """The vectors of `size` units one after the other, of length 1."""
        one: Vectors = np.array([u.vector for u in units], dtype=np.float32)
        total = sum((one[k : len(one) - size + k + 1] for k in range(1, size)), one[: len(one) - size + 1])
        unit: Vectors = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-6)
        return unit

    out = {}
    for ds, dt, _ in STEPS:
        if 0 < ds <= len(source) and 0 < dt <= len(target):
            cosines = runs(source, ds) @ runs(target, dt).T
            out[ds, dt] = np.clip(MEANT * (EVEN - cosines), -NEAR, FAR).tolist()
    return out


def _runs(units: Sequence[Unit]) -> dict[int, list[Unit]]:
    """So many units one after the other as one, by their number and where they begin."""
    return {k: [_joined(units, i, i + k) for i in range(len(units) - k + 1)] for k in (1, 2, 3)}


def _joined(units: Sequence[Unit], first: int, last: int) -> Unit:
    """Several units as one, its length aside."""
    if last - first == 1:
        return units[first]
    some = units[first:last]
    return Unit(
        0,
        frozenset().union(*(u.anchors for u in some)),
        frozenset().union(*(u.hints for u in some)),
        headings="".join(u.headings for u in some),
    )


def _path(back: Sequence[dict[int, tuple[int, int]]], n: int, m: int) -> list[Step]:
    steps = []
    i, j = n, m
    while i or j:
        ds, dt = back[i][j]
        steps.append(Step(i - ds, i, j - dt, j))
        i, j = i - ds, j - dt
    return steps[::-1]


def one_to_one(source: Sequence[Unit], target: Sequence[Unit], scale: Scale) -> bool:
    """Whether as many units stand on both sides, and each fits its counterpart: no search is needed then."""
    if len(source) != len(target):
        return False
    pairs = list(zip(source, target, strict=True))
    if any(s.headings != t.headings for s, t in pairs):
        return False
    if sum(_other_numbers(s, t) for s, t in pairs) > len(pairs) // 3:
        return False
    off = sum(
        abs(scale.deviation(s.length, t.length)) > 3.5 or _other_meaning(s, t) or _other_marks(s, t) for s, t in pairs
    )
    return off <= max(1, len(source) // 8)


def _other_meaning(source: Unit, target: Unit) -> bool:
    """Whether the meaning of both is known, and not the same."""
    if source.vector is None or target.vector is None:
        return False
    return cosine(source.vector, target.vector) < UNLIKE


def cosine(a: Vectors, b: Vectors) -> float:
    """Of the angle between two vectors of a meaning; 0 where one has none."""
    lengths = float((a @ a) ** 0.5) * float((b @ b) ** 0.5)
    return float(a @ b) / lengths if lengths else 0.0


def _other_marks(source: Unit, target: Unit) -> bool:
    """Whether the other side has what the file holds beside each (code, addresses), and has it elsewhere."""
    left, right = ({h for h in u.hints if h[0] == UNSHOWN} for u in (source, target))
    return bool(left and right and not left & right)


def _other_numbers(source: Unit, target: Unit) -> bool:
    """Whether both have numbers, and none in common."""
    left, right = ({a for a in u.anchors if a.isdigit()} for u in (source, target))
    return bool(left and right and not left & right and not source.hints & target.hints)
