"""Build the site (mkdocs.yml) into build/site: python scripts/site.py, or nox -s site. Needs the extra `docs`.

First the pages are gathered in build/docs: those of docs/, and those that stand elsewhere in the repository, with their
links as they are on the site. A page of docs/ that `nav` in mkdocs.yml does not name is listed on the page "More". A
link to a file that is no page (a script, a folder) leads to the repository where its address is known
(hatch_build.py says where); elsewhere it is text. `--gather` does only this; other words are handed to mkdocs.

`--pyodide DIR`, with `--packages WHERE` as in scripts/playground.py, puts the playground into the site (try/), with
links to it on the start page and beside the examples of rules.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
GATHERED = ROOT / "build" / "docs"
# Pages outside of docs/ -> where they stand on the site.
OUTSIDE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
    "benchmarks/README.md": "benchmarks.md",
    "phrases/README.md": "phrases.md",
    "training/README.md": "training.md",
}
MORE = "more.md"
TRY = "try"  # the folder of the playground
PLAY = f"**[Try it in the browser]({TRY}/index.html)**: the article that you paste there stays on your machine."
LINK = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[ \t]*$"  # code stays as it is
    r"|(?P<code>`+)[^\n]*?(?P=code)"
    r"|(?P<picture>!?)\[(?P<shown>(?:[^\[\]]|\[[^\]]*\])*)\]\((?![a-z]+:|#)(?P<path>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)",
    re.MULTILINE | re.DOTALL,
)


def gather(folder: Path = GATHERED, repository: str = "") -> Path:
    """The pages of the site in a folder of their own."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder)
    for source, target in OUTSIDE.items():
        shutil.copyfile(ROOT / source, folder / target)
    for page in folder.rglob("*.md"):
        target = page.relative_to(folder).as_posix()
        source = next((s for s, t in OUTSIDE.items() if t == target), f"docs/{target}")
        page.write_text(linked(page.read_text(encoding="utf-8"), source, target, repository), encoding="utf-8")
    (folder / MORE).write_text(more(folder), encoding="utf-8")
    return folder


def more(folder: Path) -> str:
    """The page of the pages that the navigation does not name."""
    named = set(re.findall(r"[\w./-]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    lines = ["# More pages\n"]
    for page in sorted(folder.rglob("*.md")):
        name = page.relative_to(folder).as_posix()
        if name not in named and not name.startswith("rules/"):  # those of rules have an index of their own
            title = page.read_text(encoding="utf-8").lstrip().partition("\n")[0].lstrip("# ")
            lines.append(f"- [{title}]({name})")
    return "\n".join([*lines, ""])


def linked(text: str, source: str, target: str, repository: str = "") -> str:
    """A page of the repository with its links as they are on the site. Raises SystemExit for one that leads nowhere."""

    def moved(link: re.Match[str]) -> str:
        if not (path := link["path"]):
            return link[0]
        meant = os.path.normpath(str(PurePosixPath(source).parent / path)).replace(os.sep, "/")
        if meant.startswith(f"docs/{TRY}/"):  # which mkdocs looks for
            return link[0]
        if not (ROOT / meant).exists():
            raise SystemExit(f"{source}: there is no {path}")
        place = OUTSIDE.get(meant) or (meant.removeprefix("docs/") if meant.startswith("docs/") else "")
        if place and not (ROOT / meant).is_dir():
            relative = os.path.relpath(place, PurePosixPath(target).parent).replace(os.sep, "/")
            return f"{link['picture']}[{link['shown']}]({relative}{link['anchor'] or ''})"
        shown = link["shown"]
        return f"[{shown}]({repository.rstrip('/')}/tree/main/{meant})" if repository else shown

    return LINK.sub(moved, text)


def add_playground(folder: Path, pyodide: Path, packages: str | None) -> None:
    """The playground among the gathered pages, and links to it. Raises SystemExit if it cannot be built."""
    try:
        module(SCRIPTS / "playground.py").build(folder / TRY, pyodide, packages)
    except RuntimeError as e:
        raise SystemExit(f"playground: {e}") from None
    for name, text in module(SCRIPTS / "rule_pages.py").pages(f"../{TRY}/index.html").items():
        target = f"rules/{name}"
        (folder / target).write_text(linked(text, f"docs/{target}", target), encoding="utf-8")
    for name, line in (("index.md", PLAY), ("playground.md", PLAY)):
        heading, _, rest = (folder / name).read_text(encoding="utf-8").partition("\n")
        (folder / name).write_text(f"{heading}\n\n{line}\n{rest}", encoding="utf-8")


def module(path: Path) -> ModuleType:
    """A file of the repository that is no part of a package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gather", action="store_true")
    parser.add_argument("--pyodide", type=Path, metavar="DIR")
    parser.add_argument("--packages", metavar="WHERE")
    args, rest = parser.parse_known_args()
    home = module(ROOT / "hatch_build.py").repository(ROOT, os.environ)
    folder = gather(repository=home)
    if args.pyodide:
        add_playground(folder, args.pyodide, args.packages)
    if args.gather:
        return 0
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "MTCHECK_REPOSITORY": home}
    command = [sys.executable, "-m", "mkdocs", *(rest or ["build", "--strict", "--quiet"])]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
