"""What settings that were found in a tree may reach. Nobody has vouched for them: whoever wrote the tree wrote them.

A configuration that the command line names (`--config`) and options may reach everything."""

from __future__ import annotations

import os

VERSIONED = frozenset({".git", ".hg", ".svn"})  # folders in which files are programs


def inside(path: str, folder: str) -> bool:
    """Whether a path, once its links are followed, lies in a folder (or is it)."""
    real, top = os.path.realpath(path), os.path.realpath(folder)
    return real == top or real.startswith(os.path.join(top, ""))


def writable(path: str, folder: str) -> bool:
    """Whether settings found in a folder may have a path written: in it, not in what belongs to version control, and
    neither a pipe nor a device."""
    real = os.path.realpath(path)
    names = os.path.relpath(real, os.path.realpath(folder)).lower().split(os.sep)
    usual = not os.path.exists(real) or os.path.isfile(real) or os.path.isdir(real)
    return usual and inside(path, folder) and VERSIONED.isdisjoint(names)


def tree_of(folder: str) -> str:
    """The tree that a folder belongs to: its repository (git), or else the folder alone."""
    top = start = os.path.realpath(folder)
    while not os.path.exists(os.path.join(top, ".git")):
        up = os.path.dirname(top)
        if up == top:
            return start
        top = up
    return top
