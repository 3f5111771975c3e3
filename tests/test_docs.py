"""Generated pages are those that the scripts would write."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from mtcheck.checking.measured import measured
from mtcheck.checking.registry import target_rules

ROOT = Path(__file__).resolve().parent.parent


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rule_pages_are_up_to_date() -> None:
    pages = script("rule_pages").pages()
    folder = ROOT / "docs" / "rules"
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.md")} == pages


def test_every_rule_has_its_measure() -> None:
    assert all(measured(r.code).human_words > 100_000 for r in target_rules())
    assert measured("CAP001").artefacts > 10
