"""Tags that English words can have, from word lists published on PyPI; they teach vectors of rare words."""

import gzip
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from prepare import TAG_ID

from mtcheck.languages.en.model import features


def package(name: str) -> Path:
    """The folder of an installed package; the package is not imported."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is needed: pip install --no-deps -r training/requirements.txt")
    return Path(spec.submodule_search_locations[0])


def _inflected(form: str, kind: str, lemma: str) -> list[str]:
    """Penn tags of a form that lemminflect lists as noun, verb, adj or adv."""
    base = form in lemma.split("/")
    if form[:1].isupper():
        return ["NNP"]
    if kind == "noun":
        return ["NN"] if base else ["NNS"]
    if kind in ("adj", "adv"):
        plain = "JJ" if kind == "adj" else "RB"
        return [plain] if base else [plain + ("S" if form.endswith("st") else "R")]
    if kind == "verb":
        if base:
            return ["VB", "VBP"]
        return ["VBG"] if form.endswith("ing") else ["VBZ"] if form.endswith("s") else ["VBD", "VBN"]
    return []


def word_tags() -> dict[str, set[str]]:
    """Possible tags of each word in its small form."""
    found: dict[str, set[str]] = defaultdict(set)
    with gzip.open(package("lemminflect") / "resources/lemma_lu.csv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            form, kind, lemma = line.rstrip("\n").split(",")
            found[features.small(form)].update(_inflected(form, kind, lemma))
    with open(package("textblob") / "en/en-lexicon.txt", encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.rstrip("\n").partition(" ")
            if not line.startswith(";;;") and tag in TAG_ID and word[:1].isalpha():
                found[features.small(word)].add(tag)
    return {word: tags for word, tags in found.items() if tags and " " not in word}


def lexicon() -> tuple[np.ndarray, np.ndarray]:
    """Pieces (words, PIECES) of the listed words and an even distribution over their tags (words, tags)."""
    entries = sorted(word_tags().items())
    pieces = np.zeros((len(entries), features.PIECES), np.int64)
    target = np.zeros((len(entries), len(TAG_ID)), np.float32)
    for i, (word, tags) in enumerate(entries):
        rows = features.pieces(word)
        pieces[i, : len(rows)] = rows
        for tag in tags:
            target[i, TAG_ID[tag]] = 1 / len(tags)
    return pieces, target
