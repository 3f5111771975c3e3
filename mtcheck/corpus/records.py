"""JSON lines and CSV, packed or not: read as a stream, a line or record at a time. Values are kept as strings."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa

from mtcheck.corpus.batches import ColumnError, Columns
from mtcheck.corpus.files import ENOUGH, JSONL, ROW, SKIP, TSV, InputFile, Known, Piece, failed, wanted
from mtcheck.reading.files import Problem

LONGEST = 64_000_000  # bytes of a line, characters of a field; what is longer is not held
BUFFER = 1 << 16  # bytes unpacked at a time, which is what is lost where a stream breaks off
MOST_UNPACKED = 200  # times its size that a packed file may hold; articles pack to a third or a tenth
AT_LEAST = 1_000_000_000  # bytes that it may hold whatever its size
LOOKED_AT = 100  # lines of JSON whose keys are the columns
BROKEN = (OSError, pa.ArrowException, csv.Error, EOFError, zlib.error)
TYPES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


class Record(NamedTuple):
    """A record: its number (that of its line in JSON), from 0, its values by column, or why it has none."""

    number: int
    values: Mapping[str, Any]
    skip: str | None = None


def schema(file: InputFile) -> pa.Schema | None:
    """The columns of a file: the header of CSV, in JSON lines what the first lines have; None for a file without a
    line. Raises ColumnError, and what `BROKEN` lists."""
    names: list[str] = []
    empty = True
    try:
        with _stream(file) as (stream, _):
            if file.kind == JSONL:
                for number, line in islice(_lines(stream, Known()), LOOKED_AT):
                    empty = False
                    names += [name for name in _parsed(number, line).values if name not in names]
            else:
                names = next(_csv(file, stream), [])
                empty = not names
    except BROKEN:
        if not names:
            raise
    if empty:
        return None
    if not names:
        raise ColumnError("its first lines are no JSON objects in UTF-8")
    try:
        return pa.schema([(name, pa.large_string()) for name in names])
    except UnicodeEncodeError:
        raise ColumnError("its header is not UTF-8") from None


def pieces(file: InputFile, columns: Columns, known: Known, most: int) -> Iterator[Piece | Problem]:
    """The records that are not known, some at a time. Where the stream breaks the rest of the file is lost."""
    first = end = size = 0
    waiting: list[Record] = []
    broken: Exception | None = None
    try:
        with _stream(file) as (stream, raw):
            for record in _records(file, stream, known):
                apart = sum(e - b for b, e in known.gaps(end, record.number)) != record.number - end
                if waiting and (len(waiting) == most or size > ENOUGH or apart):
                    yield _piece(waiting, columns, first, end, raw.tell() / max(1, file.size))
                    first, waiting, size = end, [], 0
                if apart:
                    first = record.number
                waiting.append(record)
                end = record.number + 1
                size += sum(len(value) for value in record.values.values() if isinstance(value, str))
    except BROKEN as e:
        broken = e
    if waiting:
        yield _piece(waiting, columns, first, end, 1.0)
    if broken:
        yield failed(file, broken, end)


@contextmanager
def _stream(file: InputFile) -> Iterator[tuple[io.BufferedReader, Any]]:
    """What the file holds, unpacked, and the file itself, whose `tell` says how far it has been read."""
    with open(file.path, "rb") as raw:
        if not file.packed:
            yield raw, raw
            return
        if file.packed == "zstd":
            packed = pa.CompressedInputStream(pa.PythonFile(raw), "zstd")
            yield io.BufferedReader(_Unpacked(packed.readinto, file.size), BUFFER), raw
        else:
            import bz2
            import gzip

            opened: Any = gzip.GzipFile(fileobj=raw) if file.packed == "gzip" else bz2.BZ2File(raw)
            with opened:
                yield io.BufferedReader(_Unpacked(opened.readinto1, file.size), BUFFER), raw


class TooMuch(OSError):
    """A packed file holds more than one that somebody meant to be read."""


class _Unpacked(io.RawIOBase):
    """What a packed file of so many bytes holds, up to MOST_UNPACKED times as much. Raises TooMuch."""

    def __init__(self, read: Callable[[Any], int | None], size: int) -> None:
        self._read, self._left = read, max(AT_LEAST, MOST_UNPACKED * size)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        count = self._read(buffer)
        self._left -= count or 0
        if self._left < 0:
            raise TooMuch(f"it holds more than {MOST_UNPACKED} times its size, unpacked")
        return count


def _records(file: InputFile, stream: io.BufferedReader, known: Known) -> Iterator[Record]:
    if file.kind == JSONL:
        for number, line in _lines(stream, known):
            yield _parsed(number, line)
        return
    rows = _csv(file, stream)
    header = next(rows, [])
    for number, row in enumerate(rows):
        if not known.holds(number):
            wrong = f"the row has {len(row)} fields, the header {len(header)}" if len(row) != len(header) else None
            yield Record(number, dict(zip(header, row, strict=False)), wrong)


def _csv(file: InputFile, stream: io.BufferedReader) -> Iterator[list[str]]:
    """The rows, without empty ones. Bytes that are no UTF-8 come as surrogates."""
    csv.field_size_limit(LONGEST)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    return (row for row in csv.reader(text, delimiter="\t" if file.kind == TSV else ",") if row)


def _lines(stream: io.BufferedReader, known: Known) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not empty and not known, with their numbers; None for one that is too long to hold."""
    number = -1
    while line := stream.readline(LONGEST):
        number += 1
        whole = line
        while not whole.endswith(b"\n") and (whole := stream.readline(LONGEST)):
            line = b""
        if known.holds(number):
            continue
        if not line:
            yield number, None
        elif line.strip():
            yield number, line


