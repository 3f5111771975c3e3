"""The score: its formula, its bounds, its verdict."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck import Calibration, Finding, Severity, Span
from mtcheck.checking.gate import Gate
from mtcheck.checking.scoring import fingerprint, gains, score, signature

MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL


def finding(severity: Severity, confidence: float = 1.0) -> Finding:
    return Finding("AAA001", "a-rule", "Wrong.", Span(0, 1), severity, confidence, "fluency")


def value(*findings: Finding, words: int = 1000, calibration: Calibration | None = None) -> float:
    return score(findings, words, calibration or Calibration(), "").value


def test_the_allowed_points_give_just_the_passing_score() -> None:
    assert value(MAJOR_PAIR[0], MAJOR_PAIR[1]) == pytest.approx(80)
    strict = Calibration(threshold=95, allowed=5)
    assert value(finding(MAJOR), calibration=strict) == pytest.approx(95)


MAJOR_PAIR = (finding(MAJOR), finding(MAJOR))


@pytest.mark.parametrize(
    ("severity", "confidence", "words", "expected"),
    [
        (MINOR, 1.0, 1000, 98),
        (MAJOR, 1.0, 1000, 90),
        (CRITICAL, 1.0, 1000, 50),
        (MAJOR, 0.5, 1000, 95),
        (MAJOR, 1.0, 500, 80),
        (MINOR, 1.0, 300, 100 - 2 / 0.3),
        (MINOR, 1.0, 5, 100 - 2 / 0.3),  # a short text counts as 300 words
        (CRITICAL, 1.0, 300, 0),
    ],
)
def test_one_finding(severity: Severity, confidence: float, words: int, expected: float) -> None:
    assert value(finding(severity, confidence), words=words) == pytest.approx(expected)


def test_figures() -> None:
    result = score([finding(MAJOR, 0.8)], 500, Calibration(), "s")
    assert (result.penalty, result.npt, result.words, result.signature) == (4.0, 8.0, 500, "s")
    assert result.passed
    assert result.sufficient
    assert result.cost(finding(MAJOR, 0.8)) == pytest.approx(100 - result.value)


def test_strain_ranks_and_fails_nothing() -> None:
    easy, strained = (score([], 1000, Calibration(), "", strain) for strain in (0.2, 0.9))
    assert 99.95 <= strained.value < easy.value < 100
    assert strained.passed and strained.reaches(100)
    assert not score([finding(MINOR)], 1000, Calibration(), "").reaches(98.1)
    exact = score(MAJOR_PAIR, 1000, Calibration(), "", 1.0)  # as many points as are allowed
    assert exact.passed and exact.reaches(80)
    assert Gate(fail_under=80).reasons([MAJOR], exact) == []
    assert gains(MAJOR_PAIR, exact)[-1].then == pytest.approx(99.95)
    assert score([finding(CRITICAL)], 300, Calibration(), "", 1.0).value == 0


def test_verdict_and_sample() -> None:
    assert not score(MAJOR_PAIR, 999, Calibration(), "").passed
    assert score(MAJOR_PAIR, 1000, Calibration(), "").passed
    assert not score([], 299, Calibration(), "").sufficient
    assert score([], 300, Calibration(), "").sufficient


def test_without_words_there_is_no_score() -> None:
    result = score([], 0, Calibration(), "")
    assert not result.applicable
    assert result.passed
    assert result.to_dict()["value"] is None


@pytest.mark.parametrize("wrong", [{"threshold": 0}, {"threshold": 100}, {"threshold": float("nan")}, {"allowed": 0}])
def test_wrong_calibrations(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError):
        Calibration(**wrong)


severities = st.builds(finding, st.sampled_from(Severity), st.floats(0, 1))


@pytest.mark.slow
@given(st.lists(severities, max_size=20), st.integers(1, 5000))
def test_bounds_and_gains(findings: list[Finding], words: int) -> None:
    result = score(findings, words, Calibration(), "")
    assert 0 <= result.value <= 100
    rows = gains(findings, result)
    assert sorted(g.finding for g in rows) == list(range(len(findings)))
    then = [result.value, *(g.then for g in rows)]
    assert all(a <= b + 1e-9 for a, b in pairwise(then))
    if findings:
        assert then[-1] == pytest.approx(100)
    for k, gain in enumerate(rows):
        left = [f for i, f in enumerate(findings) if i not in {g.finding for g in rows[: k + 1]}]
        assert gain.then == pytest.approx(score(left, words, Calibration(), "").value)


@pytest.mark.slow
@given(st.lists(severities, max_size=10), severities, st.integers(1, 2000))
def test_another_finding_never_raises_the_score(findings: list[Finding], more: Finding, words: int) -> None:
    assert value(*findings, more, words=words) <= value(*findings, words=words)


def test_signature_depends_on_rules_and_scale() -> None:
    assert fingerprint(["AAA001", "BBB001"]) == fingerprint(["BBB001", "AAA001"]) != fingerprint(["AAA001"])
    one = signature("0.1.0", fingerprint(["AAA001"]), "news", 5, Calibration())
    assert one != signature("0.1.0", fingerprint(["AAA001"]), "news", 5, Calibration(threshold=90))
    assert one.startswith("mtcheck:0.1.0|lang:en|rules:")
    assert one.endswith("|words:5")


def test_gate() -> None:
    low = score([finding(CRITICAL)], 300, Calibration(), "")
    assert Gate().reasons([MINOR], low) == []
    assert Gate().reasons([MAJOR, CRITICAL], low) == ["2 findings of major or critical severity"]
    assert Gate(fail_under=80).reasons([MAJOR], low) == ["score 0.0, under 80"]
    assert Gate(CRITICAL, 80).reasons([MAJOR], low) == ["score 0.0, under 80"]
    assert Gate(MINOR, 80, off=True).reasons([MAJOR], low) == []
