"""The score: its formula, its bounds, its verdict."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from conftest import number
from hypothesis import given
from hypothesis import strategies as st

from mtcheck import Calibration, Finding, Severity, Span
from mtcheck.checking.gains import equal, gains
from mtcheck.checking.gate import Gate
from mtcheck.checking.scoring import LINEAR, fingerprint, printed, score, signature

MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL


def finding(severity: Severity, confidence: float = 1.0, code: str = "AAA001", message: str = "Wrong.") -> Finding:
    return Finding(code, "a-rule", message, Span(0, 1), severity, confidence, "fluency")


def value(*findings: Finding, words: int = 1000, calibration: Calibration | None = None) -> float:
    return number(score(findings, words, calibration or Calibration(), ""))


AS_MQM = Calibration(model=LINEAR)


def test_the_allowed_points_give_just_the_passing_score() -> None:
    assert value(MAJOR_PAIR[0], MAJOR_PAIR[1]) == pytest.approx(80)
    strict = Calibration(threshold=95, allowed=5)
    assert value(finding(MAJOR), calibration=strict) == pytest.approx(95)


MAJOR_PAIR = (finding(MAJOR), finding(MAJOR, code="BBB001"))


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
def test_one_finding_as_mqm_has_it(severity: Severity, confidence: float, words: int, expected: float) -> None:
    assert value(finding(severity, confidence), words=words, calibration=AS_MQM) == pytest.approx(expected)
    assert value(finding(severity, confidence), words=words) == pytest.approx(
        100 * 0.8 ** ((100 - _far(expected)) / 20)
    )


def _far(expected: float) -> float:
    return expected or 100 - 25 * 2 / 0.3  # where the linear model stops at 0


def test_repeats_saturate() -> None:
    """The k-th finding of a rule costs a k-th: one cause met often does not count as many causes."""
    once, often = value(finding(MINOR)), value(*[finding(MINOR)] * 17)
    assert often == pytest.approx(100 * 0.8 ** (sum(1 / k for k in range(1, 18)) / 10))
    assert value(*[finding(MAJOR, code=f"AAA{k:03}") for k in range(17)]) < often < once
    assert value(*[finding(MINOR)] * 17, calibration=AS_MQM) == pytest.approx(100 - 2 * 17)


def test_bad_texts_can_still_be_told_apart() -> None:
    rows = [[finding(CRITICAL, code=f"AAA{k:03}") for k in range(n)] for n in range(1, 9)]
    values = [value(*row, words=300) for row in rows]
    assert all(a > b > 0 for a, b in pairwise(values))


def test_what_is_printed_never_looks_better_than_it_is() -> None:
    assert [printed(x) for x in (100.0, 99.97, 79.99, 80.0, 0.04)] == ["100.0", "99.9", "79.9", "80.0", "0.0"]


def test_equal_findings_are_one_row() -> None:
    findings = [finding(MINOR), finding(MINOR, message="Other."), finding(MINOR, 0.6), finding(MINOR, code="BBB001")]
    assert equal(findings) == [(0, 2), (1,), (3,)]


def test_figures() -> None:
    result = score([finding(MAJOR, 0.8)], 500, Calibration(), "s")
    assert (result.penalty, result.npt, result.words, result.signature) == (4.0, 8.0, 500, "s")
    assert result.reached
    assert result.sufficient


def test_strain_ranks_and_fails_nothing() -> None:
    easy, strained = (score([], 1000, Calibration(), "", strain) for strain in (0.2, 0.9))
    assert 99.95 <= number(strained) < number(easy) < 100
    assert strained.reached and strained.reaches(100)
    assert not score([finding(MINOR)], 1000, Calibration(), "").reaches(98.1)
    exact = score(MAJOR_PAIR, 1000, Calibration(), "", 1.0)  # as many points as are allowed
    assert exact.reached and exact.reaches(80)
    assert Gate(fail_under=80).reasons([MAJOR], exact) == []
    assert gains(MAJOR_PAIR, exact)[-1].then == pytest.approx(100)
    assert score([finding(CRITICAL)], 300, AS_MQM, "", 1.0).value == 0


def test_verdict_and_sample() -> None:
    assert not score(MAJOR_PAIR, 999, Calibration(), "").reached
    assert score(MAJOR_PAIR, 1000, Calibration(), "").reached
    assert not score([], 299, Calibration(), "").sufficient
    assert score([], 300, Calibration(), "").sufficient


def test_without_words_there_is_no_score() -> None:
    result = score([], 0, Calibration(), "")
    assert not result.applicable and not result.reached
    assert result.to_dict()["value"] is None
    assert result.to_dict()["why_not"] == "no words"


@pytest.mark.parametrize(
    "wrong", [{"threshold": 0}, {"threshold": 100}, {"threshold": float("nan")}, {"allowed": 0}, {"model": "cubic"}]
)
def test_wrong_calibrations(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Calibration(**wrong)


severities = st.builds(
    finding,
    st.sampled_from(Severity),
    st.floats(0, 1),
    st.sampled_from(("AAA001", "BBB001")),
    st.sampled_from(("Wrong.", "Odd.")),
)
calibrations = st.sampled_from((Calibration(), AS_MQM))


@pytest.mark.slow
@given(st.lists(severities, max_size=20), st.integers(1, 5000), calibrations)
def test_bounds_and_gains(findings: list[Finding], words: int, calibration: Calibration) -> None:
    """The list promises what fixing gives, and no more than the scale has."""
    result = score(findings, words, calibration, "")
    whole = number(result)
    assert 0 <= whole <= 100
    rows = gains(findings, result)
    assert sorted(i for g in rows for i in g.findings) == list(range(len(findings)))
    assert sum(g.gain for g in rows) == pytest.approx(100 - whole)
    then = [whole, *(g.then for g in rows)]
    assert all(a <= b + 1e-9 for a, b in pairwise(then))
    if findings:
        assert then[-1] == pytest.approx(100)
    for k, gain in enumerate(rows):
        gone = {i for g in rows[: k + 1] for i in g.findings}
        left = [f for i, f in enumerate(findings) if i not in gone]
        assert gain.then == pytest.approx(score(left, words, calibration, "").value)


@pytest.mark.slow
@given(st.lists(severities, max_size=10), severities, st.integers(1, 2000))
def test_another_finding_never_raises_the_score(findings: list[Finding], more: Finding, words: int) -> None:
    assert value(*findings, more, words=words) <= value(*findings, words=words)


def test_signature_depends_on_rules_and_scale() -> None:
    assert fingerprint(["AAA001", "BBB001"]) == fingerprint(["BBB001", "AAA001"]) != fingerprint(["AAA001"])
    one = signature("0.1.0", fingerprint(["AAA001"]), "news", 5, Calibration())
    assert one != signature("0.1.0", fingerprint(["AAA001"]), "news", 5, Calibration(threshold=90))
    assert one != signature("0.1.0", fingerprint(["AAA001"]), "news", 5, AS_MQM)
    assert "|model:saturating|" in one
    assert one.startswith("mtcheck:0.1.0|lang:en|rules:")
    assert one.endswith("|words:5")


def test_gate() -> None:
    low, high = score([finding(CRITICAL)], 300, AS_MQM, ""), score([], 300, AS_MQM, "")
    none = score([], 300, AS_MQM, "", why_not="not in English")
    assert Gate().reasons([MINOR], high) == []
    assert Gate().reasons([MINOR], low) == ["score 0.0, under 80"]
    assert Gate().reasons([MAJOR, CRITICAL], high) == ["2 findings of major or critical severity"]
    assert Gate(CRITICAL).reasons([MAJOR], low) == []  # with a condition of one's own the threshold is none
    assert Gate().reasons([], none) == []
    assert Gate(fail_under=80).reasons([], none) == ["no score to be 80 or more: not in English"]
    assert Gate(fail_under=80).reasons([MAJOR], low) == ["score 0.0, under 80"]
    assert Gate(CRITICAL, 80).reasons([MAJOR], low) == ["score 0.0, under 80"]
    assert Gate(MINOR, 80, off=True).reasons([MAJOR], low) == []
