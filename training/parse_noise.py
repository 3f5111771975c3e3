"""Spoil parsed text: the noise of the tagger, and verbs, nouns and articles as translations get them wrong."""

import dataclasses

import numpy as np
from noise import Noise
from prepare import TAG_ID, Stream, Words

from mtcheck.languages.en.model.parse_layers import REACH

IGNORE = -100
_PAIRS = "is are was were has have does do 's are".split()
_NUMBER = np.array([TAG_ID[t] for t in ("NN", "NNS")])
_VERBS = np.array([TAG_ID[t] for t in ("VBZ", "VBP", "VBD")])
_ARTICLE = TAG_ID["DT"]


class Damage:
    """What `Noise` does, and besides 3 % of verbs and 1 % of nouns in the wrong number, 2 % of articles gone."""

    def __init__(self, words: Words, rng: np.random.Generator) -> None:
        self.noise = Noise(words, rng)
        self.rng = rng
        self.other = _other_number(words)
        self.articles = np.array([words.ids[w] for w in ("the", "a", "an")])

    def __call__(self, s: Stream, tag: np.ndarray) -> tuple[np.ndarray, ...]:
        """(word, shape, row, changed) of the spoilt stream; `tag` (words,) is what is known of the tags."""
        rng, n, k = self.rng, len(s.word), self.noise.strength
        verb, noun = np.isin(tag, _VERBS), np.isin(tag, _NUMBER)
        chance = rng.random(n)
        changed = (self.other[s.word] >= 0) & ((verb & (chance < 0.03 * k)) | (noun & (chance < 0.01 * k)))
        spoilt = dataclasses.replace(s, word=np.where(changed, self.other[s.word], s.word))
        word, shape, row = self.noise(spoilt)
        gone = (row >= 0) & np.isin(word, self.articles) & (rng.random(len(word)) < 0.02 * k)
        word, shape, row = word[~gone], shape[~gone], row[~gone]
        return word, shape, row, (row >= 0) & changed[row]


def _other_number(words: Words) -> np.ndarray:
    """For each word the row of its form in the other number, -1 where none was met."""
    ids = words.ids
    out = np.full(len(ids), -1)
    for word, i in ids.items():
        j = ids.get(word + "s")
        if j is not None and len(word) > 2 and word.isalpha():
            out[i], out[j] = j, i
    for one, many in zip(_PAIRS[::2], _PAIRS[1::2], strict=True):
        out[ids[one]] = ids[many]
        out[ids[many]] = ids[one] if one != "'s" else out[ids[many]]
    return out


def offsets(head: np.ndarray, row: np.ndarray) -> np.ndarray:
    """How far the head of each word of a spoilt stream is; IGNORE where unknown, gone or beyond REACH, 0 for roots.

    head (words of the stream,): places; row: what `Damage` gives."""
    place = np.full(len(head), -(10**9))
    place[row[row >= 0]] = np.flatnonzero(row >= 0)
    target = np.where(row >= 0, place[head[row]], -(10**9))
    found = target - np.arange(len(row))
    return np.where(np.abs(found) <= REACH, found, IGNORE)
