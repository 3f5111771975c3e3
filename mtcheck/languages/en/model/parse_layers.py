"""The layers of the parser after its window, in whole numbers (whole.py).

Where the input of a layer ends in a column of ones, the last row of its weights is the bias.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model.arrays import Arrays
from mtcheck.languages.en.model.whole import ACTIVE, LOGIT, WIDE, Floats, Ints, clip, empty, layer
from mtcheck.languages.en.model.window import FIRST

NEVER = -1e4 * LOGIT  # score of what cannot be
REACH = 16  # words on each side among which the head of a word is sought
DILATIONS = (1, 2, 4, 8)  # how far the layers look before and after
EDGE = DILATIONS[-1]  # rows kept empty before and after a text
BLOCK = 32  # words whose scores come from one product


class Scores(NamedTuple):
    """Of some words, whole numbers, shape (words, ...)."""

    arcs: Floats  # (words, 2 * REACH + 1): the words around as head; the middle one is for a root; of 1 / LOGIT
    below: Floats  # (words, numbers): the word as the lower end of an arc
    above: Floats  # (words, numbers): as the upper end
    kinds: Floats  # (words, kinds); of 1 / LOGIT


class Layers:
    """The layers, and memory for so many words."""

    def __init__(self, arrays: Arrays, root: int, words: int) -> None:
        """`root`: the relation that no arc has."""
        self._squeeze, self._squeeze_bias = np.split(layer(arrays, "squeeze").floats(), [-1])
        self._mix = [layer(arrays, f"mix{i}").floats() for i in range(len(DILATIONS))]
        self._heads, self._relation = layer(arrays, "heads").floats(), layer(arrays, "relation").floats()
        self._relation[-1, root] = NEVER  # of arcs there is no doubt that they are none
        self._distance = arrays["distance"].astype(np.float32)
        self._product = np.float32(2.0 ** -int(arrays["product_shift"]))  # what products of queries and keys count in
        self._label = len(self._relation) - 1
        self._arc = int(arrays["queries"])
        self._most = words
        self._make_room(min(words, FIRST))

    def _make_room(self, words: int) -> None:
        """Arrays for so many words."""
        narrow, deep = self._squeeze.shape[1], self._mix[0].shape[1]
        self._room = words
        self._found = np.zeros((words + 2 * EDGE, narrow + deep + 1), np.float32)
        self._found[:, -1] = 1
        self._around = [np.ones((words, len(weights)), np.float32) for weights in self._mix[:2]]
        self._values = np.empty(words * max(narrow, deep), np.float32)
        self._out = np.empty((words, self._heads.shape[1]), np.float32)
        blocks = -(-words // BLOCK)
        self._keys = np.zeros((blocks * BLOCK + 2 * REACH, self._arc), np.float32)
        self._queries = np.zeros((blocks * BLOCK, self._arc), np.float32)
        self._square = np.empty((blocks, BLOCK, BLOCK + 2 * REACH), np.float32)
        self._arcs = np.empty((blocks * BLOCK, 2 * REACH + 1), np.float32)
        self._weight = np.empty(words + 2 * REACH, np.float32)

    def __call__(self, hidden: Floats, ids: Ints) -> Scores:
        """From the sums over windows (words, wide), and the slots (words,): in empty ones nothing is found."""
        n, narrow = len(hidden), self._squeeze.shape[1]
        if n > self._room:
            self._make_room(self._most)
        nothing = empty(ids)
        padded = self._found[: n + 2 * EDGE, :-1]
        padded[n + EDGE :] = 0  # beyond the ends
        near, deep = padded[EDGE : n + EDGE, :narrow], padded[EDGE : n + EDGE, narrow:]
        values = np.matmul(hidden, self._squeeze, out=self._room_for(n, narrow))
        values += self._squeeze_bias
        clip(values, 0, ACTIVE, near)
        if nothing is not None:
            near[nothing] = 0
        sides = _sides(padded[:, :narrow], DILATIONS[0], self._around[0][:n])
        step = np.matmul(sides, self._mix[0], out=self._room_for(n, deep.shape[1]))
        clip(step, 0, ACTIVE, deep)
        if nothing is not None:
            deep[nothing] = 0
        for weights, far in zip(self._mix[1:], DILATIONS[1:], strict=True):
            np.matmul(_sides(padded[:, narrow:], far, self._around[1][:n]), weights, out=step)
            clip(step, 0, ACTIVE, step)
            step += deep
            step.clip(0, ACTIVE, out=deep)
            if nothing is not None:
                deep[nothing] = 0
        out = self._out[:n]
        np.matmul(self._found[EDGE : n + EDGE], self._heads, out=out)
        np.floor(out, out=out)
        a, b = 2 * self._arc, self._label
        ends = out[:, a + 2 : a + 2 + 2 * b]
        ends.clip(-WIDE, WIDE, out=ends)
        arcs = self._arc_scores(out[:, : self._arc], out[:, self._arc : a], out[:, a : a + 2])
        return Scores(arcs, out[:, a + 2 : a + 2 + b], out[:, a + 2 + b : a + 2 + 2 * b], out[:, a + 2 + 2 * b :])

    def _room_for(self, n: int, size: int) -> Floats:
        """Memory for the values of a layer."""
        return self._values[: n * size].reshape(n, size)

    def relations(self, below: Floats, above: Floats) -> NDArray[np.intp]:
        """The likeliest relation of arcs, from what the layers made of their lower and their upper ends."""
        hidden = np.ones((len(below), self._label + 1), np.float32)
        np.add(below, above, out=hidden[:, :-1])
        hidden.clip(0, None, out=hidden)
        scores = hidden @ self._relation
        best: NDArray[np.intp] = np.floor(scores, out=scores).argmax(axis=1)
        return best

    def _arc_scores(self, query: Floats, key: Floats, ends: Floats) -> Floats:
        """Scores (words, 2 * REACH + 1): products of each query with the keys around it, block by block, of which the
        diagonals are kept. ends (words, 2): how good a head a word is in itself, and how good a root."""
        n = len(query)
        blocks = -(-n // BLOCK)
        queries, keys = self._queries[: blocks * BLOCK], self._keys[: blocks * BLOCK + 2 * REACH]
        query.clip(-WIDE, WIDE, out=queries[:n])
        queries[:n] *= self._product
        key.clip(-WIDE, WIDE, out=keys[REACH : n + REACH])
        size = keys.strides[0]
        shape = (blocks, BLOCK + 2 * REACH, keys.shape[1])
        views = np.lib.stride_tricks.as_strided(keys, shape, (BLOCK * size, size, keys.strides[1]))
        square = self._square[:blocks]
        np.matmul(queries.reshape(blocks, BLOCK, -1), views.transpose(0, 2, 1), out=square)
        a, b, c = square.strides
        arcs = self._arcs[: blocks * BLOCK]
        shape = (blocks, BLOCK, 2 * REACH + 1)
        arcs.reshape(shape)[:] = np.lib.stride_tricks.as_strided(square, shape, (a, b + c, c))
        arcs = arcs[:n]
        weight = self._weight[: n + 2 * REACH]
        weight[:REACH] = weight[n + REACH :] = NEVER  # no word is there
        weight[REACH : n + REACH] = ends[:, 0]
        arcs += np.lib.stride_tricks.sliding_window_view(weight, 2 * REACH + 1)
        arcs += self._distance
        np.floor(arcs, out=arcs)
        arcs[:, REACH] = ends[:, 1]
        return arcs


def _sides(padded: Floats, far: int, out: Floats) -> Floats:
    """`out`, filled but for its last column: values `far` words before, of the word, and `far` words after."""
    n = len(out)
    np.concatenate([padded[EDGE + k : EDGE + k + n] for k in (-far, 0, far)], axis=1, out=out[:, :-1])
    return out
