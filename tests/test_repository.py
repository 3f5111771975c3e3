"""A content repository with history, from the first run to the comparison: what an editorial pipeline does."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

pytestmark = pytest.mark.slow  # programs are started, files watched

COUNT = 200
SENTENCES = [
    "The council met on Monday to talk about the new bridge.",
    "Its members agreed that work should begin in the spring.",
    "Nobody could say how much the bridge would cost.",
    "A report on the costs is to be published next month.",
    "The old bridge was closed in March after a storm.",
    "Drivers have had to take a long way round since then.",
    "Shops near the river say that they have lost customers.",
    "The mayor promised to help them with their rent.",
]
ARTEFACT = "People said the the wait had been too long."
CONFIG = """\
select = ["REP001"]
fail-on = "minor"
exclude = ["drafts/"]
[per-path."archive/**"]
fail-on = "critical"
"""


def article(n: int, dice: random.Random) -> str:
    """Three paragraphs of three sentences; every tenth article holds an artefact."""
    paragraphs = [" ".join(dice.sample(SENTENCES, 3)) for _ in range(3)]
    if n % 10 == 0:
        paragraphs[1] += f" {ARTEFACT}"
    return f"---\ntitle: Bridge number {n}\n---\n\n" + "\n\n".join(paragraphs) + "\n"


def git(*args: str) -> None:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *args]
    subprocess.run(command, check=True, capture_output=True)


def name(n: int) -> Path:
    return Path("archive" if n >= 150 else "news") / f"bridge {n:03}.md"


def data(run: Run, *args: object) -> dict[str, Any]:
    out: dict[str, Any] = json.loads(run("check", ".", "--format", "json", *args).out)
    return out


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    dice = random.Random(7)
    for folder in ("news", "archive", "drafts"):
        Path(folder).mkdir()
    for n in range(COUNT):
        name(n).write_text(article(n, dice), encoding="utf-8")
    Path("drafts/x.md").write_text(ARTEFACT)
    Path("mtcheck.toml").write_text(CONFIG)
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "articles")
    return tmp_path


def test_a_year_in_the_life_of_a_repository(run: Run, repository: Path) -> None:
    # the first run
    first = data(run)
    assert (first["summary"]["files"], first["summary"]["findings"]) == (COUNT, 20)
    assert len(first["summary"]["gate"]["stopped"]) == 15  # those in archive/ have a milder gate
    # a baseline, and the build is green
    assert run("baseline", ".").code == 0
    with open("mtcheck.toml", "r+") as config:
        config.write('baseline = ".mtcheck-baseline.json"\n' + CONFIG)
    assert run(".").code == 0
    git("add", ".")
    git("commit", "-qm", "baseline")
    # an edit that moves and wraps paragraphs stays green
    for n in (0, 10, 20):
        head, a, b, c = name(n).read_text().rstrip("\n").split("\n\n")
        wrapped = b.replace("said ", "said\n").replace("bridge ", "bridge\n")
        name(n).write_text("\n\n".join((head, c, "A new start.", a, wrapped)) + "\n")
    assert run(".").code == 0
    assert data(run, "--changed-since", "HEAD")["summary"]["findings"] == 0
    git("commit", "-qam", "moved")
    # an edit that adds an artefact fails, and the reports say where
    added = name(33).read_text() + "\nA guard saw the the man.\n"
    name(33).write_text(added)
    result = run("check", ".", "--output", "sarif:out.sarif", "--output", "github", "--changed-since", "HEAD")
    assert result.code == 1
    line = added.splitlines().index("A guard saw the the man.") + 1
    assert f"file=news/bridge 033.md,line={line}," in result.out
    log = json.loads(Path("out.sarif").read_text())
    Sarif.parse_obj(log)
    [found] = log["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "news/bridge%20033.md"
    # gates
    assert run(".", "--max-findings", "1", "--config", "mtcheck.toml").code == 1  # fail-on still holds
    Path("loose.toml").write_text('select = ["REP001"]\nbaseline = ".mtcheck-baseline.json"\nmax-findings = 1\n')
    assert run("news", "archive", "--config", "loose.toml").code == 0
    # the fix, and what it fixed
    before = repository / "before.md"
    before.write_text(added)
    assert run("fix", name(33), "--write", "--suggested").code == 0
    assert name(33).read_text() == added.replace("saw the the man", "saw the man")
    assert "1 fixed, 0 new, 0 left" in run("compare", before, name(33)).out
    before.unlink()
    assert run(".").code == 0
    # suppressing and pruning
    text = name(0).read_text()
    name(0).write_text(text.replace("People", "<!-- mtcheck: ignore REP001 -- a quotation -->People"))
    assert "20 before" in run("baseline", ".", "--prune").err
    assert run(".").code == 0


def test_processes_and_the_cache_change_nothing(run: Run, repository: Path) -> None:
    plain = run("check", ".", "--format", "json")
    assert run("check", ".", "--format", "json", "--jobs", "2") == plain
    assert run("check", ".", "--format", "json", "--jobs", "2", "--cache") == plain
    assert run("check", ".", "--format", "json", "--cache") == plain
    assert (repository / ".mtcheck_cache" / "CACHEDIR.TAG").exists()
    name(3).write_text(ARTEFACT)
    assert data(run, "--cache")["summary"]["findings"] == 21
    assert data(run, "--cache", "--ignore", "REP")["summary"]["findings"] == 0
