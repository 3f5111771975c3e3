"""How languages are told from each other: the few lines of all tables that this needs, in one file.

`index.tsv` beside the tables is made from them by scripts/build_index.py, so that a text is looked at without
reading forty tables. Where it does not name just the languages whose tables stand beside it, the tables are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.bitext.folder import FOLDER

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
def languages(folder: Path = FOLDER) -> dict[str, Entry]:
    """Code -> entry of each language that has a table. Raises BadTable if one is needed and wrong."""
    paths = sorted(folder.glob("*.toml"))
    if (folder / FILE).is_file():
        found = read((folder / FILE).read_text(encoding="utf-8"))
        if list(found) == [p.stem for p in paths]:
            return found
    return {p.stem: entry(p) for p in paths}


def entry(path: Path) -> Entry:
    """The entry of a language, from its table. Raises BadTable for a wrong one."""
    from mtcheck.bitext.language import read_table  # only where there is no index

    table = read_table(path)
    texts = {key: " ".join(str(table.get(key, "")).split()) for key in Entry._fields}
    return _of({**texts, "code": path.stem, "known": "ratio" in table})


def written(entries: Iterable[Entry]) -> str:
    """The text of the file: a line for each language, its fields with tabs between."""
    return "".join("\t".join(str(x or "") for x in row) + "\n" for row in entries)


def read(text: str) -> dict[str, Entry]:
    """The entries of the file, by code."""
    rows = (zip(Entry._fields, line.split("\t"), strict=True) for line in text.splitlines())
    return {entry.code: entry for entry in map(_of, map(dict, rows))}


def _of(row: Mapping[str, Any]) -> Entry:
    return Entry(**{**row, "known": bool(row["known"])})
