"""What of a file stands beside its text: code and the targets of links. A word that stands there too is a name (of a
tool, a command, a button), however it looks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from mtcheck.reading.article import GAP, LOCKED, Piece

CODE_BLOCK = re.compile(r"<(pre|textarea)\b.{0,20000}?</\1\s*>", re.DOTALL | re.IGNORECASE)
NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
PATH = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)+")


def names_in(parts: Iterable[str]) -> frozenset[str]:
    """The words of some texts, those with hyphens also by their parts, and two that a stop joins: stream.Readable."""
    found: set[str] = set()
    for part in parts:
        found.update(NAME.findall(part))
        for path in PATH.findall(part):
            found.update(f"{a}.{b}" for a, b in pairwise(path.split(".")))
    return frozenset(found.union(*(word.split("-") for word in found if "-" in word)))


def in_code(text: str, pieces: Sequence[Piece]) -> list[str]:
    """What a page holds where its article has a noun for it, and the blocks of code within the article."""
    low, high = (pieces[0].start, pieces[-1].end) if pieces else (0, 0)
    blocks = [m.group() for m in CODE_BLOCK.finditer(text, low, high)]
    return [*blocks, *(text[p.start : p.end] for p in pieces if p.kind == LOCKED)]


def unshown(text: str, start: int, pieces: Sequence[Piece]) -> list[str]:
    """What the file holds from an offset on that an article does not show, its code with it."""
    parts = []
    shown = (p for p in pieces if p.kind not in (LOCKED, GAP) and p.start >= start)
    for piece in sorted(shown, key=attrgetter("start")):
        parts.append(text[start : piece.start])
        start = max(start, piece.end)
    return [*parts, text[start:]]
