"""Layers in whole numbers: the same bits on every machine, in every chunk and every batch.

What a layer is given and what it gives are whole numbers; so are its weights, and each output is

    clip((inputs @ weights + bias) >> shift)

with a shift for each output. Numpy multiplies whole numbers quickly only as floats. A float32 holds all of them below
2**24, so a product of float matrices is exact, in whatever order it is summed, as long as no sum of absolute values
reaches that: `largest` says how near a layer comes, and the tests hold every layer to it. A division by a power of two
costs no bit either, so the shift is part of the float weights.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model.arrays import Arrays

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

EXACT = 2**24  # whole numbers below this are exact as float32
ACTIVE = 127  # the largest value a layer gives to the next one
SUM = 511  # the largest sum over a window of words
WIDE = 511  # of queries, keys, and ends of relations, which are multiplied or added
WEIGHT = 127  # the largest weight
VECTOR = 1023  # the largest number of a word
UNIT = 256  # numbers of a word are whole numbers of 1 / UNIT
LOGIT = 512  # scores are whole numbers of 1 / LOGIT
SURE = 2**18  # what stands for e**0 among whole numbers; 34 of them add up to less than EXACT


class Layer(NamedTuple):
    """A layer as it is stored."""

    weights: NDArray[np.int8]  # (inputs, outputs)
    bias: NDArray[np.int32]  # (outputs,), with half of 2**shift, so that the shift rounds
    shift: NDArray[np.uint8]  # (outputs,)

    def largest(self, most: int | NDArray[Any]) -> int:
        """The largest sum of absolute values there can be, if no input is beyond `most`."""
        sums = (np.abs(self.weights.astype(np.int64)) * np.reshape(most, (-1, 1))).sum(axis=0)
        return int((sums + np.abs(self.bias.astype(np.int64))).max())

    def floats(self) -> Floats:
        """Weights and, below them, the bias, over 2**shift: (inputs + 1, outputs). A product with them is what is to
        be floored."""
        whole = np.concatenate((self.weights.astype(np.float32), self.bias[None].astype(np.float32)))
        return np.ldexp(whole, -self.shift.astype(np.int32))


def layer(arrays: Arrays, name: str) -> Layer:
    """The layer of that name in a file of weights."""
    return Layer(*(arrays[f"{name}{part}"] for part in ("", "_bias", "_shift")))


def clip(values: Floats, least: int, most: int, out: Floats) -> None:
    """Round down, and into the bounds, into `out`; the values are lost."""
    np.floor(values, out=values)
    values.clip(least, most, out=out)


def empty(ids: Ints) -> NDArray[np.intp] | None:
    """Which of the slots are empty, if any are."""
    return None if np.count_nonzero(ids) == len(ids) else np.flatnonzero(ids == 0)


def units(values: Floats) -> Floats:
    """Numbers of words as whole numbers of 1 / UNIT."""
    scaled: Floats = values * np.float32(UNIT)
    return np.rint(scaled, out=scaled)


@cache
def powers() -> Floats:
    """SURE * e ** (-i / LOGIT) in whole numbers, as far as they are 1 or more; then a 0 for all that is smaller."""
    steps = np.arange(int(np.log(SURE) * LOGIT) + 1)
    return np.append(np.maximum(np.rint(SURE * np.exp(-steps / LOGIT)), 1), 0).astype(np.float32)


def worth(behind: Floats) -> Floats:
    """What scores so far behind the best are worth, the best being SURE: whole numbers, to be divided by their sum."""
    table = powers()
    return table.take(behind.astype(np.intp), mode="clip")
