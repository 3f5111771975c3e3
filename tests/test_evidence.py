"""What a candidate is worth: company, features, fitted weights, and the fit itself."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from mtcheck.checking import evidence
from mtcheck.checking.checker import candidates, run
from mtcheck.checking.features import features
from mtcheck.checking.registry import target_rules
from mtcheck.languages.en import analyse
from mtcheck.lint import MINOR, Bad, Document, Good, Match, Rule, rule

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def fit() -> Iterator[ModuleType]:
    path = ROOT / "training" / "fit_evidence.py"
    spec = importlib.util.spec_from_file_location("fit_evidence", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    kept = [*sys.path]
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = kept
    del sys.modules[spec.name]


def test_company_never_lowers_and_fades_with_length() -> None:
    guesses, families = [0.4, 0.95, 0.6], ["a", "a", "b"]
    short, long = evidence.near(guesses, families, 300), evidence.near(guesses, families, 30_000)
    assert short[0] > short[2] > short[1] == 0  # kin count more than others, and nobody is company to himself
    assert all(0 <= b <= a for a, b in zip(short, long, strict=True))
    assert evidence.lifted(0.4, 0.0) == 0.4 < evidence.lifted(0.4, long[0]) < evidence.lifted(0.4, short[0]) < 1
    assert evidence.near([], [], 0) == []


def test_company_that_was_mended_still_counts() -> None:
    before = evidence.company([0.4, 0.95], ["a", "a"])
    assert evidence.near([0.4], ["a"], 300, before) == evidence.near([0.4, 0.95], ["a", "a"], 300)[:1]


def test_a_rule_that_is_not_fitted_keeps_its_guess() -> None:
    def unasked() -> dict[str, float]:
        raise AssertionError

    assert evidence.probability("TST001", 0.7, 0.0, unasked) == 0.7


def test_a_fitted_rule_goes_by_its_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {"TST001": {"": -1.0, "guess": 1.0, "quoted": -2.0, "own rare": 3.0}}
    monkeypatch.setattr(evidence, "weights_of", weights.get)
    plain = evidence.probability("TST001", 0.5, 0.0, dict)
    assert plain == pytest.approx(1 / (1 + np.e))
    assert evidence.probability("TST001", 0.5, 0.0, lambda: {"quoted": 1.0}) < plain
    assert evidence.probability("TST001", 0.5, 0.0, lambda: {"own rare": 1.0}) > plain
    assert evidence.probability("TST001", 0.1, 0.0, dict) == 0.1  # was never labelled


def test_the_weights_are_of_rules_that_exist() -> None:
    known = {r.code: r for r in target_rules()}
    assert evidence.fitted().keys() <= known.keys()
    assert len(evidence.fitted()) > 40
    assert all(np.isfinite([*weights.values()]).all() for weights in evidence.fitted().values())


def found_in(text: str, word: str) -> dict[str, float]:
    document = analyse(text)
    return features(document, document.span(document.words.index(word)), {"rare": 1.0})


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("He said “it rains in Leeds” and left the house early.", "rains", "quoted"),
        ("He left the house (it rains in Leeds) early.", "rains", "bracketed"),
        ("They met in Leeds. Call foo_bar( x ) and it rains.", "Call", "code beside"),
        ("The town has 300 mills today.", "mills", "number beside"),
        ("• the mills of Leeds\n• the harbour of Hull", "mills", "list item"),
        ("Mills burn\nThe mills of Leeds burned on Monday, said the police.", "Mills", "heading"),
    ],
)
def test_features_of_a_place(text: str, word: str, name: str) -> None:
    assert found_in(text, word)[name] == 1.0
    plain = found_in("The police said on Monday that the old mills of the town burned down.", "mills")
    assert name not in plain
    assert plain["own rare"] == 1.0


def test_features_of_a_text() -> None:
    names = found_in("Then Anna Berg of Leeds met Carl Falk of Hull and saw mills.", "mills")
    none = found_in("Then the old man met the young man and they saw mills.", "mills")
    assert names["names in the text"] > none["names in the text"]
    assert names["capitals around"] > none["capitals around"]
    assert found_in("the mills burn.", "mills")["text begins small"] == 1.0


def word_rule(word: str, guess: float, **named: float) -> Rule:
    @rule(code="TST001", name="one", severity=MINOR, mqm="x", anchors=(word,), examples=(Bad("[[x]]"), Good("y")))
    def one(document: Document, i: int) -> Iterator[Match]:
        """Finds a word.

        For tests.
        """
        yield Match(document.span(i), "found", guess, features=named)

    return one


def test_what_a_rule_names_reaches_its_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "weights_of", {"TST001": {"": -3.0, "own rare": 6.0}}.get)
    document = analyse("It rains in the old town.")
    assert run(document, [word_rule("rains", 0.9)], 0.5) == ()
    (finding,) = run(document, [word_rule("rains", 0.2, rare=1.0)], 0.5)
    assert finding.confidence == pytest.approx(0.953, abs=0.001)
    (candidate,) = candidates(document, [word_rule("rains", 0.9)])
    assert candidate.confidence < 0.1


def rows(fit: ModuleType, code: str, family: str, n: int, right: float, **features: float) -> list[Any]:
    values = {"": 1.0, "guess": 0.0, "company": 0.0, **features}
    return [fit.Row(f"c{k % 3}", False, code, family, values, 0.5, 0.0, right) for k in range(n)]


def test_the_fit_finds_what_separates_and_shrinks_to_the_family(fit: ModuleType) -> None:
    many = [*rows(fit, "AAA001", "f", 60, 1.0, quoted=1.0), *rows(fit, "AAA001", "f", 60, 0.0)]
    few = rows(fit, "AAA002", "f", fit.FEWEST, 0.0)
    new = rows(fit, "AAA003", "f", 1, 1.0)
    model = fit.Model([*many, *few])
    quoted, plain, rare, unknown = model.probabilities(
        [many[0], many[-1], few[0]._replace(features=many[0].features), *new]
    )
    assert quoted > 0.8 and plain < 0.2
    assert plain < rare < quoted  # its own few labels say no, those of the family yes
    assert unknown == 0.5  # no label of its own: the author's guess
    lines = fit.stored(model).splitlines()
    assert "AAA001\tfamily\tf" in lines and not any(line.startswith("AAA003") for line in lines)


def test_left_out_figures_know_nothing_of_their_corpus(fit: ModuleType) -> None:
    odd = [r._replace(corpus="odd", right=0.0) for r in rows(fit, "AAA001", "f", 30, 1.0)]
    found = [*rows(fit, "AAA001", "f", 60, 1.0), *odd]
    p = fit.left_out(found)
    assert p[-1] > 0.9 > p[0]


def test_the_reliability_table(fit: ModuleType) -> None:
    p, right = np.array([0.15, 0.15, 0.85, 0.85]), np.array([0.0, 0.5, 1.0, 0.0])
    table, error = fit.reliability(p, right)
    assert [(band, n, share) for band, n, _, share in table] == [("0.1-0.2", 2, 0.25), ("0.8-0.9", 2, 0.5)]
    assert error == pytest.approx((0.10 + 0.35) / 2)


def test_kept_features_have_verdicts(fit: ModuleType) -> None:
    found = fit.kept_rows()
    assert len(found) >= 900
    assert sum(not r.machine for r in found) > 800
    assert {r.family for r in found if r.corpus in fit.OLD}.isdisjoint({"pronouns"})
    named = {name for r in found for name in r.features}
    assert {"", "guess", "company", "long text"} <= named
    assert all(np.isfinite([*r.features.values()]).all() and 0 <= r.right <= 1 for r in found)


def test_the_verdicts_are_of_a_form(fit: ModuleType) -> None:
    lines = fit.VERDICTS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert len(rows) >= 2000
    assert all(len(row) == 6 and row[4] in fit.WORTH and row[3].isdigit() for row in rows)
    assert len({(row[1], row[2], row[3]) for row in rows}) == len(rows)
