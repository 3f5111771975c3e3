"""The files of a corpus: which there are, what each kind is read by, and rows cut into blocks."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa

from mtcheck.corpus.batches import Columns
from mtcheck.reading.files import Problem

PARQUET, JSONL, CSV, TSV = "parquet", "jsonl", "csv", "tsv"
KINDS = {".parquet": PARQUET, ".jsonl": JSONL, ".ndjson": JSONL, ".csv": CSV, ".tsv": TSV}
PACKED = {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}
UNSEEN = (".", "_")  # how names begin that engines pass over too (_SUCCESS, _temporary)
ROW, SKIP = "\0row", "\0skip"  # columns beside those of the file
ROWS = 64  # read at a time: few, so that very long texts are not many at once
ENOUGH = 16_000_000  # bytes of a block, whatever its number of rows


class NoInput(ValueError):
    """There is nothing to read; the message is for a user."""


class InputFile(NamedTuple):
    """A file: where it is, its name within the corpus (with /), its kind, how it is packed ("": not), its size in bytes
    and when it changed (nanoseconds)."""

    path: str
    name: str
    kind: str
    packed: str
    size: int
    changed: int


class Piece(NamedTuple):
    """Some rows as they were read: the numbers [first, end) of rows of the file that they are all of, counted from 0,
    and what share of the file has been read."""

    first: int
    end: int
    rows: pa.RecordBatch
    share: float


@dataclass(frozen=True)
class Known:
    """The rows of a file that need not be read again: ranges [first, end), in order, none overlapping."""

    ranges: Sequence[tuple[int, int]] = ()

    def gaps(self, first: int, end: int) -> Iterator[tuple[int, int]]:
        """The ranges between two rows that are not known."""
        k = max(0, bisect_right(self.ranges, (first,)) - 1)
        while first < end:
            while k < len(self.ranges) and self.ranges[k][1] <= first:
                k += 1
            if k == len(self.ranges):
                yield first, end
                return
            begin, stop = self.ranges[k]
            if begin > first:
                yield first, min(begin, end)
            first = max(first, stop)

    def holds(self, row: int) -> bool:
        """Whether a row is known."""
        return not any(True for _ in self.gaps(row, row + 1))


def find(path: str) -> list[InputFile]:
    """The files of a corpus, a file or a folder with all below it; nothing hidden. Raises NoInput."""
    if os.path.isfile(path):
        file = _file(path, os.path.basename(path))
        if file is None:
            raise NoInput(f"{path} is no table that can be read ({_readable()})")
        return [file]
    if not os.path.isdir(path):
        raise NoInput(f"no file or folder {path}")
    files = sorted(_below(path), key=lambda f: f.name)
    if not files:
        raise NoInput(f"{path} holds no table that can be read ({_readable()})")
    return files


def _below(root: str) -> Iterator[InputFile]:
    for place, folders, names in os.walk(root, onerror=_unread):
        folders[:] = [f for f in folders if not f.startswith(UNSEEN)]
        for name in names:
            path = os.path.join(place, name)
            file = _file(path, os.path.relpath(path, root).replace(os.sep, "/"))
            if file and not name.startswith(UNSEEN):
                yield file


def _unread(error: OSError) -> None:
    raise NoInput(f"{error.filename}: cannot be read: {(error.strerror or str(error)).lower()}")


def passed_over(path: str) -> list[Problem]:
    """What of a folder `find` does not take though it may be meant to be read: links that lead nowhere or to folders
    (which may lead in a circle), and files of other kinds, by kind."""
    found, others = [], Counter[str]()
    for place, folders, names in os.walk(path):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        folders[:] = [f for f in folders if not f.startswith(UNSEEN)]
        for name in (*links, *names):
            whole = os.path.join(place, name)
            about = os.path.relpath(whole, path).replace(os.sep, "/")
            if name.startswith(UNSEEN):
                continue
            if name in links:
                found.append(Problem(about, "passed over: a link to a folder"))
            elif os.path.islink(whole) and not os.path.exists(whole):
                found.append(Problem(about, "passed over: a link that leads nowhere"))
            elif not _file(whole, about):
                others[os.path.splitext(name)[1].lower() or "without an ending"] += 1
    if others:
        kinds = ", ".join(f"{n:,} {kind}" for kind, n in others.most_common(5))
        found.append(Problem(path, f"passed over: files of other kinds ({kinds})"))
    return found


def _readable() -> str:
    return f"{', '.join(KINDS)}; all but the first also with {', '.join(PACKED)}"


def _file(path: str, name: str) -> InputFile | None:
    """A file that can be read, None for any other."""
    stem, packed = name.lower(), ""
    for suffix, codec in PACKED.items():
        if stem.endswith(suffix):
            stem, packed = stem.removesuffix(suffix), codec
    kind = next((kind for suffix, kind in KINDS.items() if stem.endswith(suffix)), "")
    if not kind or (packed and kind == PARQUET) or not os.path.isfile(path):
        return None
    about = os.stat(path)
    return InputFile(path, name, kind, packed, about.st_size, about.st_mtime_ns)


def schema_of(file: InputFile, columns: Columns) -> pa.Schema:
    """The columns that are read of a file: the text, its source, those to keep. Raises ColumnError if they are not
    there, OSError and pa.ArrowException if the file cannot be read. Of a file without a line nobody knows the types."""
    if file.kind == PARQUET:
        from mtcheck.corpus.parquet import schema
    else:
        from mtcheck.corpus.records import schema
    found = schema(file)
    if found is None:
        return pa.schema([(name, pa.null()) for name in wanted(columns)])
    columns.kept(found)
    return pa.schema([found.field(name) for name in wanted(columns)])


def wanted(columns: Columns) -> list[str]:
    """The columns to read, each once."""
    source = [columns.source] if columns.source else []
    return list(dict.fromkeys([columns.text, *source, *(columns.keep or ())]))


def read(file: InputFile, columns: Columns, known: Known, most: int) -> Iterator[Piece | Problem]:
    """The rows of a file that are not known, at most so many at a time; a problem for rows that cannot be read. Each
    piece has the columns that are wanted, the number of the row (`ROW`, from 1), and why it is to be skipped (`SKIP`).
    """
    if file.kind == PARQUET:
        from mtcheck.corpus.parquet import pieces
    else:
        from mtcheck.corpus.records import pieces
    yield from pieces(file, columns, known, min(ROWS, most))


def blocks(stream: Iterator[Piece | Problem], most: int) -> Iterator[Piece | Problem]:
    """Pieces put together, as long as their rows follow each other, to at most so many rows."""
    waiting: list[Piece] = []
    size = 0
    for piece in stream:
        if isinstance(piece, Problem):
            yield piece
            continue
        full = waiting and (sum(p.rows.num_rows for p in waiting) + piece.rows.num_rows > most or size > ENOUGH)
        if waiting and (full or waiting[-1].end != piece.first):
            yield _joined(waiting)
            waiting, size = [], 0
        waiting.append(piece)
        size += piece.rows.nbytes
    if waiting:
        yield _joined(waiting)


def _joined(pieces: Sequence[Piece]) -> Piece:
    rows = pieces[0].rows
    if len(pieces) > 1:
        table = pa.Table.from_batches([p.rows for p in pieces])
        rows = pa.RecordBatch.from_arrays(
            [pa.concat_arrays(column.chunks) for column in table.columns], schema=table.schema
        )
    return Piece(pieces[0].first, pieces[-1].end, rows, pieces[-1].share)


def failed(file: InputFile, error: Exception, first: int | None = None, end: int | None = None) -> Problem:
    """What to say of rows [first, end) that cannot be read, counted from 0; of the whole file without them."""
    rows = "" if first is None else f"rows from {first + 1:,} on " if end is None else f"rows {first + 1:,} to {end:,} "
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return Problem(file.name, f"{rows}cannot be read: {reason}")
