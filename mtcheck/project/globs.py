"""Globs as in .gitignore, by pathspec, which is only loaded if there is one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from mtcheck.project.keys import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


LARGEST = 1_000_000  # bytes of a .gitignore file


class Globs:
    """Patterns relative to a folder. Paths outside of it match nothing."""

    def __init__(self, root: str, patterns: Sequence[str]) -> None:
        """Raises ConfigError for a pattern that means nothing."""
        self._root = os.path.realpath(root)
        try:
            self._spec = _spec(tuple(patterns)) if patterns else None
        except ValueError as e:
            raise ConfigError(f"{str(e)[:1].lower()}{str(e)[1:]}") from None

    def match(self, path: str, *, folder: bool = False) -> bool:
        """Whether a pattern matches the path (absolute, or relative to the working folder)."""
        if self._spec is None:
            return False
        inside = relative(path, self._root)
        return inside is not None and self._spec.match_file(inside + "/" * folder)

    def verdict(self, path: str, *, folder: bool = False) -> bool | None:
        """True if the last pattern that matches excludes the path, False if it takes it back in, else None."""
        if self._spec is None or (inside := relative(path, self._root)) is None:
            return None
        return self._spec.check_file(inside + "/" * folder).include


def relative(path: str, root: str) -> str | None:
    """The path from a real folder down, with slashes; None if it lies outside. The path's own last link stays."""
    folder, name = os.path.split(os.path.abspath(path))
    inside = os.path.relpath(os.path.join(real(folder), name), root)
    if inside == os.pardir or inside.startswith(os.pardir + os.sep) or os.path.isabs(inside):
        return None
    return inside.replace(os.sep, "/")


@lru_cache(maxsize=4096)
def real(folder: str) -> str:
    """The folder without links, kept: the files of one folder ask for it one after the other."""
    return os.path.realpath(folder)


@lru_cache(maxsize=1024)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


class GitIgnore:
    """What the .gitignore files of a folder and of those above it, up to the repository's root, leave out."""

    def __init__(self, folder: str) -> None:
        self._known: dict[str, list[Globs]] = {}
        self._top = _repository(os.path.realpath(folder))

    def ignored(self, path: str, *, folder: bool) -> bool:
        """Whether git would leave the path out (its folders are taken to have been asked about)."""
        for globs in reversed(self._above(real(os.path.abspath(os.path.dirname(path))))):
            verdict = globs.verdict(path, folder=folder)
            if verdict is not None:
                return verdict
        return False

    def _above(self, folder: str) -> list[Globs]:
        """The patterns that hold in a folder, the outermost first."""
        if folder not in self._known:
            up = os.path.dirname(folder)
            inherited = [] if self._top is None or folder == self._top or up == folder else self._above(up)
            own = _patterns(os.path.join(folder, ".gitignore"))
            self._known[folder] = [*inherited, Globs(folder, own)] if own else inherited
        return self._known[folder]


class Filter:
    """What the configuration, and .gitignore, leave out of folders, and what they take in."""

    def __init__(self, root: str, exclude: Sequence[str], include: Sequence[str], gitignore: bool) -> None:
        self._exclude = Globs(root, exclude)
        self._include = Globs(root, include)
        self._gitignore = gitignore
        self._ignores: dict[str, GitIgnore] = {}

    def leaves_out(self, path: str, *, folder: bool) -> bool:
        """Whether a file or folder is not to be read."""
        if self._exclude.match(path, folder=folder):
            return True
        return self._gitignore and self._git(path).ignored(path, folder=folder)

    def takes_in(self, path: str) -> bool:
        """Whether a file is an article although its suffix does not say so."""
        return self._include.match(path)

    def _git(self, path: str) -> GitIgnore:
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in self._ignores:
            self._ignores[folder] = GitIgnore(folder)
        return self._ignores[folder]


def _repository(folder: str) -> str | None:
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        up = os.path.dirname(folder)
        if up == folder:
            return None
        folder = up


def _patterns(path: str) -> list[str]:
    """The lines of a .gitignore file. As for git, one that cannot be read has none, and lines that mean nothing are
    left out."""
    if not os.path.isfile(path) or os.path.islink(path) or os.path.getsize(path) > LARGEST:
        return []
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = [line.removesuffix("\r") for line in file.read().split("\n")]
    except OSError:
        return []
    return lines if _usable(*lines) else [line for line in lines if _usable(line)]


def _usable(*patterns: str) -> bool:
    try:
        _spec(patterns)
    except ValueError:
        return False
    return True
