"""Parquet files: row group by row group, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from mtcheck.corpus.batches import Columns
from mtcheck.corpus.files import ENOUGH, ROW, SKIP, InputFile, Known, Piece, failed, wanted
from mtcheck.reading.files import Problem

BUFFER = 1 << 20  # bytes that are read ahead of a column; without it the whole of it would be
BROKEN = (OSError, pa.ArrowException)


def schema(file: InputFile) -> pa.Schema:
    """The columns of a file."""
    with _opened(file) as parquet:
        return parquet.schema_arrow.remove_metadata()


def pieces(file: InputFile, columns: Columns, known: Known, most: int) -> Iterator[Piece | Problem]:
    """The rows that are not known, some at a time. A row group that is broken costs its own rows."""
    try:
        parquet = _opened(file)
    except BROKEN as e:
        yield failed(file, e)
        return
    names = wanted(columns)
    with parquet:
        start, total = 0, max(1, parquet.metadata.num_rows)
        for k in range(parquet.num_row_groups):
            end = start + parquet.metadata.row_group(k).num_rows
            if any(True for _ in known.gaps(start, end)):
                each = parquet.metadata.row_group(k).total_byte_size // max(1, end - start)
                few = max(1, min(most, ENOUGH // max(1, each)))
                batches = parquet.iter_batches(few, row_groups=[k], columns=names, use_threads=False)
                yield from _group(batches, file, names, known, start, end, total)
            start = end


def _opened(file: InputFile) -> pq.ParquetFile:
    return pq.ParquetFile(file.path, buffer_size=BUFFER, pre_buffer=False, page_checksum_verification=True)


def _group(
    batches: Iterator[pa.RecordBatch],
    file: InputFile,
    names: Sequence[str],
    known: Known,
    start: int,
    end: int,
    total: int,
) -> Iterator[Piece | Problem]:
    """The rows of one row group."""
    at = start
    try:
        for batch in batches:
            for first, stop in known.gaps(at, at + batch.num_rows):
                yield Piece(first, stop, _numbered(batch.slice(first - at, stop - first), names, first), stop / total)
            at += batch.num_rows
    except BROKEN as e:
        yield failed(file, e, at, end)


def _numbered(batch: pa.RecordBatch, names: Sequence[str], first: int) -> pa.RecordBatch:
    columns = [batch.column(name) for name in names]
    numbers = pa.array(range(first + 1, first + 1 + batch.num_rows), pa.int64())
    return pa.RecordBatch.from_arrays(
        [*columns, numbers, pa.nulls(batch.num_rows, pa.string())], names=[*names, ROW, SKIP]
    )
