"""How all commands write JSON."""

from __future__ import annotations

import json
import re
from typing import TextIO

from mtcheck.report.cells import HASHES

# JSON may hold these as they are, and a terminal may obey them: U+009B is as good as ESC [, U+202E turns the rest of
# the line around.
CONTROLS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def dumps(value: object) -> str:
    """JSON for people and programs: indented, text as it is but for what could steer a terminal."""
    whole = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    return quiet(CONTROLS.sub(lambda m: f"\\u{ord(m.group()):04x}", whole)) + "\n"


def quiet(encoded: str) -> str:
    """The same JSON in which the log of a CI service finds no command (`##[`, `##vso[`), wherever it stands."""
    return HASHES.sub("\\\\u0023", encoded) if "##" in encoded else encoded


def write_ascii(stream: TextIO, value: object) -> None:
    """JSON for the programs of others: in ASCII, which none of them can misread."""
    stream.write(quiet(json.dumps(value, indent=1)))
    stream.write("\n")
