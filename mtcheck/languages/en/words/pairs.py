"""Word lists written as pairs."""

from __future__ import annotations


def pairs(text: str) -> dict[str, str]:
    """From `went/go came/come` to {"went": "go", "came": "come"}."""
    out: dict[str, str] = {}
    for row in text.split():
        first, _, second = row.partition("/")
        out[first] = second
    return out
