"""What a command needs before it runs: the project, the reporters, the runner; made from options."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

from mtcheck.project.keys import ConfigError
from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.reading.files import Input, Problem
from mtcheck.report.formats import FORMATS, Reporter, reporter
from mtcheck.run.inputs import STDIN, find_all
from mtcheck.run.runner import Runner, jobs_of

if TYPE_CHECKING:
    from mtcheck.run.companions import Companions
    from mtcheck.run.outputs import Staged

KEYS = {
    "select": "select",
    "ignore": "ignore",
    "min_confidence": "min-confidence",
    "preview": "preview",
    "threshold": "threshold",
    "allowed": "allowed",
    "fail_on": "fail-on",
    "fail_under": "fail-under",
    "max_findings": "max-findings",
    "max_per_rule": "max-per-rule",
    "profile": "profile",
    "jobs": "jobs",
    "cache": "cache",
    "baseline": "baseline",
    "json_pointer": "json-pointer",
    "html_selector": "html-selector",
    "encoding": "encoding",
    "source_lang": "source-lang",
    "glossary": "glossary",
    "forbidden": "forbidden-terms",
    "force_exclude": "force-exclude",
}


def project_of(
    paths: Sequence[str], stdin_filename: str | None, config: str | None, isolated: bool, **options: Any
) -> Project:
    """The settings in force. Raises UsageError."""
    if stdin_filename and STDIN not in paths:
        raise click.UsageError("--stdin-filename is for standard input; give - as a PATH")
    if config and isolated:
        raise click.UsageError("--config contradicts --isolated")
    given = {KEYS[name]: _plain(value) for name, value in options.items() if _given(name, value)}
    if (jobs := given.get("jobs")) and str(jobs).isdigit():
        given["jobs"] = int(jobs)
    start = [*paths, *([stdin_filename] if stdin_filename else [])]
    try:
        project = load(start, config=config, isolated=isolated, given=given)
        project.check_rules()
        _ = project.settings, project.gates()
    except ConfigError as e:
        raise click.UsageError(str(e)) from None
    except ValueError as e:  # UnknownRule is one
        raise click.UsageError(str(e)) from None
    return project


def _given(name: str, value: Any) -> bool:
    """Whether an option was given. A flag that was not is False, and so is --no-cache."""
    return value is not None and value != () and (value is not False or name == "cache")


def _plain(value: Any) -> Any:
    return [w.strip() for v in value for w in v.split(",") if w.strip()] if isinstance(value, tuple) else value


def files_of(paths: Sequence[str], stdin_filename: str | None, project: Project) -> Iterator[Input | Problem]:
    """The files that the paths mean."""
    chosen = project.filter if project["exclude"] or project["include"] or project["respect-gitignore"] else None
    return find_all(paths, stdin_filename or "<stdin>", project.reading, chosen, project["force-exclude"])


@contextmanager
def runner_of(
    project: Project, changed_since: str | None = None, paths: Sequence[str] = (), *, readability: bool = False
) -> Iterator[Runner]:
    """The runner, with its cache open. Raises UsageError."""
    runner = Runner(project, jobs_of(project["jobs"]), readability)
    if baseline := project.path("baseline"):
        from mtcheck.run.filters.baseline import Baseline, BaselineError

        try:
            runner.baseline = Baseline.read(baseline)
        except BaselineError as e:
            raise click.UsageError(str(e)) from None
    if changed_since:
        runner.changes = _changes(changed_since, paths)
    if not project["cache"]:
        yield runner
        return
    import sqlite3

    from mtcheck.cli.running import tell
    from mtcheck.run.cache import Cache

    folder = project.path("cache-dir") or ""
    try:
        runner.cache = Cache(os.path.join(project.root, folder))
        yield runner
        runner.cache.close()
    except (sqlite3.Error, OSError) as e:
        if isinstance(e, BrokenPipeError) or (runner.cache is not None and isinstance(e, OSError)):
            raise
        tell(folder, f"cannot use the cache: {e}; go on without (--no-cache)")
        if runner.cache is None:
            yield runner


def _changes(revision: str, paths: Sequence[str]) -> Any:
    from mtcheck.run.filters.changes import Changes, GitError

    first = next((p for p in paths if p != STDIN), ".")
    folder = first if os.path.isdir(first) else os.path.dirname(first) or "."
    try:
        return Changes(revision, folder)
    except GitError as e:
        raise click.UsageError(f"--changed-since: {e}") from None


class Outputs:
    """The reports to write: each a format and a file, or standard output."""

    def __init__(self, wanted: Sequence[tuple[str, str | None]], text_options: Mapping[str, Any]) -> None:
        """Raises OSError, with the file's name."""
        self._files: list[Staged] = []
        self.reporters: list[Reporter] = []
        self.streams_to_terminal = False
        with ExitStack() as stack:
            stack.callback(self.discard)
            for style, path in wanted:
                self.reporters.append(reporter(style, self._stream(path), **text_options))
                self.streams_to_terminal |= path is None and sys.stdout.isatty()
            stack.pop_all()

    def _stream(self, path: str | None) -> TextIO:
        if path is None:
            return sys.stdout
        from mtcheck.run.outputs import Staged

        self._files.append(Staged(path))
        return self._files[-1].stream

    def finish(self) -> None:
        """Put the files in their places. Raises OSError."""
        for file in self._files:
            file.finish()

    def discard(self) -> None:
        """Leave no trace of those not finished."""
        for file in self._files:
            file.discard()


