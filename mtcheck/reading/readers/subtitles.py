"""SRT and WebVTT subtitles. The text of all cues is read as running text: sentences go on from cue to cue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mtcheck.reading.article import KEPT, SET, Article, Piece, space
from mtcheck.reading.base import File, Format, Options, decoded

SUFFIXES = (".srt", ".vtt")
TIMING = re.compile(r"(?:^|(?<=[\r\n]))[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]*-->[^\r\n]*")
EMPTY = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?=[\r\n]|\Z)")  # the break before an empty line
NUMBER = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*\d+[ \t]*(?:\r\n|\n|\r)\Z")  # of the next cue
MARKUP = re.compile(r"<[^<>\r\n]*>|\{\\[^{}\r\n]*\}|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|(?<![^\r\n])[ \t]*[-–—>]+[ \t]+|\s+")
ENDS = ".!?…\"”'’)]"


def read(data: bytes, name: str, options: Options) -> File:
    """A subtitle file; all of it is one article. Raises Unreadable."""
    text, encoding = decoded(data, options)
    marked = name.lower().endswith(".vtt")

    def escape(new: str, at: int) -> str | None:
        return encoding.writable(html.escape(new, quote=False) if marked else new)

    return File(text, (Article(list(_pieces(text)), "", escape),), encoding)


FORMAT = Format(read)


def _cues(text: str) -> Iterator[tuple[int, int]]:
    """Where the text of each cue begins and ends."""
    timings = [m.span() for m in TIMING.finditer(text)]
    for (_, start), (limit, _) in zip(timings, [*timings[1:], (len(text), 0)], strict=False):
        if limit < len(text) and (number := NUMBER.search(text, max(start, limit - 20), limit)):
            limit = number.start()
        if empty := EMPTY.search(text, start, limit):
            limit = empty.start()
        if limit > start:
            yield start, limit


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
                yield Piece("\n" if last.text[-1] in ENDS else " ", last.end, last.end, KEPT)
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
