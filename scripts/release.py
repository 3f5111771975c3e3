"""Build what is released, and try it: nothing is published here (.github/workflows/release.yml does that).

    python scripts/release.py build DIST             wheel and source distribution, built twice: they must be alike
    python scripts/release.py try DIST [PYTHON...]   both in fresh environments of each Python, with the example rules
    python scripts/release.py sbom DIST OUT          OUT/mtcheck.cdx.json: what a clean install of the wheel brings
    python scripts/release.py weigh DIST             the same by MB, the heaviest first (docs/dependencies.md)

`try`, `sbom` and `weigh` need a package index. Needs the extra `dev`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
EXAMPLE, EXAMPLE_RULE = ROOT / "examples" / "house-rules", "XHO001"
ARTICLE = ROOT / "fixtures" / "seed.txt"
SBOM = "mtcheck.cdx.json"


class Failed(SystemExit):
    """Something that must not be released, in words."""


def build(out: Path) -> list[Path]:
    """Wheel and source distribution. Raises Failed if a second build gives other bytes."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or epoch()}
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        for folder in (first, second):
            ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, environment=environment)
        made = sorted(Path(first).iterdir())
        for path in made:
            if digest(path) != digest(Path(second) / path.name):
                raise Failed(f"{path.name}: two builds differ")
        return [Path(shutil.copy(path, out)) for path in made]


def epoch() -> str:
    """The time of the last commit, which stands for that of the build."""
    done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or "1577836800"  # of a tree without history: the first day of 2020


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def try_all(out: Path, pythons: Sequence[str]) -> None:
    """Install what was built in fresh environments, and run it. Raises Failed."""
    found = [p for p in pythons or [f"python{v}" for v in VERSIONS] if shutil.which(p)]
    if not found:
        raise Failed("no Python to try it with")
    for python in found:
        for package in (one(out, "*.whl"), one(out, "*.tar.gz")):
            with tempfile.TemporaryDirectory() as folder:
                told = tried(python, package, Path(folder))
            print(f"{told}: {package.name}: installed, checked an article, found the example's rules")
    if missing := [v for v in VERSIONS if not pythons and f"python{v}" not in found]:
        print(f"not tried, for there is none here: Python {', '.join(missing)}")


def tried(python: str, package: Path, folder: Path) -> str:
    """The version of a Python in which a package works. Raises Failed."""
    own = fresh(python, folder)
    ran(own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package, EXAMPLE)
    version = ran(own, "--version").strip()
    said = ran(own, "-m", "mtcheck", ARTICLE, "--isolated", "--format", "concise", "--exit-zero", within=folder)
    here = ran(sys.executable, "-m", "mtcheck", ARTICLE, "--isolated", "--format", "concise", "--exit-zero")
    if not said or said != here:
        raise Failed(f"{version}: {package.name} says of {ARTICLE.name} what this tree does not")
    if EXAMPLE_RULE not in ran(own, "-m", "mtcheck", "rules", within=folder):
        raise Failed(f"{version}: the rules of {EXAMPLE.name} are not found")
    return version


def fresh(python: str, folder: Path) -> Path:
    """The Python of a fresh environment."""
    ran(python, "-m", "venv", folder / "venv")
    return folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"


def sbom(dist: Path, out: Path) -> Path:
    """What a clean install of the wheel brings, as CycloneDX. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        own = clean(dist, Path(folder))
        out.mkdir(parents=True, exist_ok=True)
        return bill_of(own, out / SBOM)


def bill_of(python: Path | str, target: Path, *, check: bool = True) -> Path:
    """The bill of materials of an environment; cyclonedx-py checks it by the schema, which takes its time."""
    wanted = ("--pyproject", ROOT / "pyproject.toml", "--mc-type", "library", "--output-reproducible", "--of", "JSON")
    ran(
        sys.executable,
        "-m",
        "cyclonedx_py",
        "environment",
        *wanted,
        "--validate" if check else "--no-validate",
        "-o",
        target,
        python,
    )
    return target


def clean(dist: Path, folder: Path) -> Path:
    """The Python of an environment with the wheel and nothing else. Raises Failed."""
    own = fresh(sys.executable, folder)
    ran(own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", one(dist, "*.whl"))
    ran(own, "-m", "pip", "uninstall", "--quiet", "--yes", "pip")  # which mtcheck does not need
    return own


def weigh(dist: Path) -> list[tuple[float, str]]:
    """MB (of a million bytes) and name of each package that a clean install of the wheel brings. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        site = ran(clean(dist, Path(folder)), "-c", "import site; print(site.getsitepackages()[0])").strip()
        return weights(Path(site))


def weights(site: Path) -> list[tuple[float, str]]:
    """The same of a folder of packages."""
    out = []
    for found in distributions(path=[str(site)]):
        files = (Path(str(file.locate())) for file in found.files or ())
        out.append((sum(p.stat().st_size for p in files if p.is_file()) / 1e6, found.metadata["Name"]))
    return sorted(out, reverse=True)


def one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise Failed(f"{folder} holds {len(found)} of {pattern}, not one")
    return found[0].resolve()


def ran(*command: object, environment: dict[str, str] | None = None, within: Path | None = None) -> str:
    """What a command prints. Raises Failed."""
    words = [str(c) for c in command]
    if environment is None:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH" or words[0] == sys.executable}
    done = subprocess.run(words, capture_output=True, text=True, env=environment, cwd=within)
    if done.returncode:
        raise Failed(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["build", "try", "sbom", "weigh"])
    parser.add_argument("dist", type=Path)
    parser.add_argument("more", nargs="*", help="Pythons to try, or the folder of the bill")
    args = parser.parse_args()
    match args.what:
        case "build":
            for path in build(args.dist):
                print(f"{digest(path)}  {path.name}")
        case "try":
            try_all(args.dist, args.more)
        case "weigh":
            rows = weigh(args.dist)
            for weight, name in [*rows, (sum(w for w, _ in rows), f"all {len(rows)}")]:
                print(f"{weight:6.1f}  {name}")
        case _:
            print(f"wrote {sbom(args.dist, Path(*args.more or ['.']))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
