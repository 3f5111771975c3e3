"""How all commands write JSON."""

from __future__ import annotations

import json
from typing import TextIO


def dumps(value: object) -> str:
    """JSON for people and programs: indented, text as it is."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def write_ascii(stream: TextIO, value: object) -> None:
    """JSON for the programs of others: in ASCII, which none of them can misread."""
    json.dump(value, stream, indent=1)
    stream.write("\n")
