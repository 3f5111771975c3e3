"""What speaks against a document without being shown: a figure for ranking, not a finding.

Its small words and parts of speech may be those of machines (style.py). A sentence that a machine broke off, or lost
a verb from, ends where its words do not lead to an end. A single surprise proves nothing (verse, quotations,
headlines), nor does one candidate that a rule doubts itself; the sum tells two versions apart.
"""

from __future__ import annotations

import numpy as np

from mtcheck.languages.en.model.style import style
from mtcheck.text.document import Document, Flag
from mtcheck.text.masks import Mask, columnar

DOUBT = 0.5  # surprise (natural logarithm) that good sentences have as well
SCALE = 50.0  # surprise per 1,000 tokens at which the strain is 1 - 1/e
LEAST = 1e-3  # smaller probabilities tell no more


@columnar
def _ends(document: Document) -> Mask:
    """Shape (tokens,): whether a sentence or a paragraph ends with the token, its stop not counted."""
    stop = document.mask(Flag.STOP)
    ends = ~stop
    ends[:-1] &= stop[1:] | document.mask(Flag.NEWLINE)[1:]
    return ends


def strain(document: Document, weak: float = 0.0) -> float:
    """0 (people's style, every sentence ends where one would expect it, and no rule has a doubt) to 1.

    A paragraph's end is an end without a stop as well. Of each end the square root of what its surprise, -ln p, has
    above DOUBT: many doubtful ends weigh more than one strange one. `weak`: confidences of candidates too weak to be
    shown, summed, per 1,000 words. Chosen on development data (benchmarks/README.md).
    """
    n = len(document)
    if not n:
        return 0.0
    ends = _ends(document)
    if not ends.any():
        return 0.0
    surprise = -np.log(np.maximum(document.boundary[ends], LEAST))
    total = float(np.sqrt(np.maximum(surprise - DOUBT, 0)).sum())
    return 1.0 - (1.0 - style(document)) * float(np.exp(-1000 * total / n / SCALE - weak))
