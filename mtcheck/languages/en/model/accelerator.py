"""The compiled arithmetic of the package mtcheck-fast, where it is installed: the same bits as numpy's, sooner.

`MTCHECK_FAST=0` in the environment leaves it alone.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model.arrays import Arrays
from mtcheck.languages.en.model.parse_layers import DILATIONS
from mtcheck.languages.en.model.whole import VECTOR, Floats, Ints, layer, powers

FORMAT = 1  # of the layers; a package of another format is not used


@cache
def compiled() -> Any:
    """The module of the package, None without it."""
    if os.environ.get("MTCHECK_FAST") == "0":
        return None
    try:
        import mtcheck_fast
    except ImportError:
        return None
    return mtcheck_fast if mtcheck_fast.FORMAT == FORMAT else None


class Columns(NamedTuple):
    """What the parser makes of words: for each its best head, and what speaks for it and for a root; shape (words,),
    kind (words, kinds)."""

    head: NDArray[np.int64]
    relation: NDArray[np.uint8]
    as_part: Floats  # probability of that head
    as_root: Floats  # probability of its being a root
    gain: Floats  # how much better a root it would be, in scores
    kind: Floats


class CompiledEncoder:
    """What Encoder does, compiled."""

    def __init__(self, arrays: Arrays, name: str, slots: int) -> None:
        parts = (_packed(arrays, f"{name}_{part}") for part in ("window", "squeeze", "context", "far", "head"))
        self._net = compiled().Encoder(*parts, _powers(), slots)

    def store(self, slot: int, vectors: Floats, looks: Floats | None = None) -> None:
        """Keep the rows of words from `slot` on. vectors (words, SIZE); looks (words, SIZE) is added to them."""
        self._net.store(slot, _vectors(vectors if looks is None else vectors + looks))

    def best(self, ids: Ints) -> NDArray[np.uint8]:
        """The output with the highest score for each of the slots (words,)."""
        out = np.empty(len(ids), np.uint8)
        self._net.best(ids, out)
        return out

    def restore(self, ids: Ints) -> tuple[Floats, Floats]:
        """Case (4, words) and boundary (words,) probabilities."""
        case, boundary = np.empty((4, len(ids)), np.float32), np.empty(len(ids), np.float32)
        self._net.restore(ids, case, boundary)
        return case, boundary


class CompiledParser:
    """What the window and the layers of the parser do, compiled."""

    def __init__(self, arrays: Arrays, kinds: int, root: int, slots: int) -> None:
        """For so many kinds; `root`: the relation that no arc has."""
        mix = tuple(_packed(arrays, f"mix{i}") for i in range(len(DILATIONS)))
        window, squeeze, heads, relation = (
            _packed(arrays, name) for name in ("window", "squeeze", "heads", "relation")
        )
        numbers = int(arrays["product_shift"]), int(arrays["queries"]), kinds, root
        distance = arrays["distance"].astype(np.int32)
        self._net = compiled().Parser(window, squeeze, mix, heads, relation, distance, *numbers, _powers(), slots)

    def store(self, slot: int, vectors: Floats) -> None:
        """Keep the rows of words from `slot` on. vectors (words, numbers)."""
        self._net.store(slot, _vectors(vectors))

    def choose(self, ids: Ints, sentence: NDArray[Any] | None, inner: slice, left: int, out: Columns) -> None:
        """As Parser.choose."""
        numbers = None if sentence is None else np.ascontiguousarray(sentence, np.int64)
        here = slice(inner.start + left, inner.stop + left)
        self._net.choose(ids, numbers, inner.start, left, *(column[here] for column in out))


def _packed(arrays: Arrays, name: str) -> tuple[Any, ...]:
    """A layer as the package wants it."""
    found = layer(arrays, name)
    types = np.int8, np.int32, np.uint8
    parts = (np.ascontiguousarray(part, dtype) for part, dtype in zip(found, types, strict=True))
    return (*found.weights.shape, *parts)


def _powers() -> NDArray[np.int32]:
    return powers().astype(np.int32)


def _vectors(vectors: Floats) -> NDArray[np.int16]:
    return np.clip(vectors, -VECTOR, VECTOR).astype(np.int16)
