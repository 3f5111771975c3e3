"""SRT and WebVTT subtitles. The text of all cues is read as running text: sentences go on from cue to cue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mtcheck.reading.base import SET, Piece, Reading
from mtcheck.reading.source import Options, Source

TIMING = re.compile(r"^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->.*$", re.MULTILINE)
EMPTY = re.compile(r"^[ \t]*$", re.MULTILINE)
MARKUP = re.compile(r"<[^<>\r\n]*>|\{\\[^{}\r\n]*\}|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|(?<![^\r\n])[ \t]*[-–—>]+[ \t]+|\s+")
ENDS = ".!?…\"”'’)]"


def read(text: str, bom: bool, suffix: str, options: Options) -> Source:
    """A subtitle file; all of it is one article."""
    escape = _escaped if suffix == ".vtt" else str
    return Source(text, (Reading(list(_pieces(text)), "", escape),), bom)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _cues(text: str) -> Iterator[tuple[int, int]]:
    """Where the text of each cue begins and ends."""
    timings = list(TIMING.finditer(text))
    for timing in timings:
        start = timing.end()
        start += len(text[start : start + 2]) - len(text[start : start + 2].lstrip("\r\n"))
        empty = EMPTY.search(text, start)
        yield start, empty.start() if empty else len(text)


def _pieces(text: str) -> Iterator[Piece]:
    last: Piece | None = None
    for start, end in _cues(text):
        first = True
        for piece in _cue(text, start, end):
            if last and (first or piece.start > last.end) and _space_between(text, last.end, piece.start, first):
                between = "\n" if first and last.text[-1] in ENDS else " "
                same = text[last.end : piece.start] == between
                yield Piece(between, last.end, piece.start, "same" if same else SET)
            first = False
            last = piece
            yield piece


def _space_between(text: str, start: int, end: int, first: bool) -> bool:
    """Whether words are apart: tags alone do not part them."""
    return first or any(m.group()[:1].isspace() for m in MARKUP.finditer(text, start, end))


def _cue(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for m in MARKUP.finditer(text, start, end):
        if at < m.start():
            yield Piece(text[at : m.start()], at, m.start())
        if m.group()[0] == "&":
            yield Piece(html.unescape(m.group()), *m.span(), SET)
        at = m.end()
    if at < end:
        yield Piece(text[at:end], at, end)
