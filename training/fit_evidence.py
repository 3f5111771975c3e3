"""Fits what features of candidates are worth, on candidates that were read, and writes mtcheck/checking/evidence.tsv.

    python training/fit_evidence.py --kit ../shared/evalkit --data ../shared/data            # fits and writes
    python training/fit_evidence.py --kit ... --data ... --report                            # left-out figures only

The labels are in benchmarks/verdicts.tsv: right, arguable (counts for 0.7) or wrong, by corpus, document, rule, offset;
the texts are read again for their features (`evidence_texts`). Verdicts in benchmarks/verdicts-unseen.tsv count too
where evidence_rows.tsv keeps the features of the candidate (`evidence_rows`). Logistic regression with three levels of
weights, for all rules, for a family and for a rule, each held back by a ridge, so that a rule with few labels is like
its family (a hierarchical model with normal priors: Gelman and Hill 2007). The figures printed are left out by corpus:
each candidate is judged by weights that were fitted without its corpus.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from evidence_texts import Text, texts  # noqa: E402

from mtcheck.checking.checker import DEFAULT, active_rules, candidates  # noqa: E402
from mtcheck.checking.evidence import FAMILY as FAMILY_OF  # noqa: E402
from mtcheck.checking.evidence import LEAST, lifted, own  # noqa: E402
from mtcheck.checking.features import features  # noqa: E402
from mtcheck.languages import language  # noqa: E402

VERDICTS = ROOT / "benchmarks" / "verdicts.tsv"
UNSEEN = ROOT / "benchmarks" / "verdicts-unseen.tsv"
KEPT = ROOT / "training" / "evidence_rows.tsv"
TARGET = ROOT / "mtcheck" / "checking" / "evidence.tsv"
WORTH = {"right": 1.0, "arguable": 0.7, "wrong": 0.0}  # arguable: mostly something is wrong, but not just so
OLD = frozenset({"speeches", "old prose"})  # the language of another time: its capitals, its nation and her sons
APART = "encyclopedias essays handbooks lessons machine minutes press reviews technical"
"""The kinds of text whose features alone are kept."""
WEIGHT = {"speeches": 0.3, "old prose": 0.15, "mined": 2.0} | dict.fromkeys(APART.split(), 0.5)
"""What a label counts, by corpus, else 1; mined: single errors, marked by hand."""
FOR_ALL, FAMILY, RULE, RULE_BIAS, OWN = 3.0, 8.0, 15.0, 1.0, 3.0  # ridges
FEWEST = 8  # labels from which a rule is fitted: with fewer its author's guess stands
ELSEWHERE = frozenset({"PRO002"})  # fitted by fit_odd_pronoun.py, on errors of a kind that few labelled texts hold
Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A labelled candidate."""

    corpus: str
    machine: bool
    code: str
    family: str
    features: dict[str, float]
    guess: float
    near: float
    right: float


def labels(file: Path = VERDICTS) -> dict[tuple[str, str, int], float]:
    """(document, rule, offset) -> how right."""
    lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {(doc, code, int(at)): WORTH[verdict] for _, doc, code, at, verdict, *_ in rows}


def rows(all_texts: Iterable[Text]) -> list[Row]:
    """The labelled candidates that rules still have, with their features."""
    known = labels()
    documents = {doc for doc, _, _ in known}
    rules, out = active_rules(DEFAULT), []
    for text in all_texts:
        if text.id not in documents:
            continue
        document = language("en").analyse(text.text, DEFAULT.options)
        for c in candidates(document, rules):
            if c.rule.code in ELSEWHERE or (text.corpus in OLD and c.rule.family == "pronouns"):
                continue
            right = known.get((text.id, c.rule.code, c.match.span.start))
            if right is None or c.match.confidence < LEAST:
                continue
            values = features(document, c.match.span, c.match.features) | own(c.match.confidence, c.near)
            out.append(
                Row(text.corpus, text.machine, c.rule.code, c.rule.family, values, c.match.confidence, c.near, right)
            )
    return out


def kept_rows() -> list[Row]:
    """The labelled candidates of texts whose features alone are kept."""
    known, out = labels(UNSEEN), []
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, doc, code, family, at, guess, company, written = line.split("\t")
        if kind in OLD and family == "pronouns":
            continue
        named = (part.rpartition("=") for part in written.split(";") if part)
        values = {name: float(value) for name, _, value in named} | own(float(guess), float(company))
        right = known[doc, code, int(at)]
        out.append(Row(kind, kind == "machine", code, family, values, float(guess), float(company), right))
    return out


