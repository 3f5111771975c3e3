"""Builds mtcheck/bitext/languages/index.tsv: what tells languages from each other, out of their tables.

Run it after a change in mtcheck/bitext/languages/*.toml; a test says when it was forgotten.
"""

from __future__ import annotations

from glob import glob
from pathlib import Path

from mtcheck.bitext.folder import FOLDER
from mtcheck.bitext.index import FILE, entry, written


def index() -> str:
    """The text of the file."""
    return written(map(entry, sorted(glob(f"{FOLDER}/*.toml"))))


if __name__ == "__main__":
    Path(FOLDER, FILE).write_text(index(), encoding="utf-8")
