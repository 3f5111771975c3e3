"""Sampling and statistics."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def number(key: str) -> int:
    """A number for a string that is the same in every process."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:8], "big")


def sample(items: Iterable[T], limit: int, key: Callable[[T], str]) -> list[T]:
    """At most `limit` of the items (0: all), the same ones every time, in an order that depends on their keys only."""
    drawn = sorted(items, key=lambda item: number(key(item)))
    return drawn[:limit] if limit else drawn


def words(text: str) -> int:
    return len(text.split())


def per_thousand(findings: int, of: int) -> float | None:
    return round(1000 * findings / of, 3) if of else None


def share(part: float, of: float) -> float | None:
    return round(part / of, 3) if of else None


def mcc(hit: int, wrong: int, missed: int, right: int) -> float:
    """Matthews' correlation of what was flagged with what is bad."""
    below = math.sqrt((hit + wrong) * (hit + missed) * (right + wrong) * (right + missed))
    return round((hit * right - wrong * missed) / below, 3) if below else 0.0


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Pearson's; 0 where one side is constant."""
    n = len(xs)
    if not n:
        return 0.0
    mx, my = sum(xs) / n, sum(ys) / n
    both = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    each = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    return round(both / each, 3) if each else 0.0


def spearman(xs: Sequence[float], ys: Sequence[float]) -> float:
    return correlation(_ranks(xs), _ranks(ys))


def _ranks(xs: Sequence[float]) -> list[float]:
    """Ranks; equal values share the mean of theirs."""
    places: dict[float, list[int]] = {}
    for rank, x in enumerate(sorted(xs)):
        places.setdefault(x, []).append(rank)
    return [sum(places[x]) / len(places[x]) for x in xs]
