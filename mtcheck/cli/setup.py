"""What a command needs before it runs, made from its options: the project, the files, the runner."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.reading.files import Input, Problem
from mtcheck.run.filters import SIDECAR, filters_of
from mtcheck.run.flow import Task
from mtcheck.run.inputs import STDIN, find_all
from mtcheck.run.runner import Runner, jobs_of

if TYPE_CHECKING:
    from mtcheck.readers.spans import Reader
    from mtcheck.run.companions import Companions
    from mtcheck.run.filters.changes import Changes


def project_of(
    paths: Sequence[str], stdin_filename: str | None, config: str | None, isolated: bool, **settings: Any
) -> Project:
    """The settings in force. `settings` are options with the names of their keys (`fail_on`: fail-on).

    Raises UsageError.
    """
    if stdin_filename and STDIN not in paths:
        raise click.UsageError("--stdin-filename is for standard input; give - as a PATH")
    if config and isolated:
        raise click.UsageError("--config contradicts --isolated")
    given = given_options(settings)
    start = [*paths, *([stdin_filename] if stdin_filename else [])]
    try:
        project = load(start, config=config, isolated=isolated, given=given, environ=os.environ)
        project.check_rules()
        _ = project.settings, project.gates()
    except ValueError as e:  # ConfigError and UnknownRule are such
        raise click.UsageError(str(e)) from None
    return project


def given_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given, by the names of their keys."""
    given = {name.replace("_", "-"): _plain(value) for name, value in settings.items() if _given(name, value)}
    if (jobs := given.get("jobs")) and str(jobs).isdigit():
        given["jobs"] = int(jobs)
    return given


def _given(name: str, value: Any) -> bool:
    """Whether an option was given. A flag that was not is False, and so is --no-cache."""
    return value is not None and value != () and (value is not False or name == "cache")


def _plain(value: Any) -> Any:
    return [w.strip() for v in value for w in v.split(",") if w.strip()] if isinstance(value, tuple) else value


def files_of(paths: Sequence[str], stdin_filename: str | None, project: Project) -> Iterator[Input | Problem]:
    """The files that the paths mean."""
    chosen = project.filter if project["exclude"] or project["include"] or project["respect-gitignore"] else None
    return find_all(
        paths, stdin_filename or "<stdin>", project.reading, chosen, project["force-exclude"], project["max-file-size"]
    )


def found_by(
    paths: Sequence[str], stdin_filename: str | None, project: Project, companions: Companions | None
) -> Iterator[str]:
    """The files that a run over the paths finds and reads: articles in folders, suppressions beside them, and their
    sources by name. Standard input is left alone."""
    files = [f for f in files_of([p for p in paths if p != STDIN], None, project) if isinstance(f, Input)]
    if stdin_filename and STDIN in paths:
        files.append(Input(stdin_filename, None))
    for file in files:
        if file.path is not None:
            yield file.path
            yield f"{file.path}{SIDECAR}"
        if companions and (source := companions.source_path(file, project.reading)):
            yield source


def task_of(
    project: Project,
    companions: Companions | None = None,
    changes: Changes | None = None,
    *,
    readability: bool = False,
    baseline: bool = True,
    readers: Sequence[Reader] = (),
) -> Task:
    """How files are examined: as the configuration says, without its baseline if told so. Raises UsageError."""
    known = None
    if baseline and project["baseline"]:
        from mtcheck.run.filters.baseline import configured

        try:
            known = configured(project)
        except ValueError as e:  # BaselineError and ConfigError are such
            raise click.UsageError(str(e)) from None
        if known and known.model != project["scoring"]:
            from mtcheck.cli.running import tell

            then = known.model or "those of an older mtcheck (linear)"
            tell(known.path, f"scores were {then} when it was recorded, now {project['scoring']}; record it anew")
    return Task(project, filters_of(project, known, changes), readability, companions, readers=readers)


@contextmanager
def runner_of(
    project: Project,
    changed_since: str | None = None,
    paths: Sequence[str] = (),
    companions: Companions | None = None,
    *,
    readability: bool = False,
    baseline: bool = True,
    readers: Sequence[Reader] = (),
) -> Iterator[Runner]:
    """The runner, with its cache open. Raises ClickException."""
    changes = _changes(changed_since, paths, project) if changed_since else None
    task = task_of(project, companions, changes, readability=readability, baseline=baseline, readers=readers)
    runner = Runner(task, jobs_of(project["jobs"]), changes=changes)
    if not project["cache"]:
        yield runner
        return
    import sqlite3

    from mtcheck.cli.running import tell
    from mtcheck.run.cache import Cache, Store

    folder = project["cache-dir"]
    try:
        folder = project.path("cache-dir", write=True) or folder
        cache = Cache(folder, links=project.vouched)
    except (sqlite3.Error, OSError, ValueError) as e:
        tell(folder, f"cannot use the cache: {e}; go on without (--no-cache)")
        yield runner
        return
    runner.store = Store(project, cache, partial(tell, folder), companions)
    yield runner
    runner.store.close()


def _changes(revision: str, paths: Sequence[str], project: Project) -> Changes:
    from mtcheck.run.filters.changes import Changes, GitError

    first = next((p for p in paths if p != STDIN), ".")
    folder = first if os.path.isdir(first) else os.path.dirname(first) or "."
    try:
        return Changes(revision, folder, project)
    except GitError as e:
        raise click.UsageError(f"--changed-since: {e}") from None


def companions_of(
    paths: Sequence[str],
    source: str | None,
    source_dir: str | None,
    reference: str | None = None,
    by_line: bool = False,
) -> Companions | None:
    """Where sources and references are; None if none were named. Raises UsageError."""
    if not (source or source_dir or reference or by_line):
        return None
    from mtcheck.run.companions import Companions

    if source and source_dir:
        raise click.UsageError("--source is for one article, --source-dir for several; give one of them")
    if (source or reference) and (len(paths) > 1 or os.path.isdir(paths[0])):
        raise click.UsageError("--source and --reference are for one article; for sources of several use --source-dir")
    if by_line and not reference:
        raise click.UsageError("--sentence-metrics needs a --reference")
    if source_dir and not os.path.isdir(source_dir):
        raise click.UsageError(f"--source-dir: no folder {click.format_filename(source_dir)}")
    return Companions(source, source_dir, reference, by_line)


def given_source(source: str | None, source_dir: str | None) -> tuple[str, ...]:
    """The option that gave the sources, and its value, for a command that is to be copied."""
    return ("--source", source) if source else ("--source-dir", source_dir) if source_dir else ()


def readers_of(
    paths: Sequence[str], spans: Sequence[str], project: Project, scores: Sequence[str] = ()
) -> tuple[list[Reader], list[Problem]]:
    """The readers that files of spans and scores stand for, and what is wrong with such files; without any nothing of
    readers is imported."""
    if not spans and not scores:
        return [], []
    from mtcheck.run.readers import readers_of as read

    alone = len(paths) == 1 and not os.path.isdir(paths[0])
    return read(spans, scores, alone, project["max-file-size"])
