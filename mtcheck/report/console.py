"""The console that people read: its colours, and how wide its text may be."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console

from mtcheck.lint.findings import Severity

WIDEST = 100  # cells; longer lines are hard to read
STYLE = {Severity.MINOR: "yellow", Severity.MAJOR: "red", Severity.CRITICAL: "bold red"}


class QuietConsole(Console):
    """Leaves a broken pipe to the command line; rich would end the process."""

    def on_broken_pipe(self) -> None:
        raise


def console_for(stream: TextIO) -> Console:
    """A console that interprets nothing in what it prints; colour only on a terminal and without NO_COLOR."""
    return QuietConsole(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=True)
