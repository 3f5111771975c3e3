"""Figures over many articles, and where their bars stand: scores, findings by family, folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from mtcheck.report.page.model import ArticleView

STEP = 5  # points of the score that a bar of the histogram stands for
MOST = 20  # folders that are shown


class Bar(NamedTuple):
    """A bar: what it is of, its value, how that is printed, and its length as a share of the longest."""

    label: str
    value: float
    shown: str
    share: float
    family: str = ""


class Folder(NamedTuple):
    """The articles of a folder together; `per_thousand` counts findings by 1,000 words."""

    name: str
    articles: int
    words: int
    mean_score: float | None
    per_thousand: float
    parts: tuple[Bar, ...]


def histogram(articles: Sequence[ArticleView]) -> list[Bar]:
    """How many articles have which score, in steps of five points; 100 counts with the highest."""
    counts = Counter(min(int(a.score // STEP), 100 // STEP - 1) for a in articles if a.score is not None)
    most = max(counts.values(), default=1)
    steps = range(100 // STEP)
    return [Bar(f"{k * STEP}–{(k + 1) * STEP}", counts[k], f"{counts[k]}", counts[k] / most) for k in steps]


def by_family(articles: Sequence[ArticleView]) -> list[Bar]:
    """Findings per 1,000 words of each family, the most frequent first."""
    words = sum(a.words for a in articles)
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update(article.families)
    most = max(counts.values(), default=1)
    return [
        Bar(family, n, f"{1000 * n / words:.2f}" if words else f"{n}", n / most, family)
        for family, n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
    ]


def by_folder(articles: Sequence[ArticleView]) -> list[Folder]:
    """The folders that hold articles, below the one that holds all, the worst first; empty if there is only one."""
    base = common_folder(articles)
    groups: dict[str, list[ArticleView]] = {}
    for article in articles:
        rest = article.folder[len(base) :].strip("/")
        groups.setdefault(rest.partition("/")[0] or ".", []).append(article)
    if len(groups) < 2:
        return []
    folders = [_folder(name, group) for name, group in groups.items()]
    folders.sort(key=lambda f: (-f.per_thousand, f.name))
    most = max((f.per_thousand for f in folders), default=0) or 1
    return [f._replace(parts=tuple(b._replace(share=b.value / most) for b in f.parts)) for f in folders[:MOST]]


def common_folder(articles: Sequence[ArticleView]) -> str:
    """The beginning that the paths of all articles share: a folder, or nothing."""
    folders = {a.folder for a in articles}
    if not folders or len({f.startswith("/") for f in folders}) > 1:
        return ""
    return os.path.commonpath(folders)


def _folder(name: str, group: Sequence[ArticleView]) -> Folder:
    words = sum(a.words for a in group)
    scores = [a.score for a in group if a.score is not None]
    counts: Counter[str] = Counter()
    for article in group:
        counts.update(article.families)
    per = {family: 1000 * n / words if words else 0.0 for family, n in sorted(counts.items())}
    parts = tuple(Bar(family, value, f"{value:.2f}", 0.0, family) for family, value in per.items())
    return Folder(name, len(group), words, sum(scores) / len(scores) if scores else None, sum(per.values()), parts)
