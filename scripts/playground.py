"""The local page as a folder of static files: mtcheck runs in the browser, no article leaves it.

    python scripts/playground.py OUT --pyodide DIR [--packages URL]

DIR is Pyodide: either its full release, unpacked, or the package `pyodide` of npm (`node_modules/pyodide`), which has
Python itself but not numpy and msgspec, the two packages that Pyodide has to build. Those are copied from DIR if they
are there and are what DIR's lock file says; else the page fetches them from URL, the folder of the same release (by
default none is named, and the script ends with 1). OUT gets the page, Pyodide, and site.zip: mtcheck as in this source
tree, and its pure Python dependencies as they are installed here. See docs/playground.md.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FILES = Path(__file__).resolve().parent / "playground_files"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
BUILT = ("numpy", "msgspec")  # not pure Python: from Pyodide's own release
PURE = (
    *("Jinja2", "MarkupSafe", "starlette", "anyio", "idna", "typing_extensions"),  # the page and its model
    *("markdown-it-py", "mdurl", "mdit-py-plugins", "PyYAML", "pathspec"),  # Markdown, globs
)
LEFT_OUT = {"__pycache__", "corpus", "lsp", "mcp", "judge", "cli"}  # parts of mtcheck that no page asks for


class Failure(Exception):
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


def copy_pyodide(pyodide: Path, target: Path) -> list[str]:
    """Copy Pyodide; give the names of built packages that it does not have. Raises Failure if it is none, or if a
    file is not what its lock file says."""
    missing = [name for name in CORE if not (pyodide / name).is_file()]
    if missing:
        raise Failure(f"{pyodide} is no Pyodide: {', '.join(missing)} missing")
    target.mkdir()
    for name in CORE:
        shutil.copyfile(pyodide / name, target / name)
    packages = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    absent = []
    for name in BUILT:
        wheel = pyodide / packages[name]["file_name"]
        if not wheel.is_file():
            absent.append(name)
            continue
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != packages[name]["sha256"]:
            raise Failure(f"{wheel.name} is not the file that Pyodide's lock file names")
        shutil.copyfile(wheel, target / wheel.name)
    return absent


def policy(packages: str | None) -> str:
    """What the page may load: its own files, and packages from the one place that was named."""
    more = " {0.scheme}://{0.netloc}".format(urlsplit(packages)) if packages else ""
    return (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
        f"style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'{more}; "
        "base-uri 'none'; form-action 'none'"
    )


def write_page(out: Path, packages: str | None) -> None:
    """The page, its style and scripts: those of `mtcheck serve`, with a worker in the place of the server."""
    from mtcheck.serve import page

    shell = page.templates().get_template("page.html").render()
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy(packages)}">\n<script src="engine.js"></script>\n'
    )
    shell = shell.replace('="/static/', '="').replace('<link rel="icon"', head + '<link rel="icon"')
    shell = shell.replace(' For programs: <a href="/openapi.json">POST /check</a>.', "")
    (out / "index.html").write_text(shell, encoding="utf-8")
    for name, made in (("page.css", page._style), ("page.js", page._script), ("icon.svg", page._icon)):
        (out / name).write_bytes(bytes(asyncio.run(made(None)).body))  # type: ignore[arg-type]
    for name in ("engine.js", "worker.js"):
        shutil.copyfile(FILES / name, out / name)


def build(out: Path, pyodide: Path, packages: str | None = None) -> list[str]:
    """Make the folder; give the names of packages that the page fetches from `packages`. Raises Failure."""
    if out.exists() and any(out.iterdir()):
        raise Failure(f"{out} is not empty")
    out.mkdir(parents=True, exist_ok=True)
    absent = copy_pyodide(pyodide, out / "pyodide")
    write_site(out / "site.zip")
    write_page(out, packages if absent else None)
    settings = {"packages": list(BUILT), "packageBaseUrl": packages if absent else None}
    (out / "settings.json").write_text(json.dumps(settings) + "\n", encoding="utf-8")
    return absent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pyodide", type=Path, required=True)
    parser.add_argument("--packages", metavar="URL", help="where the page may fetch numpy and msgspec from")
    args = parser.parse_args()
    try:
        absent = build(args.out, args.pyodide, args.packages)
    except Failure as e:
        print(f"playground: {e}", file=sys.stderr)
        return 1
    size = sum(p.stat().st_size for p in args.out.rglob("*") if p.is_file())
    print(f"{args.out}: {size / 1e6:.1f} MB")
    if absent:
        where = f"fetched from {args.packages}" if args.packages else "the page cannot run without them"
        print(f"not in {args.pyodide}: {', '.join(absent)}; {where}")
    return 1 if absent and not args.packages else 0


if __name__ == "__main__":
    sys.exit(main())
