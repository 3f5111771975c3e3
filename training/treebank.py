"""Heads, relations and kinds of things from the treebanks, parallel to the words that `corpus.read_ud` reads."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpus import compounds, ud_sentences

from mtcheck.languages.en.model.parser import KINDS, RELATIONS

UNKNOWN = -1
RELATION_ID = {name: i for i, name in enumerate(RELATIONS)}
KIND_ID = {name: i for i, name in enumerate(KINDS)}
_AS_GUM_WRITES = {"organization": KIND_ID["organisation"]}
_MARK = re.compile(r"\([^()]*\)?|[^()]*\)")
_PARTS = ("flat", "compound")  # relations of a word of a name to the head of the name


@dataclass(slots=True)
class Arcs:
    """Arrays of shape (words,)."""

    head: np.ndarray  # place of the head in the stream; a root is its own head
    relation: np.ndarray  # index into RELATIONS
    kind: np.ndarray  # index into KINDS; UNKNOWN where the treebank does not say
    entity: np.ndarray  # whether the word heads a phrase whose kind the treebank tells


def relation_id(name: str) -> int:
    """The coarse relation of a UD relation."""
    return RELATION_ID.get(name, RELATION_ID.get(name.split(":")[0], RELATION_ID["other"]))


def read_arcs(path: Path, kinds: bool, join: bool = False) -> Arcs:
    """Read a treebank as `read_ud` does. `kinds`: whether its entities are annotated."""
    head: list[int] = []
    relation: list[int] = []
    kind: list[int] = []
    entity: list[bool] = []
    for _, _, rows in ud_sentences(path):
        base = len(head)
        groups = list(compounds(rows)) if join else [(i, i) for i in range(len(rows))]
        word_of = [w for w, (a, b) in enumerate(groups) for _ in range(a, b + 1)]
        number = {r[0]: i for i, r in enumerate(rows)}
        heads = [number.get(r[6], -1) for r in rows]
        found = _kinds(rows, heads) if kinds else [UNKNOWN] * len(rows)
        headed = [k > 0 for k in found]
        if kinds:
            _spread(rows, heads, found)
        for a, b in groups:
            outer = next((i for i in range(a, b + 1) if not a <= heads[i] <= b), a)
            head.append(base + (word_of[heads[outer]] if heads[outer] >= 0 else len(head) - base))
            relation.append(relation_id(rows[outer][7]))
            kind.append(found[outer])
            entity.append(headed[outer])
    return Arcs(np.array(head), np.array(relation), np.array(kind), np.array(entity))


def _kinds(rows: list[list[str]], heads: list[int]) -> list[int]:
    """The kind of what each word heads, 0 for words that head no entity; the innermost span counts."""
    spans: list[tuple[int, int, str]] = []
    open_spans: list[tuple[str, int, str]] = []
    for i, row in enumerate(rows):
        found = re.search(r"Entity=([^|]*)", row[9])
        for mark in _MARK.findall(found.group(1)) if found else ():
            name, _, rest = mark.strip("()").partition("-")
            if mark.startswith("("):
                open_spans.append((name, i, rest.split("-")[0]))
            if mark.endswith(")"):
                k = next((k for k in reversed(range(len(open_spans))) if open_spans[k][0] == name), None)
                if k is not None:
                    _, first, kind = open_spans.pop(k)
                    spans.append((first, i, kind))
    out = [0] * len(rows)
    for first, last, kind in sorted(spans, key=lambda s: s[0] - s[1]):  # longest first
        for i in range(first, last + 1):
            if not first <= heads[i] <= last:
                out[i] = _AS_GUM_WRITES.get(kind, KIND_ID.get(kind, KIND_ID["abstract"]))
                break
    return out


def _spread(rows: list[list[str]], heads: list[int], kinds: list[int]) -> None:
    """Give the other words of a name the kind of its head."""
    for _ in range(2):
        for i, row in enumerate(rows):
            h = heads[i]
            part = h >= 0 and row[7].split(":")[0] in _PARTS
            if part and not kinds[i] and row[4].startswith("NNP") and rows[h][4].startswith("NNP"):
                kinds[i] = kinds[h]
