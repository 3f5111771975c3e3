"""`mtcheck check`: findings, a fix list and a score."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mtcheck.cli.options import (
    command,
    configuration,
    group,
    option,
    path,
    paths,
    readers,
    reading,
    rules,
    scores,
    source,
    stdin_filename,
)
from mtcheck.report.formats import names

if TYPE_CHECKING:
    from mtcheck.cli.outputs import Output
    from mtcheck.project.project import Project
    from mtcheck.run.companions import Companions


class Beside(NamedTuple):
    """What comes beside the articles: sources and references; files of error spans and of scores, and the bars for
    those (`checking.gate.Bars`)."""

    companions: Companions | None = None
    spans: Sequence[str] = ()
    segment_scores: Sequence[str] = ()
    bars: tuple[float | None, float | None] = (None, None)


SEVERITIES = ("minor", "major", "critical")  # of lint.findings.Severity, which would load numpy for `--help`


@command(
    short_help="Check articles (the default).",
    epilog="Exit codes: 0 passed; 1 findings above the gate or score under it; 2 usage or input error.",
)
@paths
@group(
    "Reports",
    option("--format", "style", type=click.Choice(names()), help="Output format.  [default: text]"),
    option("--output-file", metavar="FILE", type=path, help="Write the report there, whole or not."),
    option("--output", "outputs", multiple=True, metavar="FORMAT[:FILE]", help="Write this report (repeatable)."),
    option("-q", "--quiet", is_flag=True, help="Text: of each file that fails one line, and the sums."),
    option("--statistics", is_flag=True, help="Count the findings of each rule."),
    option("--readability", is_flag=True, help="Show readability figures, as text or in JSON."),
)
@rules
@configuration
@stdin_filename
@reading
@source
@group(
    "Reference",
    option("--reference", metavar="FILE", type=path, help="A human translation: BLEU, chrF2++, TER."),
    option("--sentence-metrics", is_flag=True, help="With --reference: the metrics of each line too."),
)
@readers
@scores
@group(
    "Only what is new",
    option("--baseline", metavar="FILE", type=path, help="Report only what is not known there."),
    option("--changed-since", metavar="REV", help="Only files and paragraphs changed in git since."),
)
@group(
    "Gates",
    option(
        "--fail-on",
        type=click.Choice(SEVERITIES),
        help="Exit 1 if a finding is this severe or more.  [default: major, and a score under the threshold]",
    ),
    option("--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="Exit 1 if a score is lower."),
    option("--max-findings", type=int, metavar="N", help="Exit 1 if there are more over all files."),
    option("--max-per-rule", type=int, metavar="N", help="Exit 1 if a rule has more over all files."),
    option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (input errors still exit 2)."),
)
@group(
    "Score",
    option("--threshold", type=float, help="The score from which a text passes, without gates.  [default: 80]"),
    option(
        "--allowed",
        type=float,
        help="Penalty points per 1,000 words at which a text has just that score.  [default: 10]",
    ),
    option("--scoring", type=click.Choice(("saturating", "linear")), help="Repeats cost less, or as in MQM."),
)
@group(
    "Many files",
    option("--jobs", metavar="N", help="Processes to check with, or auto.  [default: 1]"),
    option("--cache/--no-cache", default=None, help="Keep results for unchanged texts."),
    option("--watch", is_flag=True, help="Check again whenever a file changes."),
)
def check(
    paths: tuple[str, ...],
    style: str | None,
    output_file: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    statistics: bool,
    readability: bool,
    stdin_filename: str | None,
    source: str | None,
    source_dir: str | None,
    reference: str | None,
    sentence_metrics: bool,
    spans: tuple[str, ...],
    segment_scores: tuple[str, ...],
    fail_on_segment_score_under: float | None,
    fail_on_segment_score_over: float | None,
    changed_since: str | None,
    exit_zero: bool,
    watch: bool,
    **settings: Any,
) -> int:
    """Check articles: files, folders (text, Markdown, HTML, DOCX, ODT, EPUB, subtitles) or -, standard input.

    Also bilingual files (XLIFF, TMX, PO, CSV). Without a PATH the working folder is checked. Every setting may also
    be a variable: MTCHECK_FAIL_ON=minor.
    """
    from functools import partial

    from mtcheck.cli.outputs import wanted_outputs
    from mtcheck.cli.setup import companions_of, found_by, given_source, project_of

    if exit_zero and (settings["fail_on"] or settings["fail_under"] is not None):
        raise click.UsageError("--exit-zero contradicts --fail-on and --fail-under")
    project = project_of(paths, stdin_filename, **settings)
    if old := project.old_bars:
        from mtcheck.cli.running import tell

        tell(project.file or "", f'{", ".join(old)}: say for which scores, scoring = "saturating" or "linear"')
    companions = companions_of(paths, source, source_dir, reference, sentence_metrics)
    bars = (fail_on_segment_score_under, fail_on_segment_score_over)
    if any(bar is not None for bar in bars) and not segment_scores:
        raise click.UsageError("--fail-on-segment-score-under and -over need --segment-scores")
    read = (*paths, *spans, *segment_scores, source or "", reference or "")
    found = partial(found_by, paths, stdin_filename, project, companions)
    wanted = wanted_outputs(style, output_file, outputs, project, read, found)
    options = {
        "readability": readability,
        "statistics": statistics,
        "quiet": quiet,
        "sentence_metrics": sentence_metrics,
        "spans": spans,
        "source": given_source(source, source_dir),
    }

    def once(paths: Sequence[str]) -> int:
        files = Beside(companions, spans, segment_scores, bars)
        return check_once(paths, stdin_filename, project, wanted, options, changed_since, files, off=exit_zero)

    if watch:
        from mtcheck.cli.watching import watch as watch_paths

        beside = [p for p in (*spans, *segment_scores, source, reference) if p]
        return watch_paths(paths, project, once, beside, [path for _, path in wanted if path])
    return once(paths)


def check_once(
    paths: Sequence[str],
    stdin_filename: str | None,
    project: Project,
    wanted: Sequence[Output],
    options: Mapping[str, Any],
    changed_since: str | None,
    beside: Beside,
    *,
    off: bool,
) -> int:
    """Check files and write the reports; the exit code. `options` are those of formats; `off`: no gate."""
    from itertools import chain

    from mtcheck.checking.gate import Bars
    from mtcheck.cli.outputs import Outputs, unread
    from mtcheck.cli.running import BROKEN, check_all, tell
    from mtcheck.cli.setup import files_of, readers_of, runner_of
    from mtcheck.cli.unused import told
    from mtcheck.report.progress import watched
    from mtcheck.report.summary import Summary

    readers, problems = readers_of(paths, beside.spans, project, beside.segment_scores)
    try:
        with (
            Outputs(wanted, options) as outputs,
            runner_of(
                project,
                changed_since,
                paths,
                beside.companions,
                readability=outputs.readability,
                readers=readers,
            ) as runner,
        ):
            if options["readability"] and not outputs.readability:
                tell("--readability", "no report that is asked for shows these figures; text, json and jsonl do")
            files = chain(problems, unread(files_of(paths, stdin_filename, project), wanted))
            shown = watched if sys.stderr.isatty() and not outputs.to_terminal else iter
            summary = Summary(project.gates(off=off).with_bars(Bars(*beside.bars)))
            return check_all(files, runner, outputs.reporters, summary, lambda results: told(shown(results), project))
    except BrokenPipeError:
        raise
    except OSError as e:
        tell(str(e.filename or "output"), f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN
