"""The options that commands share, in the groups in which `--help` shows them.

An option that stands for a setting has the name of the setting's key, and so needs no other mention: `project_of`
takes them all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COLUMN = 30  # cells for the names of options; what is longer stands on a line of its own
F = TypeVar("F", bound=Callable[..., Any])


class Grouped(click.Option):
    """An option that `--help` shows under a heading."""

    def __init__(self, *args: Any, heading: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.heading = heading


class Command(click.Command):
    """A command whose options stand under their headings; those without one are its own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write them, the groups in the order in which they first come, all texts in one column."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if isinstance(parameter, click.Option) and (row := parameter.get_help_record(ctx)):
                groups.setdefault(getattr(parameter, "heading", "Options"), []).append(row)
        widest = max((len(name) for rows in groups.values() for name, _ in rows), default=0)
        for heading, rows in groups.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:{min(widest, COLUMN)}}", text) for name, text in rows], COLUMN)


class Option(NamedTuple):
    """What makes an option, until its group is known."""

    names: tuple[str, ...]
    details: dict[str, Any]


command = partial(click.command, cls=Command)


def option(*names: str, **details: Any) -> Option:
    """As `click.option`, within a group."""
    return Option(names, details)


def group(heading: str, *options: Option) -> Callable[[F], F]:
    """A decorator that gives a command these options, under a heading."""

    def decorate(function: F) -> F:
        for names, details in reversed(options):
            function = click.option(*names, cls=Grouped, heading=heading, **details)(function)
        return function

    return decorate


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of rules, after a comma too."""
    from click.shell_completion import CompletionItem

    from mtcheck.checking.registry import all_rules

    before, comma, last = incomplete.rpartition(",")
    start = last.upper()
    return [CompletionItem(before + comma + r.code, help=r.name) for r in all_rules() if r.code.startswith(start)]


HERE = "."  # what commands work on if no path is named
path = click.Path()


class _Share(click.FloatRange):
    """A number from 0 to 1; click lets NaN pass, which is over and under no limit."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"{value} is no number from 0 to 1.", param, ctx)
        return number


share = _Share(0, 1)
paths = click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=path, callback=lambda _, __, given: given or (HERE,)
)
json_or_text = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
rules = group(
    "Rules",
    option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=complete_rule,
        help="Run only these rules: codes, names, families or beginnings of codes, with commas.",
    ),
    option("--ignore", multiple=True, metavar="RULES", shell_complete=complete_rule, help="Leave these out."),
    option("--min-confidence", type=click.FloatRange(0, 1), help="Show findings at least this sure.  [default: 0.5]"),
    option("--preview", is_flag=True, help="Also run rules that are still being proven."),
)
configuration = group(
    "Configuration",
    option("--config", metavar="FILE", type=path, help="Configuration to use  [default: nearest up]"),
    option("--isolated", is_flag=True, help="Read no configuration file, no MTCHECK_ variable."),
    option("--profile", metavar="NAME", help="Built-in settings (news, strict, lenient) or your own."),
    option("--force-exclude", is_flag=True, help="Leave out excluded files even if they are named."),
)
INPUT = "What is read"
stdin_filename = group(
    INPUT, option("--stdin-filename", metavar="NAME", help="What to call standard input (PATH -) in reports.")
)
reading = group(
    INPUT,
    option("--json-pointer", multiple=True, metavar="POINTER", help="Texts in JSON (/items/*/body)."),
    option("--html-selector", metavar="CSS", help="The article in HTML pages."),
    option("--encoding", metavar="NAME", help="Of files that do not say it.  [default: UTF-8]"),
)
readers = group(
    "Other readers",
    option(
        "--spans",
        multiple=True,
        metavar="FILE",
        type=path,
        help="Error spans of xCOMET, GEMBA-MQM, annotators … (repeatable).",
    ),
)
scores = group(
    "Other readers",
    option(
        "--segment-scores",
        multiple=True,
        metavar="FILE",
        type=path,
        help="Scores of segments: CometKiwi, MetricX (repeatable).",
    ),
    option(
        "--fail-on-segment-score-under",
        type=float,
        metavar="N",
        help="Exit 1 if a segment's score is lower (CometKiwi).",
    ),
    option(
        "--fail-on-segment-score-over",
        type=float,
        metavar="N",
        help="Exit 1 if a segment's score is higher, of a metric that counts errors (MetricX).",
    ),
)
SOURCE_DIR = option("--source-dir", metavar="DIR", type=path, help="A folder with sources of matching names.")
SOURCE_LANG = option("--source-lang", metavar="CODE", help="Language of the source (de, zh).  [default: detected]")
sources = group("Source", SOURCE_DIR, SOURCE_LANG)
source = group(
    "Source and terms",
    option("--source", metavar="FILE", type=path, help="What the article was translated from."),
    SOURCE_DIR,
    SOURCE_LANG,
    option("--glossary", metavar="FILE", type=path, help="Terms and translations (CSV, TBX)."),
    option("--forbidden", "forbidden_terms", metavar="FILE", type=path, help="Terms not to use, one a line."),
)
