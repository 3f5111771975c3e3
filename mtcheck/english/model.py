"""The reading model: tags of words as they stand, the case they should have, where sentences should end.

A word's pieces are hashed and embedded once per distinct word, and what the first layer makes of it is
kept in a bounded store; a window over words is then a sum of stored rows. Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mtcheck.english import features

TAGS: tuple[str, ...] = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``".split()
)
CASES: tuple[str, ...] = ("lower", "initial", "upper", "mixed")

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

REACH = 7  # words in the first window: three before, the word, three after
FAR = 3  # words that the last layer looks before and after
HALO = 7  # words on each side that a word's values depend on
CHUNK = 1024  # words computed at once; keeps the working set in the cache of one core
STORED = 8192  # words whose rows are kept
WEIGHTS = Path(__file__).with_name("weights") / "reading.npz"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a document; arrays parallel to its words, of shape (words,) unless said."""

    tag: NDArray[np.uint8]  # index into TAGS, from the words as they stand
    tag_margin: Floats  # probability of that tag
    case: Floats  # (words, 4), in the order of CASES: how the word should be written, its case hidden
    boundary: Floats  # probability that a sentence ends after the word, case and final stops hidden

    @property
    def lower(self) -> Floats:
        """Probability that the word should be written small."""
        return self.case[:, 0]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The layers after the stored rows of one reader, and its head."""

    squeeze: Floats  # (wide, narrow)
    squeeze_bias: Floats  # (narrow,)
    context: Floats  # (3 * narrow, deep)
    context_bias: Floats  # (deep,)
    far: Floats  # (3 * deep, far)
    far_bias: Floats  # (far,)
    head: Floats  # (narrow + deep + far, outputs)
    head_bias: Floats  # (outputs,)

    def outputs(self, rows: Floats, ids: Ints) -> Floats:
        """Head outputs (words, outputs) for slots (words,); rows is (REACH, slots, wide)."""
        hidden = _window(rows, ids)
        np.maximum(hidden, 0, out=hidden)
        narrow, deep = len(self.squeeze_bias), len(self.context_bias)
        near = hidden @ self.squeeze
        near += self.squeeze_bias
        found = np.empty((len(ids), len(self.head)), np.float32)
        np.maximum(near, 0, out=found[:, :narrow])
        context = _around(near, 1) @ self.context
        context += self.context_bias
        np.maximum(context, 0, out=context)
        found[:, narrow : narrow + deep] = context
        far = _around(context, FAR) @ self.far
        far += self.far_bias
        np.maximum(far, 0, out=found[:, narrow + deep :])
        result: Floats = found @ self.head
        result += self.head_bias
        return result


def _around(values: Floats, step: int) -> Floats:
    """The values `step` words before, of the word, and `step` words after, side by side; zeros beyond the ends."""
    n, size = values.shape
    found = np.zeros((n, 3 * size), np.float32)
    found[step:, :size] = values[:-step]
    found[:, size : 2 * size] = values
    found[:-step, 2 * size :] = values[step:]
    return found


def _window(rows: Floats, ids: Ints) -> Floats:
    """Sum for each word of the rows of the words around it, shape (words, wide). Slot 0 is empty."""
    n = len(ids)
    padded = np.zeros(n + REACH - 1, np.int32)
    padded[REACH // 2 : REACH // 2 + n] = ids
    total: Floats = rows[0].take(padded[:n], axis=0)
    part = np.empty_like(total)
    for k in range(1, REACH):
        rows[k].take(padded[k : k + n], axis=0, out=part, mode="clip")
        total += part
    return total


class Model:
    """The weights, and the store of rows of words met lately."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        with np.load(path, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
        known = arrays["known"].tobytes().decode("utf-8").split("\n")
        self._known = dict(zip(known, range(len(known)), strict=True))
        self._known_rows, self._known_scale = arrays["known_rows"], arrays["known_scale"].astype(np.float32)
        self._table, self._scale = arrays["table"], arrays["table_scale"].astype(np.float32)
        self._shape: Floats = arrays["shape"].astype(np.float32)
        self.tagger, self.reader = _encoder(arrays, "tagger"), _encoder(arrays, "reader")
        self._tag_window = arrays["tagger_window"].astype(np.float32)  # (REACH, SIZE, wide)
        self._read_window = arrays["reader_window"].astype(np.float32)
        self._tag_bias, self._read_bias = (arrays[f"{n}_bias"].astype(np.float32) for n in ("tagger", "reader"))
        self._tag_rows = np.empty((REACH, STORED, self._tag_window.shape[2]), np.float32)
        self._read_rows = np.empty((REACH, STORED, self._read_window.shape[2]), np.float32)
        self._stop = np.zeros(STORED, bool)
        self._slots: dict[str, int] = {"": 0}
        self._tag_rows[:, 0] = 0
        self._read_rows[:, 0] = 0
        self._store([features.BREAK])

    def slots(self, words: Sequence[str]) -> Ints:
        """The slots of at most CHUNK + 2 * HALO words, shape (words,); words not stored are stored."""
        found = list(map(self._slots.get, words))
        if None in found:
            new = list(dict.fromkeys(w for w, slot in zip(words, found, strict=True) if slot is None))
            if len(self._slots) + len(new) > STORED:
                self._forget()
                new = [w for w in dict.fromkeys(words) if w not in self._slots]
            self._store(new)
            found = list(map(self._slots.get, words))
        return np.array(found, np.int32)

    def _forget(self) -> None:
        """Drop the words stored last; those stored first are mostly the frequent ones."""
        self._slots = dict(list(self._slots.items())[: STORED // 2])

    def _store(self, words: list[str]) -> None:
        """Compute the rows of words that are not stored."""
        small = [features.small(word) for word in words]
        vectors = self.vectors(small)
        start, end = len(self._slots), len(self._slots) + len(words)
        looks = self._shape[[features.shape(word) for word in words]]
        np.matmul(vectors + looks, self._tag_window, out=self._tag_rows[:, start:end])
        np.matmul(vectors, self._read_window, out=self._read_rows[:, start:end])
        self._tag_rows[REACH // 2, start:end] += self._tag_bias  # the word itself is in its window exactly once
        self._read_rows[REACH // 2, start:end] += self._read_bias
        self._stop[start:end] = [features.is_stop(word) for word in words]
        self._slots.update(zip(words, range(start, end), strict=True))

    def vectors(self, small: list[str]) -> Floats:
        """Vectors of words in their small form, shape (words, SIZE)."""
        places = np.array([self._known.get(word, -1) for word in small], np.int64)
        vectors: Floats = self._known_rows[places] * self._known_scale[places, None]
        strange = np.flatnonzero(places < 0)
        if len(strange):
            rows = np.zeros((len(strange), features.PIECES), np.int64)
            for i, place in enumerate(strange.tolist()):
                pieces = features.pieces(small[place])
                rows[i, : len(pieces)] = pieces
            vectors[strange] = np.einsum("wps,wp->ws", self._table[rows], self._scale[rows])
        return vectors

    def tag(self, ids: Ints) -> tuple[NDArray[np.uint8], Floats]:
        """The best tag of each word and its probability, each of shape (words,)."""
        scores = self.tagger.outputs(self._tag_rows, ids)
        best = scores.argmax(axis=1)
        scores -= scores[np.arange(len(ids)), best][:, None]
        np.exp(scores, out=scores)
        return best.astype(np.uint8), (1 / scores.sum(axis=1)).astype(np.float32)

    def restore(self, ids: Ints) -> tuple[Floats, Floats]:
        """Case (words, 4) and boundary (words,) probabilities of words whose stops were taken out."""
        scores = self.reader.outputs(self._read_rows, ids)
        case = scores[:, :4]
        case -= case.max(axis=1, keepdims=True)
        np.exp(case, out=case)
        case /= case.sum(axis=1, keepdims=True)
        return case, (1 / (1 + np.exp(-scores[:, 4]))).astype(np.float32)

    def stops(self, ids: Ints) -> NDArray[np.bool_]:
        """Which of the slots hold final stops."""
        return self._stop[ids]


def _encoder(arrays: dict[str, NDArray[np.float16]], name: str) -> Encoder:
    """The layers of one reader, as float32."""
    parts = ("squeeze", "squeeze_bias", "context", "context_bias", "far", "far_bias", "head", "head_bias")
    return Encoder(*(arrays[f"{name}_{part}"].astype(np.float32) for part in parts))


@cache
def model() -> Model:
    """The model, loaded once."""
    return Model()


def read(words: Sequence[str], starts: Sequence[bool] | NDArray[np.bool_] | None = None) -> Reading:
    """Read a whole document. `starts` marks the words that begin a paragraph. Time is linear in the words."""
    sequence, place = _with_breaks(words, starts)
    n = len(sequence)
    net = model()
    tags, margin, stop = np.zeros(n, np.uint8), np.zeros(n, np.float32), np.zeros(n, bool)
    ids = np.zeros(0, np.int32)
    for start, left, right in _chunks(n):
        ids = net.slots(sequence[left:right])
        end = min(start + CHUNK, n)
        inner = slice(start - left, end - left)
        best, chance = net.tag(ids)
        tags[start:end], margin[start:end] = best[inner], chance[inner]
        stop[start:end] = net.stops(ids[inner])
    case, boundary = _restore(net, sequence, stop, ids if n <= CHUNK else None)
    if place is None:
        return Reading(tags, margin, case, boundary)
    return Reading(tags[place], margin[place], case[place], boundary[place])


def _restore(net: Model, sequence: Sequence[str], stop: NDArray[np.bool_], ids: Ints | None) -> tuple[Floats, Floats]:
    """Case and boundary of every word; a stop is small and has the boundary of the word before it."""
    n = len(sequence)
    kept = np.flatnonzero(~stop)
    case, boundary = np.zeros((n, 4), np.float32), np.zeros(n, np.float32)
    case[:, 0] = 1
    for start, left, right in _chunks(len(kept)):
        slots = net.slots([sequence[i] for i in kept[left:right].tolist()]) if ids is None else ids[kept]
        end = min(start + CHUNK, len(kept))
        inner = slice(start - left, end - left)
        chances, ends = net.restore(slots)
        case[kept[start:end]], boundary[kept[start:end]] = chances[inner], ends[inner]
    if len(kept) < n:
        before = np.cumsum(~stop) - 1
        boundary = np.where(stop & (before >= 0), boundary[kept[np.maximum(before, 0)]] if len(kept) else 0, boundary)
    return case, boundary


def _chunks(n: int) -> list[tuple[int, int, int]]:
    """(first word, first word read, end of the words read) of each chunk of n words."""
    return [(start, max(start - HALO, 0), min(start + CHUNK + HALO, n)) for start in range(0, n, CHUNK)]


def _with_breaks(
    words: Sequence[str], starts: Sequence[bool] | NDArray[np.bool_] | None
) -> tuple[Sequence[str], NDArray[np.int64] | None]:
    """The words with a break before each paragraph, and the place of each word among them."""
    if starts is None:
        return words, None
    begins = np.asarray(starts, bool)
    place = np.arange(len(words)) + np.cumsum(begins)
    sequence = [features.BREAK] * (len(words) + int(begins.sum()))
    for i, word in zip(place.tolist(), words, strict=True):
        sequence[i] = word
    return sequence, place


def tag(words: Sequence[str], starts: Sequence[bool] | NDArray[np.bool_] | None = None) -> list[str]:
    """The Penn tag of each word of a document."""
    sequence, place = _with_breaks(words, starts)
    net = model()
    tags = np.zeros(len(sequence), np.uint8)
    for start, left, right in _chunks(len(sequence)):
        end = min(start + CHUNK, len(sequence))
        tags[start:end] = net.tag(net.slots(sequence[left:right]))[0][start - left : end - left]
    return [TAGS[i] for i in (tags if place is None else tags[place]).tolist()]
