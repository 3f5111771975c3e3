"""Generated pages are those that the scripts would write."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from mtcheck.checking.measured import line_of, measured
from mtcheck.checking.registry import target_rules
from mtcheck.lint import STABLE
from mtcheck.project.loading import load
from mtcheck.reading.files import Input
from mtcheck.run.flow import Result, Task, examine

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
    have = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.md") if p.name != "retired.md"}
    assert have == pages, "nox -s regenerate"


def test_every_rule_has_its_measure() -> None:
    later = {"UNT007"}  # than the last run of benchmarks/precision.py
    found = [measured(r.code) for r in target_rules() if r.status == STABLE and r.code not in later]
    assert all(m is not None and m.human_words > 100_000 for m in found)
    capital = measured("CAP001")
    assert capital is not None and capital.artefacts > 10


def test_pages_tell_what_readers_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of findings that are shown, not of all candidates; few of them make no percentage."""
    made = script("rule_pages")
    right, arguable, wrong = made.read()["CAP001"]
    assert right > wrong and f"Read: {right + arguable + wrong} findings" in made.pages()["casing.md"]
    monkeypatch.setattr(made, "read", lambda: {"AAA001": (1, 0, 0), "AAA002": (30, 5, 5)})
    assert made.read_line("AAA001").startswith("1 finding in") and "%" not in made.read_line("AAA001")
    assert "30 right (75 %), 5 arguable, 5 wrong" in made.read_line("AAA002") and made.read_line("AAA003") == ""


def test_a_rule_that_was_not_measured_says_so() -> None:
    assert measured("AAA001") is None and line_of("AAA001") == "not measured."
    assert measured("BNU001") is None  # with the source: see benchmarks/bilingual_false_alarms.py


def test_pages_show_no_holes() -> None:
    text = "".join(p for p in script("rule_pages").pages().values())
    assert "{1" not in text and "{2" not in text and "English says “#" not in text


@pytest.mark.parametrize("script_name", ["build_phrases", "schemas", "openapi", "score_plot"])
def test_generated_modules_are_up_to_date(script_name: str) -> None:
    """When this fails: nox -s regenerate, then read the difference."""
    made = script(script_name)
    assert made.TARGET.read_text(encoding="utf-8") == made.written()


@pytest.mark.slow
def test_our_own_docs_are_quiet() -> None:
    """Few findings, and none in code or in tables (what they quote as mistakes is silenced by comments)."""
    task = Task.of(load(isolated=True))
    folders = (ROOT / name for name in ("docs", "benchmarks", "training", "phrases"))
    pages = [*ROOT.glob("*.md"), *(p for folder in folders for p in sorted(folder.rglob("*.md")))]
    words = findings = 0
    for path in pages:
        result = examine(Input(str(path), str(path)), task)
        assert isinstance(result, Result), path
        for report in result.reports:
            words += report.words
            findings += len(report.findings)
            for finding in report.findings:
                line = result.text[result.text.rfind("\n", 0, finding.span.start) + 1 :].split("\n", 1)[0]
                assert not line.startswith(("|", "    ")), (path, line)
    assert len(pages) > 20 and findings / words * 1000 <= 0.5