def wanted_outputs(
    style: str | None, output_file: str | None, outputs: Sequence[str], project: Project
) -> list[tuple[str, str | None]]:
    """(format, file) of each report. Raises UsageError."""
    rows = [_output(word) for word in outputs]
    if style or output_file or not rows:
        if not (style or output_file or rows):
            rows = [_output(word) for word in project["output"]]
        if style or output_file or not rows:
            rows.insert(0, (style or "text", output_file))
    for where in {path for _, path in rows}:
        if sum(path == where for _, path in rows) > 1:
            raise click.UsageError(f"two reports for {where or 'standard output'}; write one as FORMAT:FILE")
    return rows


def _output(word: str) -> tuple[str, str | None]:
    style, colon, path = word.partition(":")
    if style not in FORMATS:
        import difflib

        close = difflib.get_close_matches(style, FORMATS, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(FORMATS)}"
        raise click.UsageError(f"no output format {style!r}; {hint}")
    if colon and not path:
        raise click.UsageError(f"--output {word}: no file after the colon")
    return style, path or None


def companions_of(
    paths: Sequence[str],
    source: str | None,
    source_dir: str | None,
    reference: str | None = None,
    by_line: bool = False,
) -> Companions | None:
    """Where sources and references are; None if none were named. Raises UsageError."""
    from mtcheck.run.companions import Companions

    if source and source_dir:
        raise click.UsageError("--source is for one article, --source-dir for several; give one of them")
    if (source or reference) and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise click.UsageError("--source and --reference are for one article; for sources of several use --source-dir")
    if by_line and not reference:
        raise click.UsageError("--sentence-metrics needs a --reference")
    if source_dir and not os.path.isdir(source_dir):
        raise click.UsageError(f"--source-dir: no folder {click.format_filename(source_dir)}")
    return Companions(source, source_dir, reference, by_line) if source or source_dir or reference else None


def check_once(
    paths: Sequence[str],
    stdin_filename: str | None,
    project: Project,
    wanted: Sequence[tuple[str, str | None]],
    text_options: Mapping[str, Any],
    changed_since: str | None,
    companions: Companions | None = None,
    *,
    off: bool,
) -> int:
    """Check files, write the reports; the exit code. `off`: no gate. Reports appear whole or not at all."""
    from mtcheck.cli.running import BROKEN, check_all, tell
    from mtcheck.report.summary import Summary

    try:
        outputs = Outputs(wanted, text_options)
    except OSError as e:
        tell(str(e.filename or wanted[0][1]), f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN
    summary = Summary(project.gates(off=off))
    try:
        figures = bool(text_options.get("readability")) or any(style in ("json", "jsonl") for style, _ in wanted)
        with runner_of(project, changed_since, paths, readability=figures) as runner:
            runner.companions = companions
            files = files_of(paths, stdin_filename, project)
            progress: Callable[[Iterable[Any]], Iterable[Any]] = iter
            if sys.stderr.isatty() and not outputs.streams_to_terminal:
                from mtcheck.report.progress import watched

                progress = watched
            code = check_all(files, runner, outputs.reporters, summary, progress)
        outputs.finish()
    except OSError as e:
        if isinstance(e, BrokenPipeError):
            raise
        tell(str(e.filename or "output"), f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN
    finally:
        outputs.discard()
    return code
