"""Fits what common small words and parts of speech say for a human or a machine translation of one article, and writes
mtcheck/languages/en/model/style.tsv, which the strain of a text is computed from.

    python training/fit_style.py --kit ../shared/evalkit --data ../shared/data            # fits and writes
    python training/fit_style.py --kit ... --data ... --report                          # left-out figures only

The texts are those of `evidence_texts`: of each article of WMT21 to 23 and of Bio-MQM the human translations meet those
of machines. A logistic regression of their differences, held back by a ridge: what an article is about drops out
(paired comparison: Bradley and Terry 1952). That function words and parts of speech tell translations apart is known
from Koppel and Ordan 2011 and Volansky et al. 2015. The figures printed are left out by corpus.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from evidence_texts import texts  # noqa: E402

from mtcheck.checking.checker import DEFAULT  # noqa: E402
from mtcheck.languages import language  # noqa: E402
from mtcheck.languages.en.model.reader import TAGS  # noqa: E402
from mtcheck.languages.en.model.style import rates  # noqa: E402
from mtcheck.languages.en.vocabulary import FUNCTION_WORDS  # noqa: E402

TARGET = ROOT / "mtcheck" / "languages" / "en" / "model" / "style.tsv"
RIDGE = 30.0
COMMON = 3e-4  # a word or tag must be this share of the tokens
SHORTEST = 40  # words of a text: in shorter ones rates are noise
SOFT = 0.05  # added to the spread of a feature, so that rare ones are not blown up
Floats = NDArray[np.float64]


class Article(NamedTuple):
    """The translations of one article, as counts per 100 tokens of the features."""

    corpus: str
    human: list[dict[str, float]]
    machine: list[dict[str, float]]


def articles(kit: Path, data: Path) -> list[Article]:
    """All articles with a human and a machine translation."""
    found: defaultdict[str, Article] = defaultdict(lambda: Article("", [], []))
    for text in texts(kit, data):
        name, _, version = text.id.partition("#")
        corpus = name.split("/")[0]
        if not version or not corpus.startswith(("wmt", "bio")):
            continue
        document = language("en").analyse(text.text, DEFAULT.options)
        if document.word_count >= SHORTEST:
            old = found[name]
            found[name] = Article(corpus, old.human, old.machine)
            (old.machine if text.machine else old.human).append(rates(document))
    return [a for a in found.values() if a.human and a.machine]


def features(known: Iterable[Article]) -> list[str]:
    """The tags and small words that are common enough to be counted."""
    all_rates = [r for a in known for r in (*a.human, *a.machine)]
    names = [*sorted(FUNCTION_WORDS), *TAGS]
    return [n for n in names if sum(r.get(n, 0.0) for r in all_rates) / len(all_rates) > 100 * COMMON]


def fit(known: list[Article], names: list[str]) -> Floats:
    """What each feature says for the machine, by a rise of 1 in 100 tokens."""
    pairs, weights = [], []
    for a in known:
        for h in a.human:
            for m in a.machine:
                pairs.append([m.get(n, 0.0) - h.get(n, 0.0) for n in names])
                weights.append(1 / len(a.human) / len(a.machine))
    x, w = np.array(pairs), np.array(weights)
    spread = x.std(axis=0) + SOFT
    x /= spread
    worth = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ worth))
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        worth += np.linalg.solve(hessian, x.T @ (w * (1 - p)) - RIDGE * worth)
    result: Floats = worth / spread
    return result


def total(found: dict[str, float], names: list[str], worth: Floats) -> float:
    """What the rates of a text say for the machine."""
    return sum(found.get(n, 0.0) * w for n, w in zip(names, worth, strict=True))


def told(known: list[Article], names: list[str], worth: Floats) -> float:
    """The share of pairs in which the machine's text has more of it; ties count half."""
    wins = []
    for a in known:
        human, machine = (
            [sum(r.get(n, 0.0) * w for n, w in zip(names, worth, strict=True)) for r in side] for side in a[1:]
        )
        wins.append(float(np.mean([(m > h) + (m == h) / 2 for h in human for m in machine])))
    return float(np.mean(wins))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--report", action="store_true", help="print left-out figures, write nothing")
    args = parser.parse_args()
    known = articles(args.kit, args.data)
    names = features(known)
    for corpus in sorted({a.corpus for a in known}):
        inside, outside = [a for a in known if a.corpus != corpus], [a for a in known if a.corpus == corpus]
        print(f"{corpus}: {len(outside)} articles, told apart {told(outside, names, fit(inside, names)):.3f}")
    if not args.report:
        worth = fit(known, names)
        middle = np.mean(
            [
                sum(r.get(n, 0.0) * w for n, w in zip(names, worth, strict=True))
                for a in known
                for r in (*a.human, *a.machine)
            ]
        )
        lines = ["# small word or tag, what one in 100 tokens says for a machine; made by training/fit_style.py"]
        lines += [f"\t{-middle:.3f}", *(f"{n}\t{w:.3f}" for n, w in zip(names, worth, strict=True))]
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
