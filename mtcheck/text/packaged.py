"""Files of data that stand beside a module. Plain functions: to load pathlib takes longer than to read most of them."""

from __future__ import annotations

import os


def beside(module: str, *names: str) -> str:
    """The path of a file beside a module, which is named by its `__file__`."""
    return os.path.join(os.path.dirname(module), *names)


def bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def text_of(path: str) -> str:
    return bytes_of(path).decode("utf-8")


def lines_of(path: str) -> list[str]:
    """The lines of a list, without those that are empty or comments (`#`)."""
    return [line for line in text_of(path).splitlines() if line and not line.startswith("#")]
