"""Which rules have something to do in a document: most rules wait for words that it does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mtcheck.document import Document
from mtcheck.rule import Rule

KEPT = 8  # rule selections remembered


@dataclass(slots=True)
class _Table:
    """What wakes the rules, which stand here as their numbers in the selection."""

    rules: Sequence[Rule]
    always: list[int] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=dict)
    pairs: dict[str, dict[str, list[int]]] = field(default_factory=dict)  # first token -> second -> rules
    signs: dict[str, list[int]] = field(default_factory=dict)
    flags: dict[int, list[int]] = field(default_factory=dict)


_tables: dict[int, _Table] = {}


def due(rules: Sequence[Rule], document: Document) -> list[tuple[Rule, list[int]]]:
    """The rules that the document wakes, in order, and for those with anchors the places of these."""
    table = _table(rules)
    found: dict[int, list[int]] = {k: [] for k in table.always}
    index = document.index
    for word in table.words.keys() & index.keys():
        for k in table.words[word]:
            found.setdefault(k, []).extend(index[word])
    following = [*document.lower[1:], ""]
    for word in table.pairs.keys() & index.keys():
        seconds = table.pairs[word]
        for i in index[word]:
            for k in seconds.get(following[i], ()):
                found.setdefault(k, []).append(i)
    for sign, waiting in table.signs.items():
        if sign in document.text:
            for k in waiting:
                found.setdefault(k, [])
    for flags, waiting in table.flags.items():
        if document.held & flags:
            for k in waiting:
                found.setdefault(k, [])
    return [(rules[k], found[k]) for k in sorted(found)]


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
            by_word = table.pairs.setdefault(first, {}) if second else table.words
            by_word.setdefault(second or first, []).append(k)
        for sign in r.signs:
            table.signs.setdefault(sign, []).append(k)
        if r.flags:
            table.flags.setdefault(r.flags, []).append(k)
        if not (r.anchors or r.signs or r.flags):
            table.always.append(k)
    return table