class Model:
    """Weights of three levels, fitted by Newton's method. A column is a level and a feature: ("", name) for all rules,
    (family, name), (code, name)."""

    def __init__(self, found: Sequence[Row]) -> None:
        labels = Counter(r.code for r in found)
        self.own = {code for code, n in labels.items() if n >= FEWEST}
        self.family = {r.code: r.family for r in found}
        keys = sorted({key for r in found for key in self._keys(r)})
        self.columns = {key: k for k, key in enumerate(keys)}
        self.weights = self._fit(found)

    def _keys(self, row: Row) -> Iterator[tuple[str, str]]:
        for name in row.features:
            if not name.startswith("own "):
                yield "", name
                yield row.family, name
            if row.code in self.own:
                yield row.code, name

    def _ridge(self, level: str, name: str) -> float:
        if not level:
            return FOR_ALL
        return FAMILY if level not in self.own else RULE_BIAS if not name else OWN if name.startswith("own ") else RULE

    def _fit(self, found: Sequence[Row]) -> Floats:
        x, y = self.matrix(found), np.array([r.right for r in found])
        ridge = np.array([self._ridge(*key) for key in self.columns])
        weight = np.array([WEIGHT.get(r.corpus, 1.0) for r in found])
        b = np.zeros(x.shape[1])
        for _ in range(25):
            p = 1 / (1 + np.exp(-x @ b))
            slope = x.T @ (weight * (p - y)) + ridge * b
            step = np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge), slope)
            b -= step
            if np.abs(step).max() < 1e-4:
                break
        return b

    def matrix(self, found: Sequence[Row]) -> Floats:
        """Shape (candidates, columns). What the model does not know has no column."""
        x = np.zeros((len(found), len(self.columns)))
        for i, r in enumerate(found):
            for key in self._keys(r):
                if key in self.columns:
                    x[i, self.columns[key]] = r.features[key[1]]
        return x

    def probabilities(self, found: Sequence[Row]) -> Floats:
        """Shape (candidates,): what `evidence.probability` says with these weights."""
        p: Floats = 1 / (1 + np.exp(-self.matrix(found) @ self.weights))
        guesses = np.array([lifted(r.guess, r.near) for r in found])
        return np.where([r.code in self.own for r in found], p, guesses)

    def level(self, level: str) -> dict[str, float]:
        """Its weights; what is under 0.01 is left out."""
        found = ((name, round(float(self.weights[k]), 3)) for (kept, name), k in self.columns.items() if kept == level)
        return {name: value for name, value in found if abs(value) >= 0.01}


def left_out(found: Sequence[Row]) -> Floats:
    """The probability of each candidate by weights that were fitted without its corpus."""
    corpora = np.array([r.corpus for r in found])
    p = np.zeros(len(found))
    for corpus in sorted(set(corpora)):
        out = corpora == corpus
        model = Model([r for r, o in zip(found, out, strict=True) if not o])
        p[out] = model.probabilities([r for r, o in zip(found, out, strict=True) if o])
    return p


def reliability(p: Floats, right: Floats) -> tuple[list[tuple[str, int, float, float]], float]:
    """Rows (range, candidates, mean probability, share right), and the expected calibration error over them (Guo et al.
    2017)."""
    table, error = [], 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        n = int(inside.sum())
        if n:
            mean, share = float(p[inside].mean()), float(right[inside].mean())
            table.append((f"{low:.1f}-{low + 0.1:.1f}", n, mean, share))
            error += n / len(p) * abs(mean - share)
    return table, error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--report", action="store_true", help="print left-out figures, write nothing")
    args = parser.parse_args()
    found = [*rows(texts(args.kit, args.data)), *kept_rows()]
    report(found)
    if not args.report:
        TARGET.write_text(stored(Model(found)), encoding="utf-8")


def report(found: Sequence[Row]) -> None:
    p, right = left_out(found), np.array([r.right for r in found])
    guesses = np.array([r.guess for r in found])
    print(f"{len(found)} labelled candidates, {right.mean():.2f} right")
    for name, values in (("the author's guess", guesses), ("fitted, corpus left out", p)):
        table, error = reliability(values, right)
        shown = values >= 0.5
        print(f"\n{name}: calibration error {error:.3f}; shown {shown.sum()}, right {right[shown].mean():.3f}")
        print(*(f"  {band}  {n:5}  said {mean:.2f}  right {share:.2f}" for band, n, mean, share in table), sep="\n")
    shown, machine = p >= 0.5, np.array([r.machine for r in found])
    for kind, chosen in (("human", ~machine), ("machine", machine)):
        wrong = int((shown & chosen & (right == 0)).sum())
        print(f"{kind}: shown {int((shown & chosen).sum())}, wrong among them {wrong}")
    by_corpus: dict[str, Counter[str]] = defaultdict(Counter)
    for r, s in zip(found, shown, strict=True):
        by_corpus[r.corpus]["right" if r.right == 1 else "arguable" if r.right else "wrong"] += int(s)
    print(*(f"  {corpus}: {dict(c)}" for corpus, c in sorted(by_corpus.items())), sep="\n")


def stored(model: Model) -> str:
    """The weights as they are kept: lines of level ("", a family, a rule), feature, weight; and the family of rules."""
    lines = ["# level, feature, weight; made by training/fit_evidence.py"]
    families = {model.family[code] for code in model.family}
    for level in ("", *sorted(families), *sorted(model.own)):
        if level in model.own:
            lines.append(f"{level}\t{FAMILY_OF}\t{model.family[level]}")
        lines += (f"{level}\t{name}\t{weight:g}" for name, weight in model.level(level).items())
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
