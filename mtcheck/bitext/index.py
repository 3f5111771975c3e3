"""How languages are told from each other: the few lines of all tables that this needs, in one file.

`index.tsv` beside the tables is made from them by scripts/build_index.py, so that a text is looked at without
reading forty tables. Where it does not name just the languages whose tables stand beside it, the tables are read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.bitext.folder import FOLDER
from mtcheck.text.packaged import text_of

if TYPE_CHECKING:
    from pathlib import Path

FILE = "index.tsv"


class Entry(NamedTuple):
    """What tells a language from others: see the keys of the tables. `words` and `frequent` as the tables have them."""

    code: str
    name: str
    script: str
    known: bool
    own_letters: str
    foreign_letters: str
    words: str
    frequent: str


@cache
def languages(folder: str | Path = FOLDER) -> dict[str, Entry]:
    """Code -> entry of each language that has a table. Raises BadTable if one is needed and wrong."""
    codes = sorted(name.removesuffix(".toml") for name in os.listdir(folder) if name.endswith(".toml"))
    if os.path.isfile(index := os.path.join(folder, FILE)):
        found = read(text_of(index))
        if list(found) == codes:
            return found
    return {code: entry(os.path.join(folder, f"{code}.toml")) for code in codes}


def entry(path: str) -> Entry:
    """The entry of a language, from its table. Raises BadTable for a wrong one."""
    from pathlib import Path

    from mtcheck.bitext.language import read_table  # only where there is no index

    table = read_table(Path(path))
    texts = {key: " ".join(str(table.get(key, "")).split()) for key in Entry._fields}
    return _of({**texts, "code": Path(path).stem, "known": "ratio" in table})


def written(entries: Iterable[Entry]) -> str:
    """The text of the file: a line for each language, its fields with tabs between."""
    return "".join("\t".join(str(x or "") for x in row) + "\n" for row in entries)


def read(text: str) -> dict[str, Entry]:
    """The entries of the file, by code."""
    rows = (zip(Entry._fields, line.split("\t"), strict=True) for line in text.splitlines())
    return {entry.code: entry for entry in map(_of, map(dict, rows))}


def _of(row: Mapping[str, Any]) -> Entry:
    return Entry(**{**row, "known": bool(row["known"])})
