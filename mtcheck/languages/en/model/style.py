"""How much a text's small words and parts of speech are those of a machine translation: a figure for ranking only.

Machines keep the source's nouns, articles and prepositions where people write verbs and pronouns (Koppel and Ordan
2011; Volansky et al. 2015). Within one article this tells versions apart; across kinds of text it says little, and
so it stands in the strain, which is never shown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container
from functools import cache

from mtcheck.text.document import Document
from mtcheck.text.packaged import beside, lines_of

SAMPLE = 100  # tokens: of a text of so many half of what its rates say is believed
_FILE = beside(__file__, "style.tsv")


def rates(document: Document, among: Container[str] | None = None) -> dict[str, float]:
    """How often each word (in small letters) and each tag (in capitals) stands in 100 tokens; of all, or of some."""
    n = max(len(document), 1)
    counted = document.index if among is None else filter(among.__contains__, document.index)
    words = {w: len(document.index[w]) for w in counted if w.isalpha()}
    tags = {tag: k for tag, k in Counter(document.tags).items() if among is None or tag in among}
    return {name: 100 * k / n for name, k in (words | tags).items()}


def style(document: Document) -> float:
    """The chance, 0 to 1, that of two translations of an article this is the machine's, the other one being
    middling; 0.5 where there is next to nothing to count."""
    weights = _weights()
    total = weights[""] + sum(rate * weights[name] for name, rate in rates(document, weights).items())
    return 1 / (1 + math.exp(-total * len(document) / (len(document) + SAMPLE)))


@cache
def _weights() -> dict[str, float]:
    """By small word or tag; by nothing what is always added."""
    rows = (line.split("\t") for line in lines_of(_FILE))
    return {name: float(weight) for name, weight in rows}
