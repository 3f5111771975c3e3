"""The landmarks of an article of a file with markup: what of it should stand alike in its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.reading.article import GAP, LOCKED, Article
from mtcheck.text.landmarks import FOLLOWED, HEADING, PRECEDED, Landmarks

PIECE = re.compile(r"[^\s|<>]+")
TELLING = re.compile(r"[^\W_]{3}")  # what a piece must have: marks of markup are everywhere
LEVEL = re.compile(r"^[ >]*(#{1,6})(?=[ \t])|<h([1-6])\b", re.I | re.M)
REACH = 200  # code points before an article in which the tag of its first heading is looked for


def landmarks(article: Article, text: str) -> Landmarks | None:
    """Those of an article of the file with this text; None of one that has no markup."""
    if article.layout is None:
        return None
    before: dict[int, str] = {}  # where a block begins -> what stands before it in the file
    unshown: list[tuple[int, str]] = []
    last: int | None = None
    at = 0
    for piece in article.pieces:
        if last is None:
            before[0] = text[max(0, piece.start - REACH) : piece.start]
        elif last < piece.start:
            unshown += _pieces(text[last : piece.start], at)
        if piece.kind == GAP:
            hidden, following = text[piece.start : piece.end], at + len(piece.text)
            behind, between, ahead = _parted(hidden)
            unshown += _pieces(behind, at - 1)
            if TELLING.search(between):
                unshown += [(at - 1, FOLLOWED + between), (following, PRECEDED + between)]
            unshown += _pieces(ahead, following)
            before[following] = hidden
        elif piece.kind == LOCKED:
            unshown += _pieces(text[piece.start : piece.end], at)
        at += len(piece.text)
        last = piece.end
    headings = tuple((h.start, _level(before.get(h.start, ""))) for h in article.layout.headings())
    return Landmarks(headings, tuple(unshown), tuple(before))


def _parted(hidden: str) -> tuple[str, str, str]:
    """What stands between two blocks: on the line of the first, on lines of its own (white space made one), and on the
    line of the second."""
    lines = hidden.splitlines() or [""]
    if len(lines) == 1:
        first, bar, rest = hidden.partition("|")
        return first, "", bar + rest
    last = "" if hidden[-1] in "\r\n" else lines.pop()
    return lines[0], " ".join(" ".join(lines[1:]).split()), last


def _pieces(hidden: str, at: int) -> Iterator[tuple[int, str]]:
    return ((at, m.group()) for m in PIECE.finditer(hidden) if TELLING.search(m.group()))


def _level(before: str) -> str:
    """The level of a heading that stands behind this."""
    found = HEADING
    for m in LEVEL.finditer(before):
        found = str(len(m[1])) if m[1] else m[2]
    return found
