"""The rules of a language by their cards: what is asked of a rule before it has anything to do.

Of four hundred rules an article wakes a fifth, and to import the others takes longer than to read it. So the cards of
the English rules, and what wakes them, stand ready-made in `mtcheck/rules/index.py`, and a rule is imported when its
document wakes it. scripts/build_rule_index.py writes that file; if it is not that of the rules that stand here
(somebody is working on them), it is not used, and all rules are imported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from importlib import import_module
from itertools import repeat
from typing import NamedTuple
from zlib import crc32

from mtcheck.checking.dispatch import Waking, awake, waking
from mtcheck.lint.rule import Rule
from mtcheck.text.batch import Batch
from mtcheck.text.document import Document


class Card(NamedTuple):
    """What is known of a rule without importing it."""

    code: str
    name: str
    family: str
    status: str
    bilingual: bool
    module: str
    origin: str = ""  # of a rule that is none of mtcheck's own


def _card(r: Rule) -> Card:
    return Card(r.code, r.name, r.family, r.status, r.bilingual, r.function.__module__, r.origin)


class Catalogue:
    """Rules by code. `tables` say what wakes those that need no source."""

    def __init__(
        self, cards: Sequence[Card], made: Callable[[], Waking[str]], rules: dict[str, Rule] | None = None
    ) -> None:
        """Cards sorted by code. `made` gives the table; `rules`: those that have been imported."""
        self.cards = {card.code: card for card in cards}
        self._made = made
        self._rules = {} if rules is None else rules
        self._before: Catalogue | None = None

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Catalogue:
        """Of rules that have been imported, sorted by code."""
        known = {r.code: r for r in rules}
        cards = [_card(r) for r in known.values()]
        return cls(cards, lambda: waking((r.code, r) for r in known.values() if not r.bilingual), known)

    def extended(self, rules: Sequence[Rule]) -> Catalogue:
        """The same with other rules besides, whose codes are free; what is imported of its own stays shared."""
        if not rules:
            return self
        other = Catalogue.of(rules)
        cards = sorted([*self.cards.values(), *other.cards.values()])
        both = Catalogue(cards, self._made)
        both._before = self
        both._rules = dict(other._rules)
        both.tables = (*self.tables, other.table)
        return both

    @cached_property
    def table(self) -> Waking[str]:
        return self._made()

    @cached_property
    def tables(self) -> tuple[Waking[str], ...]:
        return (self.table,)

    def rule(self, code: str) -> Rule:
        """The rule, imported if it was not. Raises KeyError for one that is not in the catalogue."""
        if self._before and code in self._before.cards:
            return self._before.rule(code)
        if code not in self._rules:
            self._rules.update((r.code, r) for r in rules_with(code, self.cards[code].module))
        return self._rules[code]


class Selection:
    """Some of the rules of a catalogue."""

    def __init__(self, catalogue: Catalogue, codes: Iterable[str]) -> None:
        """`codes` in their order."""
        self._catalogue = catalogue
        self.codes = dict.fromkeys(codes)
        self._known: dict[str, Rule] = {}

    def due(self, document: Document) -> list[tuple[Rule, list[int]]]:
        """Those that the document wakes, sorted by code, and for those with anchors the places of these."""
        return self.due_in(Batch([document]))[0]

    def due_in(self, batch: Batch) -> list[list[tuple[Rule, list[int]]]]:
        """The same for each document of a batch."""
        tables = self._catalogue.tables
        found = [{code: at for table in tables for code, at in awake(table, d).items()} for d in batch.documents]
        for code in [code for table in tables for code in table.always if code in self.codes]:
            rule = self._rule(code)
            for awoken, at in zip(found, batch.places(rule.wake) if rule.wake else repeat([]), strict=False):
                if at or not rule.wake:
                    awoken[code] = at if rule.placed else []
        return [[(self._rule(code), at[code]) for code in sorted(at.keys() & self.codes.keys())] for at in found]

    def _rule(self, code: str) -> Rule:
        """The rule, imported if it was not."""
        if code not in self._known:
            self._known[code] = self._catalogue.rule(code)
        return self._known[code]

    @property
    def told(self) -> list[str]:
        """What tells these rules from others: their codes, of those that are none of mtcheck's own the origin too."""
        cards = map(self._catalogue.cards.__getitem__, self.codes)
        return [f"{card.code} {card.origin}" if card.origin else card.code for card in cards]

    def rules(self) -> tuple[Rule, ...]:
        """All of them, imported."""
        return tuple(map(self._catalogue.rule, self.codes))

    def bilingual(self) -> list[Rule]:
        """Those that compare with the source."""
        return [self._catalogue.rule(code) for code in self.codes if self._catalogue.cards[code].bilingual]


@cache
def rules_in(module: str) -> list[Rule]:
    """The rules of a module, which is imported: its own, and those that it makes from rows of data."""
    names = import_module(module)
    return [x for x in (*vars(names).values(), *getattr(names, "RULES", ())) if isinstance(x, Rule)]


def rules_with(code: str, module: str) -> list[Rule]:
    """The rule with this code and others of its module, which is imported; of a module that makes its rules from rows
    of data and can make one alone (`rule_with`) no others."""
    make = getattr(import_module(module), "rule_with", None)
    return [make(code)] if make else rules_in(module)


def ready_made(paths: Sequence[str], folders: Sequence[str]) -> Catalogue | None:
    """The catalogue in the index, if that is one of the rules in these folders of mtcheck.rules."""
    try:
        from mtcheck.rules import index
    except ImportError:  # it is being written
        return None
    if len(paths) != 1 or tuple(folders) != index.FOLDERS or stamp(paths[0], folders) != index.STAMP:
        return None
    table = Waking(index.ALWAYS, index.ALONE, index.BEFORE, index.AFTER, index.SIGNS, index.FLAGS)
    return Catalogue([Card(*row) for row in index.CARDS], lambda: table)


def stamp(path: str, folders: Iterable[str]) -> int:
    """A number that tells the rules that stand in these folders of a path from others, by their files' sizes."""
    rows = sorted(row for folder in folders for row in _files(os.path.join(path, folder), folder))
    return crc32("\n".join(rows).encode())


def _files(path: str, name: str) -> Iterable[str]:
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield f"{name}/{entry.name} {entry.stat().st_size}"
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _files(entry.path, f"{name}/{entry.name}")
