"""What has changed in git since a revision: files, and in them paragraphs. A paragraph that has only been moved or
re-wrapped has not changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from mtcheck.checking.report import Report
from mtcheck.checking.settings import Settings
from mtcheck.reading.base import Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input, Problem
from mtcheck.reading.formats import read
from mtcheck.run.carry import only
from mtcheck.run.runner import Result, blocks_of
from mtcheck.text.lines import BREAK
from mtcheck.text.spans import Span


class GitError(ValueError):
    """git cannot say what has changed; the message says why, for a user."""


class Changes:
    """The files that differ from a revision (from where the present branch left it), and the paragraphs in them."""

    def __init__(self, revision: str, folder: str) -> None:
        """Raises GitError."""
        self._top = os.path.realpath(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        if revision.startswith("-"):
            raise GitError(f"no revision {revision!r}")
        commit = _git(
            self._top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=f"no revision {revision!r}"
        )
        self._base = commit.decode().strip()
        with suppress(GitError):  # no common ancestor: the revision itself
            self._base = _git(self._top, "merge-base", self._base, "HEAD").decode().strip()
        changed = _git(self._top, "diff", "--no-ext-diff", "--name-only", "-z", self._base)
        fresh = _git(self._top, "ls-files", "--others", "--exclude-standard", "-z")
        self._names = {os.fsdecode(n) for n in (changed + fresh).split(b"\0") if n}

    def files(self, files: Iterable[Input | Problem]) -> Iterator[Input | Problem]:
        """Those files that have changed, and all problems."""
        for item in files:
            if isinstance(item, Problem) or item.path is None or self._name(item.path) in self._names:
                yield item

    def _name(self, path: str) -> str:
        folder, last = os.path.split(os.path.abspath(path))
        return os.path.relpath(os.path.join(os.path.realpath(folder), last), self._top).replace(os.sep, "/")

    def new(self, result: Result, settings: Settings, options: Options) -> list[Report]:
        """The reports of a file with findings in changed paragraphs only; `known` counts the others."""
        file, text, blocks, reports, _ = result
        if file.path is None:
            return list(reports)
        try:
            data = _git(self._top, "show", f"{self._base}:{self._name(file.path)}")
            old = read(data, file.name, options)
            if old.segments:
                before_pairs = {(s.source, s.target) for s in old.segments}
                return [_in_segments(report, before_pairs, settings) for report in reports]
        except (GitError, Unreadable):
            return list(reports)  # a new file
        before = {_bare(old.text[slice(*b)]) for b in paragraphs(old.text, blocks_of(old))}
        changed = [b for b in paragraphs(text, blocks) if _bare(text[slice(*b)]) not in before]
        return [_within(report, changed, settings) for report in reports]


def _in_segments(report: Report, before: set[tuple[str, str]], settings: Settings) -> Report:
    """The report with findings in new or changed segments only; `before`: (source, translation) of all there were."""
    source = report.source.text if report.source else ""
    places = [report.segment_at(f.span.start) for f in report.findings]
    pairs = [(source[slice(*p.source)], report.text[slice(*p.target)]) for p in places]
    return _keeping(report, [i for i, pair in enumerate(pairs) if pair not in before], settings)


def _within(report: Report, changed: Sequence[Span], settings: Settings) -> Report:
    rows = enumerate(report.findings)
    return _keeping(report, [i for i, f in rows if any(f.span.overlaps(b) for b in changed)], settings)


def _keeping(report: Report, kept: Sequence[int], settings: Settings) -> Report:
    known = len(report.findings) - len(kept)
    return replace(only(report, kept, settings), known=report.known + known) if known else report


def paragraphs(text: str, blocks: Sequence[Span] | None) -> list[Span]:
    """The blocks of a file; in plain text what stands between empty lines, or every line if none is empty."""
    if blocks is not None:
        return list(blocks)
    lines: list[Span] = []
    at = 0
    for m in BREAK.finditer(text):
        lines.append(Span(at, m.start()))
        at = m.end()
    lines.append(Span(at, len(text)))
    full = [(n, s) for n, s in enumerate(lines) if text[slice(*s)].strip()]
    if len(full) == (full[-1][0] + 1 if full else 0):
        return [s for _, s in full]
    out: list[Span] = []
    last = -2
    for n, span in full:
        if n == last + 1:
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
        last = n
    return out


def _bare(text: str) -> str:
    return " ".join(word for line in text.splitlines() for word in line.lstrip("> ").split())


def _git(folder: str, *args: str, what: str = "") -> bytes:
    command = ["git", "-C", folder, "-c", "core.quotepath=off", *args]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as e:
        raise GitError(f"cannot run git: {(e.strerror or str(e)).lower()}") from None
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(what or (why[-1] if why else f"git {args[0]} failed"))
    return done.stdout
