"""Running rules: kinds, pooling, one finding per place, selection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import mtcheck
from mtcheck import Settings
from mtcheck.checking.checker import active_rules, run
from mtcheck.checking.dispatch import due
from mtcheck.checking.registry import UnknownRule, all_rules, find, matching, target_rules
from mtcheck.languages.en import analyse
from mtcheck.lint.findings import MAJOR, MINOR, Severity
from mtcheck.lint.rule import Good, Match, Rule, document_rule, mask_rule, rule
from mtcheck.lint.testing import unmark, violations
from mtcheck.text.document import Document, Flag
from mtcheck.text.spans import Span

SILENT = (Good("a"), Good("b"))


def word_rule(code: str, anchor: str, confidence: float, severity: Severity = MINOR) -> Rule:
    @rule(
        code=code,
        name=f"finds-{anchor.replace(' ', '-')}",
        severity=severity,
        mqm="x",
        anchors=(anchor,),
        examples=SILENT,
    )
    def finds(document: Document, i: int) -> Iterator[Match]:
        """Finds a word.

        For tests.
        """
        yield Match(document.span(i), "there", confidence)

    return finds


def test_anchored_rules_see_every_place() -> None:
    found = run(analyse("A dog saw a Dog."), [word_rule("TST001", "dog", 0.9)], 0.5)
    assert [f.span for f in found] == [Span(2, 5), Span(12, 15)]


def test_mask_and_document_rules() -> None:
    def numbers(document: Document) -> NDArray[np.bool_]:
        return document.mask(Flag.NUMBER)

    @mask_rule(code="TST002", name="numbers", severity=MINOR, mqm="x", candidates=numbers, examples=SILENT)
    def by_mask(document: Document, i: int) -> Iterator[Match]:
        """Finds numbers.

        For tests.
        """
        yield Match(document.span(i), "number", 0.9)

    @document_rule(code="TST003", name="whole", severity=MAJOR, mqm="x", examples=SILENT)
    def whole(document: Document) -> Iterator[Match]:
        """Finds the first word.

        For tests.
        """
        yield Match(document.span(0), "first", 0.9)

    codes = [(f.code, f.span.start) for f in run(analyse("Ten of 12 came."), [by_mask, whole], 0.5)]
    assert codes == [("TST003", 0), ("TST002", 7)]


def test_weak_candidates_alone_stay_hidden_and_are_lifted_by_sure_ones() -> None:
    weak, sure = word_rule("TST004", "maybe", 0.4), word_rule("TST005", "surely", 0.97)
    assert run(analyse("It is maybe so."), [weak, sure], 0.5) == ()
    found = run(analyse("It is maybe so, and surely so."), [weak, sure], 0.5)
    assert [f.code for f in found] == ["TST004", "TST005"]
    assert found[0].confidence > 0.5


def test_of_overlapping_findings_the_surest_stays() -> None:
    first = word_rule("TST006", "dog", 0.7, MAJOR)
    second = replace(word_rule("TST007", "dog", 0.9), name="other")
    assert [f.code for f in run(analyse("A dog."), [first, second], 0.5)] == ["TST007"]


def test_of_equal_findings_that_overlap_the_first_stays() -> None:
    @document_rule(code="TST012", name="backwards", severity=MINOR, mqm="x", examples=SILENT)
    def backwards(document: Document) -> Iterator[Match]:
        """Finds pairs of words, the last first.

        For tests.
        """
        yield from (Match(document.span(i, i + 1), "there", 0.9) for i in (1, 0))

    assert [f.span for f in run(analyse("A big dog."), [backwards], 0.5)] == [Span(0, 5)]


def test_selection() -> None:
    code = target_rules()[0].code
    assert [r.code for r in active_rules(Settings(select=(code,)))] == [code]
    assert code not in [r.code for r in active_rules(Settings(ignore=(code[:3],)))]
    assert matching(find(code).name) == {code}
    assert {r.code for r in all_rules() if r.family == find(code).family} <= matching(find(code).family)
    with pytest.raises(UnknownRule, match="did you mean"):
        matching("doubled-wrod")
    with pytest.raises(UnknownRule):
        mtcheck.check("x", settings=Settings(select=("",)))


def test_pairs_signs_and_flags_wake_rules() -> None:
    @document_rule(code="TST011", name="woken", severity=MINOR, mqm="x", examples=SILENT, flags=Flag.NUMBER)
    def by_flag(document: Document) -> Iterator[Match]:
        """Finds the text.

        For tests.
        """
        yield Match(Span(0, 1), "there", 0.9)

    pair = word_rule("TST010", "big dog", 0.9)
    by_sign = replace(by_flag, flags=0, signs=("##",))
    by_word = replace(by_flag, flags=0, anchors=frozenset(("dog", "big cat")))
    rules = (pair, by_sign, by_flag, by_word)
    for text, woken in (
        ("A big man, a big dog", [(pair, [5]), (by_word, [6])]),
        ("A dog is big", [(by_word, [1])]),
        ("A big cat has 9 ## lives", [(by_sign, []), (by_flag, []), (by_word, [1])]),
        ("", []),
    ):
        document = analyse(text)
        assert due(rules, document) == woken
        assert [r for r in rules if r.wakes(document)] == [r for r, _ in woken]
    assert [f.span for f in run(analyse("A big Big dog"), rules[:1], 0.5)] == [Span(6, 9)]


def check_due(text: str) -> None:
    """The quick way to tell which rules a document wakes agrees with the plain one, and the others have nothing
    to say."""
    document = analyse(text)
    woken = due(target_rules(), document)
    assert [r for r, _ in woken] == [r for r in target_rules() if r.wakes(document)]
    for r, places in woken:
        if r.anchors and not r.once:
            assert sorted(places) == sorted(r.places(document))
    for r in target_rules():
        assert r.wakes(document) or r.run(document) == []


@pytest.mark.slow
def test_rules_that_sleep_would_find_nothing() -> None:
    for r in target_rules():
        for example in r.examples:
            check_due(unmark(example.text)[0])


def test_settings_are_checked() -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        Settings(min_confidence=1.5)


@pytest.mark.parametrize("code", ["AB1", "abc001", "ABC0001"])
def test_a_rule_needs_a_proper_code(code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        word_rule(code, "dog", 0.9)


def test_a_rule_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="docstring"):

        @rule(code="TST008", name="bare", severity=MINOR, mqm="x", anchors=("dog",), examples=SILENT)
        def bare(document: Document, i: int) -> Iterator[Match]:
            """Only a summary."""
            yield Match(document.span(i), "there", 0.9)


def test_the_contract_finds_breaches() -> None:
    broken = word_rule("TST009", "dog", 0.9)
    assert any("no Bad" in v for v in violations(broken))
    loud = replace(broken, examples=(Good("A dog."), Good("A cat.")))
    assert any("Good gives" in v for v in violations(loud))


ODD = st.text(alphabet=" .,;:!?\"“”'’()[]-–…0159aAbBIti\n\r\tçñ你мир😀%$€&<>_#@/*", max_size=150)
WORDS = "He said the the talks For . Japan It expands, she According to 5: 30 “ ” www. 15. July i".split()
NEWS = st.sampled_from(WORDS)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ODD | st.lists(NEWS, max_size=40).map(" ".join))
def test_no_text_has_findings_of_rules_that_sleep(text: str) -> None:
    check_due(text)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(ODD | st.lists(NEWS, max_size=40).map(" ".join))
def test_no_text_breaks_a_check(text: str) -> None:
    report = mtcheck.check(text, settings=Settings(min_confidence=0, preview=True))
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        for edit in (e for fix in finding.fixes for e in fix.edits):
            assert 0 <= edit.start <= edit.end <= len(text)
