"""Masks of tokens by several flags at once: two operations on the column instead of two for each flag."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mtcheck.document import Document


def marked(document: Document, every: int, without: int = 0) -> NDArray[np.bool_]:
    """Shape (tokens,): whether the token has every one of these flags, and none of those in `without`."""
    found: NDArray[np.bool_] = (document.flags & np.uint32(every | without)) == every
    return found
