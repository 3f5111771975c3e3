"""Which rules have something to do in a document: most rules wait for words that it does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mtcheck.lint.rule import Rule
from mtcheck.text.document import Document

KEPT = 8  # rule selections remembered
Waiting = dict[str, list[int]]  # what wakes rules -> their numbers in the selection


class _Word(NamedTuple):
    """What waits for a word: alone, with a certain word before it, with one after it."""

    alone: list[int]
    before: Waiting
    after: Waiting


@dataclass(slots=True)
class _Table:
    """What wakes the rules of a selection, which stand here as their numbers in it."""

    rules: Sequence[Rule]
    always: list[int] = field(default_factory=list)
    words: dict[str, _Word] = field(default_factory=dict)
    signs: Waiting = field(default_factory=dict)
    flags: dict[int, list[int]] = field(default_factory=dict)


_tables: dict[int, _Table] = {}


def due(rules: Sequence[Rule], document: Document) -> list[tuple[Rule, list[int]]]:
    """The rules that the document wakes, in order, and for those with anchors the places of these."""
    table = _table(rules)
    found = _found(table.words, document)
    text, held = document.text, document.held
    awake = {*table.always, *found}
    for waiting in [ks for sign, ks in table.signs.items() if sign in text]:
        awake.update(waiting)
    for waiting in [ks for flags, ks in table.flags.items() if held & flags]:
        awake.update(waiting)
    return [(rules[k], found.get(k, [])) for k in sorted(awake)]


def _found(words: dict[str, _Word], document: Document) -> dict[int, list[int]]:
    """The places of the anchors of each rule."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    index = document.index
    around = ["", *document.lower, ""]  # token i stands at i + 1
    for word in words.keys() & index.keys():
        (alone, before, after), places = words[word], index[word]
        for k in alone:
            found[k] += places
        if before:
            for i in places:
                for k in before.get(around[i], ()):
                    found[k].append(i - 1)
        if after:
            for i in places:
                for k in after.get(around[i + 2], ()):
                    found[k].append(i)
    return found


def _table(rules: Sequence[Rule]) -> _Table:
    known = _tables.get(id(rules))
    if known is None or known.rules is not rules:
        if len(_tables) >= KEPT:
            _tables.clear()
        known = _tables[id(rules)] = _made(rules)
    return known


def _made(rules: Sequence[Rule]) -> _Table:
    table = _Table(rules)
    for k, r in enumerate(rules):
        for anchor in r.anchors:
            first, _, second = anchor.partition(" ")
            later = len(second) > len(first)  # a pair is looked for from its longer word, mostly the rarer one
            sought = second if second and later else first
            if (word := table.words.get(sought)) is None:
                word = table.words[sought] = _Word([], {}, {})
            if not second:
                word.alone.append(k)
            elif later:
                word.before.setdefault(first, []).append(k)
            else:
                word.after.setdefault(second, []).append(k)
        for sign in r.signs:
            table.signs.setdefault(sign, []).append(k)
        if r.flags:
            table.flags.setdefault(r.flags, []).append(k)
        if not (r.anchors or r.signs or r.flags):
            table.always.append(k)
    return table
