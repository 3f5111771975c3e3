"""How all commands write JSON."""

from __future__ import annotations

import json
from typing import TextIO

from mtcheck.report.cells import HASHES


def dumps(value: object) -> str:
    """JSON for people and programs: indented, text as it is."""
    return quiet(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def quiet(encoded: str) -> str:
    """The same JSON in which the log of a CI service finds no command (`##[`, `##vso[`), wherever it stands."""
    return HASHES.sub("\\\\u0023", encoded) if "##" in encoded else encoded


def write_ascii(stream: TextIO, value: object) -> None:
    """JSON for the programs of others: in ASCII, which none of them can misread."""
    stream.write(quiet(json.dumps(value, indent=1)))
    stream.write("\n")
