"""`mtcheck corpus`: tables of articles, on one machine, and what they add up to."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import HERE, Command, configuration, group, option, path, rules


@click.group(short_help="Check tables of articles by the million, and add up what was found.")
def corpus() -> None:
    """Check tables of articles (Parquet, JSON lines, CSV), and add up what was found.

    How an engine (Spark, Ray, Daft) runs the same check over a cluster: docs/corpus.md.
    """


@corpus.command(cls=Command, short_help="Check the articles of tables.")
@click.argument("source", metavar="IN", type=path)
@click.argument("target", metavar="OUT", type=path)
@group(
    "Columns",
    option("--text-column", metavar="COLUMN", default="text", show_default=True, help="The articles."),
    option("--source-column", metavar="COLUMN", help="What they were translated from."),
    option("--keep", multiple=True, metavar="COLUMNS", help="Pass these on to the results, with commas."),
    option("--prefix", default="", help="Put this before the names of the columns of the results."),
)
@group(
    "How",
    option("--jobs", metavar="N", help="Processes to check with.  [default: one a processor]"),
    option(
        "--largest", type=click.IntRange(1), metavar="BYTES", help="Skip texts that are larger.  [default: 1,000,000]"
    ),
    option("--part-rows", type=click.IntRange(1, 1_000_000), metavar="N", help="Rows of a part.  [default: 2,000]"),
    option(
        "--time-limit",
        type=click.FloatRange(0),
        default=600,
        show_default=True,
        metavar="SECONDS",
        help="Skip a text that takes longer; 0: never.",
    ),
    option("--restart", is_flag=True, help="Forget what an earlier run left in OUT."),
    option("--source-lang", metavar="CODE", help="Language of the sources (de, zh).  [default: detected]"),
)
@rules
@configuration
def run(source: str, target: str, **settings: Any) -> int:
    """Check every article of IN, a file or a folder of Parquet, JSON lines or CSV (.gz, .zst, .bz2), and write the
    results to the folder OUT, in parts of Parquet.

    Each row has the file and the number of the row it is about, the columns to keep, score, words, findings, families,
    and why there is no score. What is finished is kept: the same command goes on where it was stopped, and reads again
    what could not be read. The configuration is that of the working folder; severities, suppressions and baselines do
    not apply.

    Exit codes: 0 all rows were read (of those that were skipped OUT says why); 2 something could not be read or
    written.
    """
    from mtcheck.cli.corpora import extra_needed, run_corpus
    from mtcheck.cli.setup import project_of

    options = {name: settings.pop(name) for name in ("text_column", "source_column", "keep", "prefix")}
    options |= {name: settings.pop(name) for name in ("largest", "part_rows", "restart", "time_limit")}
    settings["jobs"] = settings["jobs"] or "auto"
    project = project_of([HERE], None, **settings)
    with extra_needed():
        return run_corpus(source, target, project, sys.stdout, **options)


@corpus.command(cls=Command, short_help="Add up the results of a run.")
@click.argument("folder", metavar="OUT", type=path)
@click.option("--by", multiple=True, metavar="COLUMNS", help="Add up by these columns (engine; or pair,engine).")
@click.option("--site", metavar="COLUMN", help="Add up by site: the host, where the column holds addresses.")
@click.option("--week", metavar="COLUMN", help="Add up by week, of a column of dates.")
@click.option("--most", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Rows of a table at most.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="Format."
)
@click.option("--output-file", metavar="FILE", type=path, help="Write the report there, whole or not.")
def report(
    folder: str,
    by: tuple[str, ...],
    site: str | None,
    week: str | None,
    most: int,
    style: str,
    output_file: str | None,
) -> int:
    """Add up what a run left in OUT: scores, findings by family and rule, what was skipped and why; and the same by
    engine, language pair, site or week, from columns that `corpus run` was told to --keep.
    """
    from mtcheck.cli.corpora import extra_needed, report_corpus

    with extra_needed():
        return report_corpus(folder, by, site, week, most, style, output_file, sys.stdout)
