"""Fits the weights of mtcheck/rules/en/pronouns/odd_pronoun.py on texts in which one pronoun was changed.

    python training/fit_odd_pronoun.py ../shared/evalkit

Errors: the kit's changed pronouns (GAP, MT-GenEval; development half). Others: the pronouns of its unchanged texts
that are the only ones of their gender among at least two of the other. Prints the weights and, by five-fold
cross-validation, how many errors are found at a number of false alarms.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
FALSE_ALARM = 3.0  # a false alarm weighs so many misses
RIDGE = 2.0

Row = tuple[int, str, dict[str, float]]  # is an error, the text, features
Floats = NDArray[np.float64]


def candidates(text: str, error: int, at: int | None = None) -> Iterator[Row]:
    from mtcheck.languages.en import analyse
    from mtcheck.languages.en.people.pronouns import pronouns
    from mtcheck.rules.en.pronouns.odd_pronoun import features

    document = analyse(text)
    found = pronouns(document)
    for pronoun in found:
        others = [p for p in found if p.gender != pronoun.gender]
        if len(found) - len(others) == 1 and len(others) > 1 and at in (None, document.starts[pronoun.i]):
            yield error, text, features(document, pronoun, others)


def rows(kit: Any) -> Iterator[Row]:
    sets = [[g.text for g in kit.gap("dev")], *map(list, kit.geneval("dev").values())]
    for texts in sets:
        for text in texts:
            yield from candidates(text, 0)
        for text, edit in kit.flips(texts, 0):
            yield from candidates(edit.apply(text), 1, edit.start)


def fit(x: Floats, y: Floats) -> Floats:
    """Logistic regression by Newton's method."""
    weight = np.where(y == 1, 1.0, FALSE_ALARM)
    b = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ b))
        slope = x.T @ (weight * (p - y)) + RIDGE * b
        b -= np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(b)), slope)
    return b


def main() -> None:
    sys.path[:0] = [sys.argv[1], str(ROOT)]
    import b5_pronouns as kit  # type: ignore[import-not-found]

    found = list(rows(kit))
    names = sorted({name for _, _, f in found for name in f})
    x = np.array([[f.get(name, 0.0) for name in names] for _, _, f in found])
    y = np.array([float(error) for error, _, _ in found])
    fold = np.array([int(hashlib.sha1(text[-60:].encode()).hexdigest(), 16) % 5 for _, text, _ in found])
    score = np.zeros(len(y))
    for k in range(5):
        score[fold == k] = x[fold == k] @ fit(x[fold != k], y[fold != k])
    for alarms in (2, 5, 10, 20):
        edge = np.sort(score[y == 0])[::-1][alarms]
        print(f"edge {edge:.2f}: {alarms} false alarms, {np.mean(score[y == 1] > edge):.2f} of {int(y.sum())} found")
    print({name: round(float(b), 1) for name, b in zip(names, fit(x, y), strict=True) if abs(b) >= 0.05})


if __name__ == "__main__":
    main()
