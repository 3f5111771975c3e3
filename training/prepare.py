"""Turn the training texts into one table of words and flat arrays of numbers."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpus import STOP, Document, read_masc, read_text, read_ud

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.reader import TAGS

TAG_ID = {tag: i for i, tag in enumerate(TAGS)}
TEXTS = ("current-events", "us-presidents", "wikipedia-biographies", "wikipedia-sentences")


@dataclass(slots=True)
class Stream:
    """The words of one source in order; all arrays are parallel, shape (words,)."""

    name: str
    word: np.ndarray  # row in the table of words
    shape: np.ndarray
    tag: np.ndarray  # -1 where unknown
    end: np.ndarray
    cased: np.ndarray
    breaks: np.ndarray


class Words:
    """The table of all small forms met, in order of first meeting."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {features.BREAK: 0}
        self.counts: Counter[str] = Counter()

    def add(self, word: str) -> int:
        """The row of a word."""
        small = features.small(word)
        self.counts[small] += 1
        return self.ids.setdefault(small, len(self.ids))

    def pieces(self) -> np.ndarray:
        """Rows of the hashed table for each word, shape (words, PIECES), filled up with 0."""
        table = np.zeros((len(self.ids), features.PIECES), np.int32)
        for word, i in self.ids.items():
            rows = features.pieces(word)
            table[i, : len(rows)] = rows
        return table

    def stops(self) -> np.ndarray:
        """Which words are final stops, shape (words,)."""
        return np.array([bool(STOP.match(w)) for w in self.ids])


def stream(name: str, documents: list[Document], words: Words) -> Stream:
    """Number the words of some documents."""
    flat = [w for d in documents for w in d.words]
    return Stream(
        name,
        np.array([words.add(w) for w in flat], np.int32),
        np.array([features.shape(w) for w in flat], np.int8),
        np.array([TAG_ID.get(t, -1) for d in documents for t in d.tags], np.int16),
        np.array([e for d in documents for e in d.ends]),
        np.array([c for d in documents for c in d.cased]),
        np.array([b for d in documents for b in d.breaks]),
    )


def load(folder: Path) -> tuple[dict[str, Stream], Words]:
    """Read every source of the data folder. Keys: ewt, gum, their joined twins, masc, the texts, dev parts."""
    words = Words()
    streams = {}
    for name in ("ewt", "gum"):
        for joined in (False, True):
            key = name + "-joined" * joined
            streams[key] = stream(key, read_ud(folder / f"ud/en_{name}-train.conllu.gz", joined), words)
    streams["masc"] = stream("masc", read_masc(folder / "text/masc-written-tagged.txt.gz"), words)
    for name in TEXTS:
        streams[name] = stream(name, read_text(folder / f"text/{name}.txt.gz"), words)
    for name in ("ewt", "gum"):
        streams[name + "-dev"] = stream(name, read_ud(folder / f"ud/en_{name}-dev.conllu.gz"), words)
    _plain_capitals(streams)
    return streams, words


def _plain_capitals(streams: dict[str, Stream]) -> None:
    """Old speeches write Nation and Member large; believe there only capitals that other texts share."""
    size = 1 + max(int(s.word.max()) for s in streams.values())
    large, total = np.zeros(size), np.zeros(size)
    for name, s in streams.items():
        if name != "us-presidents" and not name.endswith("-dev"):
            np.add.at(total, s.word[s.cased], 1)
            np.add.at(large, s.word[s.cased & (s.shape != features.LOWER)], 1)
    speech = streams["us-presidents"]
    share = large[speech.word] / np.maximum(total[speech.word], 1)
    speech.cased &= (speech.shape == features.LOWER) | ((share > 0.5) & (total[speech.word] >= 3))
