"""`mtcheck judge`: a check with a language model as a second reader."""

from __future__ import annotations

from typing import Any

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
    source,
    stdin_filename,
)
from mtcheck.report.formats import names

SEVERITIES = ("minor", "major", "critical")  # of lint.findings.Severity, which would load numpy for `--help`
KEY = "MTCHECK_JUDGE_KEY"


@command(
    short_help="Check articles with a language model as second reader.",
    epilog="Exit codes: 0 passed; 1 findings above the gate or score under it; 2 usage or input error, or the model "
    "could not be asked to the end (the report comes out all the same).",
)
@paths
@group(
    "Model",
    option("--url", "judge_url", metavar="URL", help="The server, as http://127.0.0.1:8080/v1; or MTCHECK_JUDGE_URL."),
    option("--model", "judge_model", metavar="NAME", help="As the server calls it; or MTCHECK_JUDGE_MODEL."),
    option(
        "--key-from",
        metavar="VARIABLE",
        default=KEY,
        show_default=True,
        help="The environment variable that holds the key, if the server wants one.",
    ),
    option("--samples", type=click.IntRange(1, 9), default=1, help="Ask so often, keep what most answers mark."),
    option("--optional", is_flag=True, help="A model that cannot be asked changes no exit code."),
    option("--allow-http", is_flag=True, help="Send a key unencrypted to another machine."),
)
@group(
    "Limits of the model",
    option("--max-requests", type=click.IntRange(1), default=200, show_default=True, metavar="N", help="Over all."),
    option("--max-tokens", type=click.IntRange(1), default=200_000, show_default=True, metavar="N", help="Both ways."),
    option(
        "--max-answer",
        type=click.IntRange(200),
        default=2_000,
        show_default=True,
        metavar="N",
        help="Tokens of one answer, what a model thinks included.",
    ),
    option("--max-time", type=click.FloatRange(1), default=900, show_default=True, metavar="S", help="In seconds."),
    option("--timeout", type=click.FloatRange(1), default=120, show_default=True, metavar="S", help="Of one answer."),
    option("--parallel", type=click.IntRange(1, 64), default=4, show_default=True, metavar="N", help="At a time."),
    option("--answers", metavar="DIR", type=path, help="Where answers are kept.  [default: the user's cache]"),
    option("--no-answers", is_flag=True, help="Keep no answers, and use none."),
)
@group(
    "Reports",
    option("--format", "style", type=click.Choice(names()), help="Output format.  [default: text]"),
    option("--output-file", metavar="FILE", type=path, help="Write the report there, whole or not."),
    option("--output", "outputs", multiple=True, metavar="FORMAT[:FILE]", help="Write this report (repeatable)."),
    option("--quiet", is_flag=True, help="Text: of each file that fails one line, and the sums."),
)
@rules
@configuration
@stdin_filename
@reading
@source
@readers
@group("Only what is new", option("--baseline", metavar="FILE", type=path, help="Report only what is not known there."))
@group(
    "Gates",
    option("--fail-on", type=click.Choice(SEVERITIES), help="Exit 1 if a finding is this severe or more."),
    option("--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="Exit 1 if a score is lower."),
    option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (errors still exit 2)."),
)
def judge(
    paths: tuple[str, ...],
    key_from: str,
    samples: int,
    optional: bool,
    allow_http: bool,
    max_requests: int,
    max_tokens: int,
    max_answer: int,
    max_time: float,
    timeout: float,
    parallel: int,
    answers: str | None,
    no_answers: bool,
    style: str | None,
    output_file: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    stdin_filename: str | None,
    source: str | None,
    source_dir: str | None,
    spans: tuple[str, ...],
    exit_zero: bool,
    **settings: Any,
) -> int:
    """Check articles as `mtcheck check` does, and have a language model read them beside their sources.

    Any server that speaks OpenAI's chat completions will do: llama.cpp, Ollama, vLLM on this machine, or a hosted one.
    It gets the articles and their sources. What it marks stands in the report beside the rules' findings. The key comes
    from the environment.
    """
    try:
        import mtcheck.cli.judging as judging
    except ImportError as e:
        if e.name not in ("httpx", "httpcore"):
            raise
        raise click.ClickException(f"asking a model needs a library ({e.name}): pip install 'mtcheck[judge]'") from None
    from functools import partial

    from mtcheck.cli.outputs import wanted_outputs
    from mtcheck.cli.setup import companions_of, found_by, given_source, project_of
    from mtcheck.judge.limits import Limits

    if exit_zero and (settings["fail_on"] or settings["fail_under"] is not None):
        raise click.UsageError("--exit-zero contradicts --fail-on and --fail-under")
    if answers and no_answers:
        raise click.UsageError("--answers contradicts --no-answers")
    project = project_of(paths, stdin_filename, **settings)
    companions = companions_of(paths, source, source_dir)
    found = partial(found_by, paths, stdin_filename, project, companions)
    wanted = wanted_outputs(style, output_file, outputs, project, (*paths, *spans, source or ""), found)
    endpoint = judging.endpoint_of(project, key_from, unencrypted=allow_http)
    limits = Limits(max_requests, max_tokens, max_time, timeout, room=max_answer, parallel=parallel)
    folder = None if no_answers else answers or judging.usual_folder()
    asked = judging.Asked(endpoint, limits, samples, optional, folder)
    formats = {"quiet": quiet, "source": given_source(source, source_dir)}
    return judging.judge_all(paths, stdin_filename, project, wanted, formats, companions, asked, spans, off=exit_zero)
