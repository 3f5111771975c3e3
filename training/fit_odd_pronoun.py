"""Fits what PRO002 weighs: `SIGNS` of mtcheck/rules/en/pronouns/referents.py, `WEIGHTS` of odd_pronoun.py beside it.

    python training/fit_odd_pronoun.py ../shared/evalkit ../shared/data signs      # first: whom grammar prefers
    python training/fit_odd_pronoun.py ../shared/evalkit ../shared/data weights    # then, with these: errors

Signs: of the women and the men that stand near a pronoun, its gender shows which is meant (softmax, by gradient).
Weights: errors are texts of one gender in which one pronoun was changed; others are pronouns of human text that are
the only ones of their gender beside two of the other, in a text or some of its sentences (logistic regression).
Texts: the part of the kit's GAP and MT-GenEval that is there to be read, its other human texts, and the training texts.
Prints the weights and how many errors are found at a number of false alarms, each text judged by weights that were
fitted without it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import random
import re
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from logistic import fit

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 1400  # characters of some sentences of a text
PIECE = 1600  # and of a piece of a longer text
FALSE_ALARM = 3.0  # a false alarm weighs so many misses
SENTENCES = {"gap": 0.5, "masc": 0.1}  # what some sentences weigh of that: fiction cut out of its page says little
RIDGE, RIDGE_SIGNS = 3.0, 10.0
RAREST = 8  # how often a sign must occur
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[“\"A-Z'(])")
FLIPS = {"gap": 4, "masc": 1}  # changed pronouns of each text; 2 of others


class Candidate(NamedTuple):
    """A pronoun of a text at this character; `error`: 1 if it was changed."""

    error: int
    source: str
    text: str
    at: int
    fold: int
    whole: bool = True


def texts(kit: Any, data: Path) -> Iterator[tuple[str, str]]:
    """(source, text)"""
    from common import digest, split_of  # type: ignore[import-not-found]

    def read(key: str) -> bool:
        return digest("part:" + key) % 4 < 2

    yield from (("gap", g.text) for g in kit.gap("dev") if read("gap/" + g.url))
    yield from (("geneval", t) for lines in kit.geneval("dev").values() for t in lines if read("geneval/" + t))
    for document in (*kit.pud(), *kit.gum(("news", "bio"))):
        if split_of(document.base) == "dev":
            yield from (("documents", piece) for piece in pieces(document.text))
    for line in _lines(data / "text" / "wikipedia-biographies.txt.gz"):
        yield "biographies", line
    for article in "\n".join(_lines(data / "text" / "masc-written-tagged.txt.gz")).split("\n# "):
        yield from (("masc", piece) for piece in pieces(untagged(article)))
    for name in ("en_gum-train", "en_ewt-train"):
        lines = [
            line for line in _lines(data / "ud" / f"{name}.conllu.gz") if line.startswith(("# newdoc", "# text = "))
        ]
        for document in "\n".join(lines).split("# newdoc"):
            yield from (("treebanks", piece) for piece in pieces(document.replace("# text = ", "")))


def _lines(path: Path) -> list[str]:
    return gzip.open(path, "rt", encoding="utf-8").read().split("\n")


def pieces(text: str) -> Iterator[str]:
    """A text in pieces of whole paragraphs."""
    piece = ""
    for paragraph in filter(str.strip, text.split("\n")):
        if piece and len(piece) + len(paragraph) > PIECE:
            yield piece
            piece = ""
        piece = f"{piece}\n{paragraph}" if piece else paragraph
    if piece:
        yield piece


def untagged(lines: str) -> str:
    """Text of lines of word_TAG."""
    text = re.sub(r"_\S+", "", re.sub(r"(?<=\S)\n(?=\S)", " ", lines))
    return re.sub(r" ([.,;:!?)\]%]|'s|'re|'ve|'ll|'d|'m|n't)(?!\w)", r"\1", text)


def candidates(source: str, text: str) -> Iterator[Candidate]:
    from inject import GENDERED, MASCULINE, gender_flips  # type: ignore[import-not-found]

    fold = int(hashlib.sha1(text[-60:].encode()).hexdigest(), 16) % 5

    def odd(part: str) -> Iterator[int]:
        """The characters where the only pronouns of their gender begin."""
        found = [(m.start(), m.group().lower() in MASCULINE) for m in GENDERED.finditer(part)]
        for gender in (True, False):
            same = [at for at, g in found if g is gender]
            if len(same) == 1 and len(found) > 2:
                yield same[0]

    yield from (Candidate(0, source, text, at, fold) for at in odd(text))
    cuts, seen = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)], set[int]()
    for k, first in enumerate(cuts[:-1] if source not in ("geneval", "biographies") else ()):
        for last in reversed(cuts[k + 1 :]):
            part = text[first:last]
            if part != text and len(part) <= LONGEST and (places := list(odd(part))):
                if first + places[0] not in seen:
                    yield Candidate(0, source, part, places[0], fold, whole=False)
                seen.add(first + places[0])
                break
    edits = gender_flips(text)
    random.Random(text).shuffle(edits)
    for edit in edits[: FLIPS.get(source, 2)]:
        yield Candidate(1, source, edit.apply(text), edit.start, fold)


def known(c: Candidate) -> dict[str, float] | None:
    """The features of a candidate; None where the analysis finds no such pronoun."""
    from mtcheck.languages.en import analyse
    from mtcheck.languages.en.people.pronouns import pronouns
    from mtcheck.rules.en.pronouns.odd_pronoun import distinct, features

    document = analyse(c.text)
    found = pronouns(document)
    odd = next((p for p in found if document.starts[p.i] == c.at), None)
    others = [p for p in found if odd and p.gender != odd.gender]
    if odd is None or len(found) - len(others) != 1 or len(others) < 2 or distinct(document, odd, others):
        return None
    return features(document, odd, others)


def weights(found: list[Candidate], rows: list[dict[str, float]]) -> dict[str, float]:
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y = np.array([float(c.error) for c in found])
    fold = np.array([c.fold for c in found])
    alarm = [FALSE_ALARM * (1.0 if c.whole else SENTENCES.get(c.source, 0.5)) for c in found]
    weight = np.where(y == 1, [0.5 if c.source == "masc" else 1.0 for c in found], alarm)
    score, ridge = np.zeros(len(y)), np.full(x.shape[1], RIDGE)
    for k in range(5):
        score[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k], ridge, weight[fold != k])
    for alarms in (5, 10, 20, 40):
        edge = np.sort(score[y == 0])[::-1][alarms]
        print(f"edge {edge:.2f}: {alarms} false alarms of {int((y == 0).sum())},", end=" ")
        for source in sorted({c.source for c in found}):
            mine = [s for s, c in zip(score, found, strict=True) if c.error and c.source == source]
            print(f"{source} {np.mean([s > edge for s in mine]):.2f}", end=" ")
        print()
    return dict(zip(names, fit(x, y, ridge, weight).tolist(), strict=True))


def pairs(text: str) -> list[tuple[str, list[tuple[str, frozenset[str]]]]]:
    """Of each pronoun of a text its gender, and those of known gender near it."""
    from mtcheck.languages.en import analyse
    from mtcheck.languages.en.people.pronouns import pronouns
    from mtcheck.rules.en.pronouns.referents import referents

    document = analyse(text)
    found = [(p.gender, [(r.gender, r.signs) for r in referents(document, p) if r.gender]) for p in pronouns(document)]
    return [(gender, near) for gender, near in found if len({g for g, _ in near}) == 2]


def signs(rows: list[tuple[str, list[tuple[str, frozenset[str]]]]]) -> dict[str, float]:
    """The likelihood of the right gender is raised by gradient (Adam)."""
    near = [(k, gender == right, found) for k, (right, people) in enumerate(rows) for gender, found in people]
    counted: dict[str, int] = {}
    for name in (name for _, _, found in near for name in found):
        counted[name] = counted.get(name, 0) + 1
    index = {name: i for i, name in enumerate(sorted(n for n, count in counted.items() if count >= RAREST))}
    x = np.array([[float(name in found) for name in index] for _, _, found in near])
    own, fits = np.array([k for k, _, _ in near]), np.array([fit for _, fit, _ in near])
    b = np.zeros(len(index))
    mean, square = b.copy(), b.copy()
    for t in range(1, 251):
        e = np.exp(x @ b)
        slope = x.T @ (e / np.bincount(own, e)[own] - e * fits / np.bincount(own, e * fits)[own]) + RIDGE_SIGNS * b
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        b -= (0.1 if t < 150 else 0.03) * (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.99**t)) + 1e-9)
    return dict(zip(index, b.tolist(), strict=True))


def main() -> None:
    os.environ["EVALKIT_PART"] = "read"
    sys.path[:0] = [sys.argv[1], str(ROOT)]
    import data as kit  # type: ignore[import-not-found]

    every = list(dict.fromkeys(texts(kit, Path(sys.argv[2]))))
    with Pool() as pool:
        if sys.argv[3] == "signs":
            found = signs([row for rows in pool.map(pairs, [t for _, t in every], 20) for row in rows])
        else:
            made = [c for source, text in every for c in candidates(source, text)]
            rows = list(zip(made, pool.map(known, made, 20), strict=True))
            found = weights([c for c, row in rows if row], [row for _, row in rows if row])
    print({name: round(value, 1) for name, value in sorted(found.items()) if abs(value) >= 0.05})


if __name__ == "__main__":
    main()
