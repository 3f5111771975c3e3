"""Texts that are none: what holds a NUL character is refused, as a file and from Python alike."""

from __future__ import annotations

BINARY = "binary data (it holds NUL characters)"


def refuse_binary(*texts: str | None) -> None:
    """Raises ValueError if one of the texts holds a NUL character."""
    if any(isinstance(text, str) and "\0" in text for text in texts):
        raise ValueError(BINARY)
