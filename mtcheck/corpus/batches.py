"""`check_batches`: Arrow record batches in, record batches out, exactly what Spark's `mapInArrow` calls."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from mtcheck.checking.checker import DEFAULT, check
from mtcheck.checking.settings import Settings
from mtcheck.corpus.rows import LARGEST, NO_TEXT, Outcome, Row, lost, outcomes
from mtcheck.run.processes import Order, Workers

FINDING = pa.struct(
    [
        ("code", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.float32()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("quote", pa.string()),
        ("message", pa.string()),
        ("fix", pa.string()),
    ]
)
FAMILY = pa.struct([("family", pa.string()), ("findings", pa.int32())])
RESULTS = (
    pa.field("score", pa.float64()),
    pa.field("words", pa.int32()),
    pa.field("findings", pa.list_(FINDING)),
    pa.field("families", pa.list_(FAMILY)),
    pa.field("why_not", pa.string()),
)
UNIT, UNIT_BYTES = 32, 250_000  # rows, and bytes of text, that a process gets at a time
SHOWN = 20  # columns that a message names
AHEAD = 4  # units for each process that wait, and two batches at least: nobody is idle, and memory stays flat


class ColumnError(ValueError):
    """Columns that are not there, or are not what they should be; the message is for a user."""


@dataclass(frozen=True)
class Columns:
    """Which columns are read and written. `keep`: those that are passed on, None for all. The columns of the results
    have the names score, words, findings, families and why_not, after the `prefix`. `skip`: a column that says of a row
    why it is not to be checked."""

    text: str = "text"
    source: str | None = None
    keep: tuple[str, ...] | None = None
    prefix: str = ""
    skip: str | None = None

    def kept(self, schema: pa.Schema) -> list[str]:
        """The columns that are passed on. Raises ColumnError."""
        names = list(schema.names)
        wanted = [self.text, *([self.source] if self.source else []), *(self.keep or ())]
        for name in wanted:
            if names.count(name) != 1:
                more = f" and {len(names) - SHOWN:,} more" if len(names) > SHOWN else ""
                shown = ", ".join(names[:SHOWN]) + more
                raise ColumnError(f"{'two columns' if name in names else 'no column'} {name!r}; there are: {shown}")
        for name in wanted[: 2 if self.source else 1]:
            if not _textual(schema.field(name).type):
                raise ColumnError(f"the column {name!r} holds no text but {schema.field(name).type}")
        kept = names if self.keep is None else list(self.keep)
        if double := set(kept) & {self.prefix + f.name for f in RESULTS}:
            raise ColumnError(f"the results have a column {min(double)!r} too; give them a prefix")
        return kept

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """That of the output, for input of this schema. Raises ColumnError."""
        kept = [schema.field(name) for name in self.kept(schema)]
        return pa.schema([*kept, *(f.with_name(self.prefix + f.name) for f in RESULTS)])


def output_schema(
    schema: pa.Schema,
    *,
    text_column: str = "text",
    source_column: str | None = None,
    keep: Sequence[str] | None = None,
    prefix: str = "",
) -> pa.Schema:
    """The schema of what `check_batches` gives for input of this schema. Raises ColumnError."""
    return Columns(text_column, source_column, None if keep is None else tuple(keep), prefix).schema(schema)


def check_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text_column: str = "text",
    source_column: str | None = None,
    keep: Sequence[str] | None = None,
    prefix: str = "",
    settings: Settings | None = None,
    largest: int = LARGEST,
    jobs: int = 1,
    limit: float | None = None,
) -> Iterator[pa.RecordBatch]:
    """Check the articles of a table. For each batch one batch of as many rows, with the columns to `keep` (all), and:

    score (0 to 100, null if there is none), words, findings (list of structs; offsets are code points into the text),
    families (how many findings of each) and why_not: why there is no score. Where words is null too the row was not
    checked: it has no text, is not UTF-8, has more than `largest` bytes (its text or its source), or took the process
    that checked it with it. A source that is null means a text without one.

    `jobs`: the number of processes; 1 is for engines, which have their own. `limit`: the seconds that a few rows may
    take (UNIT, UNIT_BYTES); then the process is ended, each of them is checked alone, and the one that takes longer
    alone is skipped. With a limit there is a process besides this one even for one job. Memory is bounded by the
    batches: a few of them are held at a time. Raises ColumnError, a ValueError, if columns are missing or of
    the wrong type.
    """
    columns = Columns(text_column, source_column, None if keep is None else tuple(keep), prefix)
    yield from checked(batches, columns, settings or DEFAULT, largest, jobs, limit)


def checked(
    batches: Iterable[pa.RecordBatch],
    columns: Columns,
    settings: Settings,
    largest: int,
    jobs: int,
    limit: float | None = None,
) -> Generator[pa.RecordBatch, None, None]:
    """As `check_batches`, which says what is meant."""
    if jobs > 1 or limit:
        yield from _in_processes(batches, columns, settings, largest, jobs, limit)
        return
    for batch in batches:
        schema = columns.schema(batch.schema)
        yield _built(batch, schema, outcomes(_rows(batch, columns, largest), settings))


def check_table(table: pa.Table, **options: object) -> pa.Table:
    """`check_batches` for a whole table, with its options."""
    names = ("text_column", "source_column", "keep", "prefix")
    schema = output_schema(table.schema, **{n: v for n, v in options.items() if n in names})  # type: ignore[arg-type]
    return pa.Table.from_batches(check_batches(table.to_batches(), **options), schema=schema)  # type: ignore[arg-type]


class _Waiting(NamedTuple):
    """A batch, the schema of its results, and the units of it that have been given out."""

    batch: pa.RecordBatch
    schema: pa.Schema
    orders: list[Order[Row, Outcome]]


def _in_processes(
    batches: Iterable[pa.RecordBatch],
    columns: Columns,
    settings: Settings,
    largest: int,
    jobs: int,
    limit: float | None,
) -> Iterator[pa.RecordBatch]:
    warm = partial(check, "Read once.", settings=settings)
    workers: Workers[Row, Outcome] = Workers(jobs, partial(outcomes, settings=settings), lost, warm, limit or None)
    waiting: deque[_Waiting] = deque()
    stream = iter(batches)
    try:
        while True:
            while len(waiting) < 2 or sum(not o.done.done() for w in waiting for o in w.orders) < jobs * AHEAD:
                if (batch := next(stream, None)) is None:
                    break
                schema = columns.schema(batch.schema)
                orders = [workers.submit(unit) for unit in _units(_rows(batch, columns, largest))]
                waiting.append(_Waiting(batch, schema, orders))
            if not waiting:
                return
            first = waiting.popleft()
            results = [outcome for order in first.orders for outcome in workers.results(order)]
            yield _built(first.batch, first.schema, results)
    finally:
        workers.end()


def _units(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows, a few at a time."""
    unit: list[Row] = []
    size = 0
    for row in rows:
        if unit and (len(unit) == UNIT or size + len(row.text) > UNIT_BYTES):
            yield unit
            unit, size = [], 0
        unit.append(row)
        size += len(row.text)
    if unit:
        yield unit


