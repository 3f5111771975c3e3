"""The contract of every rule, and what every rule says to every other rule's examples."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import mtcheck
from mtcheck.checking.registry import all_rules
from mtcheck.lint.rule import Bad, Good, Rule
from mtcheck.lint.testing import matches, unmark, violations

SNAPSHOT = Path(__file__).parent / "cross_fire.json"
RULES = all_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.code}-{r.name}")
def test_contract(rule: Rule) -> None:
    assert violations(rule) == []


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.code}-{r.name}")
def test_own_words_pass(rule: Rule) -> None:
    texts = [rule.summary, rule.why.replace("\n", " ")]
    texts += [m.message for e in rule.examples if isinstance(e, Bad) for m in matches(rule, unmark(e.text)[0], e)]
    for text in texts:
        assert [f"{f.code} {f.message}" for f in mtcheck.check(bare(text)).findings] == [], text


def bare(text: str) -> str:
    """What a rule says, with a sound word for whatever it quotes, and without the marks that it names."""
    text = re.sub(r"[“”]{2}", "", text)
    return re.sub(r"“[^”]*”|`[^`]*`", "“word”", text)


def cross_fire() -> dict[str, list[str]]:
    """For each example, which other rules are shown in it by default."""
    out: dict[str, list[str]] = {}
    for rule in RULES:
        for k, example in enumerate(rule.examples):
            text = unmark(example.text)[0] if isinstance(example, Bad) else example.text
            codes = sorted({f.code for f in mtcheck.check(text).findings} - {rule.code})
            if codes:
                kind = "good" if isinstance(example, Good) else "bad"
                out[f"{rule.code} {kind} {k}: {text}"] = codes
    return out


@pytest.mark.slow
def test_cross_fire_is_as_reviewed() -> None:
    """Regenerate after a review with scripts/update_cross_fire.py."""
    assert cross_fire() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))
