"""Runs `mtcheck rank`: checks the folders, keeps the articles that all hold, prints which has fewer artefacts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TextIO

import click

from mtcheck.checking.paired import evidence, ranking
from mtcheck.checking.scoring import MeanScore
from mtcheck.cli.comparing import checked_in
from mtcheck.cli.running import BROKEN, PASSED, tell
from mtcheck.project.project import Project
from mtcheck.reading.files import Problem
from mtcheck.report.cells import shown
from mtcheck.report.ranking import Version, write_ranking
from mtcheck.run.companions import Companions
from mtcheck.run.flow import Result


def rank_all(
    folders: Sequence[str], project: Project, style: str, stream: TextIO, companions: Companions | None = None
) -> int:
    """Rank the folders, all with the same sources; the exit code. Raises UsageError."""
    if missing := [f for f in folders if not os.path.isdir(f)]:
        raise click.UsageError(f"{shown(missing[0])}: no folder; rank compares folders of articles")
    if len(folders) < 2:
        raise click.UsageError("give two folders or more, each with a version of the same articles")
    code = PASSED
    sides: list[dict[str, Result]] = []
    for folder in folders:
        side: dict[str, Result] = {}
        for name, item in checked_in(folder, project, companions).items():
            problems = (item,) if isinstance(item, Problem) else item.problems
            for problem in problems:
                tell(*problem)
                code = BROKEN
            if not isinstance(item, Problem):
                side[name] = item
        sides.append(side)
    common = sorted(set(sides[0]).intersection(*sides[1:]))
    for folder, side in zip(folders, sides, strict=True):
        if alone := len(side) - len(common):
            tell(folder, f"{alone} article{'s' * (alone > 1)} left out: not in all folders")
    if not common:
        tell(", ".join(folders), "no article is in all of them")
        return BROKEN
    found = ranking([[evidence(side[name].reports) for name in common] for side in sides])
    versions = [_version(name, [side[n] for n in common]) for name, side in zip(_short(folders), sides, strict=True)]
    one = sides[0][common[0]].reports[0].score.signature.rpartition("|words:")[0]
    write_ranking(stream, versions, found, f"{one}|articles:{len(common)}", style)
    return code


def _version(name: str, results: Sequence[Result]) -> Version:
    reports = [r for result in results for r in result.reports]
    mean = MeanScore(r.score for r in reports)
    return Version(name, sum(len(r.findings) for r in reports), mean.by_text, len(reports) - mean.texts)


def _short(folders: Sequence[str]) -> list[str]:
    """The folders' own names, or all of their paths where two have the same."""
    names = [os.path.basename(os.path.normpath(f)) or f for f in folders]
    return names if len(set(names)) == len(names) else list(folders)
