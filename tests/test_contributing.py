"""What CONTRIBUTING.md tells a newcomer to do works as it stands there."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from mtcheck.checking import registry
from mtcheck.lint import Rule
from mtcheck.testing import violations

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = GUIDE.partition("<!-- rule example")[2].partition("```python\n")[2].partition("```")[0]


def module_of(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_keeps_the_contract_and_its_code_is_free(tmp_path: Path) -> None:
    path = tmp_path / "consists_on.py"
    path.write_text(EXAMPLE, encoding="utf-8")
    (rule,) = (x for x in vars(module_of(path)).values() if isinstance(x, Rule))
    assert violations(rule) == []
    assert rule.code not in {r.code for r in registry.all_rules()}
    assert rule.name not in {r.name for r in registry.all_rules()}


@pytest.mark.slow
def test_a_code_that_is_taken_is_one_line(tmp_path: Path) -> None:
    """As when somebody copies the example twice."""
    folder = tmp_path / "any" / "spacing"
    folder.mkdir(parents=True)
    for name in ("one", "two"):
        (folder / f"{name}.py").write_text(EXAMPLE, encoding="utf-8")
    (folder / "__init__.py").touch()
    code = "import sys; from mtcheck import rules; rules.__path__.append(sys.argv[1])\n"
    code += "import mtcheck.rules.any; mtcheck.rules.any.__path__.append(sys.argv[1] + '/any')\n"
    code += (
        "import mtcheck.rules.any.spacing; mtcheck.rules.any.spacing.__path__.append(sys.argv[1] + '/any/spacing')\n"
    )
    code += "from mtcheck.cli.main import main; sys.exit(main(sys.argv[2:]))"
    for args in (["rules"], ["explain", "CAP001"], ["check", str(ROOT / "README.md"), "--isolated"]):
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path), *args], capture_output=True, text=True)
        assert done.returncode == 2
        assert "two rules have the code CAL900" in done.stderr and "Traceback" not in done.stderr


def test_a_new_rule_passes_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new_rule = module_of(ROOT / "scripts" / "new_rule.py")
    (tmp_path / "mtcheck" / "rules" / "en" / "calques").mkdir(parents=True)
    monkeypatch.setattr(new_rule, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "argv", ["new_rule.py", "calques", "not-a-rule-yet"])
    assert new_rule.main() == 0
    path = tmp_path / "mtcheck" / "rules" / "en" / "calques" / "not_a_rule_yet.py"
    (rule,) = (x for x in vars(module_of(path)).values() if isinstance(x, Rule))
    assert violations(rule) == []
    known = {r.code for r in registry.all_rules()}
    assert rule.code.startswith("CAL") and rule.code not in known
    with pytest.raises(SystemExit, match="is there already"):
        new_rule.main()
    monkeypatch.setattr(sys, "argv", ["new_rule.py", "nonsense", "not-a-rule-yet"])
    with pytest.raises(SystemExit, match="no family 'nonsense'"):
        new_rule.main()


def test_files_that_are_named_are_there() -> None:
    named = re.findall(r"(?:`|\]\()((?:mtcheck|scripts|docs|tests|benchmarks|phrases|fixtures)/[\w./-]+)", GUIDE)
    assert len(named) > 10
    assert [n for n in named if not (ROOT / n).exists() and "<" not in n] == []


def test_the_command_that_regenerates_knows_its_scripts() -> None:
    regenerate = module_of(ROOT / "scripts" / "regenerate.py")
    assert all((ROOT / script).exists() for script, _ in regenerate.GENERATED.values())
