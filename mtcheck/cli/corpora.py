"""What `mtcheck corpus` does once its options are read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, TextIO

import click

from mtcheck.cli.running import BROKEN, PASSED, tell
from mtcheck.project.project import Project
from mtcheck.run.runner import jobs_of

if TYPE_CHECKING:
    from mtcheck.corpus.running import Tally

UNUSED = ("severity", "baseline", "per-path", "per-file-ignores", "fail-on", "fail-under", "max-findings")


@contextmanager
def extra_needed() -> Iterator[None]:
    """Within it a library that is not there becomes one line."""
    try:
        yield
    except ImportError as e:
        if e.name not in ("pyarrow", "duckdb"):
            raise
        raise click.ClickException(f"corpora need a library ({e.name}): pip install 'mtcheck[corpus]'") from None


def run_corpus(
    source: str,
    target: str,
    project: Project,
    stream: TextIO,
    *,
    text_column: str,
    source_column: str | None,
    keep: Sequence[str],
    prefix: str,
    largest: int | None,
    part_rows: int | None,
    restart: bool,
    time_limit: float,
) -> int:
    """Check a corpus and say what was done; the exit code."""
    from mtcheck.corpus.batches import Columns
    from mtcheck.corpus.files import find, passed_over
    from mtcheck.corpus.parts import Folder
    from mtcheck.corpus.rows import LARGEST
    from mtcheck.corpus.running import ROWS, Job, WriteError, apart, run

    if unused := [name for name in UNUSED if project.origins[name] != "default"]:
        tell(project.file or "settings", f"no effect on a corpus: {', '.join(unused)}")
    kept = tuple(dict.fromkeys(name.strip() for names in keep for name in names.split(",") if name.strip()))
    columns = Columns(text_column, source_column, kept, prefix)
    jobs = jobs_of(project["jobs"])
    begin = time.monotonic()
    try:
        apart(source, target)
        most, rows = largest or LARGEST, part_rows or ROWS
        job = Job(find(source), Folder(target), columns, project.settings, most, jobs, rows, time_limit or None)
        for notice in passed_over(source):
            tell(*notice)
        with _watched() as shown:
            tally = run(job, anew=restart, tell=shown)
    except WriteError as e:
        tell(str(e.filename or target), f"cannot write: {(e.strerror or str(e)).lower()}; finished parts are kept")
        return BROKEN
    except ValueError as e:  # NoInput, ColumnError, OutputError
        raise click.ClickException(str(e)) from None
    except KeyboardInterrupt:
        tell(target, "interrupted; finished parts are kept, and the same command goes on")
        raise
    for problem in (*tally.broken, *tally.problems):
        tell(*problem)
    stream.writelines(line + "\n" for line in _said(tally, source, target, time.monotonic() - begin, jobs))
    return BROKEN if tally.problems else PASSED


def _said(tally: Tally, source: str, target: str, seconds: float, jobs: int) -> Iterator[str]:
    """What was done, in a few lines."""
    from mtcheck.report.cells import shown

    skipped = tally.skipped.total()
    before = f", {tally.known:,} were there before" if tally.known else ""
    yield f"{shown(source)}: {tally.rows:,} rows, {tally.rows - skipped:,} checked, {skipped:,} skipped{before}"
    for what, counts in (("skipped", tally.skipped), ("without a score", tally.unjudged)):
        if counts:
            yield f"{what}: " + "; ".join(f"{n:,} {shown(why)}" for why, n in counts.most_common())
    rate = f"; {tally.words / seconds:,.0f} words/s in {jobs} process{'es' * (jobs > 1)}" if tally.words else ""
    yield f"{tally.words:,} words, {tally.findings:,} findings, {seconds:,.1f} s{rate}"
    more = " (what could not be read is missing)" if tally.problems else ""
    yield f"{shown(target)}: {tally.parts:,} part{'s' * (tally.parts != 1)} written{more}"


def _watched() -> AbstractContextManager[Callable[[Tally], object]]:
    """A progress bar for a person who watches."""
    if not sys.stderr.isatty():
        return nullcontext(bool)
    from mtcheck.report.progress import share_bar

    return share_bar()


def _of_run(path: str, folder: str) -> bool:
    """Whether a path names what a run keeps in its folder."""
    from mtcheck.corpus.parts import LOCK, MANIFEST, PARTS
    from mtcheck.project.trust import inside

    own = (os.path.join(folder, name) for name in (LOCK, MANIFEST))
    return inside(path, os.path.join(folder, PARTS)) or os.path.realpath(path) in map(os.path.realpath, own)


def report_corpus(
    folder: str,
    by: Sequence[str],
    site: str | None,
    week: str | None,
    most: int,
    style: str,
    output_file: str | None,
    stream: TextIO,
) -> int:
    """Write what the results of a run add up to; the exit code."""
    from mtcheck.corpus.figures import figures
    from mtcheck.corpus.report import write_report
    from mtcheck.run.outputs import Staged

    if output_file is not None and _of_run(output_file, folder):
        raise click.UsageError(f"--output-file would overwrite {output_file}, which belongs to the run")
    try:
        found = figures(folder, [tuple(n.strip() for n in names.split(",")) for names in by], site, week, most)
    except ValueError as e:  # OutputError, ColumnError
        raise click.ClickException(str(e)) from None
    except OSError as e:
        tell(str(e.filename or folder), f"cannot be read: {(e.strerror or str(e)).lower()}")
        return BROKEN
    for problem in found.broken:
        tell(*problem)
    if output_file is None:
        write_report(stream, found, style)
        return BROKEN if found.broken else PASSED
    try:
        staged = Staged(output_file)
        try:
            write_report(staged.stream, found, style)
            staged.finish()
        finally:
            staged.discard()
    except OSError as e:
        tell(str(e.filename or output_file), f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN
    return BROKEN if found.broken else PASSED
