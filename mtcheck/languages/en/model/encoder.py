"""One reader of the reading model: stored rows of words -> window -> layers -> scores.

Memory is taken once, not for every layer of every document: an Encoder is for one caller at a time.

No bias is added before the head. A layer is max(x W + b, 0) = max(x W, -b) + b; the `+ b` is left out, and what
it would add to the next layer, a constant, is part of that layer's bias.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model.window import STEPS, Floats, Ints, Window

FAR = 3  # words that the last layer looks before and after


class Encoder:
    """The rows of one reader's stored words, the layers after them, and its head."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float16]], name: str, slots: int, words: int) -> None:
        """For so many slots, and at most so many words at once. Slot 0 is empty: beyond the ends of a text."""
        weights, start = (arrays[f"{name}_{part}"].astype(np.float32) for part in ("window", "bias"))
        self._window = Window(weights, start, slots, words)
        self._squeeze, bias = _layer(arrays, name, "squeeze")
        self._squeeze /= STEPS
        self._near_floor = -bias
        self._context, context_bias = _layer(arrays, name, "context")
        context_bias += np.tile(bias, 3) @ self._context
        self._context_floor = -context_bias
        self._far, far_bias = _layer(arrays, name, "far")
        far_bias += np.tile(context_bias, 3) @ self._far
        self._far_floor = -far_bias
        self._head, self._head_bias = _layer(arrays, name, "head")
        self._head_bias += np.concatenate((bias, context_bias, far_bias)) @ self._head
        self._make_room(words)

    def _make_room(self, words: int) -> None:
        """Arrays that hold the layers of so many words."""
        self._near = np.empty((words + 2, len(self._near_floor)), np.float32)
        self._around = np.empty(words * max(len(self._context), len(self._far)), np.float32)
        self._found = np.empty((words + 2 * FAR, len(self._head)), np.float32)

    def store(self, slot: int, vectors: Floats, looks: Floats | None = None) -> None:
        """Keep the rows of words from `slot` on. vectors (words, SIZE); looks (words, SIZE) is added to them."""
        self._window.store(slot, vectors if looks is None else vectors + looks)

    def outputs(self, ids: Ints) -> Floats:
        """Head outputs (words, outputs) for slots (words,)."""
        n, narrow, deep = len(ids), len(self._near_floor), len(self._near_floor) + len(self._context_floor)
        near = self._near[: n + 2]
        near[0] = near[-1] = self._near_floor  # what stands for 0
        np.matmul(self._window.sums(ids), self._squeeze, out=near[1:-1])
        empty = np.flatnonzero(ids == 0)
        near[1:-1][empty] = self._near_floor
        padded = self._found[: n + 2 * FAR]
        padded[:FAR, narrow:deep] = padded[-FAR:, narrow:deep] = self._context_floor
        found = padded[FAR:-FAR]
        np.maximum(near[1:-1], self._near_floor, out=found[:, :narrow])
        context, far = found[:, narrow:deep], found[:, deep:]
        np.matmul(self._sides(near, 1), self._context, out=context)
        np.maximum(context, self._context_floor, out=context)
        context[empty] = self._context_floor
        np.matmul(self._sides(padded[:, narrow:deep], FAR), self._far, out=far)
        np.maximum(far, self._far_floor, out=far)
        scores: Floats = found @ self._head
        scores += self._head_bias
        return scores

    def _sides(self, padded: Floats, step: int) -> Floats:
        """The values `step` words before, of the word, and `step` words after, side by side."""
        n, size = len(padded) - 2 * step, padded.shape[1]
        found = self._around[: n * 3 * size].reshape(n, 3 * size)
        return np.concatenate((padded[:n], padded[step : n + step], padded[2 * step :]), axis=1, out=found)


def _layer(arrays: Mapping[str, NDArray[np.float16]], name: str, part: str) -> tuple[Floats, Floats]:
    """Weights (inputs, outputs) and bias (outputs,) of a layer."""
    return arrays[f"{name}_{part}"].astype(np.float32), arrays[f"{name}_{part}_bias"].astype(np.float32)
