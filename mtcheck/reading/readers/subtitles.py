"""SRT and WebVTT subtitles. The text of all cues is read as running text: sentences go on from cue to cue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mtcheck.reading.article import SET, Article, Piece, space
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import decode

SUFFIXES = (".srt", ".vtt")
TIMING = re.compile(r"^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->.*$", re.MULTILINE)
EMPTY = re.compile(r"^[ \t]*\r?$", re.MULTILINE)
MARKUP = re.compile(r"<[^<>\r\n]*>|\{\\[^{}\r\n]*\}|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|(?<![^\r\n])[ \t]*[-–—>]+[ \t]+|\s+")
ENDS = ".!?…\"”'’)]"


def read(data: bytes, name: str, options: Options) -> File:
    """A subtitle file; all of it is one article. Raises Unreadable."""
    text, bom = decode(data)
    escape = _escaped if name.lower().endswith(".vtt") else str
    return File(text, (Article(list(_pieces(text)), "", escape),), bom)


FORMAT = Format(read)


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _cues(text: str) -> Iterator[tuple[int, int]]:
    """Where the text of each cue begins and ends."""
    timings = list(TIMING.finditer(text))
    for timing in timings:
        start = timing.end()
        start += 2 if text.startswith("\r\n", start) else 1
        empty = EMPTY.search(text, start)
        yield start, empty.start() if empty else len(text)


def _pieces(text: str) -> Iterator[Piece]:
    last: Piece | None = None
    for start, end in _cues(text):
        first = True
        gap: Piece | None = None
        for piece in _cue(text, start, end):
            if piece.text == " ":
                gap = gap or piece
                continue
            if last and first:  # between cues: nothing in the file that an edit could take away
                yield Piece("\n" if last.text[-1] in ENDS else " ", last.end, last.end, SET)
            elif last and gap:
                yield gap
            first, gap, last = False, None, piece
            yield piece


def _cue(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for m in MARKUP.finditer(text, start, end):
        if at < m.start():
            yield Piece(text[at : m.start()], at, m.start())
        if m.group().isspace():
            yield space(text, *m.span())
        elif m.group()[0] == "&":
            yield Piece(html.unescape(m.group()), *m.span(), SET)
        at = m.end()
    if at < end:
        yield Piece(text[at:end], at, end)
