"""Run the commands of README.md and of docs/tutorials/, each page in an empty folder; write there what they print.

A block with `title="NAME"` is a file; `sh` is run (exit 0 or 1: findings are no failure of a tutorial); the block
`title="output"` after it is what it printed. `--check` only says whether the pages are up to date.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "tutorials").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]*)\")?[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# ([\w.-]+\.\w+)\n")  # a file that names itself in its first line
OUTPUT = "output"
INSTALLS = re.compile(r"pip install|-m venv|-m pytest$")  # what is not run: the tests have an environment already
MANY = {  # what README.md takes for granted
    "content/a.md": "They met in Doha on Monday.\n",
    "en.txt": "The bridge was opened in 1978.\n",
    "ar.txt": "افتتح الجسر عام 1987.\n",
    "human.txt": "The bridge was opened in 1987.\n",
    "terms.csv": "Brücke,bridge\n",
    "memory.tmx": '<tmx version="1.4"><header srclang="de"/><body><tu><tuv xml:lang="de"><seg>Hallo Welt.</seg></tuv>'
    '<tuv xml:lang="en"><seg>Hello world.</seg></tuv></tu></body></tmx>\n',
    "translation.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
    'source-language="de" target-language="en" datatype="plaintext"><body><trans-unit id="1"><source>Hallo Welt.'
    "</source><target>Hello world.</target></trans-unit></body></file></xliff>\n",
}


class Failed(SystemExit):
    """A command of a page that does not work, in words."""


def played(page: Path) -> str:
    """The page with what its commands print. Raises Failed."""
    text = page.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        place, printed = Path(folder), [""]
        if page.name == "README.md":
            _write(place, MANY | {"fixtures/seed.txt": (ROOT / "fixtures" / "seed.txt").read_text(encoding="utf-8")})
        return BLOCK.sub(lambda block: _block(block, page.name, place, printed), text)


def _block(block: re.Match[str], page: str, place: Path, printed: list[str]) -> str:
    kind, title, body = block[1], block[2], block[3]
    if title == OUTPUT:
        return f"{block[0][: block.start(3) - block.start()]}{printed[0]}```"
    if kind == "sh":
        printed[0] = ran(body, page, place)
    elif title or (named := NAMED.match(body)):
        _write(place, {title or (named[1] if named else ""): body})
    return block[0]


def _write(place: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def ran(commands: str, page: str, place: Path) -> str:
    """What they print. Raises Failed."""
    lines = [_runnable(line) for line in commands.splitlines()]
    shell = "\n".join(["shopt -s expand_aliases", f"alias mtcheck='{sys.executable} -m mtcheck'", TRAP, *lines])
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MTCHECK_", "COLUMNS", "FORCE_COLOR"))}
    environment |= {"PYTHONPATH": str(ROOT), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment |= {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(["bash", "-c", shell], cwd=place, env=environment, capture_output=True, text=True)
    if done.returncode > 1:
        raise Failed(f"{page}: exit {done.returncode}\n{commands}{done.stdout}{done.stderr}")
    return done.stdout


TRAP = "trap 'code=$?; [ $code -le 1 ] || exit $code' ERR"


def _runnable(line: str) -> str:
    parts = [part.replace(".venv/bin/", "") for part in line.split(" && ")]
    return " && ".join(part for part in parts if not INSTALLS.search(part.partition(" #")[0].strip()))


def main(run: Callable[[Path], str] = played) -> int:
    old = 0
    for page in PAGES:
        text = run(page)
        if text == page.read_text(encoding="utf-8"):
            continue
        old += 1
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
            print(f"wrote {page.relative_to(ROOT)}")
    return int(bool(old and "--check" in sys.argv))


if __name__ == "__main__":
    sys.exit(main())
