"""The strain of a text: what its sentence ends look like to the reading model."""

from __future__ import annotations

import pytest
from conftest import number

import mtcheck
from mtcheck.languages.en import analyse
from mtcheck.languages.en.model.strain import strain
from mtcheck.languages.en.model.style import rates, style

WHOLE = "The minister said on Monday that the talks would go on. The bridge was closed for two days after the flood."
BROKEN = "The minister said on Monday that the talks would. The bridge was closed for two days after the."


def test_broken_off_sentences_strain() -> None:
    assert 0 <= strain(analyse(WHOLE)) < strain(analyse(BROKEN)) < 1


def test_a_missing_stop_does_not_hide_an_end() -> None:
    assert strain(analyse(BROKEN)) == pytest.approx(strain(analyse(BROKEN.removesuffix("."))), abs=0.05)


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "...", "?! . ! ."])
def test_without_words_there_is_none(text: str) -> None:
    assert strain(analyse(text)) == 0


def test_the_score_ranks_by_it() -> None:
    whole, broken = mtcheck.check(WHOLE), mtcheck.check(BROKEN)
    assert number(whole.score) > number(broken.score)
    assert whole.score.to_dict()["strain"] == round(whole.score.strain, 3)


def test_candidates_too_weak_to_be_shown_strain() -> None:
    weak = "The sisters make a paste from the sagmolenk in spring, and everybody likes it very much."
    sure = weak.replace("sagmolenk", "nettles")
    only_sure = mtcheck.Settings(min_confidence=0.9)
    doubted, plain = (mtcheck.check(text, settings=only_sure) for text in (weak, sure))
    assert not doubted.findings and not plain.findings
    assert doubted.score.strain > plain.score.strain
    assert number(plain.score) > number(doubted.score) > 99.9


NOMINAL = "In addition to this, the holding of the meeting of the members will take place in another of the halls. "
VERBAL = (
    "The council's members had planned to meet while the hall was free, and any of them could bring their own guests. "
)


def test_the_style_of_machines_strains() -> None:
    nominal, verbal = analyse(NOMINAL * 8), analyse(VERBAL * 8)
    assert style(nominal) > 0.5 > style(verbal)
    assert strain(nominal) > strain(verbal)


def test_of_a_few_words_style_says_little() -> None:
    assert abs(style(analyse(NOMINAL)) - 0.5) < abs(style(analyse(NOMINAL * 8)) - 0.5)
    assert style(analyse("")) == 0.5


def test_rates_are_per_hundred_tokens() -> None:
    found = rates(analyse("The cat saw the dog."))
    assert found["the"] == found["DT"] == pytest.approx(100 * 2 / 6)
    assert "." in found and "cat" in found
