"""Which rules have something to do in a document: most rules wait for words that it does not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from mtcheck.document import Document
from mtcheck.rule import Rule

KEPT = 8  # rule selections remembered
# The most frequent tokens of English: a pair is looked for from its other word.
COMMON = {word: rank for rank, word in enumerate("for is that in a to and . of , the".split(), 1)}
Waiting = dict[str, list[int]]  # what wakes rules -> their numbers in the selection


@dataclass(slots=True)
class _Table:
    """What wakes the rules of a selection, which stand here as their numbers in it."""

    rules: Sequence[Rule]
    always: list[int] = field(default_factory=list)
    words: Waiting = field(default_factory=dict)
    before: dict[str, Waiting] = field(default_factory=dict)  # second word of a pair -> first one -> rules
    after: dict[str, Waiting] = field(default_factory=dict)  # first word of a pair -> second one -> rules
    signs: Waiting = field(default_factory=dict)
    flags: dict[int, list[int]] = field(default_factory=dict)


_tables: dict[int, _Table] = {}


def due(rules: Sequence[Rule], document: Document) -> list[tuple[Rule, list[int]]]:
    """The rules that the document wakes, in order, and for those with anchors the places of these."""
    table = _table(rules)
    found: defaultdict[int, list[int]] = defaultdict(list)
    index, text, held = document.index, document.text, document.held
    for word in table.words.keys() & index.keys():
        for k in table.words[word]:
            found[k] += index[word]
    _find(document, table.before, -1, found)
    _find(document, table.after, 1, found)
    awake = [*table.always]
    for waiting in [ks for sign, ks in table.signs.items() if sign in text]:
        awake += waiting
    for waiting in [ks for flags, ks in table.flags.items() if held & flags]:
        awake += waiting
    return [(rules[k], found.get(k, [])) for k in sorted({*awake, *found})]


def _find(document: Document, pairs: dict[str, Waiting], step: int, found: defaultdict[int, list[int]]) -> None:
    """Adds the places of pairs, given by one word and the one a step away."""
    index, beside = document.index, document.lower
    beside = ["", *beside] if step < 0 else [*beside[1:], ""]
    for word in pairs.keys() & index.keys():
        others = pairs[word]
        for i in index[word]:
            if beside[i] in others:
                for k in others[beside[i]]:
                    found[k].append(i + min(step, 0))


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
            if not second:
                table.words.setdefault(first, []).append(k)
            elif (COMMON.get(first, 0), len(second)) > (COMMON.get(second, 0), len(first)):
                table.before.setdefault(second, {}).setdefault(first, []).append(k)
            else:
                table.after.setdefault(first, {}).setdefault(second, []).append(k)
        for sign in r.signs:
            table.signs.setdefault(sign, []).append(k)
        if r.flags:
            table.flags.setdefault(r.flags, []).append(k)
        if not (r.anchors or r.signs or r.flags):
            table.always.append(k)
    return table
