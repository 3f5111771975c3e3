"""The baseline: findings that were there before, which fail no build. A finding is recognised by its rule, its words
and their neighbours, not by its line."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from typing import Any

from mtcheck.checking.marks import digest
from mtcheck.checking.report import Found, Left, Report
from mtcheck.project.project import Project
from mtcheck.reading.files import Problem, read_file
from mtcheck.run.filters.base import CheckedFile, on_articles, sifted
from mtcheck.run.outputs import write_whole
from mtcheck.version import VERSION

DEFAULT = ".mtcheck-baseline.json"
FORMAT = 1
LARGEST = 100  # MB


class BaselineError(ValueError):
    """A baseline that cannot be read; the message says why, for a user."""


class Baseline:
    """Known findings by file. File names in it count from the folder it lies in."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._root = os.path.dirname(os.path.abspath(path))
        self._known: dict[str, Counter[str]] = {}
        self._rows: dict[str, dict[str, dict[str, Any]]] = {}
        self.model = ""  # of the scores of the run that wrote it; "" before there was more than one

    @classmethod
    def read(cls, path: str) -> Baseline:
        """The baseline in a file. Raises BaselineError."""
        out = cls(path)
        item = read_file(path, LARGEST)
        if isinstance(item, Problem):
            raise BaselineError(f"{path}: {item.message}; make one with `mtcheck baseline`")
        try:
            data = json.loads(item.text)
            if data["version"] != FORMAT:
                raise BaselineError(f"{path}: version {data['version']} of the format; this mtcheck knows {FORMAT}")
            out.model = str(data.get("scoring", ""))
            for name, rows in data["files"].items():
                out._rows[name] = {row["mark"]: dict(row) for row in rows}
                out._known[name] = Counter({row["mark"]: int(row["count"]) for row in rows})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as e:
            if isinstance(e, BaselineError):
                raise
            raise BaselineError(f"{path}: no baseline of mtcheck") from None
        return out

    def known(self, checked: CheckedFile) -> CheckedFile:
        """The file with new findings only."""
        left = Counter(self._known.get(self._key(checked.input.name), Counter()))

        def judge(found: Found) -> Left | None:
            row = digest(found.mark)
            if left[row] <= 0:
                return None
            left[row] -= 1
            return Left(found, known=True)

        return on_articles(checked, lambda article: sifted(article, judge))

    def record(self, name: str, reports: Iterable[Report], *, prune: bool) -> None:
        """Take in the findings of a file; with `prune` only forget known ones that are gone."""
        key = self._key(name)
        now: Counter[str] = Counter()
        rows: dict[str, dict[str, Any]] = {}
        for report in reports:
            self.model = report.score.calibration.model
            for found in report.found:
                row, finding = digest(found.mark), found.finding
                now[row] += 1
                rows.setdefault(
                    row, {"rule": finding.code, "text": report.text[slice(*finding.span)][:200], "mark": row}
                )
        if prune:
            now &= self._known.get(key, Counter())
        self._known[key] = now
        self._rows[key] = {row: {**rows[row], "count": n} for row, n in now.items()}

    def forget_missing(self) -> None:
        """Drop files that are no more."""
        for key in [k for k in self._known if not os.path.exists(os.path.join(self._root, k))]:
            del self._known[key], self._rows[key]

    def __len__(self) -> int:
        return sum(c.total() for c in self._known.values())

    def write(self) -> None:
        """Raises OSError."""
        files = {name: list(rows.values()) for name, rows in sorted(self._rows.items()) if rows}
        data = {"version": FORMAT, "tool": f"mtcheck {VERSION}", "scoring": self.model, "files": files}
        text = json.dumps(data, indent=1, ensure_ascii=True) + "\n"
        write_whole(self.path, text.encode())

    def _key(self, name: str) -> str:
        folder, last = os.path.split(os.path.abspath(name))
        inside = os.path.relpath(os.path.join(os.path.realpath(folder), last), os.path.realpath(self._root))
        return inside.replace(os.sep, "/")


def configured(project: Project) -> Baseline | None:
    """The baseline that the configuration or the command line names. Raises BaselineError."""
    path = project.path("baseline")
    return Baseline.read(path) if path else None
