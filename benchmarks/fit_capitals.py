"""Fit the points of mtcheck/rules/en/casing/evidence.py and print the curve behind the thresholds.

    python benchmarks/fit_capitals.py --kit ../shared/evalkit

Human text of the development half, every capital of which counts as right (an upper bound on alarms), against
the same text with one random small word in lower-case company capitalised, two copies of each document.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from logistic import bias_free, fit

from mtcheck.languages.en import analyse
from mtcheck.rules.en.casing.evidence import WEIGHTS, features, is_candidate
from mtcheck.text.document import Document, Flag

WORD = re.compile(r"(?<=[a-z] )[a-z]{3,}(?= [a-z])")
NAMES = [*(n for n in WEIGHTS if n not in ("after_said", "twice", "verse")), "bias"]
ALARMS = (8, 10, 15, 20, 30, 40, 50, 75, 100, 150)


def human_texts(kit: Path) -> list[str]:
    """Human English of the development half: treebanks, and references of WMT."""
    sys.path.insert(0, str(kit))
    from common import split_of  # type: ignore[import-not-found]
    from data import WMT_PAIRS, gum, pud, wmt_references  # type: ignore[import-not-found]

    more = ("voyage", "whow", "academic", "textbook", "essay", "speech", "interview", "letter", "fiction", "court")
    docs: list[Any] = [*pud(), *gum(), *gum(more)]
    for year, pair in WMT_PAIRS:
        docs += wmt_references(year, pair)
    return [d.text for d in docs if split_of(d.base) == "dev"]


def row(document: Document, i: int) -> list[float]:
    facts = {**features(document, i), "bias": 1.0}
    return [float(facts.get(name, 0.0)) for name in NAMES]


def negatives(text: str) -> tuple[list[list[float]], list[str]]:
    document = analyse(text)
    mask = document.mask(Flag.CAPITAL) & ~document.mask(Flag.FIRST) & (document.small > 0.5)
    places = [i for i in mask.nonzero()[0].tolist() if is_candidate(document, i)]
    shown = [text[max(0, document.starts[i] - 60) : document.ends[i] + 40].replace("\n", "⏎") for i in places]
    return [row(document, i) for i in places], shown


def positives(text: str, chance: random.Random) -> tuple[list[list[float]], int]:
    found = list(WORD.finditer(text))
    rows = []
    for m in chance.sample(found, min(2, len(found))):
        document = analyse(text[: m.start()] + m.group().capitalize() + text[m.end() :])
        i = document.tokens_at(document.span(0)._replace(start=m.start(), end=m.end()))[0]
        if is_candidate(document, i) and document.small[i] > 0.5:
            rows.append(row(document, i))
    return rows, min(2, len(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True, help="folder of the measuring kit")
    parser.add_argument("--show", type=int, default=0, help="print so many of the likeliest human capitals")
    args = parser.parse_args()
    chance = random.Random(3)
    good: list[list[float]] = []
    bad: list[list[float]] = []
    shown: list[str] = []
    words = tried = 0
    for text in human_texts(args.kit):
        words += len(text.split())
        rows, contexts = negatives(text)
        good += rows
        shown += contexts
        rows, n = positives(text, chance)
        bad += rows
        tried += n
    x = np.array(good + bad)
    w = fit(x, np.r_[np.zeros(len(good)), np.ones(len(bad))], bias_free(len(NAMES)))
    print(", ".join(f'"{name}": {value:.2f}' for name, value in zip(NAMES, w, strict=True)))
    print(f"{words} words of human text, {len(good)} capitals that could be stray, {tried} random capitals")
    points, found = x[: len(good)] @ w, x[len(good) :] @ w
    order = np.sort(points)[::-1]
    print("| alarms | per 1,000 words | points | recall |\n|---|---|---|---|")
    for n in ALARMS:
        print(f"| {n} | {1000 * n / words:.3f} | {order[n]:.2f} | {np.sum(found > order[n]) / tried:.3f} |")
    for i in np.argsort(-points)[: args.show]:
        print(f"{points[i]:.2f} {shown[i]}")


if __name__ == "__main__":
    main()
