"""A corpus on one machine: files in, parts out, with what was skipped and why."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from mtcheck.checking.checker import check
from mtcheck.checking.settings import Settings
from mtcheck.corpus.batches import RESULTS, ColumnError, Columns, checked
from mtcheck.corpus.files import ROW, SKIP, InputFile, Known, NoInput, Piece, blocks, failed, read, schema_of
from mtcheck.corpus.parts import Folder, Manifest, OutputError, plain
from mtcheck.corpus.rows import LARGEST, kind_of
from mtcheck.reading.files import Problem

ROWS = 2_000  # of a part: at 600 words a minute or less of work, which is what a kill can cost
LARGEST_PART = 100_000_000  # bytes of rows, whatever their number: columns that are kept may be long
BLOCK = 256  # rows that are checked together, after each of which the progress is told
FILE_COLUMN, ROW_COLUMN = "file", "row"  # of the output, beside those kept and the results


@dataclass(frozen=True)
class Job:
    """A corpus, how it is checked, and where the parts go."""

    files: Sequence[InputFile]
    folder: Folder
    columns: Columns
    settings: Settings
    largest: int = LARGEST
    jobs: int = 1
    rows: int = ROWS
    limit: float | None = None  # seconds that a few rows may take (see check_batches)


@dataclass
class Tally:
    """What a run did. `known`: the rows that earlier runs had done; `broken`: parts of theirs that were made again.
    `skipped`: rows that were not checked, by why; `unjudged`: rows that were and have no score, by why; `share`: of the
    bytes of the input that have been read."""

    parts: int = 0
    rows: int = 0
    known: int = 0
    words: int = 0
    findings: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    unjudged: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    share: float = 0.0


class WriteError(OSError):
    """What was made cannot be kept."""


def run(job: Job, *, anew: bool = False, tell: Callable[[Tally], object] = bool) -> Tally:
    """Check what is not checked yet; `tell` is called with what has been done so far. `anew`: forget earlier runs.

    Raises NoInput, ColumnError and OutputError (ValueErrors, for a user), WriteError if the disk is full. Whatever is
    raised, finished parts are kept."""
    tally = Tally()
    schemas = _schemas(job, tally)
    try:
        with job.folder.locked():
            manifest = _manifest(job, schemas, anew)
            known, tally.broken = job.folder.known(job.files, manifest.digest)
            tally.known = sum(end - first for k in known.values() for first, end in k.ranges)
            job.folder.write_manifest(manifest)
            _parts(job, schemas, manifest, known, tally, tell)
            job.folder.write_manifest(replace(manifest, problems=tally.problems, finished=True))
    except WriteError:
        raise
    except OSError as e:
        raise WriteError(e.errno, e.strerror or str(e), e.filename or job.folder.path) from None
    return tally


def _schemas(job: Job, tally: Tally) -> dict[str, pa.Schema]:
    """What is read of each file; those that cannot be read, or lack a column, are problems. Raises NoInput if none is
    left."""
    schemas = {}
    for file in job.files:
        try:
            schemas[file.name] = schema_of(file, job.columns)
        except ColumnError as e:
            tally.problems.append(Problem(file.name, str(e)))
        except (OSError, ValueError, pa.ArrowException) as e:
            tally.problems.append(failed(file, e))
    if not schemas:
        more = f" (and so {len(tally.problems) - 1} more)" if len(tally.problems) > 1 else ""
        raise NoInput("{}: {}{}".format(*tally.problems[0], more))
    if not any(file.size for file in job.files if file.name in schemas):
        raise NoInput(f"{next(iter(schemas))}: is empty{' (and so are all)' if len(schemas) > 1 else ''}")
    return schemas


def _manifest(job: Job, schemas: Mapping[str, pa.Schema], anew: bool) -> Manifest:
    """What this run goes by; the same as the earlier runs, or they are forgotten. Raises OutputError, OSError."""
    report = check("", settings=job.settings)
    signature = report.score.signature.rpartition("|words:")[0]
    columns = job.columns
    configuration = {
        "signature": signature,
        **plain(job.settings),
        "text_column": columns.text,
        "source_column": columns.source,
        "keep": list(columns.keep or ()),
        "prefix": columns.prefix,
        "largest": job.largest,
    }
    if columns.source:
        from mtcheck.bitext.meaning import edition

        configuration["meanings"] = edition()
    files = {f.name: (f.size, f.changed) for f in job.files}
    threshold = job.settings.calibration.threshold
    made = Manifest(configuration, signature, threshold, _output(columns, list(schemas.values())), files)
    before = job.folder.manifest()
    if anew:
        job.folder.begin_anew()
        return made
    if before is None:
        job.folder.begin()
        return made
    made = made.with_types_of(before)
    if difference := before.differs(made, job.folder.held(before.files)):
        what = "take a new folder, or --restart, which checks all of it again"
        raise OutputError(f"{job.folder.path} holds another run ({difference}); {what}")
    mended = before.mended(made)
    for name in mended:
        job.folder.forget(name)
    return replace(made, problems=[p for p in before.problems if p.name not in mended])


def _output(columns: Columns, schemas: Sequence[pa.Schema]) -> pa.Schema:
    """The schema of the parts: the types of columns to keep are those of the first file that has values. Raises
    ColumnError if two columns would have one name."""
    kept = []
    for name in columns.keep or ():
        types = (s.field(name).type for s in schemas)
        kept.append(pa.field(name, next((t for t in types if not pa.types.is_null(t)), pa.string())))
    own = [pa.field(columns.prefix + FILE_COLUMN, pa.string()), pa.field(columns.prefix + ROW_COLUMN, pa.int64())]
    made = pa.schema([*own, *kept, *(f.with_name(columns.prefix + f.name) for f in RESULTS)])
    for name in made.names:
        if made.names.count(name) > 1:
            raise ColumnError(f"the results have a column {name!r} too; give them a --prefix")
    return made


def _parts(
    job: Job,
    schemas: Mapping[str, pa.Schema],
    manifest: Manifest,
    known: Mapping[str, Known],
    tally: Tally,
    tell: Callable[[Tally], object],
) -> None:
    """Make the parts that are missing."""
    waiting: deque[tuple[InputFile, Piece]] = deque()
    names = manifest.schema.names
    columns = replace(job.columns, keep=tuple(names[: len(names) - len(RESULTS)]), skip=SKIP)
    total = max(1, sum(f.size for f in job.files))

    def batches() -> Iterator[pa.RecordBatch]:
        read_before = 0
        for file in (f for f in job.files if f.name in schemas):
            for item in _prepared(job, file, known.get(file.name, Known()), manifest.schema):
                if isinstance(item, Problem):
                    tally.problems.append(item)
                    continue
                block, rows = item
                waiting.append((file, block))
                yield rows
                tally.share = (read_before + min(1.0, block.share) * file.size) / total
            read_before += file.size

    part = _Part(job, manifest, tally)
    with closing(checked(batches(), columns, job.settings, job.largest, job.jobs, job.limit)) as results:
        for result in results:
            rows = result.cast(manifest.schema)
            part.add(*waiting.popleft(), rows)
            _count(tally, rows, job.columns.prefix)
            tell(tally)
    part.write()


class _Part:
    """Results that become a part: rows of one file that follow each other."""

    def __init__(self, job: Job, manifest: Manifest, tally: Tally) -> None:
        self._job, self._digest, self._tally = job, manifest.digest, tally
        self._file: InputFile | None = None
        self._first = self._end = 0
        self._rows: list[pa.RecordBatch] = []

    def add(self, file: InputFile, block: Piece, rows: pa.RecordBatch) -> None:
        """Add the results of a block; what came before is written if they do not belong to it. Raises OSError."""
        many = sum(r.num_rows for r in self._rows) + rows.num_rows > self._job.rows
        full = many or sum(r.nbytes for r in self._rows) > LARGEST_PART
        if full or file is not self._file or block.first != self._end:
            self.write()
            self._file, self._first = file, block.first
        self._rows.append(rows)
        self._end = block.end

    def write(self) -> None:
        """Write what there is. Raises OSError."""
        if self._file and self._rows:
            self._job.folder.write_part(self._file, self._first, self._end, self._rows, self._digest)
            self._tally.parts += 1
        self._rows = []


def _prepared(
    job: Job, file: InputFile, known: Known, schema: pa.Schema
) -> Iterator[tuple[Piece, pa.RecordBatch] | Problem]:
    """The blocks of a file that are not known, ready to be checked."""
    for block in blocks(read(file, job.columns, known, job.rows), min(BLOCK, job.rows)):
        if isinstance(block, Problem):
            yield block
            continue
        rows = _selected(file, block, job.columns, schema)
        yield rows if isinstance(rows, Problem) else (block, rows)


def _selected(file: InputFile, block: Piece, columns: Columns, schema: pa.Schema) -> pa.RecordBatch | Problem:
    """The rows of a block with the columns that the results keep, of the types that all parts have."""
    rows = block.rows
    kept = {
        columns.prefix + FILE_COLUMN: pa.array([_name(file)] * rows.num_rows, pa.string()),
        columns.prefix + ROW_COLUMN: rows.column(ROW),
    }
    for name in columns.keep or ():
        try:
            kept[name] = rows.column(name).cast(schema.field(name).type, safe=not _text(schema.field(name).type))
        except pa.ArrowException as e:
            return failed(file, ColumnError(f"the column {name!r}: {e}"), block.first, block.end)
    for extra in (columns.text, columns.source, SKIP):
        if extra:
            kept.setdefault(extra, rows.column(extra))
    return pa.RecordBatch.from_arrays(list(kept.values()), names=list(kept))


def _text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _name(file: InputFile) -> str:
    """The name as others can read it: file names need not be UTF-8."""
    return os.fsencode(file.name).decode("utf-8", "replace")


def _count(tally: Tally, rows: pa.RecordBatch, prefix: str) -> None:
    words, why = rows.column(f"{prefix}words"), rows.column(f"{prefix}why_not")
    tally.rows += rows.num_rows
    tally.words += pc.sum(words).as_py() or 0
    tally.findings += len(rows.column(f"{prefix}findings").flatten())
    for reason, number in zip(why.to_pylist(), words.to_pylist(), strict=True):
        if reason is not None:
            (tally.skipped if number is None else tally.unjudged)[kind_of(reason)] += 1


def apart(source: str, target: str) -> None:
    """Raises OutputError if the results would go to where the input is, and be read as such."""
    if not target:
        raise OutputError("the folder of the results has no name")
    inside, outside = os.path.realpath(target), os.path.realpath(source)
    if inside == outside or inside.startswith(outside.rstrip(os.sep) + os.sep):
        raise OutputError(f"{target} lies in {source}; take a folder outside of it")
