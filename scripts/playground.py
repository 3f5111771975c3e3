"""The local page as a folder of static files: mtcheck runs in the browser, no article leaves it.

    python scripts/playground.py OUT --pyodide DIR [--packages WHERE]

DIR is Pyodide: either its full release, unpacked, or the package `pyodide` of npm (`node_modules/pyodide`), which has
Python itself but not numpy, the one package that has to be built for it. numpy is taken from DIR, or from WHERE: a
folder, or the address of a folder, with the packages of the same release. It must be what DIR's lock file says. OUT
gets the page, Pyodide, numpy, and site.zip: mtcheck as in this source tree, and its pure Python dependencies as they
are installed here. See docs/playground.md.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import shutil
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = Path(__file__).resolve().parent / "playground_files"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
FORMER = {"pyodide.asm.mjs": "pyodide.asm.js"}  # what a file was called before Pyodide 0.29
VERSION = "0.27.7"  # of Pyodide: the one in which the tests run whole checks
BUILT = "numpy"  # not pure Python: built for Pyodide
PURE = (
    *("Jinja2", "MarkupSafe"),  # the page
    *("anyascii", "langdetect", "six"),  # sources
    *("markdown-it-py", "mdurl", "mdit-py-plugins", "PyYAML", "pathspec"),  # Markdown, globs
)
LEFT_OUT = {"__pycache__", "corpus", "lsp", "mcp", "judge", "cli"}  # parts of mtcheck that no page asks for


class Failure(RuntimeError):
    """The folder cannot be made, and why."""


def own_files() -> Iterator[tuple[str, Path]]:
    """mtcheck's files, by their names below site-packages."""
    for path in sorted((ROOT / "mtcheck").rglob("*")):
        name = path.relative_to(ROOT)
        if path.is_file() and not LEFT_OUT & set(name.parts):
            yield name.as_posix(), path


def pure_files(name: str) -> Iterator[tuple[str, Path]]:
    """The files of an installed distribution without compiled ones, for which such packages have a substitute."""
    for file in sorted(distribution(name).files or (), key=str):
        if ".." in file.parts or "__pycache__" in file.parts or file.suffix in {".so", ".pyd", ".pyc", ".c"}:
            continue
        yield file.as_posix(), Path(str(file.locate()))


def write_site(target: Path) -> None:
    """site.zip; the same bytes for the same files."""
    files = {"glue.py": FILES / "glue.py", **dict(own_files())}
    for name in PURE:
        files.update(pure_files(name))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, path in sorted(files.items()):
            info = zipfile.ZipInfo(name)  # with the earliest date there is, not today's
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, path.read_bytes())


def copy_pyodide(pyodide: Path, target: Path, packages: str | None) -> None:
    """Copy Pyodide and numpy. Raises Failure if something is not there, or is not what the lock file says."""
    names = [name if (pyodide / name).is_file() else FORMER.get(name, name) for name in CORE]
    if missing := [name for name in names if not (pyodide / name).is_file()]:
        raise Failure(f"{pyodide} is no Pyodide: {', '.join(missing)} missing")
    wanted = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"][BUILT]
    wheel = found(wanted["file_name"], pyodide, packages)
    if hashlib.sha256(wheel).hexdigest() != wanted["sha256"]:
        raise Failure(f"{wanted['file_name']} is not the file that Pyodide's lock file names")
    target.mkdir(parents=True)
    for name in names:
        shutil.copyfile(pyodide / name, target / name)
    (target / wanted["file_name"]).write_bytes(wheel)


def found(name: str, pyodide: Path, packages: str | None) -> bytes:
    """A package of Pyodide's release. Raises Failure."""
    folders = [pyodide]
    if packages and "://" not in packages:
        folders.append(Path(packages))
    for folder in folders:
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    if not packages or "://" not in packages:
        raise Failure(f"there is no {name} in {' or '.join(map(str, folders))}: say by --packages where it is")
    address = f"{packages.rstrip('/')}/{name}"
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return bytes(answer.read())
    except (OSError, ValueError, urllib.error.URLError) as e:
        raise Failure(f"{address} cannot be fetched: {e}") from None


# What the page may load: its own files, and nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
)


def write_page(out: Path) -> None:
    """The page, its style and scripts: those of `mtcheck serve`, with a worker in the place of the server."""
    from mtcheck.serve import page
    from mtcheck.serve.marks import templates

    shell = templates().get_template("page.html").render()
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<script src="engine.js"></script>\n'
    shell = shell.replace('="/static/', '="').replace('<link rel="icon"', head + '<link rel="icon"')
    shell = shell.replace(' For programs: <a href="/openapi.json">POST /check</a>.', "")
    (out / "index.html").write_text(shell, encoding="utf-8")
    for name, made in (("page.css", page._style), ("page.js", page._script), ("icon.svg", page._icon)):
        (out / name).write_bytes(bytes(asyncio.run(made(None)).body))  # type: ignore[arg-type]
    for name in ("engine.js", "worker.js"):
        shutil.copyfile(FILES / name, out / name)


def build(out: Path, pyodide: Path, packages: str | None = None) -> None:
    """Make the folder. Raises Failure."""
    if out.exists() and any(out.iterdir()):
        raise Failure(f"{out} is not empty")
    copy_pyodide(pyodide, out / "pyodide", packages)
    write_site(out / "site.zip")
    write_page(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pyodide", type=Path, required=True, metavar="DIR")
    parser.add_argument("--packages", metavar="WHERE", help="folder or address with numpy, if it is not in DIR")
    parser.add_argument("--version", action="version", version=VERSION, help="which Pyodide is wanted")
    args = parser.parse_args()
    try:
        build(args.out, args.pyodide, args.packages)
    except Failure as e:
        print(f"playground: {e}", file=sys.stderr)
        return 1
    size = sum(p.stat().st_size for p in args.out.rglob("*") if p.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
