"""Spoil texts the way translations do, hide case and stops, and cut streams into windows."""

import numpy as np
from prepare import TAG_ID, Stream, Words

from mtcheck.languages.en.model import features

LENGTH = 128  # words of a training window
BREAK = 0  # the row of the paragraph mark in the table of words


class Noise:
    """Spoil a stream the way translations do, anew for each round; `strength` scales how often."""

    def __init__(self, words: Words, rng: np.random.Generator) -> None:
        self.rng = rng
        self.strength = 1.0
        self.stop = words.stops()
        ids = words.ids
        self.full_stop = ids["."]
        self.straight = ids['"']
        self.curly = (ids.setdefault("``", len(ids)), ids.setdefault("''", len(ids)))

    def sentences(self, end: np.ndarray) -> np.ndarray:
        """The number of the sentence of each word."""
        return np.concatenate([[0], np.cumsum(end)[:-1]]).astype(np.int64)

    def __call__(self, s: Stream) -> tuple[np.ndarray, ...]:
        """(word, shape, row) of the spoilt stream; row is the place in the stream, -1 for additions."""
        rng, n, k = self.rng, len(s.word), self.strength
        word, shape = s.word.copy(), s.shape.copy()
        sentence = self.sentences(s.end)
        count = int(sentence[-1]) + 1
        lettered = shape < features.OTHER
        fate = rng.random(count)[sentence]
        shape[lettered & (fate < 0.025 * k)] = features.LOWER
        shape[lettered & (fate > 1 - 0.02 * k)] = features.UPPER
        title = lettered & (fate > 1 - 0.035 * k) & (fate < 1 - 0.02 * k) & (shape == features.LOWER)
        shape[title] = features.INITIAL
        flip = lettered & (rng.random(n) < 0.015 * k)
        shape[flip] = np.where(shape[flip] == features.LOWER, features.INITIAL, features.LOWER)
        first = np.concatenate([[True], s.end[:-1]])
        merged = rng.random(count) < 0.05 * k
        keep = ~(s.end & self.stop[word] & merged[sentence])
        after = np.concatenate([[False], merged])[:count][sentence]
        small = first & lettered & ((after & (rng.random(n) < 0.5)) | (rng.random(n) < 0.03 * k))
        shape[small] = features.LOWER
        quote = (word == self.straight) & (rng.random(n) < 0.5)
        word[quote & (s.tag == TAG_ID["``"])] = self.curly[0]
        word[quote & (s.tag == TAG_ID["''"])] = self.curly[1]
        row = np.arange(n)
        split = np.flatnonzero((rng.random(n) < 0.001 * k) & ~s.end & keep)
        split = split[split + 1 < n]
        shape[split + 1] = np.where(lettered[split + 1], features.INITIAL, shape[split + 1])
        order = np.concatenate([row[keep], split + 0.5])
        value = np.concatenate([word[keep], np.full(len(split), self.full_stop)])
        looks = np.concatenate([shape[keep], np.full(len(split), features.OTHER)])
        places = np.concatenate([row[keep], np.full(len(split), -1)])
        mark = np.flatnonzero(s.breaks & (rng.random(n) < 0.7))
        order = np.concatenate([order, mark - 0.25])
        value = np.concatenate([value, np.full(len(mark), BREAK)])
        looks = np.concatenate([looks, np.full(len(mark), features.OTHER)])
        places = np.concatenate([places, np.full(len(mark), -1)])
        sorting = np.argsort(order, kind="stable")
        return value[sorting].astype(np.int64), looks[sorting].astype(np.int64), places[sorting]


def restored(s: Stream, stop: np.ndarray, rng: np.random.Generator | None) -> tuple[np.ndarray, ...]:
    """(word, case, end) of a stream without its stops; case and end are -1 where nothing is to be learned."""
    n = len(s.word)
    keep = ~stop[s.word]
    place = np.cumsum(keep) - 1
    word = s.word[keep].astype(np.int64)
    end = np.zeros(len(word), np.int64)
    end[np.maximum(place[s.end], 0)] = 1
    case = np.where(s.cased & (s.shape < features.OTHER), s.shape, -1)[keep].astype(np.int64)
    breaks = s.breaks & keep & (rng.random(n) < 0.6 if rng is not None else False)
    mark = place[breaks]
    word, case = np.insert(word, mark, BREAK), np.insert(case, mark, -1)
    return word, case, np.insert(end, mark, -1)


def windows(*arrays: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Cut parallel arrays at a random offset into windows, shape (windows, arrays, LENGTH)."""
    start = int(rng.integers(0, LENGTH))
    count = (len(arrays[0]) - start) // LENGTH
    return np.stack([a[start : start + count * LENGTH].reshape(count, LENGTH) for a in arrays], 1)
