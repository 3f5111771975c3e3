"""The parser of the reading model: for every word its head and the relation to it, for nouns what kind of thing it is.

It reads the vectors of the reading model and a few numbers of its own, and looks 18 words to each side. For each word
it scores the words within REACH as its head; the arc that is given is the likeliest one, with its probability: a rule
asks for arcs that are sure. Loaded when first asked for; needs numpy only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model import features, reader
from mtcheck.languages.en.model.arrays import load
from mtcheck.languages.en.model.window import FIRST, STEPS, Floats, Ints, Slots, Window, chunks
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
NEVER = -1e4  # score of what cannot be
REACH = 16  # words on each side among which the head of a word is sought
OWN = 32  # numbers of a word that only the parser has, beside those of the reading model
OWN_BUCKETS = 32_768  # rows of its table of pieces of words
LISTS = 11  # what the word lists say of a word, one number each
DILATIONS = (1, 2, 4, 8)  # how far the layers look before and after
EDGE = DILATIONS[-1]  # rows kept empty before and after a text
EMPTY = ("",) * EDGE  # words between two sentences that keep these apart
HALO = 18 + REACH  # words on each side that an arc depends on
CHUNK = 1024  # words computed at once
BLOCK = 32  # words whose scores come from one product
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
        self._known, self._known_scale = arrays["known_rows"], arrays["known_scale"].astype(np.float32)
        self._table, self._scale = arrays["table"], arrays["table_scale"].astype(np.float32)
        wide = {n: a.astype(np.float32) for n, a in arrays.items() if a.dtype == np.float16}
        self._shape, self._lists = wide["shape"], wide["lists"]
        words = CHUNK + 2 * HALO
        self._window = Window(wide["window"], wide["bias"], STORED, words)
        self._layers = _Layers(wide, words)
        self.lock = Lock()  # held while slots are in use
        self.slots = Slots(STORED, self._store)
        self.slots.add([features.BREAK])

    def _store(self, start: int, words: list[str]) -> None:
        small = [features.small(word) for word in words]
        vectors = np.concatenate((reader.model().vectors(small), self._own(small)), axis=1)
        vectors += self._shape[[features.shape(word) for word in words]]
        vectors += np.array([listed(word) for word in small], np.float32) @ self._lists
        self._window.store(start, vectors)

    def _own(self, small: list[str]) -> Floats:
        """The parser's own numbers of words in their small form, shape (words, OWN)."""
        places = reader.model().places(small)
        places[places >= len(self._known)] = -1
        own: Floats = self._known[places] * self._known_scale[places, None]
        strange = np.flatnonzero(places < 0)
        if len(strange):
            rows = piece_rows([small[i] for i in strange.tolist()])
            own[strange] = np.einsum("wps,wp->ws", self._table[rows], self._scale[rows])
        return own

    def scores(self, ids: Ints) -> Scores:
        """What the layers make of the words in these slots; overwritten by the next call."""
        return self._layers(self._window.sums(ids), np.flatnonzero(ids == 0))

    def relations(self, below: Floats, above: Floats) -> NDArray[np.intp]:
        """The likeliest relation of each arc (arcs,), from the ends of arcs as in Scores."""
        return self._layers.relations(below, above)


def piece_rows(small: list[str]) -> NDArray[np.int64]:
    """Rows of the parser's table for the pieces of words in their small form, shape (words, PIECES); 0 where none."""
    rows = np.zeros((len(small), features.PIECES), np.int64)
    for i, word in enumerate(small):
        pieces = features.pieces(word)
        rows[i, : len(pieces)] = pieces
    return np.where(rows > 0, (rows - 1) % (OWN_BUCKETS - 1) + 1, 0)


class Scores(NamedTuple):
    """Of some words, shape (words, ...)."""

    arcs: Floats  # (words, 2 * REACH + 1): the words around as head; the middle one is for a root
    below: Floats  # (words, numbers): the word as the lower end of an arc
    above: Floats  # (words, numbers): as the upper end
    kinds: Floats  # (words, kinds)


