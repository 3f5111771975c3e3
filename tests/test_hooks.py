"""Hooks and CI: each tried as far as a machine without a network allows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow  # programs are started, files watched

ROOT = Path(__file__).resolve().parent.parent
BAD = "The minister said the the talks would go on.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a b.md").write_text(BAD)
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "mtcheck"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m mtcheck "$@"\n')
    program.chmod(0o755)
    return tmp_path


def shell(site: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{site / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **variables}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(bash, cwd=site, env=environment, capture_output=True, text=True)


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_the_steps_of_the_action(site: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    check = next(s for s in action["runs"]["steps"] if s["id"] == "check")
    inputs = {name: row["default"] for name, row in action["inputs"].items()}
    inputs |= {"paths": "a b.md\n", "args": "--fail-on minor --select REP001"}
    expression = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
    variables = {key: expression.sub(lambda m: inputs[m.group(1)], value) for key, value in check["env"].items()}
    done = shell(site, check["run"], GITHUB_OUTPUT=str(site / "output"), **variables)
    assert done.returncode == 1, done.stderr
    assert "::notice file=a b.md,line=1," in done.stdout
    assert json.loads((site / "mtcheck.sarif").read_text())["version"] == "2.1.0"
    assert (site / "output").read_text() == "sarif=mtcheck.sarif\n"


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_the_script_of_the_gitlab_template(site: Path) -> None:
    job = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab.yml").read_text())["mtcheck"]
    variables = {**job["variables"], "MTCHECK_ARGS": "--fail-on minor"}
    done = shell(site, job["script"][-1], **variables)
    assert done.returncode == 1, done.stderr
    for report in job["artifacts"]["reports"].values():
        assert (site / report).stat().st_size


@pytest.mark.skipif(not shutil.which("make"), reason="no make")
def test_the_line_for_a_makefile(site: Path) -> None:
    (site / "content").mkdir()
    git = "git -c user.name=x -c user.email=x@x"
    done = shell(site, f"git init -qb main && {git} commit -q --allow-empty -m x && cp 'a b.md' content/")
    assert done.returncode == 0, done.stderr
    shutil.copy(ROOT / "docs" / "ci" / "Makefile", site)
    assert "REP001" in shell(site, "make articles").stdout


def test_the_hooks_of_pre_commit() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    from click.testing import CliRunner

    from mtcheck.cli.main import cli

    for hook in hooks:
        command, *options = hook["entry"].split()[1:]
        assert hook["language"] == "python"
        shown = CliRunner().invoke(cli, [command, "--help"]).output
        assert all(option in shown for option in options)
