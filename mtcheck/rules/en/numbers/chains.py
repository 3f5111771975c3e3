"""Numbers that share one unit: “from 15 212 to 20 300 people”, “3,5 and 4,2%”. What is told of the last is true of all:
a fix of one alone would leave two ways of writing side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

JOINT = re.compile(r",? (?:and|or|to) |, |[ \u00a0]?[–—-][ \u00a0]?")


def joined(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two numbers stand in one chain, side by side."""
    return JOINT.fullmatch(text[first.end() : second.start()]) is not None


def shared(text: str, found: Sequence[re.Match[str]], sure: Sequence[float]) -> list[float]:
    """The confidence of each number, in their order; one that is joined to the next has at least that of the next."""
    out = list(sure)
    for k in range(len(found) - 2, -1, -1):
        if joined(text, found[k], found[k + 1]):
            out[k] = max(out[k], out[k + 1])
    return out
