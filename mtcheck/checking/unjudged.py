"""Texts that no score can be given: those in another language, and those that are no running text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages import language
from mtcheck.text.document import Document, Flag, Kind
from mtcheck.text.lines import BREAK

NOT_IN = "not in {}"
NO_PROSE = "little running text (lists, verse, tables or code), which mtcheck cannot judge"
FEWEST = 60  # words from which the kind of a text can be told
SHARE = 0.3  # of its words that stand in sentences with an end: in 214 human articles of the development half from 0.41
LINES = 8  # lines from which a text may be verse
WIDTH = 50  # code points that its lines have at most, by their median
OPEN = 0.6  # share of its lines that end without a stop, and of those after them that begin with a capital


def unjudged(document: Document, code: str) -> str:
    """Why a text can have no score; "" if it can."""
    target = language(code)
    if not target.native(document):
        from mtcheck.bitext.whole import other_language  # reads lists: only where something speaks for it

        if other_language(document.text, document.words, document.language):
            return NOT_IN.format(target.name)
    word = (document.flags & np.uint32(Flag.WORD)) != 0
    words = int(np.count_nonzero(word))
    if words >= FEWEST and (_in_sentences(document, word) < SHARE * words or _verse(document.text)):
        return NO_PROSE
    counted = document.word_count  # figures and signs too
    return NO_PROSE if counted >= FEWEST and words < SHARE * counted else ""


def _in_sentences(document: Document, word: NDArray[np.bool_]) -> int:
    """Words in sentences of running text that have an end and three words or more."""
    bounds = document.sentence_bounds
    each = np.bincount(document.sentence[word], minlength=len(bounds))
    stop = (document.flags & np.uint32(Flag.STOP)) != 0
    last = bounds[:, 1] - 1
    closed = stop[last]
    for back in (1, 2):  # a quotation mark or a bracket may follow the stop
        closed |= stop[np.maximum(last - back, bounds[:, 0])]
    whole = closed & (document.kinds == int(Kind.PROSE)) & (each >= 3)
    return int(each[whole].sum())


def _verse(text: str) -> bool:
    """Whether it is broken into short lines that begin with capitals and mostly end without a stop."""
    if len(text.splitlines()) < LINES:  # which finds all that BREAK does
        return False
    lines = [line for line in map(str.strip, BREAK.split(text)) if line]
    if len(lines) < LINES or sorted(map(len, lines))[len(lines) // 2] > WIDTH:
        return False
    after = [b for a, b in pairwise(lines) if a[-1].isalpha() or a[-1] in ",;:—–-"]
    return len(after) > OPEN * len(lines) and sum(line[0].isupper() for line in after) > OPEN * len(after)
