"""What has changed in git since a revision: files, and in them paragraphs. A paragraph that has only been moved or
re-wrapped has not changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from mtcheck.checking.report import Checked, Found, Left
from mtcheck.project.project import Project
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input, Problem
from mtcheck.reading.formats import read
from mtcheck.run.filters.base import CheckedFile, on_articles, sifted
from mtcheck.text.lines import BREAK
from mtcheck.text.spans import Span


class GitError(ValueError):
    """git cannot say what has changed; the message says why, for a user."""


class Changes:
    """The files that differ from a revision (from where the present branch left it), and the paragraphs in them."""

    def __init__(self, revision: str, folder: str, project: Project) -> None:
        """Raises GitError."""
        self._project = project
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

    def unchanged(self, checked: CheckedFile) -> CheckedFile:
        """The file with findings in changed paragraphs or segments only."""
        changed = self._changed(checked)
        if changed is None:
            return checked

        def sift(article: Checked) -> Checked:
            return sifted(article, lambda found: None if changed(article, found) else Left(found, known=True))

        return on_articles(checked, sift)

    def _changed(self, checked: CheckedFile) -> Callable[[Checked, Found], bool] | None:
        """What tells whether a finding stands in what has changed; None if all of the file is new."""
        input, project = checked.input, self._project
        if input.path is None:
            return None
        try:
            data = _git(self._top, "show", f"{self._base}:{self._name(input.path)}")
            old = read(data, input.name, project.reading)
            if old.segments:
                before = {(s.source, s.target) for s in old.segments}
                return lambda article, found: _segment(article, found) not in before
        except (GitError, Unreadable):
            return None  # a new file
        known = {_bare(old.text[slice(*b)]) for b in paragraphs(old.text, old.blocks)}
        fresh = [b for b in paragraphs(checked.text, checked.blocks) if _bare(checked.text[slice(*b)]) not in known]
        return lambda _, found: any(found.finding.span.overlaps(b) for b in fresh)


def _segment(article: Checked, found: Found) -> tuple[str, str]:
    """(source, translation) of the segment in which a finding stands."""
    place = article.segment_at(found.finding.span.start)
    source = article.source.text if article.source else ""
    return source[slice(*place.source)], article.text[slice(*place.target)]


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
