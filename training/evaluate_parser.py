"""Figures of the parser on treebank files, clean and damaged; evaluate.py prints them."""

from pathlib import Path

import numpy as np
from corpus import Document, read_ud
from parse_noise import Damage
from prepare import TAG_ID, Words, stream
from treebank import Arcs, read_arcs

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.parser import KINDS, RELATIONS, parse

LEVELS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
NAMES = ("person", "organisation", "place")
DAMAGE = 4.0  # times the damage of training
_SUBJECTS = [RELATIONS.index(r) for r in ("nsubj", "nsubj:pass", "csubj")]
_PUNCT = RELATIONS.index("punct")


class Answer:
    """Parses of whole documents, put together; arrays of shape (words,)."""

    def __init__(self, documents: list[list[str]], sentences: list[np.ndarray] | None = None) -> None:
        heads, relations, sure, kinds = [], [], [], []
        base = 0
        for i, words in enumerate(documents):
            found = parse(words, None, None if sentences is None else sentences[i])
            heads.append(np.where(found.head < 0, np.arange(len(words)), found.head) + base)
            relations.append(found.relation)
            sure.append(found.sure)
            kinds.append(found.kind.argmax(1))
            base += len(words)
        self.head, self.relation, self.sure, self.kind = map(np.concatenate, (heads, relations, sure, kinds))


def figures(answer: Answer, gold: Arcs, tags: np.ndarray, with_kinds: bool) -> None:
    """Print UAS, LAS, reliability of arcs and of subjects, and kinds. Marks count for nothing but the last of UAS."""
    right = answer.head == gold.head
    both = right & (answer.relation == gold.relation)
    word = gold.relation != _PUNCT
    print(f"    UAS {_per(right[word])}  LAS {_per(both[word])}  (with marks: {_per(right)}, {_per(both)})")
    guess, truth = np.isin(answer.relation, _SUBJECTS), np.isin(gold.relation, _SUBJECTS)
    hit = guess & truth & right
    print("    level   arcs given  right   | subjects: precision, recall")
    for level in LEVELS:
        given = answer.sure >= level
        subject = guess & given
        print(
            f"    {level:<6}  {_per(given[word])}       {_per(right[word & given])}   |"
            f" {_per(hit[subject])}  {_per((hit & given)[truth])}"
        )
    if not with_kinds:
        return
    named = np.isin(tags, [TAG_ID["NNP"], TAG_ID["NNPS"]])
    parts = []
    for name in NAMES:
        i = KINDS.index(name)
        a, b = (answer.kind == i) & named, (gold.kind == i) & named
        parts.append(f"{name} {_f1(a, b)} (P {_per((a & b)[a])}, R {_per((a & b)[b])}, {b.sum()})")
    three = [KINDS.index(n) for n in NAMES]
    a, b = np.isin(answer.kind, three) & named, np.isin(gold.kind, three) & named
    hit = (answer.kind == gold.kind) & b
    print(f"    kinds of names, F1: {', '.join(parts)}; together {200 * hit.sum() / (a.sum() + b.sum()):.1f}")
    print(f"    kinds of heads of phrases: {_per((answer.kind == gold.kind)[gold.entity])} of {gold.entity.sum():,}")


def _per(marks: np.ndarray) -> str:
    return f"{100 * float(marks.mean()):5.1f}" if len(marks) else "  -  "


def _f1(guess: np.ndarray, truth: np.ndarray) -> str:
    return f"{200 * float((guess & truth).sum()) / max(int(guess.sum() + truth.sum()), 1):.1f}"


def written(small: str, shape: int) -> str:
    """A word in this shape."""
    if shape == features.INITIAL:
        return small[:1].upper() + small[1:]
    return small.upper() if shape == features.UPPER else small


def damaged(documents: list[Document], gold: Arcs) -> tuple[list[list[str]], Arcs, np.ndarray]:
    """All documents as one, spoilt, with what is right there, and the tags. Words whose head is gone do not count."""
    words = Words()
    s = stream("", documents, words)
    for mark in (".", '"', *"the a an is are was were has have does do 's".split()):
        words.add(mark)
    rng = np.random.default_rng(5)
    damage = Damage(words, rng)
    damage.noise.strength = DAMAGE
    word, shape, row, changed = damage(s, s.tag)
    known = row >= 0
    plain = [w for d in documents for w in d.words]
    forms = list(words.ids)
    text = [
        plain[r] if r >= 0 and not c and looks == s.shape[r] and w == s.word[r] else written(forms[w], looks)
        for w, looks, r, c in zip(word.tolist(), shape.tolist(), row.tolist(), changed.tolist(), strict=True)
    ]
    place = np.full(len(s.word), -1)
    place[row[known]] = np.flatnonzero(known)
    head = np.where(known, place[gold.head[row]], -1)
    relation = np.where(known & (head >= 0), gold.relation[row], _PUNCT)
    kind = np.where(known, gold.kind[row], 0)
    spoilt = Arcs(head, relation, kind, known & gold.entity[row])
    return [text], spoilt, np.where(known, s.tag[row], -1)


def parsing(path: Path, documents: list[Document]) -> None:
    """Print all figures of one file."""
    with_kinds = "gum" in path.name
    tags = np.array([TAG_ID.get(t, -1) for d in documents for t in d.tags])
    for joined in (False, True):
        gold = read_arcs(path, with_kinds, joined)
        read = read_ud(path, joined) if joined else documents
        tags = np.array([TAG_ID.get(t, -1) for d in read for t in d.tags])
        for with_sentences in (False, True):
            sentences = [np.concatenate([[0], np.cumsum(d.ends)[:-1]]) for d in read] if with_sentences else None
            print(f"  parser, {'compounds joined' if joined else 'words as in the treebank'},"
                  f" {'sentences given' if with_sentences else 'words only'}")  # fmt: skip
            figures(Answer([d.words for d in read], sentences), gold, tags, with_kinds)
    gold = read_arcs(path, with_kinds)
    text, spoilt, tags = damaged(documents, gold)
    print(f"  parser, words only, {DAMAGE:g} times the damage of training")
    figures(Answer(text), spoilt, tags, with_kinds)
