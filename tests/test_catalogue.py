"""The index of the rules: it is that of the rules that stand there, and is used only then."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from mtcheck import rules
from mtcheck.checking import catalogue
from mtcheck.checking.checker import DEFAULT, active
from mtcheck.checking.dispatch import due
from mtcheck.checking.registry import target_rules
from mtcheck.languages.en import analyse
from mtcheck.lint.testing import unmark
from mtcheck.rules import index

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(rules.__path__[0])


def build_rule_index() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_rule_index", ROOT / "scripts" / "build_rule_index.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_index_is_made_from_the_rules() -> None:
    written = (HERE / "index.py").read_text(encoding="utf-8")
    assert written == build_rule_index().index(), "run scripts/build_rule_index.py (nox -s regenerate)"


def test_the_index_is_used_only_for_the_rules_that_it_was_made_from(tmp_path: Path) -> None:
    assert catalogue.ready_made([str(HERE)], index.FOLDERS)
    assert not catalogue.ready_made([str(HERE), str(tmp_path)], index.FOLDERS)
    assert not catalogue.ready_made([str(HERE)], ("any", "xx", "bilingual"))
    copy = tmp_path / "rules"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert catalogue.ready_made([str(copy)], index.FOLDERS)
    with (copy / "en" / "time" / "closed_time_perfect.py").open("a", encoding="utf-8") as file:
        file.write("# somebody works on it\n")
    assert not catalogue.ready_made([str(copy)], index.FOLDERS)


@pytest.mark.slow
def test_the_index_wakes_what_the_rules_themselves_say() -> None:
    chosen, every = active(DEFAULT), target_rules()
    for rule in every:
        for example in rule.examples:
            document = analyse(unmark(example.text)[0])
            expected = [(r, sorted(at)) for r, at in due(every, document) if r.code in chosen.codes]
            assert [(r, sorted(at)) for r, at in chosen.due(document)] == expected


def test_rules_that_sleep_are_not_imported() -> None:
    code = "import sys, mtcheck; mtcheck.check('The talks went on for a day.'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name for name in done.stdout.split() if name.startswith("mtcheck.rules.")}
    assert "mtcheck.rules.any.spacing.space_before" in loaded  # it waits for nothing
    assert "mtcheck.rules.en.time.closed_time_perfect" not in loaded
    assert not {name for name in loaded if name.startswith("mtcheck.rules.bilingual.")}
