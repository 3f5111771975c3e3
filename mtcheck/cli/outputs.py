"""Where the reports of a check go: `--format`, `--output-file`, `--output` and the setting `output`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, NamedTuple, Self, TextIO

import click

from mtcheck.project.keys import ConfigError
from mtcheck.project.project import Project
from mtcheck.reading.files import Input, Problem
from mtcheck.report.cells import upright
from mtcheck.report.formats import Reporter, names, reporter
from mtcheck.run.filters import SIDECAR
from mtcheck.run.outputs import Staged

READ = ("glossary", "forbidden-terms", "baseline")  # settings that name a file to read
OWN = re.compile(  # how a report begins that may lie among the articles: a page, or JSON
    rb"<!doctype html>\n.*?<title>[^<]* \xe2\x80\x93 mtcheck</title>"
    rb'|\{\s+"version": \d+,\s+"tool": \{\s+"name": "mtcheck"',
    re.DOTALL,
)
BEGINNING = 2000  # bytes in which that stands


class Output(NamedTuple):
    """A report to write: its format and its file, None for standard output."""

    style: str
    path: str | None


def wanted_outputs(
    style: str | None,
    output_file: str | None,
    words: Sequence[str],
    project: Project,
    inputs: Sequence[str],
    found: Callable[[], Iterable[str]] = tuple,
) -> list[Output]:
    """The reports that are asked for, by options or else by the setting. `inputs` are files that are named and will be
    read, `found` those that will be found; it is called only if a report exists already. Raises UsageError."""
    one = style or output_file
    wanted = [_output(word) for word in words] or ([] if one else _configured(project))
    if one or not wanted:
        wanted.insert(0, Output(style or "text", output_file))
    paths = [path for _, path in wanted]
    for path in paths:
        if paths.count(path) > 1:
            raise click.UsageError(f"two reports for {path or 'standard output'}; write one as FORMAT:FILE")
        if path and os.path.exists(path):
            _refuse_overwriting([*inputs, *_beside(inputs, project)], path)
            if not _own(path):
                _refuse_overwriting(found(), path, "; give it another name, or exclude it")
    return wanted


def unread(files: Iterable[Input | Problem], wanted: Sequence[Output]) -> Iterator[Input | Problem]:
    """The files without the reports of an earlier run, which are about to be written again."""
    reports = {os.path.realpath(path) for _, path in wanted if path}
    for file in files:
        if not (reports and isinstance(file, Input) and file.path and os.path.realpath(file.path) in reports):
            yield file


def _own(path: str) -> bool:
    """Whether a file is a report of an earlier run, by its first bytes."""
    try:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                return OWN.match(file.read(BEGINNING)) is not None
    except OSError:  # writing will tell
        pass
    return False


def _beside(inputs: Sequence[str], project: Project) -> list[str]:
    """What else a run reads: the configuration, the files that it names, and suppressions beside the articles."""
    own = [project.file]
    for key in READ:
        try:
            own.append(project.path(key))
        except ConfigError:  # which the run will tell, if it wants the file
            continue
    return [*(path for path in own if path), *(f"{path}{SIDECAR}" for path in inputs if path)]


def _configured(project: Project) -> list[Output]:
    """The reports that the configuration names; their files count from its folder, those of the
    environment from the working folder. Raises UsageError."""
    outputs = [_output(word) for word in project["output"]]
    if project.given("output"):
        return outputs
    try:
        return [Output(s, path and project.reached("output", path, write=True)) for s, path in outputs]
    except ConfigError as e:
        raise click.UsageError(str(e)) from None


def _output(word: str) -> Output:
    style, colon, path = word.partition(":")
    if style not in names():
        import difflib

        close = difflib.get_close_matches(style, names(), 1)
        hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names())}"
        raise click.UsageError(f"no output format {style!r}; {hint}")
    if colon and not path:
        raise click.UsageError(f"--output {word}: no file after the colon")
    return Output(style, path or None)


def _refuse_overwriting(inputs: Iterable[str], path: str, hint: str = "") -> None:
    for given in inputs:
        if os.path.exists(given) and os.path.samefile(given, path):
            raise click.UsageError(f"--output-file would overwrite {click.format_filename(given)}{hint}")


class Outputs:
    """The reports being written. Left without an error all files appear whole in their places, else none does."""

    def __init__(self, wanted: Sequence[Output], options: Mapping[str, Any]) -> None:
        """`options` of the formats, each for those that take it. Raises OSError, with the file's name."""
        self._files: list[Staged] = []
        self.reporters: list[Reporter] = []
        self.to_terminal = False
        with ExitStack() as stack:
            stack.callback(self._discard)
            for style, path in wanted:
                self.reporters.append(reporter(style, self._stream(path), **options))
                self.to_terminal |= path is None and sys.stdout.isatty()
            stack.pop_all()

    @property
    def readability(self) -> bool:
        """Whether a report shows the readability figures."""
        return any(r.readability for r in self.reporters)

    def _stream(self, path: str | None) -> TextIO:
        if path is None:
            return upright(sys.stdout)
        self._files.append(Staged(path))
        return self._files[-1].stream

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Raises OSError if a file cannot be put in its place."""
        try:
            for file in self._files if kind is None else ():
                file.finish()
        finally:
            self._discard()

    def _discard(self) -> None:
        """Leave no trace of the files that are not finished."""
        for file in self._files:
            file.discard()
