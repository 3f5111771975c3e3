"""Tables of segments, TSV and CSV: the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import partial

from mtcheck.reading.base import File, Format, Options, Segment, Segments, decoded, never
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.rewrite import table

SUFFIXES = (".tsv", ".csv")
SOURCE_NAMES = ("source", "src", "original")
TARGET_NAMES = ("target", "tgt", "translation", "mt", "hypothesis")
ID_NAMES = ("id", "segment", "key", "name")
LONGEST_FIELD = 1 << 24


def read(data: bytes, name: str, options: Options) -> File:
    """A table of segments."""
    delimiter = "\t" if name.lower().endswith(".tsv") else ","
    again = partial(_rewritten, data, delimiter, options)
    return File("", segments=Segments(lambda: _rows(data, delimiter, options), again))


FORMAT = Format(read, folders=never, bilingual=True)


def _rewritten(data: bytes, delimiter: str, options: Options, new: Mapping[int, str]) -> bytes:
    """The table with new translations, by the number of the segment."""
    text, encoding = decoded(data, options)
    raw = _raw(text, delimiter)
    first = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    column = _column([n.strip().lower() for n in first], TARGET_NAMES)
    assert column is not None  # it has been read
    return encoding.encode(table(text, delimiter, raw, column, new))


def _raw(text: str, delimiter: str) -> bool:
    """Whether quotation marks mean nothing: tab-separated files hardly ever quote."""
    return delimiter == "\t" and '"' not in text.split("\n", 1)[0]


def _rows(data: bytes, delimiter: str, options: Options) -> Iterator[Segment]:
    """The segments of a table, row by row."""
    text = decoded(data, options).text
    csv.field_size_limit(LONGEST_FIELD)
    lines = io.StringIO(text, newline="")
    raw = _raw(text, delimiter)
    rows = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if raw else csv.QUOTE_MINIMAL)
    names = [n.strip().lower() for n in next(rows, [])]
    source, target, key = (_column(names, known) for known in (SOURCE_NAMES, TARGET_NAMES, ID_NAMES))
    if source is None or target is None:
        raise Unreadable("the first row must name the columns: source and target (and id, if there is one)")
    try:
        line = rows.line_num
        needed = max(source, target, key or 0) + 1  # what stands behind is not read
        for number, row in enumerate(rows, 2):
            first, line = line + 1, rows.line_num
            if not row:
                continue
            if len(row) < needed:
                raise Unreadable(f"row {number} has {len(row)} column{'s' * (len(row) != 1)}, not {len(names)}")
            yield Segment(row[key] if key is not None else str(number - 1), row[source], row[target], "", first)
    except csv.Error as e:
        raise Unreadable(f"not a table ({e})") from None


def _column(names: list[str], known: tuple[str, ...]) -> int | None:
    """The number of the column with the first of these names that there is. Raises Unreadable if two have it."""
    name = next((k for k in known if k in names), None)
    if name is not None and names.count(name) > 1:
        raise Unreadable(f"the first row names {names.count(name)} columns “{name}”; one of each is read")
    return names.index(name) if name is not None else None
