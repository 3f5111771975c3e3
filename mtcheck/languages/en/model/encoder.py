"""One reader of the reading model: stored rows of words -> window -> layers -> scores, in whole numbers (whole.py).

Memory is taken once, not for every layer of every document: an Encoder is for one caller at a time. Where the input of
a layer ends in a column of ones, the last row of its weights is the bias.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model.arrays import Arrays
from mtcheck.languages.en.model.whole import ACTIVE, Floats, Ints, clip, empty, layer, worth
from mtcheck.languages.en.model.window import Window

FAR = 3  # words that the last layer looks before and after


class Encoder:
    """The rows of one reader's stored words, the layers after them, and its head."""

    def __init__(self, arrays: Arrays, name: str, slots: int, words: int) -> None:
        """For so many slots, and at most so many words at once. Slot 0 is empty: beyond the ends of a text."""
        self._window = Window(layer(arrays, f"{name}_window"), slots, words)
        self._squeeze, self._squeeze_bias = np.split(layer(arrays, f"{name}_squeeze").floats(), [-1])
        self._context, self._far, self._head = (
            layer(arrays, f"{name}_{part}").floats() for part in ("context", "far", "head")
        )
        narrow, middle = self._squeeze.shape[1], self._context.shape[1]
        self._near = np.empty((words + 2, narrow), np.float32)
        self._beside = np.ones((words, len(self._context)), np.float32)
        self._around = np.ones((words, len(self._far)), np.float32)
        self._found = np.ones((words + 2 * FAR, len(self._head)), np.float32)
        self._values = np.empty(words * max(narrow, middle, self._far.shape[1]), np.float32)
        self._parts = narrow, narrow + middle

    def store(self, slot: int, vectors: Floats, looks: Floats | None = None) -> None:
        """Keep the rows of words from `slot` on. vectors (words, SIZE); looks (words, SIZE) is added to them."""
        self._window.store(slot, vectors if looks is None else vectors + looks)

    def outputs(self, ids: Ints) -> Floats:
        """Scores (words, outputs), whole numbers of 1 / LOGIT, for slots (words,). In empty slots, and beyond the ends,
        nothing is found: three of them between two texts keep these apart."""
        n, (narrow, deep) = len(ids), self._parts
        nothing = empty(ids)
        near = self._near[: n + 2]
        near[0] = near[-1] = 0
        inner = near[1:-1]
        values = np.matmul(self._window.sums(ids), self._squeeze, out=self._room(n, narrow))
        values += self._squeeze_bias
        clip(values, -ACTIVE, ACTIVE, inner)
        if nothing is not None:
            inner[nothing] = 0
        padded = self._found[: n + 2 * FAR]
        padded[:FAR, narrow:deep] = padded[-FAR:, narrow:deep] = 0
        found = padded[FAR:-FAR]
        inner.clip(0, ACTIVE, out=found[:, :narrow])
        values = np.matmul(_sides(near, 1, self._beside[:n]), self._context, out=self._room(n, deep - narrow))
        clip(values, 0, ACTIVE, found[:, narrow:deep])
        if nothing is not None:
            found[nothing, narrow:deep] = 0
        sides = _sides(padded[:, narrow:deep], FAR, self._around[:n])
        values = np.matmul(sides, self._far, out=self._room(n, self._far.shape[1]))
        clip(values, 0, ACTIVE, found[:, deep:-1])
        scores: Floats = found @ self._head
        return np.floor(scores, out=scores)

    def best(self, ids: Ints) -> NDArray[np.uint8]:
        """The output with the highest score for each of the slots (words,), the first of equals."""
        best: NDArray[np.uint8] = self.outputs(ids).argmax(axis=1).astype(np.uint8)
        return best

    def restore(self, ids: Ints) -> tuple[Floats, Floats]:
        """Case (4, words) and boundary (words,) probabilities."""
        scores = self.outputs(ids).T.copy()
        case = worth(scores[:4].max(axis=0) - scores[:4])
        case /= case.sum(axis=0)
        ends, best = scores[4], np.maximum(scores[4], 0)  # no end has the score 0
        yes, no = worth(best - ends), worth(best)
        return case, yes / (yes + no)

    def _room(self, n: int, size: int) -> Floats:
        """Memory for the values of a layer."""
        return self._values[: n * size].reshape(n, size)


def _sides(padded: Floats, step: int, out: Floats) -> Floats:
    """`out`, filled but for its last column: values `step` words before, of the word, and `step` words after."""
    n = len(out)
    np.concatenate((padded[:n], padded[step : n + step], padded[2 * step :]), axis=1, out=out[:, :-1])
    return out