# From Arrow


def _textual(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    tests: tuple[Callable[[pa.DataType], bool], ...] = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_string_view,
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_binary_view,
        pa.types.is_null,
    )
    return any(test(kind) for test in tests)


def _bytes(column: pa.Array) -> pa.Array:
    """A column of text as bytes: what a file calls UTF-8 need not be."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column.cast(pa.large_binary())


def _rows(batch: pa.RecordBatch, columns: Columns, largest: int) -> list[Row]:
    """The rows of a batch. What is too large is not even copied."""
    texts = _bytes(batch.column(columns.text))
    sizes = pc.binary_length(texts).to_pylist()
    sources = _bytes(batch.column(columns.source)) if columns.source else None
    others = pc.binary_length(sources).to_pylist() if sources is not None else [None] * len(sizes)
    skips = batch.column(columns.skip).to_pylist() if columns.skip else [None] * len(sizes)
    rows = []
    for k, (size, other, skip) in enumerate(zip(sizes, others, skips, strict=True)):
        if skip is not None:
            rows.append(Row(b"", None, skip))
        elif size is None:
            rows.append(Row(b"", None, NO_TEXT))
        elif max(size, other or 0) > largest:
            what = "text" if size > largest else "source"
            rows.append(Row(b"", None, f"the {what} has more than {largest:,} bytes"))
        else:
            source = sources[k].as_py() if sources is not None else None
            rows.append(Row(texts[k].as_py(), source))
    return rows


# To Arrow


def _built(batch: pa.RecordBatch, schema: pa.Schema, results: Sequence[Outcome]) -> pa.RecordBatch:
    """The batch with its results. Built column by column: by rows it would take as long as some checks."""
    kept = [_valid(batch.column(field.name)) for field in list(schema)[: len(schema) - len(RESULTS)]]
    findings = [f for r in results for f in r.findings]
    families = [f for r in results for f in r.families]
    score, words, _, _, why = RESULTS
    made = [
        pa.array([r.score for r in results], score.type),
        pa.array([r.words for r in results], words.type),
        _lists([len(r.findings) for r in results], _structs(FINDING, findings)),
        _lists([len(r.families) for r in results], _structs(FAMILY, families)),
        pa.array([r.why_not for r in results], why.type),
    ]
    return pa.RecordBatch.from_arrays([*kept, *made], schema=schema)


def _structs(kind: pa.StructType, values: Sequence[tuple[object, ...]]) -> pa.StructArray:
    columns = list(zip(*values, strict=True)) or [()] * kind.num_fields
    arrays = [pa.array(column, kind.field(k).type) for k, column in enumerate(columns)]
    return pa.StructArray.from_arrays(arrays, fields=[kind.field(k) for k in range(kind.num_fields)])


def _lists(counts: Sequence[int], values: pa.Array) -> pa.ListArray:
    offsets = [0]
    for count in counts:
        offsets.append(offsets[-1] + count)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)


def _valid(column: pa.Array) -> pa.Array:
    """A column that is passed on. What is not UTF-8 in it is replaced: other programs refuse a table for it."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        raw = column.cast(pa.large_binary()).to_pylist()
        return pa.array([None if v is None else v.decode("utf-8", "replace") for v in raw], column.type)
    return column
