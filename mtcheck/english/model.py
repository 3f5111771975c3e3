"""Stub while the weights are being trained. NOTE to whoever trains: keep read() working (it returns
zeros) until the real model replaces this file in one step; other modules run against it meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TAGS: tuple[str, ...] = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    tag: NDArray[np.uint8]
    tag_margin: NDArray[np.float32]
    lower: NDArray[np.float32]
    boundary: NDArray[np.float32]


def read(words: Sequence[str]) -> Reading:
    n = len(words)
    z = np.zeros(n, np.float32)
    return Reading(np.full(n, TAGS.index("NN"), np.uint8), z, z, z)


def tag(words: Sequence[str]) -> list[str]:
    return ["NN"] * len(words)
