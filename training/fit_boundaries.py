"""Fits `WEIGHTS` and `BIAS` of mtcheck/rules/en/sentences/merged.py (SEN001) and prints them beside those that it has.

    python training/fit_boundaries.py --kit ../shared/evalkit --data ../shared/data

Every fourth stop is taken out of human text; the capitals after these places are told from the others in the text
as it was written by logistic regression. The texts are those that evidence was fitted on
(`benchmarks/verdicts.tsv`), without the speeches; of the kit only the part that is there to be read. Prints how many
lost stops are found at a number of false alarms too, each text judged by weights that were fitted without it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from hashlib import sha1
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from evidence_texts import Text, texts  # noqa: E402
from logistic import bias_free, fit  # noqa: E402

from mtcheck.languages import language  # noqa: E402
from mtcheck.rules.en.casing.evidence import is_candidate  # noqa: E402
from mtcheck.rules.en.sentences.merged import BIAS, LEAST, NEVER_BEFORE, WEIGHTS, features, titled  # noqa: E402
from mtcheck.text.document import Document, Flag  # noqa: E402

VERDICTS = ROOT / "benchmarks" / "verdicts.tsv"
LEFT_OUT = frozenset({"speeches"})  # two centuries of capitals of their own
LONGEST = 9000  # characters of a text
EVERY = 4
SURELY_SMALL = 0.5  # the model's chance of a small letter, from which a capital says something
STOP = re.compile(r"(?<=[a-z]{3})\.(?= [A-Z])")
NAMES = [*WEIGHTS, "bias"]
FOLDS = 5
NEAR = 0.3  # what a stored weight, rounded, may differ by
ALARMS = (5, 10, 15, 20, 30)


class Row(NamedTuple):
    """A capital that is weighed; `lost`: 1 if the stop before it was taken out."""

    lost: int
    fold: int
    values: list[float]


class Found(NamedTuple):
    """Of a text: how many words it has, how many stops were taken out, and the capitals that are weighed."""

    words: int
    stops: int
    rows: list[Row]


def human(kit: Path, data: Path) -> list[str]:
    """The texts."""
    labelled = {line.split("\t")[1] for line in VERDICTS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"}

    def wanted(t: Text) -> bool:
        return not t.machine and t.corpus not in LEFT_OUT and t.id in labelled

    return [t.text[:LONGEST] for t in texts(kit, data) if wanted(t)]


def weighed(document: Document) -> Iterator[tuple[int, dict[str, float]]]:
    """The capitals that can begin a sentence, and what is known about each. Names and what follows no clause are among
    them, which the rule leaves out: few of these, and they say more of what speaks against the end of a sentence."""
    capital = document.mask(Flag.CAPITAL) & ~document.mask(Flag.FIRST) & (document.small > SURELY_SMALL)
    for i in capital.nonzero()[0].tolist():
        word_before = document.has(i - 1, Flag.WORD) and document.word(i - 1) not in NEVER_BEFORE
        if word_before and document.in_prose(i) and is_candidate(document, i) and not titled(document, i):
            yield i, features(document, i)


def found(text: str) -> Found:
    """The capitals of a text as it is, and those after every fourth stop, taken out."""
    fold = int(sha1(text[-60:].encode()).hexdigest(), 16) % FOLDS
    rows = [Row(0, fold, _values(facts)) for _, facts in weighed(language("en").analyse(text, {}))]
    stops = [m.start() for m in STOP.finditer(text)][1::EVERY]
    after = {at + 1 - k for k, at in enumerate(stops)}  # where the capitals begin in the text without the stops
    cut = "".join(text[a:b] for a, b in zip([0, *(at + 1 for at in stops)], [*stops, len(text)], strict=True))
    document = language("en").analyse(cut, {})
    rows += [Row(1, fold, _values(facts)) for i, facts in weighed(document) if document.starts[i] in after]
    return Found(len(text.split()), len(stops), rows)


def _values(facts: dict[str, float]) -> list[float]:
    return [{**facts, "bias": 1.0}[name] for name in NAMES]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True, help="folder of the measuring kit")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training texts")
    args = parser.parse_args()
    with Pool() as pool:
        every = pool.map(found, human(args.kit, args.data), 10)
    rows = [row for f in every for row in f.rows]
    x = np.array([row.values for row in rows])
    y = np.array([float(row.lost) for row in rows])
    fold = np.array([row.fold for row in rows])
    stops = sum(f.stops for f in every)
    print(
        f"{len(every)} texts, {sum(f.words for f in every)} words, {stops} stops taken out; capitals that are weighed:"
    )
    print(f"{int(y.sum())} after these, {int((1 - y).sum())} in the texts as they are")
    stored = np.array([*WEIGHTS.values(), BIAS])
    ridge = bias_free(len(NAMES))
    fitted = fit(x, y, ridge)
    for name, new, old in zip(NAMES, fitted.tolist(), stored.tolist(), strict=True):
        print(f"{name:14} {new:6.2f}  stored {old:6.2f}" + ("  differs" if abs(new - old) > NEAR else ""))
    left_out = np.zeros(len(y))
    for k in range(FOLDS):
        left_out[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k], ridge)
    for name, score in (("left out", left_out), ("stored", x @ stored)):
        edges = np.sort(score[y == 0])[::-1]
        curve = [f"{n}: {np.sum(score[y == 1] > edges[n]) / stops:.1%}" for n in ALARMS if n < len(edges)]
        at = f"{int(np.sum(edges >= LEAST))}: {np.sum(score[y == 1] >= LEAST) / stops:.1%} at {LEAST} points"
        print(f"{name}: false alarms: lost stops found: {', '.join(curve)}; {at}")


if __name__ == "__main__":
    main()
