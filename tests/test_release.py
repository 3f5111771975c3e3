"""What is released: built twice alike, with addresses for PyPI, a valid bill of materials, workflows in order."""

from __future__ import annotations

import json
import re
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from importlib.metadata import requires
from pathlib import Path

import pytest
import yaml
from test_docs import script

import mtcheck

ROOT = Path(__file__).resolve().parent.parent
AT = "https://example.org/house/mtcheck"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def hook() -> object:
    pytest.importorskip("hatchling")
    sys.path.insert(0, str(ROOT))
    try:
        import hatch_build

        return hatch_build
    finally:
        sys.path.remove(str(ROOT))


def test_links_become_addresses() -> None:
    absolute = hook().absolute  # type: ignore[attr-defined]
    text = "![a](docs/a.png) [b](docs/b.md#c) [d](#e) [f](https://g.org) [h](mailto:i)"
    told = f"![a]({AT}/raw/v1/docs/a.png) [b]({AT}/blob/v1/docs/b.md#c) [d](#e) [f](https://g.org) [h](mailto:i)"
    assert absolute(text, AT, "v1") == told
    readme = absolute((ROOT / "README.md").read_text(encoding="utf-8"), AT, "v1")
    assert re.findall(r"\]\((?!https?://|#)[^)]*\)", readme) == []


def test_where_the_project_is_kept(tmp_path: Path) -> None:
    """pyproject.toml says it, unless the environment does."""
    repository = hook().repository  # type: ignore[attr-defined]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert repository(ROOT, {}) == project["tool"]["mtcheck-home"]["repository"].rstrip("/")
    assert repository(ROOT, {"MTCHECK_REPOSITORY": AT}) == AT
    other = tmp_path / "other"
    other.mkdir()
    (other / "pyproject.toml").write_text(f'[tool.mtcheck-home]\nrepository = "{AT}/"\n')
    assert repository(other, {}) == AT
    assert repository(tmp_path, {}) == ""
    assert repository(tmp_path, {"GITHUB_REPOSITORY": "house/mtcheck"}) == "https://github.com/house/mtcheck"
    assert repository(tmp_path, {"MTCHECK_REPOSITORY": f"{AT}/"}) == AT
    (tmp_path / "PKG-INFO").write_text(f"Name: x\nProject-URL: Issues, x\nProject-URL: Repository, {AT}\n\nText\n")
    assert repository(tmp_path, {}) == AT


@pytest.mark.slow
def test_two_builds_are_alike_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second half of each build makes the wheel from the source distribution, so that one is whole too."""
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    monkeypatch.setenv("MTCHECK_REPOSITORY", AT)
    made = script("release").build(tmp_path)
    wheel, source = (next(p for p in made if p.name.endswith(end)) for end in (".whl", ".tar.gz"))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = next(n for n in names if n.endswith("/METADATA"))
        headers = Parser().parsestr(archive.read(metadata).decode())
    files = (p for p in (ROOT / "mtcheck").rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    ours = {p.relative_to(ROOT).as_posix() for p in files}
    assert {n for n in names if ".dist-info/" not in n} == ours
    assert f"Repository, {AT}" in headers.get_all("Project-URL", [])
    assert f"]({AT}/blob/v{mtcheck.__version__}/docs/score.md)" in headers.get_payload()
    with tarfile.open(source) as archive2:
        inside = {n.partition("/")[2] for n in archive2.getnames()}
    assert {"tests/test_release.py", "docs/score.md", "examples/house-rules/pyproject.toml", "hatch_build.py"} <= inside


@pytest.mark.slow
def test_the_bill_of_materials_is_valid_and_whole(tmp_path: Path) -> None:
    pytest.importorskip("cyclonedx_py")
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    path = script("release").bill_of(sys.executable, tmp_path / "bill.json", check=False)
    bill = json.loads(path.read_text(encoding="utf-8"))
    needed = {re.split(r"[^\w-]", r)[0].lower() for r in requires("mtcheck") or () if "extra ==" not in r}
    # The schema is checked on what mtcheck itself needs: on all that the tests need it takes a minute.
    bill["components"] = [c for c in bill["components"] if c["name"].lower().replace("_", "-") in needed]
    assert "numpy" in needed and len(bill["components"]) == len(needed)
    kept = {"root-component", *(c["bom-ref"] for c in bill["components"])}
    bill["dependencies"] = [
        {**d, "dependsOn": sorted(kept & {*d.get("dependsOn", ())})} for d in bill["dependencies"] if d["ref"] in kept
    ]
    version = SchemaVersion[f"V{bill['specVersion'].replace('.', '_')}"]
    assert JsonStrictValidator(version).validate_str(json.dumps(bill)) is None
    assert bill["metadata"]["component"]["name"] == "mtcheck"


def test_packages_are_weighed(tmp_path: Path) -> None:
    for name, size in (("light", 1000), ("heavy", 2_000_000)):
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        (tmp_path / f"{name}.bin").write_bytes(bytes(size))
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (info / "RECORD").write_text(f"{name}.bin,,\n{name}-gone.bin,,\n")
    assert script("release").weights(tmp_path) == [(2.0, "heavy"), (0.001, "light")]


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extension = ROOT / "editors" / "vscode"
    lock = json.loads((extension / "package-lock.json").read_text(encoding="utf-8"))
    told = json.loads((extension / "package.json").read_text(encoding="utf-8"))["version"]
    assert project["version"] == mtcheck.__version__ == told == lock["version"] == lock["packages"][""]["version"]
    versions = [c.rpartition(" ")[2] for c in project["classifiers"] if re.search(r":: 3\.\d+$", c)]
    ci = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    assert versions == ci["jobs"]["check"]["strategy"]["matrix"]["python"] == [*script("release").VERSIONS]
    assert project["requires-python"] == f">={versions[0]}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_little(path: Path) -> None:
    """Rights are given to single jobs; every action has a version; what a run says of itself is no part of a script."""
    text = path.read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    assert flow["permissions"] == {"contents": "read"}
    for job in flow["jobs"].values():
        for step in job["steps"]:
            assert "@" in step.get("uses", "@")
            assert "${{" not in step.get("run", ""), "hand it over in env"
            for named in re.findall(r"scripts/\w+\.py|\.ci/\w+", step.get("run", "")):
                assert (ROOT / named).exists()


def test_the_image_copies_what_there_is() -> None:
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    copied = [w for line in lines if line.startswith("COPY ") and "--from" not in line for w in line.split()[1:-1]]
    assert "mtcheck" in copied and all((ROOT / name).exists() for name in copied)
    kept = (ROOT / ".containerignore").read_text(encoding="utf-8")
    assert all(f"\n!{name}\n" in kept for name in copied)
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8") == kept
    assert any(line.startswith("USER ") and not line.startswith("USER 0") for line in lines)
