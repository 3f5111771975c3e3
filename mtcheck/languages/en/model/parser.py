"""The parser of the reading model: for every word its head and the relation to it, for nouns what kind of thing it is.

It reads the vectors of the reading model and a few numbers of its own, and looks 18 words to each side. For each word
it scores the words within REACH as its head; the arc that is given is the likeliest one, with its probability: a rule
asks for arcs that are sure. Loaded when first asked for; needs numpy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model import features, reader, vectors
from mtcheck.languages.en.model.accelerator import Columns, CompiledParser, compiled
from mtcheck.languages.en.model.arrays import Arrays, load
from mtcheck.languages.en.model.parse_layers import EDGE, NEVER, REACH, Layers, Scores
from mtcheck.languages.en.model.whole import Floats, Ints, layer, units, worth
from mtcheck.languages.en.model.window import Slots, Window, chunks
from mtcheck.languages.en.people import names
from mtcheck.text.packaged import beside

RELATIONS: tuple[str, ...] = tuple(
    "root nsubj nsubj:pass csubj obj iobj obl nmod nmod:poss amod det case mark aux aux:pass cop advmod advcl acl "
    "acl:relcl ccomp xcomp conj cc punct compound compound:prt flat fixed appos nummod parataxis expl discourse "
    "vocative list reparandum other".split()
)
KINDS: tuple[str, ...] = tuple(
    "none person place organisation object event time substance animal plant abstract".split()
)
_ROOT = RELATIONS.index("root")
OWN = 32  # numbers of a word that only the parser has, beside those of the reading model
OWN_BUCKETS = 32_768  # rows of its table of pieces of words
LISTS = 11  # what the word lists say of a word, one number each
EMPTY = ("",) * EDGE  # words between two sentences that keep these apart
HALO = 18 + REACH  # words on each side that an arc depends on
CHUNK = 1024  # words computed at once
STORED = 16_384  # words whose rows are kept
WEIGHTS = beside(__file__, "weights", "parsing.npy")


class Parse(NamedTuple):
    """What the parser makes of a document; arrays parallel to its words, shape (words,)."""

    head: NDArray[np.int32]  # index of the head; -1 for a root
    relation: NDArray[np.uint8]  # index into RELATIONS
    sure: Floats  # probability of the arc
    kind: Floats  # (words, kinds): probabilities, in the order of KINDS


def listed(word: str) -> list[bool]:
    """What the word lists say of a word in its small form."""
    place = names.place(word)
    return [
        bool(names.given(word)),
        place == "P",
        place == "O",
        place == "A",
        names.town(word),
        bool(names.title(word)),
        names.organisation_noun(word),
        names.person_noun(word) or bool(names.gendered_noun(word)),
        names.beside_name(word) == "B",
        names.beside_name(word) == "E",
        bool(names.surname_gender(word)),
    ]


class Parser:
    """The weights, and the store of words met lately."""

    def __init__(self, path: str = WEIGHTS) -> None:
        arrays = load(path)
        self._own = vectors.Vectors(reader.model().known, arrays, piece_rows)
        self._shape, self._lists = (units(arrays[name].astype(np.float32)) for name in ("shape", "lists"))
        self._net = CompiledParser(arrays, len(KINDS), _ROOT, STORED) if compiled() else _Net(arrays)
        self.lock = Lock()  # held while slots are in use
        self.slots = Slots(STORED, self._store)
        self.slots.add([features.BREAK])

    def _store(self, start: int, words: list[str]) -> None:
        small = [features.small(word) for word in words]
        numbers = np.concatenate((reader.model().vectors(small), self._own(small)), axis=1)
        numbers += self._shape[[features.shape(word) for word in words]]
        numbers += np.array([listed(word) for word in small], np.float32) @ self._lists
        self._net.store(start, numbers)

    def choose(self, ids: Ints, sentence: NDArray[Any] | None, inner: slice, left: int, out: Columns) -> None:
        """Fill in `inner` of the words in these slots, of which the first is word `left`; no arc leaves a sentence."""
        self._net.choose(ids, sentence, inner, left, out)


class _Net:
    """The window and the layers, and the choice among the scores they give."""

    def __init__(self, arrays: Arrays) -> None:
        words = CHUNK + 2 * HALO
        window = self._window = Window(layer(arrays, "window"), STORED, words)
        self._layers = Layers(arrays, _ROOT, words)
        self.store = window.store

    def choose(self, ids: Ints, sentence: NDArray[Any] | None, inner: slice, left: int, out: Columns) -> None:
        """As Parser.choose."""
        scores = self._layers(self._window.sums(ids), ids)
        if sentence is not None:
            _part(scores.arcs[inner], sentence, inner)
        _choose(self._layers, scores, inner, left, out)


def piece_rows(small: list[str]) -> NDArray[np.int64]:
    """Rows of the parser's table for the pieces of words in their small form, shape (words, PIECES); 0 where none."""
    rows = vectors.piece_rows(small)
    return np.where(rows > 0, (rows - 1) % (OWN_BUCKETS - 1) + 1, 0)


@cache
def parser() -> Parser:
    """The parser, loaded once."""
    return Parser()


