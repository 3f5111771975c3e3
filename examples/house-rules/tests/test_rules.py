"""The rules keep the contract with their examples."""

from __future__ import annotations

import pytest
from mtcheck_house_rules.house.figure_first import figure_first
from mtcheck_house_rules.house.percent import percent_sign

from mtcheck.lint import Rule
from mtcheck.testing import violations


@pytest.mark.parametrize("rule", [figure_first, percent_sign], ids=lambda rule: rule.code)
def test_contract(rule: Rule) -> None:
    assert violations(rule) == []