def _parsed(number: int, line: bytes | None) -> Record:
    if line is None:
        return Record(number, {}, f"the line has more than {LONGEST:,} bytes")
    try:
        values = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return Record(number, {}, "the line is not UTF-8")
    except msgspec.ValidationError:  # of more than 4,300 digits, or more than a float can hold
        return Record(number, {}, "a number in the line is too large to be read")
    except RecursionError:
        return Record(number, {}, "the line is nested too deeply")
    except msgspec.DecodeError as e:
        return Record(number, {}, f"the line is no JSON: {' '.join(str(e).split())[:100]}")
    return Record(number, values) if isinstance(values, dict) else Record(number, {}, "the line is no JSON object")


def _piece(records: Sequence[Record], columns: Columns, first: int, end: int, share: float) -> Piece:
    """Records as a table. [first, end) holds the lines without a record too."""
    names = wanted(columns)
    values = [_array([_bytes(r.values.get(name)) for r in records]) for name in names]
    numbers = pa.array([r.number + 1 for r in records], pa.int64())
    skips = pa.array([r.skip or _no_text(r.values, columns) for r in records], pa.string())
    rows = pa.RecordBatch.from_arrays([*values, numbers, skips], names=[*names, ROW, SKIP])
    return Piece(first, end, rows, share)


def _no_text(values: Mapping[str, Any], columns: Columns) -> str | None:
    """Why a record is to be skipped: what should be its text is none."""
    for what, name in (("text", columns.text), ("source", columns.source)):
        value = values.get(name) if name else None
        if value is not None and not isinstance(value, str):
            return f"the {what} is {TYPES[type(value)]}, no string"
    return None


def _bytes(value: Any) -> bytes | None:
    """A value as UTF-8, or what was in its place; what is no string as JSON."""
    if value is None:
        return None
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else msgspec.json.encode(value)


def _array(values: Sequence[bytes | None]) -> pa.Array:
    """Bytes as text, as Parquet has it: not looked at yet."""
    return pa.array(values, pa.large_binary()).cast(pa.large_string(), safe=False)
