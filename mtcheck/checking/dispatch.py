"""Which rules have something to do in a document: most rules wait for words that it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from mtcheck.lint.rule import Rule
from mtcheck.text.document import Document

KEPT = 8  # lists of rules remembered
K = TypeVar("K", int, str)  # what stands for a rule: its number in a list, or its code


class Waking(NamedTuple, Generic[K]):
    """What wakes rules. `alone`: words; `before`, `after`: words with a certain word before or after them."""

    always: Sequence[K]
    alone: Mapping[str, Sequence[K]]
    before: Mapping[str, Mapping[str, Sequence[K]]]
    after: Mapping[str, Mapping[str, Sequence[K]]]
    signs: Mapping[str, Sequence[K]]
    flags: Mapping[int, Sequence[K]]


_known: dict[int, tuple[Sequence[Rule], Waking[int]]] = {}


def due(rules: Sequence[Rule], document: Document) -> list[tuple[Rule, list[int]]]:
    """The rules that the document wakes, in order, and for those with anchors the places of these."""
    known = _known.get(id(rules))
    if known is None or known[0] is not rules:
        if len(_known) >= KEPT:
            _known.clear()
        known = _known[id(rules)] = (rules, waking(enumerate(rules)))
    found = awake(known[1], document)
    for k in known[1].always:
        if rules[k].wakes(document):
            found[k] = rules[k].places(document) if rules[k].placed else []
    return [(rules[k], found[k]) for k in sorted(found)]


def awake(table: Waking[K], document: Document) -> dict[K, list[int]]:
    """What stands for the rules that something in the document wakes, and the places of their anchors."""
    found = _found(table, document)
    text, held = document.text, document.held
    for k in [k for sign, ks in table.signs.items() if sign in text for k in ks]:
        found.setdefault(k, [])
    for k in [k for flags, ks in table.flags.items() if held & flags for k in ks]:
        found.setdefault(k, [])
    return found


def _found(table: Waking[K], document: Document) -> dict[K, list[int]]:
    """The places of the anchors of each rule, in reading order."""
    found: dict[K, list[int]] = {}
    index = document.index
    for word in table.alone.keys() & index.keys():
        for k in table.alone[word]:
            found.setdefault(k, []).extend(index[word])
    around = ["", *document.lower, ""]  # token i stands at i + 1
    for waiting, other, first in ((table.before, 0, -1), (table.after, 2, 0)):
        for word in waiting.keys() & index.keys():
            neighbours = waiting[word]
            for i in index[word]:
                for k in neighbours.get(around[i + other], ()):
                    found.setdefault(k, []).append(i + first)
    for places in found.values():
        places.sort()  # several words may wake a rule, and they come in no order
    return found


def waking(rules: Iterable[tuple[K, Rule]]) -> Waking[K]:
    """What wakes these rules."""
    always: list[K] = []
    alone: dict[str, list[K]] = {}
    before: dict[str, dict[str, list[K]]] = {}
    after: dict[str, dict[str, list[K]]] = {}
    signs: dict[str, list[K]] = {}
    flags: dict[int, list[K]] = {}
    for k, r in rules:
        for anchor in sorted(r.anchors):
            first, _, second = anchor.partition(" ")
            if not second:
                alone.setdefault(first, []).append(k)
            elif len(second) > len(first):  # a pair is looked for from its longer word, mostly the rarer one
                before.setdefault(second, {}).setdefault(first, []).append(k)
            else:
                after.setdefault(first, {}).setdefault(second, []).append(k)
        for sign in r.signs:
            signs.setdefault(sign, []).append(k)
        if r.flags:
            flags.setdefault(r.flags, []).append(k)
        if not (r.anchors or r.signs or r.flags):
            always.append(k)
    return Waking(always, alone, before, after, signs, flags)
