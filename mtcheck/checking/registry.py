"""The rules of a language: found by walking the folders of mtcheck.rules, sorted by code.

They are those of `any`, which run on every language, those of the folder that the language's code names, where
there is a source those of `bilingual`, and rules of one's own: those of installed packages (`packages.py`) and the
phrases of a configuration (`own.py`), which the caller gives."""

from __future__ import annotations

import pkgutil
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, TypeAlias

from mtcheck import rules
from mtcheck.checking.catalogue import Card, Catalogue, ready_made, rules_in
from mtcheck.checking.packages import package_rules
from mtcheck.languages import DEFAULT
from mtcheck.lint.rule import Rule
from mtcheck.text.counted import counted

if TYPE_CHECKING:
    from mtcheck.checking.own import PhraseRow

NAMED = 12  # rules that a message names


class UnknownRule(ValueError):
    """A rule code, name or prefix that selects nothing."""


class DuplicateRule(ValueError):
    """Two rules with one code or name: the message names both modules."""


ANY, BILINGUAL = "any", "bilingual"  # folders beside those of languages
Phrases: TypeAlias = "tuple[PhraseRow, ...]"
_described: dict[str, Rule] = {}  # phrases that this process has met, by code


@lru_cache(maxsize=32)
def all_rules(language: str = DEFAULT, phrases: Phrases = ()) -> tuple[Rule, ...]:
    """Every rule of a language, imported, sorted by code. Raises as `catalogue`."""
    known = catalogue(language, phrases)
    return tuple(map(known.rule, known.cards))


@lru_cache(maxsize=32)
def target_rules(language: str = DEFAULT, phrases: Phrases = ()) -> tuple[Rule, ...]:
    """The rules of a language that need no source, sorted by code; of the others mtcheck's are not even imported."""
    known = catalogue(language, phrases)
    return tuple(known.rule(card.code) for card in known.cards.values() if not card.bilingual)


def catalogue(language: str = DEFAULT, phrases: Phrases = ()) -> Catalogue:
    """The rules of a language, which are imported when something asks for them. Raises DuplicateRule, BrokenPackage
    and UnusablePhrase."""
    if not phrases:
        return _installed(language)
    from mtcheck.checking.own import rules_of

    own = rules_of(phrases, language)
    _described.update((r.code, r) for r in own)
    return _with_phrases(language, own)


@cache
def _installed(language: str) -> Catalogue:
    folders = (ANY, language, BILINGUAL)
    known = ready_made(list(rules.__path__), folders) or Catalogue.of(found_in(folders))
    return _extended(known, package_rules())


@lru_cache(maxsize=32)
def _with_phrases(language: str, own: tuple[Rule, ...]) -> Catalogue:
    return _extended(_installed(language), own)


def _extended(known: Catalogue, own: tuple[Rule, ...]) -> Catalogue:
    """A catalogue with rules of one's own. Raises DuplicateRule."""
    taken = {x: card.origin or card.module for card in known.cards.values() for x in (card.code, card.name)}
    for r in _sorted([*own]):
        for key in ("code", "name"):
            if place := taken.get(getattr(r, key)):
                raise DuplicateRule(f"two rules have the {key} {getattr(r, key)}: in {place} and {r.origin}")
    return known.extended(own)


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
                places = " and ".join(x.origin or getattr(x.function, "__module__", "?") for x in (other, r))
                raise DuplicateRule(f"two rules have the {key} {getattr(r, key)}: in {places}")
    return tuple(sorted(found, key=lambda r: r.code))


def find(word: str, language: str = DEFAULT, phrases: Phrases = ()) -> Rule:
    """The rule with this code or name. Raises UnknownRule, with the nearest names."""
    known = catalogue(language, phrases)
    for card in known.cards.values():
        if word.upper() == card.code or word.lower() == card.name:
            return known.rule(card.code)
    for r in _of_readers(word):
        if word.upper() == r.code or word.lower() == r.name:
            return r
    raise UnknownRule(_several(word, language, phrases) or _unknown(word, language, phrases))


def _several(word: str, language: str, phrases: Phrases) -> str:
    """What to say if a family or the beginning of codes is named where one rule is asked for; "" for another word."""
    try:
        codes = sorted(matching(word, language, phrases))
    except UnknownRule:
        return ""
    some = ", ".join(codes[:NAMED]) + (", …" if len(codes) > NAMED else "")
    return f"{word!r} is {counted(len(codes), 'rule')}, name one: {some}"


def described(code: str, phrases: Phrases | None = None) -> Rule | None:
    """The rule that a finding with this code came from, for those who tell what it finds. `phrases`: those of the
    configuration that it was found by; without them the phrase of that code which was met last is meant. None for what
    is no rule (an error of mtcheck's own)."""
    known = catalogue(phrases=phrases or ())
    if code in known.cards:
        return known.rule(code)
    if phrases is not None:
        return next((r for r in _of_readers(code) if r.code == code), None)
    return _described.get(code) or next((r for r in _of_readers(code) if r.code == code), None)


def phrases_met() -> tuple[Rule, ...]:
    """The rules of configurations that this process has met, sorted by code."""
    return tuple(rule for _, rule in sorted(_described.items()))


def family_of(code: str) -> str:
    """The family of the rule with this code; "internal" for mtcheck's own."""
    if card := catalogue().cards.get(code):
        return card.family
    found = described(code)
    return found.family if found else "internal"


def matching(selector: str, language: str = DEFAULT, phrases: Phrases = ()) -> frozenset[str]:
    """Codes of the rules a selector means: a code, a name, a family or a code's beginning (CAP).

    Raises UnknownRule if it means none."""
    text = selector.strip()
    named: list[Card | Rule] = [*catalogue(language, phrases).cards.values(), *_of_readers(text)]
    codes = frozenset(
        r.code for r in named if text.lower() in (r.name, r.family) or (text and r.code.startswith(text.upper()))
    )
    if not codes:
        raise UnknownRule(_unknown(text, language, phrases))
    return codes


def _of_readers(selector: str) -> tuple[Rule, ...]:
    """The kinds of findings of other readers (docs/readers.md), if a selector may mean one; else they are not even
    imported."""
    if not (selector.upper().startswith("RDR") or selector.lower().startswith("reader")):
        return ()
    from mtcheck.readers.kinds import KINDS

    return KINDS


def _unknown(word: str, language: str, phrases: Phrases) -> str:
    import difflib  # only a mistake needs it

    known = [x for r in catalogue(language, phrases).cards.values() for x in (r.code, r.name, r.family)]
    near = partial(difflib.get_close_matches, n=1)
    begins = {code.rstrip("0123456789") for code in catalogue(language, phrases).cards}
    close = near(word.upper(), begins, cutoff=0.8) or near(word.lower(), known) or near(word.upper(), known)
    return f"no rule {word!r}" + (f"; did you mean {close[0]}?" if close else "; see `mtcheck rules`")
