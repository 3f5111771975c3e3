"""The reading model: tags of words as they stand, the case they should have, where sentences should end.

A word's pieces are hashed and embedded once per distinct word, and what the first layer makes of it is
kept in a bounded store; a window over words is then a sum of stored rows. Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.accelerator import CompiledEncoder, compiled
from mtcheck.languages.en.model.arrays import Arrays, Words, load
from mtcheck.languages.en.model.encoder import Encoder
from mtcheck.languages.en.model.vectors import Vectors, piece_rows
from mtcheck.languages.en.model.whole import Floats, Ints, units
from mtcheck.languages.en.model.window import Slots, chunks
from mtcheck.text.packaged import beside

TAGS: tuple[str, ...] = tuple(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ "
    "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB ``".split()
)
CASES: tuple[str, ...] = ("lower", "initial", "upper", "mixed")
STOP_CASE = np.array([[1], [0], [0], [0]], np.float32)  # (4, 1): a final stop is small for certain

HALO = 7  # words on each side that a word's values depend on
CHUNK = 1024  # words computed at once; keeps the working set in the cache of one core
STORED = 16_384  # words whose rows are kept
WEIGHTS = beside(__file__, "weights", "reading.npy")


class Tagging(NamedTuple):
    """What the model makes of a document; arrays parallel to its words, of shape (words,) unless said."""

    tag: NDArray[np.uint8]  # index into TAGS, from the words as they stand
    case: Floats  # (words, 4), in the order of CASES: how the word should be written, its case hidden
    boundary: Floats  # probability that a sentence ends after the word, case and final stops hidden

    @property
    def small(self) -> Floats:
        """Probability that the word should be written small."""
        return self.case[:, 0]


class Model:
    """The weights, and the store of words met lately."""

    def __init__(self, path: str = WEIGHTS) -> None:
        arrays = load(path)
        self.known = Words(arrays)  # the commonest words
        self.vectors = Vectors(self.known, arrays, piece_rows)
        self._shape = units(arrays["shape"].astype(np.float32))
        self.tagger, self.reader = (encoder(arrays, name) for name in ("tagger", "reader"))
        self.lock = Lock()  # held while slots are in use: others may store words, and the readers have one memory
        self._stop = np.zeros(STORED, bool)
        self.slots = Slots(STORED, self._store)
        self.slots.add([features.BREAK])

    def _store(self, start: int, words: list[str]) -> None:
        """Compute the rows of words, and keep them from slot `start` on."""
        vectors = self.vectors([features.small(word) for word in words])
        self.tagger.store(start, vectors, self._shape[[features.shape(word) for word in words]])
        self.reader.store(start, vectors)
        self._stop[start : start + len(words)] = [features.is_stop(word) for word in words]

    def stops(self, ids: Ints) -> NDArray[np.bool_]:
        """Which of the slots hold final stops."""
        return self._stop[ids]


def encoder(arrays: Arrays, name: str) -> Encoder | CompiledEncoder:
    """The layers of one reader, compiled where they can be had."""
    if compiled():
        return CompiledEncoder(arrays, name, STORED)
    return Encoder(arrays, name, STORED, CHUNK + 2 * HALO)


@cache
def model() -> Model:
    """The model, loaded once."""
    return Model()


def read(words: Sequence[str], starts: Sequence[bool] | NDArray[np.bool_] | None = None) -> Tagging:
    """Read a whole document, or several with three empty words between each two. `starts` marks the words that begin a
    paragraph. Time is linear in the words."""
    sequence, place = with_breaks(words, starts)
    net = model()
    with net.lock:
        tags, stop, ids = _tagged(net, sequence)
        case, boundary = _restored(net, sequence, (~stop).nonzero()[0], ids)
    before = np.cumsum(~stop)
    if place is not None:
        tags, stop, before = tags[place], stop[place], before[place]
    case, boundary = case.take(before, axis=1), boundary[before]
    case[:, stop] = STOP_CASE
    return Tagging(tags, case.T, boundary)


def _tagged(net: Model, sequence: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.bool_], Ints | None]:
    """Tag, and whether it is a final stop, of every word; their slots if they all are still stored."""
    n = len(sequence)
    tags, stop, slots = np.empty(n, np.uint8), np.empty(n, bool), np.empty(n, np.int64)
    forgotten = net.slots.forgotten
    for start, left, right in chunks(n, CHUNK, HALO):
        ids = net.slots(sequence[left:right])
        end = min(start + CHUNK, n)
        inner = slice(start - left, end - left)
        tags[start:end] = net.tagger.best(ids)[inner]
        stop[start:end] = net.stops(ids[inner])
        slots[start:end] = ids[inner]
    return tags, stop, slots if net.slots.forgotten == forgotten else None


def _restored(net: Model, sequence: Sequence[str], kept: NDArray[np.intp], ids: Ints | None) -> tuple[Floats, Floats]:
    """Case (4, kept + 1) and boundary (kept + 1,) of the words kept; the first is that before the first of them."""
    case, boundary = np.zeros((4, len(kept) + 1), np.float32), np.zeros(len(kept) + 1, np.float32)
    for start, left, right in chunks(len(kept), CHUNK, HALO):
        here = kept[left:right]
        slots = net.slots([sequence[i] for i in here.tolist()]) if ids is None else ids[here]
        end = min(start + CHUNK, len(kept))
        inner = slice(start - left, end - left)
        chances, ends = net.reader.restore(slots)
        ends[slots == 0] = 0  # stops that begin the text after an empty slot end nothing
        case[:, start + 1 : end + 1], boundary[start + 1 : end + 1] = chances[:, inner], ends[inner]
    return case, boundary


def with_breaks(
    words: Sequence[str], starts: Sequence[bool] | NDArray[np.bool_] | None
) -> tuple[Sequence[str], NDArray[np.int64] | None]:
    """The words with a break before each paragraph, and the place of each word among them."""
    if starts is None:
        return words, None
    begins = np.asarray(starts, bool)
    sequence: list[str] = []
    first = 0
    for end in [*begins.nonzero()[0].tolist(), len(words)]:
        sequence += words[first:end]
        sequence.append(features.BREAK)
        first = end
    sequence.pop()
    return sequence, np.arange(len(words)) + np.cumsum(begins)


def tag(words: Sequence[str], starts: Sequence[bool] | NDArray[np.bool_] | None = None) -> list[str]:
    """The Penn tag of each word of a document."""
    sequence, place = with_breaks(words, starts)
    net = model()
    tags = np.zeros(len(sequence), np.uint8)
    with net.lock:
        for start, left, right in chunks(len(sequence), CHUNK, HALO):
            end = min(start + CHUNK, len(sequence))
            tags[start:end] = net.tagger.best(net.slots(sequence[left:right]))[start - left : end - left]
    return [TAGS[i] for i in (tags if place is None else tags[place]).tolist()]
