"""One reader of the reading model: stored rows of words -> window -> layers -> scores.

Memory is taken once, not for every layer of every document: an Encoder is for one caller at a time.

No bias is added before the head. A layer is max(x W + b, 0) = max(x W, -b) + b; the `+ b` is left out, and what
it would add to the next layer, a constant, is part of that layer's bias.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

REACH = 7  # words in the first window: three before, the word, three after
FAR = 3  # words that the last layer looks before and after
STEPS = 400  # stored rows are whole numbers of 1 / STEPS: half the memory of floats, and quicker to add up
LIMIT = np.iinfo(np.int16).max // REACH  # of a stored number, so that no window overflows; weights reach 0.85 of it


class Encoder:
    """The rows of one reader's stored words, the layers after them, and its head."""

    def __init__(self, arrays: Mapping[str, NDArray[np.float16]], name: str, slots: int, words: int) -> None:
        """For so many slots, and at most so many words at once. Slot 0 is empty: beyond the ends of a text."""
        self._window = arrays[f"{name}_window"].astype(np.float32) * np.float32(STEPS)
        reach, size, wide = self._window.shape
        self._window = np.ascontiguousarray(self._window.transpose(1, 0, 2)).reshape(size, reach * wide)
        self._start = np.zeros(reach * wide, np.float32)  # the word itself is in its window exactly once
        self._start[REACH // 2 * wide :][:wide] = arrays[f"{name}_bias"].astype(np.float32) * np.float32(STEPS)
        self._rows = np.empty((reach, slots, wide), np.int16)
        self._rows[:, 0] = 0
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
        wide = len(self._squeeze)
        self._part = np.empty((words, wide), np.int16)
        self._total = np.empty((words, wide), np.int16)
        self._hidden = np.empty((words, wide), np.float32)
        self._near = np.empty((words + 2, len(self._near_floor)), np.float32)
        self._around = np.empty(words * max(len(self._context), len(self._far)), np.float32)
        self._found = np.empty((words + 2 * FAR, len(self._head)), np.float32)
        self._zero = np.zeros(wide, np.int16)

    def store(self, slot: int, vectors: Floats, looks: Floats | None = None) -> None:
        """Keep the rows of words from `slot` on. vectors (words, SIZE); looks (words, SIZE) is added to them."""
        rows = (vectors if looks is None else vectors + looks) @ self._window
        rows += self._start
        np.rint(rows, out=rows)
        np.clip(rows, -LIMIT, LIMIT, out=rows)
        self._rows[:, slot : slot + len(rows)] = rows.reshape(len(rows), REACH, -1).transpose(1, 0, 2)

    def outputs(self, ids: Ints) -> Floats:
        """Head outputs (words, outputs) for slots (words,)."""
        n, narrow, deep = len(ids), len(self._near_floor), len(self._near_floor) + len(self._context_floor)
        near = self._near[: n + 2]
        near[0] = near[-1] = self._near_floor  # what stands for 0
        np.matmul(self._sums(ids), self._squeeze, out=near[1:-1])
        padded = self._found[: n + 2 * FAR]
        padded[:FAR, narrow:deep] = padded[-FAR:, narrow:deep] = self._context_floor
        found = padded[FAR:-FAR]
        np.maximum(near[1:-1], self._near_floor, out=found[:, :narrow])
        context, far = found[:, narrow:deep], found[:, deep:]
        np.matmul(self._sides(near, 1), self._context, out=context)
        np.maximum(context, self._context_floor, out=context)
        np.matmul(self._sides(padded[:, narrow:deep], FAR), self._far, out=far)
        np.maximum(far, self._far_floor, out=far)
        scores: Floats = found @ self._head
        scores += self._head_bias
        return scores

    def _sums(self, ids: Ints) -> Floats:
        """For each word the sum of the rows of the words around it, 0 if it is below; shape (words, wide)."""
        n = len(ids)
        padded = np.zeros(n + REACH - 1, np.int64)
        padded[REACH // 2 :][:n] = ids
        part, total, hidden = self._part[:n], self._total[:n], self._hidden[:n]
        self._rows[0].take(padded[:n], axis=0, out=total, mode="clip")  # any other mode takes into a copy of `out`
        for k in range(1, REACH):
            self._rows[k].take(padded[k : k + n], axis=0, out=part, mode="clip")
            total += part
        np.maximum(total, self._zero, out=hidden)
        return hidden

    def _sides(self, padded: Floats, step: int) -> Floats:
        """The values `step` words before, of the word, and `step` words after, side by side."""
        n, size = len(padded) - 2 * step, padded.shape[1]
        found = self._around[: n * 3 * size].reshape(n, 3 * size)
        return np.concatenate((padded[:n], padded[step : n + step], padded[2 * step :]), axis=1, out=found)


def _layer(arrays: Mapping[str, NDArray[np.float16]], name: str, part: str) -> tuple[Floats, Floats]:
    """Weights (inputs, outputs) and bias (outputs,) of a layer."""
    return arrays[f"{name}_{part}"].astype(np.float32), arrays[f"{name}_{part}_bias"].astype(np.float32)