def parse(
    words: Sequence[str],
    starts: Sequence[bool] | NDArray[np.bool_] | None = None,
    sentence: NDArray[Any] | None = None,
) -> Parse:
    """Parse a whole document. `starts` marks the words that begin a paragraph. `sentence`: for each word the number of
    its sentence; if given, no arc leaves a sentence, and each has one root. Time is linear in the words."""
    sequence, place = reader.with_breaks(words, starts)
    numbers = sentence
    if sentence is not None and place is not None:
        numbers = np.full(len(sequence), -1, np.int64)
        numbers[place] = sentence
    found = _read(sequence, numbers)
    if place is not None:
        before = np.cumsum(np.bincount(place, minlength=len(sequence))) - 1  # which word a place holds
        found = Columns._make(column[place] for column in found)
        found = found._replace(head=before[found.head])
    if sentence is None or not len(words):
        root = found.gain > 0
        sure = np.where(root, found.as_root, found.as_part)
    else:
        root = _roots(found.gain, sentence)
        rest = np.maximum(1 - found.as_root, found.as_part)  # the others cannot be roots then
        sure = np.where(root, found.as_root, found.as_part / np.where(root, 1, rest))
    return Parse(
        np.where(root, -1, found.head).astype(np.int32),
        np.where(root, _ROOT, found.relation).astype(np.uint8),
        sure.astype(np.float32),
        found.kind,
    )


def parse_each(sentences: Sequence[Sequence[str]]) -> list[Parse]:
    """Parse sentences, each as if it were alone, all together."""
    words: list[str] = []
    ends = []
    for sentence in sentences:
        words += sentence
        ends.append(len(words))
        words += EMPTY
    numbers = np.arange(len(sentences)).repeat([len(sentence) + len(EMPTY) for sentence in sentences])
    for end in ends:
        numbers[end : end + len(EMPTY)] = -1
    found = parse(words, None, numbers)
    out = []
    for sentence, end in zip(sentences, ends, strict=True):
        first = end - len(sentence)
        head = found.head[first:end]
        head = np.where(head >= 0, head - np.int32(first), np.int32(-1))
        out.append(Parse(head, found.relation[first:end], found.sure[first:end], found.kind[first:end]))
    return out


def _read(sequence: Sequence[str], sentence: NDArray[Any] | None) -> Columns:
    """What each word can be, chunk by chunk."""
    n = len(sequence)
    part, root, gain = np.empty((3, n), np.float32)
    kind = np.empty((n, len(KINDS)), np.float32)
    out = Columns(np.empty(n, np.int64), np.empty(n, np.uint8), part, root, gain, kind)
    net = parser()
    with net.lock:
        for start, left, right in chunks(n, CHUNK, HALO):
            inner = slice(start - left, min(start + CHUNK, n) - left)
            numbers = None if sentence is None else sentence[left:right]
            net.choose(net.slots(sequence[left:right]), numbers, inner, left, out)
    return out


def _part(arcs: Floats, sentence: NDArray[Any], inner: slice) -> None:
    """Rule out arcs between sentences; arcs are those of the words of `inner`."""
    padded = np.full(len(sentence) + 2 * REACH, -2, sentence.dtype)
    padded[REACH:-REACH] = sentence
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * REACH + 1)[inner]
    arcs[around != sentence[inner, None]] = NEVER


def _choose(net: Layers, scores: Scores, inner: slice, left: int, out: Columns) -> None:
    """Fill in the words of `inner`, counted from word `left`."""
    arcs = scores.arcs[inner]
    here, place = slice(inner.start + left, inner.stop + left), np.arange(inner.start, inner.stop)
    root = arcs[:, REACH].copy()
    arcs[:, REACH] = NEVER
    best = arcs.argmax(axis=1)
    top = arcs[place - inner.start, best]
    most = np.maximum(top, root)
    as_root, as_part = worth(most - root), np.maximum(worth(most - top), 1)
    total = worth(most[:, None] - arcs).sum(axis=1) + as_root
    head = np.clip(place + best - REACH, 0, len(scores.above) - 1)  # a word alone has none
    out.gain[here] = root - top
    out.as_root[here], out.as_part[here] = as_root / total, as_part / total
    out.head[here] = head + left
    out.relation[here] = net.relations(scores.below[inner], scores.above[head])
    kinds = scores.kinds[inner]
    kinds = worth(kinds.max(axis=1)[:, None] - kinds)
    np.divide(kinds, kinds.sum(axis=1)[:, None], out=out.kind[here])


def _roots(gain: Floats, sentence: NDArray[Any]) -> NDArray[np.bool_]:
    """The word of each sentence that is its best root."""
    first = np.flatnonzero(np.append(True, sentence[1:] != sentence[:-1]))
    run = np.cumsum(np.bincount(first, minlength=len(gain))) - 1
    best = np.flatnonzero(gain == np.maximum.reduceat(gain, first)[run])
    root = np.zeros(len(gain), bool)
    root[best[np.append(True, run[best[1:]] != run[best[:-1]])]] = True  # the first, should two be as good
    return root
