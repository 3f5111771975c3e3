"""The command line: parses, calls, prints. What it runs is in running.py, what it prints in report/."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from mtcheck.checking.registry import UnknownRule, all_rules, find
from mtcheck.cli.commands import COMMANDS, pipeline_options, project_options, reading_options, source_options
from mtcheck.cli.running import BROKEN, fix_all
from mtcheck.cli.setup import check_once, companions_of, files_of, project_of, task_of, wanted_outputs
from mtcheck.lint.findings import Severity
from mtcheck.report.formats import FORMATS
from mtcheck.version import VERSION

INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell reports SIGINT and SIGPIPE
F = TypeVar("F", bound=Callable[..., Any])
EXAMPLES = """\b
Examples:
  mtcheck article.txt                    check one article
  mtcheck check articles/ --fail-under 80
  mtcheck en.txt --source ar.txt         with what it was translated from
  cat article.txt | mtcheck - --format json
  mtcheck fix article.txt                show what the safe fixes change
  mtcheck fix article.txt --write        apply them
  mtcheck explain CAP001                 what a rule finds, and why
  mtcheck check . --output sarif:out.sarif --output github
  mtcheck baseline .                     only new findings fail from now on
  mtcheck compare old.md new.md          what an edit fixed and broke

\b
Exit codes: 0 passed; 1 findings above the gate or score under it;
2 usage or input error."""


class DefaultToCheck(click.Group):
    """`mtcheck PATH` means `mtcheck check PATH`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {o for p in self.get_params(ctx) for o in (*p.opts, *p.secondary_opts)}
        if args and args[0] not in self.commands and args[0] not in own:
            if not ctx.resilient_parsing:
                self._misspelt(ctx, args[0])
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; the exit code. Handled here because click has other exit codes for these."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            # What is still buffered must not fail once more when Python closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE

    def _misspelt(self, ctx: click.Context, word: str) -> None:
        """Refuse a word that is no file but nearly a command."""
        if not word.isalpha() or os.path.exists(word):
            return
        import difflib

        if close := difflib.get_close_matches(word, self.commands, 1, 0.7):
            raise click.UsageError(f"no command and no file {word!r}; did you mean `mtcheck {close[0]}`?", ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


def _complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    before, comma, last = incomplete.rpartition(",")
    start = last.upper()
    return [CompletionItem(before + comma + r.code, help=r.name) for r in all_rules() if r.code.startswith(start)]


def _options(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Several decorators as one, in the order given."""

    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


paths = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
help_option = click.help_option("-h", "--help")
json_or_text = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
rule_options = _options(
    click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=_complete_rule,
        help="Run only these rules: codes, names, families or beginnings of codes, with commas.",
    ),
    click.option("--ignore", multiple=True, metavar="RULES", shell_complete=_complete_rule, help="Leave these out."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        help="Show findings at least this sure.  [default: 0.5]",
    ),
    click.option("--preview", is_flag=True, help="Also run rules that are still being proven."),
    click.option("--stdin-filename", metavar="NAME", help="What to call standard input (PATH -) in reports."),
)


reference_options = _options(
    click.option("--reference", metavar="FILE", type=click.Path(), help="A human translation: BLEU, chrF2++, TER."),
    click.option("--sentence-metrics", is_flag=True, help="With --reference: the metrics of each line too."),
)


@click.group(cls=DefaultToCheck, epilog=EXAMPLES, context_settings={"max_content_width": 100})
@click.version_option(VERSION, "--version", prog_name="mtcheck")
@help_option
def cli() -> None:
    """Find what machine translation did to English articles: findings, a fix list and a score.

    `mtcheck PATH...` is short for `mtcheck check PATH...`.
    """


@cli.command(
    short_help="Check articles (the default).",
    epilog="Exit codes: 0 passed; 1 findings above the gate or score under it; 2 usage or input error.",
)
@paths
@_options(
    click.option("--format", "style", type=click.Choice(tuple(FORMATS)), help="Output format.  [default: text]"),
    click.option("--output-file", metavar="FILE", type=click.Path(), help="Write the report there, whole or not."),
    rule_options,
    project_options,
    reading_options,
    pipeline_options,
    click.option(
        "--fail-on",
        type=click.Choice([str(s) for s in Severity]),
        help="Exit 1 if a finding is this severe or more.  [default: major, without --fail-under]",
    ),
    click.option("--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="Exit 1 if a score is lower."),
    click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found (input errors still exit 2)."),
    click.option("--threshold", type=float, help="The score from which a text passes.  [default: 80]"),
    click.option(
        "--allowed",
        type=float,
        help="Penalty points per 1,000 words at which a text has just that score.  [default: 10]",
    ),
    source_options,
    reference_options,
    click.option("--statistics", is_flag=True, help="Count the findings of each rule."),
    click.option("--readability", is_flag=True, help="Show readability figures (always in JSON)."),
    help_option,
)
def check(
    paths: tuple[str, ...],
    style: str | None,
    output_file: str | None,
    outputs: tuple[str, ...],
    changed_since: str | None,
    watch: bool,
    exit_zero: bool,
    statistics: bool,
    readability: bool,
    stdin_filename: str | None,
    source: str | None,
    source_dir: str | None,
    reference: str | None,
    sentence_metrics: bool,
    **options: Any,
) -> int:
    """Check articles: files, folders (text, Markdown, HTML, DOCX, subtitles) or - for standard input.

    Also bilingual files (XLIFF, TMX, PO, CSV).
    """
    if exit_zero and (options["fail_on"] or options["fail_under"] is not None):
        raise click.UsageError("--exit-zero contradicts --fail-on and --fail-under")
    project = project_of(paths, stdin_filename, **options)
    companions = companions_of(paths, source, source_dir, reference, sentence_metrics)
    wanted = wanted_outputs(style, output_file, outputs, project)
    for _, path in wanted:
        _refuse_overwriting(paths, path)

    def once(paths: Sequence[str]) -> int:
        extra = {"readability": readability, "statistics": statistics, "sentence_metrics": sentence_metrics}
        return check_once(paths, stdin_filename, project, wanted, extra, changed_since, companions, off=exit_zero)

    if watch:
        from mtcheck.cli.watching import watch as watch_paths

        return watch_paths(paths, project, once)
    return once(paths)


@cli.command(short_help="Show what fixes change; --write applies them.")
@paths
@_options(
    click.option("--write", is_flag=True, help="Change the files (standard input: print it fixed)."),
    click.option("--suggested", is_flag=True, help="Also apply fixes that a person should look at."),
    rule_options,
    project_options,
    reading_options,
    help_option,
)
def fix(paths: tuple[str, ...], write: bool, suggested: bool, stdin_filename: str | None, **options: Any) -> int:
    """Fix articles: show a diff, or change the files with --write.

    Only safe fixes, which cannot change the meaning, unless --suggested. Of fixes that overlap the first is
    applied; the result is checked again until nothing is left to fix. Exits 0 unless there is an error (2).
    """
    project = project_of(paths, stdin_filename, **options)
    files = files_of(paths, stdin_filename, project)
    return fix_all(files, task_of(project), suggested=suggested, write=write, stream=sys.stdout)


@cli.command("rules")
@json_or_text
@help_option
def list_rules(style: str) -> None:
    """List all rules."""
    from mtcheck.report.rules import rule_dict, write_table

    if style == "json":
        _print_json([rule_dict(r) for r in all_rules()])
    else:
        write_table(sys.stdout, all_rules())


@cli.command(short_help="Explain a rule, by code or name.")
@click.argument("rule", shell_complete=_complete_rule)
@json_or_text
@help_option
def explain(rule: str, style: str) -> None:
    """Explain a rule, by code or name: what it finds, why machines do this, examples."""
    from mtcheck.report.rules import rule_dict, write_explanation

    try:
        found = find(rule)
    except UnknownRule as e:
        raise click.UsageError(str(e)) from None
    if style == "json":
        _print_json(rule_dict(found))
    else:
        write_explanation(sys.stdout, found)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@help_option
def completion(shell: str) -> None:
    """Print a completion script.

    \b
    bash:  mtcheck completion bash > ~/.local/share/bash-completion/completions/mtcheck
    zsh:   mtcheck completion zsh > a file _mtcheck in a folder of $fpath
    fish:  mtcheck completion fish > ~/.config/fish/completions/mtcheck.fish
    """
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    assert maker is not None  # click knows all three
    click.echo(maker(cli, {}, "mtcheck", "_MTCHECK_COMPLETE").source())


def _refuse_overwriting(paths: Sequence[str], output_file: str | None) -> None:
    for path in paths:
        if output_file and os.path.exists(output_file) and os.path.exists(path) and os.path.samefile(path, output_file):
            raise click.UsageError(f"--output-file would overwrite {click.format_filename(path)}")


for command in COMMANDS:
    cli.add_command(command)


def _print_json(value: object) -> None:
    from mtcheck.report.json import dumps

    sys.stdout.write(dumps(value))


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    _tolerate(sys.stdout)
    _tolerate(sys.stderr)
    try:
        code = cli.main(args, prog_name="mtcheck", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as e:
        e.show()
        return BROKEN
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED


def _tolerate(stream: IO[str]) -> None:
    """Show characters that the stream's encoding lacks as escapes instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
