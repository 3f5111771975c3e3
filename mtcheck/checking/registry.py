"""The rules of a language: found by walking the folders of mtcheck.rules, sorted by code.

They are those of `any`, which run on every language, those of the folder that the language's code names, and, where
there is a source, those of `bilingual`."""

from __future__ import annotations

import pkgutil
from functools import cache

from mtcheck import rules
from mtcheck.checking.catalogue import Card, Catalogue, ready_made, rules_in
from mtcheck.languages import DEFAULT
from mtcheck.lint.rule import Rule


class UnknownRule(ValueError):
    """A rule code, name or prefix that selects nothing."""


class DuplicateRule(ValueError):
    """Two rules with one code or name: the message names both modules."""


ANY, BILINGUAL = "any", "bilingual"  # folders beside those of languages


@cache
def all_rules(language: str = DEFAULT) -> tuple[Rule, ...]:
    """Every rule of a language, imported, sorted by code. Raises DuplicateRule."""
    known = catalogue(language)
    return tuple(map(known.rule, known.cards))


@cache
def target_rules(language: str = DEFAULT) -> tuple[Rule, ...]:
    """The rules of a language that need no source, sorted by code; the others are not even imported."""
    known = catalogue(language)
    return tuple(known.rule(card.code) for card in known.cards.values() if not card.bilingual)


@cache
def catalogue(language: str = DEFAULT) -> Catalogue:
    """The rules of a language, which are imported when something asks for them. Raises DuplicateRule."""
    folders = (ANY, language, BILINGUAL)
    return ready_made(list(rules.__path__), folders) or Catalogue.of(found_in(folders))


def found_in(folders: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules in folders of mtcheck.rules, imported, sorted by code. Raises DuplicateRule."""
    return _sorted([r for folder in folders for r in _found(folder)])


def _found(folder: str) -> list[Rule]:
    """The rules in a folder of mtcheck.rules; none if there is no such folder."""
    found: list[Rule] = []
    paths = [f"{path}/{folder}" for path in rules.__path__]
    for module in pkgutil.walk_packages(paths, f"{rules.__name__}.{folder}."):
        if not module.ispkg:
            found += rules_in(module.name)
    return found


def _sorted(found: list[Rule]) -> tuple[Rule, ...]:
    for key in ("code", "name"):
        seen: dict[str, Rule] = {}
        for r in found:
            other = seen.setdefault(getattr(r, key), r)
            if other is not r:
                places = " and ".join(getattr(x.function, "__module__", "?") for x in (other, r))
                raise DuplicateRule(f"two rules have the {key} {getattr(r, key)}: in {places}")
    return tuple(sorted(found, key=lambda r: r.code))


def find(word: str, language: str = DEFAULT) -> Rule:
    """The rule with this code or name. Raises UnknownRule, with the nearest names."""
    known = catalogue(language)
    for card in known.cards.values():
        if word.upper() == card.code or word.lower() == card.name:
            return known.rule(card.code)
    for r in _of_readers(word):
        if word.upper() == r.code or word.lower() == r.name:
            return r
    raise UnknownRule(_unknown(word, language))


def family_of(code: str) -> str:
    """The family of the rule with this code; "internal" for mtcheck's own."""
    card = catalogue().cards.get(code)
    return card.family if card else next((r.family for r in _of_readers(code) if r.code == code), "internal")


def matching(selector: str, language: str = DEFAULT) -> frozenset[str]:
    """Codes of the rules a selector means: a code, a name, a family or a code's beginning (CAP).

    Raises UnknownRule if it means none."""
    text = selector.strip()
    named: list[Card | Rule] = [*catalogue(language).cards.values(), *_of_readers(text)]
    codes = frozenset(
        r.code for r in named if text.lower() in (r.name, r.family) or (text and r.code.startswith(text.upper()))
    )
    if not codes:
        raise UnknownRule(_unknown(text, language))
    return codes


def _of_readers(selector: str) -> tuple[Rule, ...]:
    """The kinds of findings of other readers (docs/readers.md), if a selector may mean one; else they are not even
    imported."""
    if not (selector.upper().startswith("RDR") or selector.lower().startswith("reader")):
        return ()
    from mtcheck.readers.kinds import KINDS

    return KINDS


def _unknown(word: str, language: str) -> str:
    import difflib  # only a mistake needs it

    known = [x for r in catalogue(language).cards.values() for x in (r.code, r.name, r.family)]
    close = difflib.get_close_matches(word.lower(), known, 1) or difflib.get_close_matches(word.upper(), known, 1)
    return f"no rule {word!r}" + (f"; did you mean {close[0]}?" if close else "; see `mtcheck rules`")