class _Layers:
    """The layers after the window. Where a layer's input ends in a column of ones, the last row of its weights is the
    bias."""

    def __init__(self, arrays: Mapping[str, Floats], words: int) -> None:
        self._squeeze, self._squeeze_bias = arrays["squeeze"] / np.float32(STEPS), arrays["squeeze_bias"]
        self._mix = [_with_bias(arrays, f"mix{i}") for i in range(len(DILATIONS))]
        self._heads, self._distance = _with_bias(arrays, "heads"), arrays["distance"]
        self._relation, self._relation_bias = arrays["relation"], arrays["relation_bias"]
        self._relation_bias[_ROOT] = NEVER  # of arcs there is no doubt that they are none
        self._label = len(self._relation)
        self._arc = (self._heads.shape[1] - 2 - 2 * self._label - len(KINDS)) // 2
        self._most = words
        self._make_room(min(words, FIRST))

    def _make_room(self, words: int) -> None:
        """Arrays for so many words."""
        narrow, deep = self._squeeze.shape[1], self._mix[0].shape[1]
        self._room = words
        self._found = np.zeros((words + 2 * EDGE, narrow + deep + 1), np.float32)
        self._found[:, -1] = 1
        self._around = [np.ones((words, len(weights)), np.float32) for weights in self._mix[:2]]
        self._step = np.empty((words, deep), np.float32)
        self._out = np.empty((words, self._heads.shape[1]), np.float32)
        blocks = -(-words // BLOCK)
        self._keys = np.zeros((blocks * BLOCK + 2 * REACH, self._arc), np.float32)
        self._queries = np.zeros((blocks * BLOCK, self._arc), np.float32)
        self._square = np.empty((blocks, BLOCK, BLOCK + 2 * REACH), np.float32)
        self._arcs = np.empty((blocks * BLOCK, 2 * REACH + 1), np.float32)
        self._weight = np.empty(words + 2 * REACH, np.float32)

    def __call__(self, hidden: Floats, empty: Ints) -> Scores:
        n, narrow = len(hidden), self._squeeze.shape[1]
        if n > self._room:
            self._make_room(self._most)
        padded = self._found[: n + 2 * EDGE, :-1]
        padded[n + EDGE :] = 0  # beyond the ends
        near, deep = padded[EDGE : n + EDGE, :narrow], padded[EDGE : n + EDGE, narrow:]
        np.matmul(hidden, self._squeeze, out=near)
        near += self._squeeze_bias
        np.maximum(near, 0, out=near)
        near[empty] = 0
        np.matmul(_sides(padded[:, :narrow], DILATIONS[0], self._around[0][:n]), self._mix[0], out=deep)
        np.maximum(deep, 0, out=deep)
        deep[empty] = 0
        step = self._step[:n]
        for weights, far in zip(self._mix[1:], DILATIONS[1:], strict=True):
            np.matmul(_sides(padded[:, narrow:], far, self._around[1][:n]), weights, out=step)
            np.maximum(step, 0, out=step)
            step[empty] = 0
            deep += step
        out = self._out[:n]
        np.matmul(self._found[EDGE : n + EDGE], self._heads, out=out)
        a, b = 2 * self._arc, self._label
        arcs = self._arc_scores(out[:, : self._arc], out[:, self._arc : a], out[:, a : a + 2])
        return Scores(arcs, out[:, a + 2 : a + 2 + b], out[:, a + 2 + b : a + 2 + 2 * b], out[:, a + 2 + 2 * b :])

    def relations(self, below: Floats, above: Floats) -> NDArray[np.intp]:
        """The likeliest relation of arcs, from what the layers made of their lower and their upper ends."""
        hidden = below + above
        np.maximum(hidden, 0, out=hidden)
        scores = hidden @ self._relation
        scores += self._relation_bias
        best: NDArray[np.intp] = scores.argmax(axis=1)
        return best

    def _arc_scores(self, query: Floats, key: Floats, ends: Floats) -> Floats:
        """Scores (words, 2 * REACH + 1): products of each query with the keys around it, block by block, of which the
        diagonals are kept. ends (words, 2): how good a head a word is in itself, and how good a root."""
        n = len(query)
        blocks = -(-n // BLOCK)
        queries, keys = self._queries[: blocks * BLOCK], self._keys[: blocks * BLOCK + 2 * REACH]
        queries[:n], keys[REACH : n + REACH] = query, key
        size = keys.strides[0]
        shape = (blocks, BLOCK + 2 * REACH, keys.shape[1])
        views = np.lib.stride_tricks.as_strided(keys, shape, (BLOCK * size, size, keys.strides[1]))
        square = self._square[:blocks]
        np.matmul(queries.reshape(blocks, BLOCK, -1), views.transpose(0, 2, 1), out=square)
        a, b, c = square.strides
        arcs = self._arcs[: blocks * BLOCK]
        shape = (blocks, BLOCK, 2 * REACH + 1)
        arcs.reshape(shape)[:] = np.lib.stride_tricks.as_strided(square, shape, (a, b + c, c))
        arcs = arcs[:n]
        weight = self._weight[: n + 2 * REACH]
        weight[:REACH] = weight[n + REACH :] = NEVER  # no word is there
        weight[REACH : n + REACH] = ends[:, 0]
        arcs += np.lib.stride_tricks.sliding_window_view(weight, 2 * REACH + 1)
        arcs += self._distance
        arcs[:, REACH] = ends[:, 1]
        return arcs


def _with_bias(arrays: Mapping[str, Floats], name: str) -> Floats:
    """Weights (inputs + 1, outputs) of a layer, the bias below them."""
    return np.concatenate((arrays[name], arrays[f"{name}_bias"][None]))


def _sides(padded: Floats, far: int, out: Floats) -> Floats:
    """`out`, filled but for its last column: values `far` words before, of the word, and `far` words after."""
    n = len(out)
    np.concatenate([padded[EDGE + k : EDGE + k + n] for k in (-far, 0, far)], axis=1, out=out[:, :-1])
    return out


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
        found = _Choice._make(column[place] for column in found)
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


class _Choice(NamedTuple):
    """For each word its best head, and what speaks for it and for a root; shape (words,), kind (words, kinds)."""

    head: NDArray[np.int64]
    relation: NDArray[np.uint8]
    as_part: Floats  # probability of that head
    as_root: Floats  # probability of its being a root
    gain: Floats  # how much better a root it would be, in scores
    kind: Floats


def _read(sequence: Sequence[str], sentence: NDArray[Any] | None) -> _Choice:
    """What each word can be, chunk by chunk."""
    n = len(sequence)
    part, root, gain = np.empty((3, n), np.float32)
    kind = np.empty((n, len(KINDS)), np.float32)
    out = _Choice(np.empty(n, np.int64), np.empty(n, np.uint8), part, root, gain, kind)
    net = parser()
    with net.lock:
        for start, left, right in chunks(n, CHUNK, HALO):
            scores = net.scores(net.slots(sequence[left:right]))
            inner = slice(start - left, min(start + CHUNK, n) - left)
            if sentence is not None:
                _part(scores.arcs[inner], sentence[left:right], inner)
            _choose(net, scores, inner, left, out)
    return out


def _part(arcs: Floats, sentence: NDArray[Any], inner: slice) -> None:
    """Rule out arcs between sentences; arcs are those of the words of `inner`."""
    padded = np.pad(sentence, REACH, constant_values=-2)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * REACH + 1)[inner]
    arcs[around != sentence[inner, None]] = NEVER


def _choose(net: Parser, scores: Scores, inner: slice, left: int, out: _Choice) -> None:
    """Fill in the words of `inner`, counted from word `left`."""
    arcs = scores.arcs[inner]
    here, place = slice(inner.start + left, inner.stop + left), np.arange(inner.start, inner.stop)
    root = arcs[:, REACH].copy()
    arcs[:, REACH] = NEVER
    best = arcs.argmax(axis=1)
    top = arcs[place - inner.start, best]
    most = np.maximum(top, root)
    arcs -= most[:, None]
    np.exp(arcs, out=arcs)
    as_root, as_part = np.exp(root - most), np.exp(top - most)
    total = arcs.sum(axis=1) + as_root
    head = np.clip(place + best - REACH, 0, len(scores.above) - 1)  # a word alone has none
    out.gain[here] = root - top
    out.as_root[here], out.as_part[here] = as_root / total, as_part / total
    out.head[here] = head + left
    out.relation[here] = net.relations(scores.below[inner], scores.above[head])
    kinds = scores.kinds[inner]
    kinds -= kinds.max(axis=1)[:, None]
    np.exp(kinds, out=kinds)
    np.divide(kinds, kinds.sum(axis=1)[:, None], out=out.kind[here])


def _roots(gain: Floats, sentence: NDArray[Any]) -> NDArray[np.bool_]:
    """The word of each sentence that is its best root."""
    first = np.flatnonzero(np.append(True, sentence[1:] != sentence[:-1]))
    run = np.cumsum(np.bincount(first, minlength=len(gain))) - 1
    best = np.flatnonzero(gain == np.maximum.reduceat(gain, first)[run])
    root = np.zeros(len(gain), bool)
    root[best[np.append(True, run[best[1:]] != run[best[:-1]])]] = True  # the first, should two be as good
    return root
