"""What `fix` would change, as a unified diff that patch and git can apply."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from mtcheck.report.cells import shown
from mtcheck.report.console import console_for

STYLE = {"+": "green", "-": "red", "@": "cyan"}


def unified(name: str, old: str, new: str) -> Iterator[str]:
    """The lines of the diff, each with its line break. Only \\n ends a line here, as for patch."""
    label = name.replace("\t", " ").replace("\n", " ")
    for line in difflib.unified_diff(_lines(old), _lines(new), label, label):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [*(line + "\n" for line in lines[:-1]), *lines[-1:]] if lines[-1] else [line + "\n" for line in lines[:-1]]


def write_diff(stream: TextIO, name: str, old: str, new: str) -> None:
    """Write the diff: to the letter, or harmless and in colour if a person reads it."""
    console = console_for(stream)
    for line in unified(name, old, new):
        if console.is_terminal:
            _show(console, line)
        else:
            stream.write(line)


def _show(console: Console, line: str) -> None:
    heading = line.startswith(("--- ", "+++ "))
    console.print(Text(shown(line.rstrip("\r\n")), "bold" if heading else STYLE.get(line[0], "")))
