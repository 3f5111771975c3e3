"""All rules: found by walking mtcheck.rules, sorted by code."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from mtcheck import rules
from mtcheck.lint.rule import Rule


class UnknownRule(ValueError):
    """A rule code, name or prefix that selects nothing."""


BILINGUAL = f"{rules.__name__}.bilingual."  # rules that only run if there is a source


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the package, sorted by code. Raises ValueError if two share a code or a name."""
    return _sorted([*target_rules(), *_found(lambda module: module.startswith(BILINGUAL))])


@cache
def target_rules() -> tuple[Rule, ...]:
    """The rules that need no source, sorted by code; the others are not even imported."""
    return _sorted(_found(lambda module: not module.startswith(BILINGUAL)))


def _found(wanted: Callable[[str], bool]) -> list[Rule]:
    found: list[Rule] = []
    for module in pkgutil.walk_packages(rules.__path__, rules.__name__ + "."):
        if not module.ispkg and wanted(module.name):
            names = vars(import_module(module.name))
            found += [x for x in names.values() if isinstance(x, Rule)]
            found += names.get("RULES", ())  # rules made from rows of data
    return found


def _sorted(found: list[Rule]) -> tuple[Rule, ...]:
    for key in ("code", "name"):
        seen: set[str] = set()
        for r in found:
            value = getattr(r, key)
            if value in seen:
                raise ValueError(f"two rules have the {key} {value}")
            seen.add(value)
    return tuple(sorted(found, key=lambda r: r.code))


def find(word: str) -> Rule:
    """The rule with this code or name. Raises UnknownRule, with the nearest names."""
    for r in all_rules():
        if word.upper() == r.code or word.lower() == r.name:
            return r
    raise UnknownRule(_unknown(word))


def matching(selector: str) -> frozenset[str]:
    """Codes of the rules a selector means: a code, a name, a family or a code's beginning (CAP).

    Raises UnknownRule if it means none."""
    text = selector.strip()
    codes = frozenset(
        r.code for r in all_rules() if text.lower() in (r.name, r.family) or (text and r.code.startswith(text.upper()))
    )
    if not codes:
        raise UnknownRule(_unknown(text))
    return codes


def _unknown(word: str) -> str:
    import difflib  # only a mistake needs it

    known = [x for r in all_rules() for x in (r.code, r.name, r.family)]
    close = difflib.get_close_matches(word.lower(), known, 1) or difflib.get_close_matches(word.upper(), known, 1)
    return f"no rule {word!r}" + (f"; did you mean {close[0]}?" if close else "; see `mtcheck rules`")
