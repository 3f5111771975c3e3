"""What speaks for or against a candidate beside what its rule says: where it stands, and what the text is like.

Each feature has a name and a value, 0 if it is not there. What they are worth is fitted (`evidence`); nothing here
judges.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np

from mtcheck.text.document import Document, Flag, Kind, layer
from mtcheck.text.spans import Span

REACH = 4  # words to each side that are its neighbourhood
BACK = 40  # tokens back that are searched for the bracket it stands in
CODE = re.compile(r"[_\\@=<>{}#|~^]|\w\.\w|[a-z]\d|\d[a-z]|://")
KINDS = {
    int(Kind.HEADING): "heading",
    int(Kind.TITLE_CASE): "title case",
    int(Kind.LIST_ITEM): "list item",
    int(Kind.UPPER_CASE): "upper case",
}
LINE = KINDS[int(Kind.HEADING)]  # what a line of a file with markup is: other kinds of it were not fitted apart
BY_CASE = (Kind.TITLE_CASE, Kind.UPPER_CASE)
Features = dict[str, float]


def features(document: Document, span: Span, named: Mapping[str, float], shared: Features | None = None) -> Features:
    """The features of the place of a candidate and of its document, with those that its rule has `named`. `shared`:
    those of the text, if the document is a part of it. Linear in REACH and BACK, not in the text."""
    out = {
        **(of_text(document) if shared is None else shared),
        **{f"own {name}": value for name, value in named.items()},
    }
    tokens = document.tokens_at(span)
    if not len(document) or not len(tokens):
        return out
    i, j = tokens[0], tokens[-1]
    sentence = document.sentence_list[i]
    first, end = document.bounds[sentence]
    if kind := int(document.kinds[sentence]):
        marked = document.blocks is not None and document.blocks[sentence]
        out[LINE if marked and kind not in BY_CASE else KINDS[kind]] = 1.0
    for name, there in (
        ("quoted", document.has(i, Flag.QUOTED)),
        ("bracketed", _bracketed(document, first, i)),
        ("code beside", _code(document, i, j)),
        ("number beside", document.has(i - 1, Flag.NUMBER) or document.has(j + 1, Flag.NUMBER)),
        ("opens the text", sentence == 0),
        ("opens a sentence", i == first),
        ("ends the text", end == len(document)),
    ):
        if there:
            out[name] = 1.0
    out["capitals around"] = _capitals(document, i, j, first, end)
    out["long sentence"] = math.log((end - first + 4) / 24)
    return out


def _bracketed(document: Document, first: int, i: int) -> bool:
    """Whether a bracket that opens before token i in its sentence is still open there."""
    for k in range(i - 1, max(first, i - BACK) - 1, -1):
        word = document.words[k]
        if word in ")]":
            return False
        if word in "([":
            return True
    return False


def _code(document: Document, i: int, j: int) -> bool:
    around = document.words[max(0, i - 2) : min(j + 3, i + 2 * REACH)]
    return any(CODE.search(word[:80]) for word in around)


def _capitals(document: Document, i: int, j: int, first: int, end: int) -> float:
    """The share of capitals among the words around a candidate, from -0.5 (none) to 0.5 (all)."""
    around = [*range(max(first, i - REACH), i), *range(j + 1, min(end, j + 1 + REACH))]
    flags = [f for f in (document.flag_list[k] for k in around) if f & Flag.WORD and not f & Flag.FIRST]
    return sum(bool(f & Flag.CAPITAL) for f in flags) / len(flags) - 0.5 if flags else 0.0


@layer
def of_text(document: Document) -> Features:
    """The features that all candidates of a text share."""
    word = document.mask(Flag.WORD)
    words = int(np.count_nonzero(word))
    if not words:
        return {}
    inside = word & ~document.mask(Flag.FIRST)
    capital = int(np.count_nonzero(inside & document.mask(Flag.CAPITAL)))
    first = next((w for w in document.words[:5] if w[0].isalpha()), "")
    return {
        "names in the text": 10 * (capital / max(1, int(np.count_nonzero(inside))) - 0.1),
        "prose in the text": float(np.mean(document.prose)) - 0.8,
        "long text": math.log((words + 20) / 400),
        "text begins small": float(first.islower()),
    }
