"""The rules of a language: found by walking the folders of mtcheck.rules, sorted by code.

They are those of `any`, which run on every language, those of the folder that the language's code names, where
there is a source those of `bilingual`, and rules of one's own: those of installed packages (`packages.py`) and the
phrases of a configuration (`own.py`), which the caller gives."""

from __future__ import annotations

import pkgutil
from functools import cache, lru_cache
from importlib import import_module

from mtcheck import rules
from mtcheck.checking.own import PhraseRow, rules_of
from mtcheck.checking.packages import package_rules, rules_in
from mtcheck.languages import DEFAULT
from mtcheck.lint.rule import Rule

Phrases = tuple[PhraseRow, ...]


class UnknownRule(ValueError):
    """A rule code, name or prefix that selects nothing."""


class DuplicateRule(ValueError):
    """Two rules with one code or name: the message names both modules."""


ANY, BILINGUAL = "any", "bilingual"  # folders beside those of languages
_described: dict[str, Rule] = {}  # phrases that this process has met, by code


def all_rules(language: str = DEFAULT, phrases: Phrases = ()) -> tuple[Rule, ...]:
    """Every rule of a language, sorted by code. Raises DuplicateRule, BrokenPackage and UnusablePhrase."""
    return _with_own((ANY, language, BILINGUAL), language, phrases)


def target_rules(language: str = DEFAULT, phrases: Phrases = ()) -> tuple[Rule, ...]:
    """The rules of a language that need no source, sorted by code; of the others mtcheck's are not even imported.
    Raises as `all_rules`."""
    return _with_own((ANY, language), language, phrases)


def _with_own(folders: tuple[str, ...], language: str, phrases: Phrases) -> tuple[Rule, ...]:
    own = rules_of(phrases, language)
    _described.update((r.code, r) for r in own)
    return _of(folders, own)


@lru_cache(maxsize=32)
def _of(folders: tuple[str, ...], own: tuple[Rule, ...]) -> tuple[Rule, ...]:
    packaged = [r for r in package_rules() if BILINGUAL in folders or not r.bilingual]
    return _sorted([*(r for folder in folders for r in _found(folder)), *packaged, *own])


@cache
def _found(folder: str) -> list[Rule]:
    """The rules in a folder of mtcheck.rules; none if there is no such folder."""
    found: list[Rule] = []
    paths = [f"{path}/{folder}" for path in rules.__path__]
    for module in pkgutil.walk_packages(paths, f"{rules.__name__}.{folder}."):
        if not module.ispkg:
            found += rules_in(import_module(module.name))  # also those made from rows of data
    return found


def _sorted(found: list[Rule]) -> tuple[Rule, ...]:
    for key in ("code", "name"):
        seen: dict[str, Rule] = {}
        for r in found:
            other = seen.setdefault(getattr(r, key), r)
            if other is not r:
                places = " and ".join(x.origin or getattr(x.function, "__module__", "?") for x in (other, r))
                raise DuplicateRule(f"two rules have the {key} {getattr(r, key)}: in {places}")
    return tuple(sorted(found, key=lambda r: r.code))


def find(word: str, language: str = DEFAULT, phrases: Phrases = ()) -> Rule:
    """The rule with this code or name. Raises UnknownRule, with the nearest names."""
    for r in all_rules(language, phrases):
        if word.upper() == r.code or word.lower() == r.name:
            return r
    raise UnknownRule(_unknown(word, language, phrases))


def described(code: str) -> Rule | None:
    """The rule that a finding with this code came from, for those who tell what it finds; of phrases of a configuration
    the one that was met last. None for what is no rule (an error of mtcheck's own)."""
    return _by_code().get(code) or _described.get(code)


def phrases_met() -> tuple[Rule, ...]:
    """The rules of configurations that this process has met, sorted by code."""
    return tuple(rule for _, rule in sorted(_described.items()))


@cache
def _by_code() -> dict[str, Rule]:
    return {r.code: r for r in all_rules()}


def family_of(code: str) -> str:
    """The family of the rule with this code; "internal" for mtcheck's own."""
    found = described(code)
    return found.family if found else "internal"


def matching(selector: str, language: str = DEFAULT, phrases: Phrases = ()) -> frozenset[str]:
    """Codes of the rules a selector means: a code, a name, a family or a code's beginning (CAP).

    Raises UnknownRule if it means none."""
    text = selector.strip()
    codes = frozenset(
        r.code
        for r in all_rules(language, phrases)
        if text.lower() in (r.name, r.family) or (text and r.code.startswith(text.upper()))
    )
    if not codes:
        raise UnknownRule(_unknown(text, language, phrases))
    return codes


def _unknown(word: str, language: str, phrases: Phrases) -> str:
    import difflib  # only a mistake needs it

    known = [x for r in all_rules(language, phrases) for x in (r.code, r.name, r.family)]
    close = difflib.get_close_matches(word.lower(), known, 1) or difflib.get_close_matches(word.upper(), known, 1)
    return f"no rule {word!r}" + (f"; did you mean {close[0]}?" if close else "; see `mtcheck rules`")
