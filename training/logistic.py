"""Logistic regression, for the scripts that fit a handful of weights."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fit(x: Floats, y: Floats, ridge: Floats, weight: Floats | None = None) -> Floats:
    """Weights of shape (columns,) by Newton's method: `x` of shape (rows, columns), `y` 0 to 1 and `weight` a row,
    `ridge` the penalty of each column."""
    w = np.ones(len(y)) if weight is None else weight
    b = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ b, -30, 30)))
        slope = x.T @ (w * (p - y)) + ridge * b
        b -= np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge), slope)
    return b


def bias_free(columns: int) -> Floats:
    """A small penalty on all columns but the last, the bias."""
    return np.r_[np.ones(columns - 1), 1e-6]
