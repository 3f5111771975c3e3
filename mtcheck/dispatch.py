"""Which rules have something to do in a document: most rules wait for words that it does not hold."""

from __future__ import annotations

from collections.abc import Sequence

from mtcheck.document import Document
from mtcheck.rule import Rule

KEPT = 8  # rule selections remembered
_tables: dict[int, tuple[Sequence[Rule], dict[str, list[int]], list[int]]] = {}


def due(rules: Sequence[Rule], document: Document) -> list[Rule]:
    """The rules that have no anchors or have one in the document, in order."""
    _, by_anchor, always = _table(rules)
    found = set(always)
    for anchor in by_anchor.keys() & document.index.keys():
        found.update(by_anchor[anchor])
    return [rules[k] for k in sorted(found)]


def _table(rules: Sequence[Rule]) -> tuple[Sequence[Rule], dict[str, list[int]], list[int]]:
    known = _tables.get(id(rules))
    if known is None or known[0] is not rules:
        by_anchor: dict[str, list[int]] = {}
        for k, r in enumerate(rules):
            for anchor in r.anchors:
                by_anchor.setdefault(anchor, []).append(k)
        if len(_tables) >= KEPT:
            _tables.clear()
        known = _tables[id(rules)] = (rules, by_anchor, [k for k, r in enumerate(rules) if not r.anchors])
    return known
