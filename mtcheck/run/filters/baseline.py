"""The baseline: findings that were there before, which fail no build. A finding is recognised by its rule, its words
and their neighbours, not by its line."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from mtcheck.checking.report import Report
from mtcheck.checking.settings import Settings
from mtcheck.run.carry import digest, only
from mtcheck.run.outputs import write_whole
from mtcheck.version import VERSION

DEFAULT = ".mtcheck-baseline.json"
FORMAT = 1


class BaselineError(ValueError):
    """A baseline that cannot be read; the message says why, for a user."""


class Baseline:
    """Known findings by file. File names in it count from the folder it lies in."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._root = os.path.dirname(os.path.abspath(path))
        self._known: dict[str, Counter[str]] = {}
        self._rows: dict[str, dict[str, dict[str, Any]]] = {}

    @classmethod
    def read(cls, path: str) -> Baseline:
        """The baseline in a file. Raises BaselineError."""
        out = cls(path)
        try:
            with open(path, encoding="utf-8") as file:
                data = json.load(file)
            if data["version"] != FORMAT:
                raise BaselineError(f"{path}: version {data['version']} of the format; this mtcheck knows {FORMAT}")
            for name, rows in data["files"].items():
                out._rows[name] = {row["mark"]: dict(row) for row in rows}
                out._known[name] = Counter({row["mark"]: int(row["count"]) for row in rows})
        except OSError as e:
            raise BaselineError(f"{path}: {(e.strerror or str(e)).lower()}; make one with `mtcheck baseline`") from None
        except (ValueError, KeyError, TypeError, AttributeError) as e:
            if isinstance(e, BaselineError):
                raise
            raise BaselineError(f"{path}: no baseline of mtcheck") from None
        return out

    def new(self, name: str, reports: Sequence[Report], settings: Settings) -> list[Report]:
        """The reports of a file with new findings only; `known` counts the others."""
        left = Counter(self._known.get(self._key(name), Counter()))
        return [self._without(report, left, settings) for report in reports]

    def _without(self, report: Report, left: Counter[str], settings: Settings) -> Report:
        kept: list[int] = []
        for i, mark in enumerate(map(digest, report.fingerprints)):
            if left[mark] > 0:
                left[mark] -= 1
            else:
                kept.append(i)
        known = len(report.findings) - len(kept)
        return replace(only(report, kept, settings), known=report.known + known) if known else report

    def record(self, name: str, reports: Iterable[Report], *, prune: bool) -> None:
        """Take in the findings of a file; with `prune` only forget known ones that are gone."""
        key = self._key(name)
        now: Counter[str] = Counter()
        rows: dict[str, dict[str, Any]] = {}
        for report in reports:
            for finding, mark in zip(report.findings, map(digest, report.fingerprints), strict=True):
                now[mark] += 1
                rows.setdefault(
                    mark, {"rule": finding.code, "text": report.text[slice(*finding.span)][:200], "mark": mark}
                )
        if prune:
            now &= self._known.get(key, Counter())
        self._known[key] = now
        self._rows[key] = {mark: {**rows[mark], "count": n} for mark, n in now.items()}

    def forget_missing(self) -> None:
        """Drop files that are no more."""
        for key in [k for k in self._known if not os.path.exists(os.path.join(self._root, k))]:
            del self._known[key], self._rows[key]

    def __len__(self) -> int:
        return sum(c.total() for c in self._known.values())

    def write(self) -> None:
        """Raises OSError."""
        files = {name: list(rows.values()) for name, rows in sorted(self._rows.items()) if rows}
        data = {"version": FORMAT, "tool": f"mtcheck {VERSION}", "files": files}
        text = json.dumps(data, indent=1, ensure_ascii=True) + "\n"
        write_whole(self.path, text.encode())

    def _key(self, name: str) -> str:
        folder, last = os.path.split(os.path.abspath(name))
        inside = os.path.relpath(os.path.join(os.path.realpath(folder), last), os.path.realpath(self._root))
        return inside.replace(os.sep, "/")
