"""Rules of one's own that are Python packages, installed beside mtcheck: entry points of the group `mtcheck.rules`.

    [project.entry-points."mtcheck.rules"]
    house = "mtcheck_house.rules"

An entry point names a module, or a package of modules, that holds rules, or else one rule or a sequence of them. What
is installed is trusted like mtcheck itself; what stands in the working folder is not installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mtcheck.lint.rule import Rule

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

GROUP = "mtcheck.rules"


class BrokenPackage(ValueError):
    """A package whose rules cannot be loaded; the message says which, and why."""


@cache
def package_rules() -> tuple[Rule, ...]:
    """The rules of all installed packages, in the order of their names. Raises BrokenPackage."""
    found: list[Rule] = []
    for distribution, entry in _entries():
        origin = f"{distribution.name} {distribution.version}"
        try:
            rules = list(rules_in(entry.load()))
        except Exception as e:  # whatever its modules may raise
            raise BrokenPackage(f"the rules of {origin} cannot be loaded: {type(e).__name__}: {e}") from e
        if not rules:
            raise BrokenPackage(f"the entry point {entry.name} = {entry.value} of {origin} holds no rules")
        found += (replace(rule, origin=origin) for rule in rules)
    return tuple(found)


@cache
def package_files() -> tuple[str, ...]:
    """What tells whether the packages have changed: for each file of their modules its path, size and time."""
    roots = {os.path.dirname(os.path.abspath(file)) for file in map(_file_of, package_rules()) if file}
    out = []
    for root in sorted(roots):
        for place, folders, files in os.walk(root):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            for name in sorted(f for f in files if f.endswith((".py", ".toml", ".json", ".tsv", ".txt"))):
                status = os.stat(os.path.join(place, name))
                out.append(f"{place}/{name} {status.st_size} {status.st_mtime_ns}")
            if os.path.basename(root) == "site-packages":  # a module that stands alone: not all that is installed
                folders.clear()
    return tuple(out)


def _file_of(rule: Rule) -> str | None:
    module = sys.modules.get(getattr(rule.function, "__module__", ""))
    return getattr(module, "__file__", None)


def rules_in(value: Any) -> Iterator[Rule]:
    """The rules that a module, a package, a rule or a sequence of rules holds, each once."""
    if isinstance(value, ModuleType):
        seen: dict[int, Rule] = {}
        for module in _modules(value):
            names = vars(module)
            for rule in [*(x for x in names.values() if isinstance(x, Rule)), *names.get("RULES", ())]:
                seen.setdefault(id(rule), rule)
        yield from seen.values()
    elif isinstance(value, Rule):
        yield value
    elif isinstance(value, Iterable):
        yield from (x for x in value if isinstance(x, Rule))


def _modules(module: ModuleType) -> Iterator[ModuleType]:
    from importlib import import_module
    from pkgutil import walk_packages

    yield module
    for found in walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield import_module(found.name)


def _entries() -> Iterator[tuple[Distribution, EntryPoint]]:
    folders = [folder for folder in _installed() if _mentions(folder)]
    if not folders:
        return
    from importlib.metadata import distributions  # takes as long to load as a short article to check

    seen: set[str] = set()
    for distribution in sorted(distributions(path=folders), key=lambda d: d.name.lower()):
        if distribution.name.lower() in seen:  # one in front hides another
            continue
        seen.add(distribution.name.lower())
        yield from ((distribution, entry) for entry in distribution.entry_points if entry.group == GROUP)


def _installed() -> list[str]:
    """The folders in which packages are installed; the working folder, which `python -m` puts first, is none."""
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # it is gone
        here = ""
    return [folder for folder in dict.fromkeys(sys.path) if folder and os.path.realpath(folder) != here]


def _mentions(folder: str) -> bool:
    """Whether any package that is installed in a folder has rules."""
    try:
        names = [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return False
    for name in names:
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                if GROUP.encode() in file.read():
                    return True
        except OSError:
            continue
    return False
