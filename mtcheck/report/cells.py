"""Text for a terminal: harmless, and measured in cells (a CJK character or an emoji takes two)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TextIO, cast

JOINERS = "\u200c\u200d"  # within emoji and Indic words; they cannot do harm

HASHES = re.compile(r"#(?=#\w*\[)")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
COLONS = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)


NARROW = frozenset("‘’“”«»„–—…→×°·•′″€£§©®") | {chr(c) for c in range(0xC0, 0x250)}  # one cell: what most texts hold


class Cell(NamedTuple):
    """What stands for one character of the text, its width, and whether it is marked."""

    text: str
    width: int
    marked: bool = False


def cells_of(char: str) -> int:
    """The cells that a character takes: 0, 1 or 2."""
    if char in NARROW or (char.isascii() and char.isprintable()):
        return 1
    from rich.cells import get_character_cell_size  # its tables are seldom needed

    return get_character_cell_size(char)


def visible(char: str) -> str:
    """The character, or a stand-in if printing it could steer the terminal or reorder the line."""
    if char.isprintable() or char in JOINERS:
        return char
    if char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85":
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the pictures of the control characters
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def shown(text: str) -> str:
    """The text on one line, with stand-ins for whatever could harm."""
    return text if text.isprintable() else "".join(map(visible, text.replace("\r\n", "\n")))


def harmless(lines: str) -> str:
    """Whole lines of output, in which the log of a CI service finds no commands: those of GitHub begin a line
    (`::error`) or stand in it (`##[error]`), those of Azure stand in it (`##vso[...]`)."""
    if "##" in lines:
        lines = HASHES.sub("♯", lines)
    return COLONS.sub(r"\1∶", lines) if "::" in lines else lines


class _Upright:
    """A terminal on which no text turns the rest of a line around."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        return self._stream.write(TURNING.sub(lambda m: visible(m[0]), text))


def upright(stream: TextIO) -> TextIO:
    """A stream that shows marks for the direction of writing where it is a terminal. Into files and pipes, and so to
    programs, texts go as they are."""
    return cast(TextIO, _Upright(stream)) if stream.isatty() else stream


def cells(text: str, marked: bool = False) -> list[Cell]:
    """A cell for each character."""
    if text.isascii() and text.isprintable():
        return [Cell(c, 1, marked) for c in text]
    shown_chars = [visible(c) for c in text.replace("\r\n", "\n")]
    return [Cell(s, sum(map(cells_of, s)), marked) for s in shown_chars]


def width_of(text: str) -> int:
    """Cells that a text takes."""
    return len(text) if text.isascii() else sum(map(cells_of, text))


def wrap(row: Sequence[Cell], width: int) -> list[list[Cell]]:
    """Lines of at most so many cells, broken at spaces, or within a word that is longer than a line."""
    lines: list[list[Cell]] = []
    first = 0
    while first < len(row):
        end, used, space = first, 0, -1
        while end < len(row) and (used + row[end].width <= width or end == first):
            if row[end].text == " ":
                space = end
            used += row[end].width
            end += 1
        if end < len(row) and row[end].text != " " and space > first:
            end = space
        lines.append(list(row[first:end]))
        first = end
        while lines and first < len(row) and row[first].text == " " and not row[first].marked:
            first += 1
    return lines


def paragraph(text: str, width: int) -> list[str]:
    """A text in lines of at most so many cells."""
    return ["".join(c.text for c in line).rstrip() for line in wrap(cells(text), width)]


def cut(text: str, width: int) -> str:
    """A text on one line, its end cut off if it is longer."""
    if width_of(text) <= width:
        return text
    used, end = 1, 0
    for char in text:
        used += cells_of(char)
        if used > width:
            break
        end += 1
    return text[:end].rstrip() + "…"
