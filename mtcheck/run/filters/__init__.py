"""What is left out of what rules found, or changed in it, before it is scored: one list of filters of one shape."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from mtcheck.checking.report import Checked, Found, Left
from mtcheck.project.project import Project
from mtcheck.run.filters.base import CheckedFile, Filter, on_articles, sifted

if TYPE_CHECKING:
    from mtcheck.run.filters.baseline import Baseline
    from mtcheck.run.filters.changes import Changes

SIDECAR = ".mtcheck.toml"  # at the end of the name of an article's file of suppressions


def filters_of(project: Project, baseline: Baseline | None = None, changes: Changes | None = None) -> list[Filter]:
    """The filters of a run, in the order in which they are applied."""
    filters = [severities(project), locked_markup, silenced(project), accepted_words(project.accepted)]
    if baseline:
        filters.append(baseline.known)
    if changes:
        filters.append(changes.unchanged)
    return filters


def severities(project: Project) -> Filter:
    """Severities that the configuration gives to rules."""

    def apply(checked: CheckedFile) -> CheckedFile:
        wanted = project.severities_for(checked.input.path)
        if not wanted:
            return checked

        def graver(found: Found) -> Found:
            finding = found.finding
            return found._replace(finding=replace(finding, severity=wanted.get(finding.code, finding.severity)))

        return on_articles(checked, lambda article: replace(article, found=tuple(map(graver, article.found))))

    return apply


def locked_markup(checked: CheckedFile) -> CheckedFile:
    """Findings in markup that is not to be judged go without a word."""

    def free(article: Checked) -> Checked:
        kept = tuple(f for f in article.found if not f.in_markup)
        return article if len(kept) == len(article.found) else replace(article, found=kept)

    return on_articles(checked, free)


def silenced(project: Project) -> Filter:
    """What comments and sidecar files silence; what knows of them is loaded only if there may be any."""

    def apply(checked: CheckedFile) -> CheckedFile:
        path = checked.input.path
        if "mtcheck" not in checked.text and (path is None or not os.path.exists(f"{path}{SIDECAR}")):
            return checked
        from mtcheck.run.filters.suppressions import suppress

        return suppress(checked, project.settings_for(path))

    return apply


def accepted_words(words: frozenset[str]) -> Filter:
    """Words that the configuration takes for right as they stand."""

    def apply(checked: CheckedFile) -> CheckedFile:
        if not words:
            return checked
        return on_articles(checked, lambda article: sifted(article, _accepted(article, words)))

    return apply


def _accepted(article: Checked, words: frozenset[str]) -> Callable[[Found], Left | None]:
    def judge(found: Found) -> Left | None:
        if article.text[slice(*found.finding.span)] not in words:
            return None
        return Left(found, "a word that is right as it stands", "word list")

    return judge
