"""What the results of a run add up to, by DuckDB over the parts. It gets them as Arrow, and may touch no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from mtcheck.checking.registry import UnknownRule, find
from mtcheck.checking.scoring import STRAIN
from mtcheck.corpus.batches import RESULTS, ColumnError
from mtcheck.corpus.parts import Folder, Manifest, OutputError, sound
from mtcheck.corpus.rows import DETAILS
from mtcheck.corpus.running import FILE_COLUMN, ROW_COLUMN
from mtcheck.reading.files import Problem

STEP = 5  # points of the score that a bar of the histogram stands for
WORST = 20  # rows with the lowest scores that are named
LABEL = 120  # characters of a value that tables show
CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "2GB",
    "lock_configuration": "true",
}
HOST = r"^[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?(?:www\.)?([^/:?#]+)"


class Sums(NamedTuple):
    """What some rows add up to. `checked` rows are those that were not skipped, `scored` those with a score, of which
    `passed` reach the passing score; `families`: findings of each."""

    label: tuple[str, ...]
    rows: int
    checked: int
    scored: int
    passed: int
    mean_score: float | None
    words: int
    findings: int
    families: Mapping[str, int] = {}

    @property
    def per_thousand(self) -> float:
        """Findings per 1,000 words."""
        return 1000 * self.findings / self.words if self.words else 0.0

    @property
    def share_passed(self) -> float | None:
        return self.passed / self.scored if self.scored else None


class Table(NamedTuple):
    """Rows added up by some columns; `left_out`: groups beyond the largest; `undated`: of weeks, rows of no known
    date, which are in no group."""

    title: str
    sums: tuple[Sums, ...]
    left_out: int = 0
    undated: int = 0


class RuleCount(NamedTuple):
    """How often a rule found something, and in how many rows."""

    code: str
    name: str
    findings: int
    rows: int


class Worst(NamedTuple):
    """A row with one of the lowest scores."""

    file: str
    row: int
    score: float
    words: int
    findings: int


@dataclass(frozen=True)
class Figures:
    """What a folder of results adds up to. `skipped` and `unjudged`: (why, rows), the most frequent first; `scores`:
    rows by steps of the score; `problems`: what could not be read; `broken`: parts that cannot."""

    folder: str
    manifest: Manifest
    total: Sums
    scores: tuple[int, ...]
    rules: tuple[RuleCount, ...]
    skipped: tuple[tuple[str, int], ...]
    unjudged: tuple[tuple[str, int], ...]
    tables: tuple[Table, ...]
    worst: tuple[Worst, ...]
    broken: tuple[Problem, ...] = field(default=())

    @property
    def problems(self) -> list[Problem]:
        return self.manifest.problems


def figures(
    path: str, by: Sequence[Sequence[str]] = (), site: str | None = None, week: str | None = None, most: int = 50
) -> Figures:
    """Add up a folder of results. `by`: columns that tables are made by, of each the `most` largest groups.

    Raises OutputError for what is no such folder, ColumnError for columns that are not there, OSError."""
    folder = Folder(path)
    manifest = folder.manifest()
    if manifest is None or not {*_own(manifest)} <= {*manifest.schema.names}:
        raise OutputError(f"{path} holds no results of mtcheck corpus run")
    for name in [n for names in by for n in names] + [n for n in (site, week) if n]:
        if name not in manifest.schema.names:
            kept = ", ".join(map(str, manifest.configuration.get("keep") or ())) or "none"
            raise ColumnError(f"no column {name!r} in the results; kept were: {kept} (corpus run --keep {name})")
    parts = folder.parts()
    good = [p for p in parts if sound(p, manifest.digest)]
    used = dict.fromkeys([*_own(manifest), *(n for names in by for n in names), *(n for n in (site, week) if n)])
    schema = pa.schema([manifest.schema.field(name) for name in used])
    try:
        return _figures(path, manifest, schema, parts, good, by, site, week, most)
    except duckdb.Error:
        good = [p for p in good if _readable(p, schema)]  # all of each is read only now, for the time it takes
    try:
        return _figures(path, manifest, schema, parts, good, by, site, week, most)
    except duckdb.Error as e:
        raise OutputError(f"{path} cannot be added up: {' '.join(str(e).split())[:200]}") from None


def _figures(
    path: str,
    manifest: Manifest,
    schema: pa.Schema,
    parts: Sequence[str],
    good: Sequence[str],
    by: Sequence[Sequence[str]],
    site: str | None,
    week: str | None,
    most: int,
) -> Figures:
    """The sums of the good ones of the parts. Raises duckdb.Error."""
    broken = tuple(
        Problem(p, "is broken, and not counted; remove it and run again") for p in sorted({*parts} - {*good})
    )
    keys = [(", ".join(names), [_shown(_column(schema, n)) for n in names], False) for names in by]
    keys += [(f"site ({site})", [_host(_column(schema, site))], False)] if site else []
    keys += [(f"week ({week})", [_week(_column(schema, week))], True)] if week else []
    with duckdb.connect(":memory:", config=CLOSED) as db:
        db.register("results", ds.dataset(good, schema=schema, format=_checksums()))
        db.execute(_view(manifest, schema, [names for _, names, _ in keys]))
        return Figures(
            path,
            manifest,
            _total(db, manifest),
            _scores(db),
            _rules(db),
            _reasons(db, "words is null"),
            _reasons(db, "words is not null"),
            tuple(_table(db, manifest, k, title, most, in_order) for k, (title, _, in_order) in enumerate(keys)),
            tuple(Worst(*row) for row in db.execute(WORST_ROWS).fetchall()),
            broken,
        )


WORST_ROWS = f"""
select file, "row", score, words, len(findings) from r where score is not null order by score, file, "row" limit {WORST}
"""


def _own(manifest: Manifest) -> dict[str, str]:
    """The columns of the results as they are called there, and what they are without the prefix."""
    prefix = manifest.configuration.get("prefix") or ""
    own = (*(f.name for f in RESULTS), FILE_COLUMN, ROW_COLUMN)
    return {f"{prefix}{name}": name for name in own}


def _column(schema: pa.Schema, name: str) -> str:
    """What a column is called in queries: by its place, since DuckDB does not tell `Engine` from `engine`, and names
    can be anything."""
    return f"c{schema.names.index(name)}"


def _view(manifest: Manifest, schema: pa.Schema, keys: Sequence[Sequence[str]]) -> str:
    """A view `r` of the results with names of its own, and the keys of tables in k0, k1, …: whatever the columns of a
    corpus are called, the queries are always the same."""
    columns = [f'{_column(schema, name)} as "{plain}"' for name, plain in _own(manifest).items()]
    columns += [f"[{', '.join(names)}] as k{k}" for k, names in enumerate(keys)]
    places = ", ".join(f"c{k}" for k in range(len(schema)))
    return f"create temp view r as select {', '.join(columns)} from results as t({places})"


def _checksums() -> ds.ParquetFileFormat:
    """Parquet, of which pages that are not as they were written are noticed."""
    return ds.ParquetFileFormat(
        default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
    )


def _readable(part: str, schema: pa.Schema) -> bool:
    """Whether all that is asked for of a part can be read."""
    try:
        for _ in ds.dataset(part, schema=schema, format=_checksums()).to_batches():
            pass
    except (OSError, pa.ArrowException):
        return False
    return True


def _sums(manifest: Manifest) -> str:
    bar = manifest.threshold - STRAIN - 1e-9  # what strain takes fails nothing
    return (
        f"count(*), count(words), count(score), count(*) filter (score >= {bar!r}), avg(score), "
        "coalesce(sum(words), 0)::bigint, coalesce(sum(len(findings)), 0)::bigint"
    )


def _added(label: tuple[str, ...], row: Sequence[Any], families: Mapping[str, int]) -> Sums:
    """The values that `_sums` asks for."""
    rows, checked, scored, passed, mean, words, findings = row
    return Sums(label, rows, checked, scored, passed, mean, words, findings, families)


def _total(db: duckdb.DuckDBPyConnection, manifest: Manifest) -> Sums:
    [row] = db.execute(f"select {_sums(manifest)} from r").fetchall()
    families = db.execute(
        "select f.family, sum(f.findings)::bigint from (select unnest(families) as f from r) group by 1 order by 1"
    ).fetchall()
    return _added((), row, dict(families))


def _scores(db: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    bars = 100 // STEP
    query = f"select least(floor(score / {STEP}), {bars - 1})::int, count(*) from r where score is not null group by 1"
    counts = dict(db.execute(query).fetchall())
    return tuple(counts.get(k, 0) for k in range(bars))


def _rules(db: duckdb.DuckDBPyConnection) -> tuple[RuleCount, ...]:
    """In how many rows: counted within each row first, so that nothing has to be remembered of all of them."""
    found = db.execute(
        "select c, sum(n)::bigint, count(*) from (select unnest(map_entries(list_histogram(codes)), recursive := true) "
        "from (select list_transform(findings, lambda f: f.code) as codes from r)) as t(c, n) "
        "group by 1 order by 2 desc, 1"
    ).fetchall()
    return tuple(RuleCount(code, _rule_name(code), n, rows) for code, n, rows in found)


def _reasons(db: duckdb.DuckDBPyConnection, which: str) -> tuple[tuple[str, int], ...]:
    query = f"select regexp_replace(why_not, ?, ''), count(*) from r where why_not is not null and {which} group by 1"
    found = db.execute(f"{query} order by 2 desc, 1", [DETAILS]).fetchall()
    return tuple((why, n) for why, n in found)


def _table(db: duckdb.DuckDBPyConnection, manifest: Manifest, k: int, title: str, most: int, in_order: bool) -> Table:
    """The largest groups, the worst first; of weeks the latest, in their order."""
    order = "1 desc" if in_order else "2 desc, 1"
    which = f"where k{k} != ['']" if in_order else ""
    found = db.execute(
        f"select k{k}, {_sums(manifest)} from r {which} group by 1 order by {order} limit {int(most)}"
    ).fetchall()
    [(count, dated)] = db.execute(f"select count(distinct k{k}), count(*) from r {which}").fetchall()
    [(rows,)] = db.execute("select count(*) from r").fetchall()
    families: dict[tuple[str, ...], dict[str, int]] = {}
    query = (
        f"select k, f.family, sum(f.findings)::bigint from (select k{k} as k, unnest(families) as f from r "
        f"where list_contains(?, k{k})) group by 1, 2 order by 2"
    )
    for label, family, n in db.execute(query, [[row[0] for row in found]]).fetchall() if found else ():
        families.setdefault(tuple(label), {})[family] = n
    sums = [_added(tuple(row[0]), row[1:], families.get(tuple(row[0]), {})) for row in found]
    sums.sort(key=lambda s: s.label if in_order else (-s.per_thousand, s.label))
    return Table(title, tuple(sums), count - len(found), rows - dated)


def _shown(column: str) -> str:
    return f"coalesce(cast({column} as varchar)[:{LABEL}], '')"


def _host(column: str) -> str:
    """The host of an address, or what stands there instead."""
    value = f"lower(cast({column} as varchar))"
    return f"coalesce(nullif(regexp_extract({value}, '{HOST}', 1), ''), {value}, '')[:{LABEL}]"


def _week(column: str) -> str:
    return f"coalesce(strftime(try_cast(cast({column} as varchar) as timestamp), '%G-W%V'), '')"


def _rule_name(code: str) -> str:
    try:
        return find(code).name
    except UnknownRule:
        return ""
