"""The console that people read: its colours, and how wide its text may be. rich is loaded for terminals only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Self, TextIO

from mtcheck.lint.findings import Severity

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100  # cells; longer lines are hard to read
USUAL = 80  # cells where nobody says how many there are
STYLE = {Severity.MINOR: "yellow", Severity.MAJOR: "red", Severity.CRITICAL: "bold red"}
FORCING = ("FORCE_COLOR", "TTY_COMPATIBLE")  # variables by which what is no terminal may be taken for one


class Styled:
    """Text of several styles, piece by piece."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.pieces = [(text, style)] if text else []

    def append(self, text: str | Styled, style: str = "") -> Self:
        """Put text behind it. The style is that of a string; a Styled has its own."""
        self.pieces += text.pieces if isinstance(text, Styled) else [(text, style)]
        return self

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.pieces)


def terminal(stream: TextIO) -> Console | None:
    """The console of a stream that is a terminal, or is to be taken for one; None for a file or a pipe."""
    if not stream.isatty() and not any(name in os.environ for name in FORCING):
        return None
    console = console_for(stream)
    return console if console.is_terminal else None


def columns(console: Console | None) -> int:
    """The width in cells of a terminal, or else of the one that the program was started in."""
    if console:
        return console.width
    if (told := os.environ.get("COLUMNS", "")).isdigit():
        return int(told) or USUAL
    for number in range(3):
        try:
            return os.get_terminal_size(number).columns or USUAL
        except (AttributeError, ValueError, OSError):
            continue
    return USUAL


def show(console: Console, text: Styled) -> None:
    """Print text with its styles."""
    from rich.text import Text

    console.print(Text.assemble(*text.pieces), end="")


def console_for(stream: TextIO) -> Console:
    """A console that interprets nothing in what it prints; colour only on a terminal and without NO_COLOR."""
    from rich.console import Console

    class QuietConsole(Console):
        """Leaves a broken pipe to the command line; rich would end the process."""

        def on_broken_pipe(self) -> None:
            raise

    return QuietConsole(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=True)
