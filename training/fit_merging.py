"""Fits what the spans of another reader are worth; writes mtcheck/checking/merging.tsv.

    python training/fit_merging.py --kit ../shared/evalkit             # fits and writes
    python training/fit_merging.py --kit ... --report                  # left-out figures only

A span is right if it touches an error that the annotators marked. A logistic regression with a ridge, on the features
of the spans (`checking.merging.features`). A feature is kept only if the loss falls by it both on documents that were
left out and on the language pair that was left out.

Asked the same way: whether a rule's candidate in the place of a span says anything of the span, and whether a span says
anything of a rule's candidate (beside the rule's own confidence, with the source). Neither is written: on left-out
documents neither helps.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from logistic import Floats, fit  # noqa: E402
from merging_texts import Annotated, documents, touches  # noqa: E402

from mtcheck.bitext.pair import Pair  # noqa: E402
from mtcheck.bitext.source import Source  # noqa: E402
from mtcheck.checking.checker import DEFAULT, active_rules  # noqa: E402
from mtcheck.checking.checker import candidates as proposed  # noqa: E402
from mtcheck.checking.merging import features  # noqa: E402
from mtcheck.languages import language  # noqa: E402

TARGET = ROOT / "mtcheck" / "checking" / "merging.tsv"
RIDGE = 3.0
FOLDS = 13
FEWEST = 0.15  # candidates of rules that are less sure are left out, as they are in evidence.tsv
AGREEMENT = ("rule", "sure rule")  # a rule's candidate in the place of a span; one that is shown
LONGEST = 100  # code points of a candidate that is about words


class Row(NamedTuple):
    """A span of the reader or a candidate of a rule: its document, its features, whether it touches an error."""

    doc: str
    lang: str
    values: dict[str, float]
    right: float


def rows(found: Sequence[Annotated]) -> tuple[list[Row], list[Row]]:
    """(the reader's spans, the candidates of rules)."""
    spans, candidates = [], []
    for d in found:
        document = language("en").analyse(d.text, DEFAULT.options)
        pair = Pair(document, Source.of(d.source, d.lang))
        rules = active_rules(DEFAULT, bilingual=True)
        weighed = [c for c in proposed(document, rules, pair) if c.confidence >= FEWEST]
        for s, values in zip(d.spans, features(document, d.spans), strict=True):
            there = max((c.confidence for c in weighed if touches(c.match.span, s.span)), default=0.0)
            right = any(touches(s.span, e) for e in d.errors)
            beside = {"rule": float(there > 0), "sure rule": float(there >= 0.5)}
            spans.append(Row(d.id, d.lang, values | beside, right))
        for c in weighed:
            at = c.match.span
            if at.end - at.start <= LONGEST:
                marked = any(touches(at, s.span) for s in d.spans)
                bounded = min(max(c.confidence, 0.02), 0.98)
                values = {"": 1.0, "said": float(np.log(bounded / (1 - bounded))), "marked": float(marked)}
                candidates.append(Row(d.id, d.lang, values, any(touches(at, e) for e in d.errors)))
    return spans, candidates


def fitted(found: Sequence[Row], names: Sequence[str]) -> Floats:
    """The weights, by Newton's method."""
    ridge = np.array([RIDGE if name else 0.0 for name in names])
    return fit(matrix(found, names), np.array([float(r.right) for r in found]), ridge)


def matrix(found: Sequence[Row], names: Sequence[str]) -> Floats:
    return np.array([[r.values[name] for name in names] for r in found])


def left_out(found: Sequence[Row], names: Sequence[str], groups: Sequence[str] = ()) -> Floats:
    """The probability of each by weights fitted without its document (or without its group)."""
    own = list(groups) or [r.doc for r in found]
    order = {key: k % FOLDS for k, key in enumerate(sorted(set(own)))}
    fold = np.array([order[key] for key in own])
    p = np.zeros(len(found))
    for k in sorted(set(fold)):
        b = fitted([r for r, f in zip(found, fold, strict=True) if f != k], names)
        there = [r for r, f in zip(found, fold, strict=True) if f == k]
        p[fold == k] = 1 / (1 + np.exp(-matrix(there, names) @ b))
    return p


def loss(found: Sequence[Row], p: Floats) -> float:
    """The mean logarithmic loss."""
    y = np.array([float(r.right) for r in found])
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def losses(found: Sequence[Row], names: Sequence[str]) -> tuple[float, float]:
    """The left-out loss by document, and by language pair."""
    return loss(found, left_out(found, names)), loss(found, left_out(found, names, [r.lang for r in found]))


def chosen(found: Sequence[Row], start: Sequence[str], others: Sequence[str]) -> list[str]:
    """The features by each of which both losses fall, that by document most first; says so."""
    names, left = list(start), list(others)
    best = losses(found, names)
    print(f"  {', '.join(n or 'constant' for n in names)}: loss {best[0]:.4f} by document, {best[1]:.4f} by pair")
    while True:
        tried = {name: losses(found, [*names, name]) for name in left}
        for name, value in sorted(tried.items(), key=lambda x: x[1]):
            print(f"    and {name}: {value[0]:.4f}, {value[1]:.4f}")
        better = {n: v for n, v in tried.items() if v[0] < best[0] and v[1] < best[1]}
        if not better:
            return names
        name = min(better, key=lambda n: better[n])
        names.append(name)
        left.remove(name)
        best = better[name]


def difference(found: Sequence[Row], name: str) -> str:
    """How much oftener those with a feature are right than those without, with a bootstrap interval over documents."""
    rng = np.random.default_rng(24)
    by_doc: dict[str, list[Row]] = {}
    for r in found:
        by_doc.setdefault(r.doc, []).append(r)
    docs, out = sorted(by_doc), []
    for _ in range(1000):
        drawn = [r for d in rng.choice(docs, len(docs)) for r in by_doc[d]]
        sides = [[r.right for r in drawn if bool(r.values[name]) is there] for there in (True, False)]
        if all(sides):
            out.append(float(np.mean(sides[0]) - np.mean(sides[1])))
    low, high = np.percentile(out, [2.5, 97.5])
    return f"{np.mean(out):+.3f} ({low:+.3f} to {high:+.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True)
    parser.add_argument("--report", action="store_true", help="print left-out figures, write nothing")
    args = parser.parse_args()
    spans, candidates = rows(list(documents(args.kit)))
    for what, found in (("spans", spans), ("candidates of rules", candidates)):
        right = np.mean([r.right for r in found])
        print(f"{len(found)} {what} in {len({r.doc for r in found})} documents, {right:.2f} right")
    names = chosen(spans, ("", "major"), ("name", "others", *AGREEMENT))
    names = [n for n in names if n not in AGREEMENT]
    print(f"a rule in its place: {difference(spans, 'rule')}; a sure one: {difference(spans, 'sure rule')}")
    chosen(candidates, ("", "said"), ("marked",))
    print(f"a span in its place: {difference(candidates, 'marked')}")
    lines = [f"{n}\t{w:.3f}" for n, w in zip(names, fitted(spans, names), strict=True)]
    text = "\n".join(("# feature, weight; made by training/fit_merging.py", *lines)) + "\n"
    print(text)
    if not args.report:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
