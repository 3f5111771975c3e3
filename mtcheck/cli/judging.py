"""Runs `mtcheck judge`: a check whose files a language model reads too."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mtcheck.checking.merging import LONGEST_NAME, shortened
from mtcheck.cli.outputs import Output, Outputs, unread
from mtcheck.cli.running import BROKEN, check_all, tell
from mtcheck.cli.setup import files_of, readers_of, task_of
from mtcheck.cli.unused import told
from mtcheck.judge.endpoint import Endpoint
from mtcheck.judge.judge import Judge
from mtcheck.judge.kept import Kept, usual_folder
from mtcheck.judge.limits import Limits
from mtcheck.project.keys import ConfigError
from mtcheck.project.project import Project
from mtcheck.report.progress import watched
from mtcheck.report.summary import Summary
from mtcheck.run.runner import Runner

if TYPE_CHECKING:
    from mtcheck.run.companions import Companions

KEY = "MTCHECK_JUDGE_KEY"  # the usual variable, which need not be there
__all__ = ["Asked", "endpoint_of", "judge_all", "usual_folder"]


class Asked(NamedTuple):
    """What is asked, and how. `folder`: where answers are kept, None for nowhere."""

    endpoint: Endpoint
    limits: Limits
    samples: int
    optional: bool
    folder: str | None


def endpoint_of(project: Project, variable: str, *, unencrypted: bool) -> Endpoint:
    """The server and the model that whoever runs this means, with the key of an environment variable. Raises
    UsageError, which quotes no key."""
    try:
        url, model = project.sending("judge-url"), project.sending("judge-model")
        if not url or not model:
            raise ValueError("say which server and model: --url http://127.0.0.1:8080/v1 --model NAME")
        if variable not in (KEY, *os.environ):
            raise ValueError(f"--key-from {variable}: there is no such environment variable")
        return Endpoint(url, model, os.environ.get(variable, "").strip(), unencrypted)
    except ValueError as e:  # ConfigError is one
        where = "" if isinstance(e, ConfigError) else "the model: "
        raise click.UsageError(f"{where}{e}") from None


def judge_all(
    paths: Sequence[str],
    stdin_filename: str | None,
    project: Project,
    wanted: Sequence[Output],
    options: Mapping[str, Any],
    companions: Companions | None,
    asked: Asked,
    spans: Sequence[str] = (),
    *,
    off: bool,
) -> int:
    """Check files, with a model, and write the reports; the exit code. `options` are those of formats; `spans`: files
    of error spans; `off`: no gate."""
    others, problems = readers_of(paths, spans, project)
    kept_spans = [path for style, path in wanted if style == "spans" and path]  # what the model says can be had again
    model = "" if kept_spans else shortened(asked.endpoint.model, LONGEST_NAME)
    options = {**options, "spans": (*spans, *kept_spans[:1]), "model": model}
    try:
        with Outputs(wanted, options) as outputs, _kept(asked.folder) as kept:
            endpoint, limits, samples, optional, _ = asked
            reader = Judge(endpoint, limits, project.settings, kept, samples, optional)
            task = task_of(project, companions, readability=outputs.readability, readers=(reader, *others))
            files = chain(problems, unread(files_of(paths, stdin_filename, project), wanted))
            summary = Summary(project.gates(off=off))
            shown = watched if sys.stderr.isatty() and not outputs.to_terminal else iter
            runner = Runner(task)  # in one process: what is asked is counted over all files
            return check_all(files, runner, outputs.reporters, summary, lambda results: told(shown(results), project))
    except BrokenPipeError:
        raise
    except OSError as e:
        tell(str(e.filename or "output"), f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN


def _kept(folder: str | None) -> Kept:
    """The answers that were kept; none if the folder cannot be used, which is told."""
    try:
        return Kept(folder)
    except (OSError, sqlite3.Error) as e:
        why = (e.strerror or str(e)).lower() if isinstance(e, OSError) else str(e)
        tell(folder or "", f"cannot keep answers: {why}; go on without (--no-answers)")
        return Kept(None)
