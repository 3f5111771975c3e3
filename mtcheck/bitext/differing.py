"""In what two translations of one source differ, said in few words."""

from __future__ import annotations

import re

FEW = 5  # words in which long sentences differ that are said alone; a sentence is long from twice as many on
WORD = re.compile(r"[^\W_]+")


def otherwise(before: str, here: str) -> str:
    """The message: what stood before, or of long sentences that differ in few words these."""
    there, now = _differing(before, here)
    if max(map(len, map(str.split, (there, now)))) <= FEW and len(before.split()) >= 2 * FEW:
        return f"The same source was translated before with “{there}” where this says “{now}”."
    return f"The same source was translated before as “{before}”"


def _differing(one: str, other: str) -> tuple[str, str]:
    """Both without the words with which they begin and end alike; one of these where nothing else is left."""
    a, b = ([m.span() for m in WORD.finditer(text)] for text in (one, other))
    left, right = ([text[slice(*s)].lower() for s in spans] for text, spans in ((one, a), (other, b)))
    shorter = min(len(a), len(b))
    if not shorter:
        return one, other
    start = next((k for k in range(shorter) if left[k] != right[k]), shorter)
    end = next((k for k in range(shorter - start) if left[-1 - k] != right[-1 - k]), shorter - start)
    if start + end == shorter:  # only one side has more: a word around it says where
        start, end = (start - 1, end) if start else (start, end - 1)
    return one[a[start][0] : a[len(a) - end - 1][1]], other[b[start][0] : b[len(b) - end - 1][1]]
