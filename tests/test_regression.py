"""benchmarks/regression.py: findings that came and went between two versions of a small package named mtcheck."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent

PACKAGE = """
import re
from types import SimpleNamespace as N

class Finding(N):
    pass

def check(text, source=None):
    found = [
        Finding(code=code, span=m.span(), message=code, severity="minor", confidence=0.9, related=[], fixes=[])
        for code, word in WORDS.items() for m in re.finditer(word, text)
    ]
    return N(findings=found, words=len(text.split()), score=N(value=50.0, strain=1.0))

WORDS = """

TEXTS = ("a green door\nand a red one\n", "a red house, a blue door\n")  # human, machine


@pytest.fixture
def regression(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import regression  # type: ignore[import-not-found]

    assert isinstance(regression, ModuleType)
    return regression


class Project:
    """A repository with a release, and folders of texts outside it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        (self.root / "mtcheck").mkdir(parents=True)
        self.git("init", "-q")
        self.texts = [folder / kind for kind in ("human", "machine")]
        for place, text in zip(self.texts, TEXTS, strict=True):
            place.mkdir()
            (place / "a.txt").write_text(text, encoding="utf-8")

    def git(self, *words: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *words], cwd=self.root, check=True, capture_output=True)

    def finds(self, words: dict[str, str]) -> None:
        """From now on the package finds these, in the working tree."""
        (self.root / "mtcheck" / "__init__.py").write_text(PACKAGE + repr(words), encoding="utf-8")

    def release(self, words: dict[str, str]) -> None:
        self.finds(words)
        self.git("add", "mtcheck")
        self.git("commit", "-qm", "A release")
        self.git("tag", "v1.0.0")

    def compare(self, regression: ModuleType, *more: str) -> int:
        human, machine = map(str, self.texts)
        return int(regression.main(["--human", human, "--machine", machine, *more], self.root))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_more_on_human_texts_fails(
    project: Project, regression: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.release({"RED": "red"})
    project.finds({"RED": "red", "DOOR": "door"})
    assert project.compare(regression, "--out", str(tmp_path / "report.md")) == 1
    out = capsys.readouterr().out
    assert out == (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "against v1.0.0" in out and "**Failed**: 1 more findings on human texts" in out
    assert "Human: 1 → 2 findings" in out and "Machine: 1 → 2 findings" in out
    assert out.count("| DOOR | 0 | 1 | 1 | 0 |") == 2 and "| RED" not in out
    assert "+ DOOR a.txt: `a green ⟦door⟧ and a red one `" in out
    assert "Warning" not in out
    assert project.compare(regression, "--allow", "1") == 0


def test_less_on_machine_texts_warns(
    project: Project, regression: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    project.release({"RED": "red", "BLUE": "blue"})
    project.finds({"RED": "red"})
    assert project.compare(regression) == 0
    out = capsys.readouterr().out
    assert "**Passed**: no more" in out and "**Warning**: 1 fewer findings on machine texts." in out
    assert "− BLUE a.txt: `a red house, a ⟦blue⟧ door `" in out


def test_as_many_came_as_went(project: Project, regression: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding under another code is not more of them; both are shown."""
    project.release({"OLD": "red"})
    project.finds({"NEW": "red"})
    assert project.compare(regression) == 0
    out = capsys.readouterr().out
    assert "1 came, 1 went" in out and "| NEW | 0 | 1 | 1 | 0 |" in out and "| OLD | 1 | 0 | 0 | 1 |" in out


def test_any_ref_can_be_the_base(project: Project, regression: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    project.release({"RED": "red", "DOOR": "door"})
    project.finds({"RED": "red"})
    project.git("commit", "-qam", "Less")
    project.finds({"RED": "red", "DOOR": "door"})
    assert project.compare(regression) == 0
    assert project.compare(regression, "--base", "HEAD") == 1
    assert project.compare(regression, "--base", "nowhere") == 2
    assert "git rev-parse" in capsys.readouterr().err


def test_nothing_to_compare(
    project: Project, regression: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project.finds({})
    assert project.compare(regression) == 2
    assert "no release" in capsys.readouterr().err
    project.release({})
    (project.texts[0] / "a.txt").unlink()
    assert project.compare(regression) == 2
    assert "no text" in capsys.readouterr().err
    (project.texts[0] / "a.txt").write_text("red", encoding="utf-8")
    (project.root / "mtcheck" / "__init__.py").write_text("1 / 0", encoding="utf-8")
    assert project.compare(regression) == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_report_fits_into_a_comment(regression: ModuleType) -> None:
    text = "x" * 200_000
    found = [regression.Found("a", f"R{k % 300:03}", k * 90, k * 90 + 85) for k in range(2_000)]
    side = regression.Side(1_000, frozenset(), frozenset(found))
    report, good = regression.report("v1", side, side, 0, {"a": text})
    assert not good and len(report) < 65_536 and "… and 280 more rules" in report
    quotes = [line.split()[2] for line in report.splitlines() if line.startswith("- +")]
    assert len(quotes) == 2 * regression.SHOWN and len(set(quotes)) == regression.SHOWN


@pytest.mark.slow
def test_the_shipped_texts() -> None:
    """The command as CI gives it: mtcheck itself; human texts without a finding, machine texts with some."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import regression
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    human, machine = regression.compared(
        ROOT, ROOT, ([regression.TEXTS / "human", ROOT / "fixtures" / "human"], [regression.TEXTS / "machine"])
    )
    assert human.words > 2_500 and not human.after
    assert len(machine.after) > 10 and machine.before == machine.after
