"""How often the way of a file climbs: calls from a lower floor of the house to a higher one.

    python benchmarks/call_path.py

Floors are the layers of import-linter in pyproject.toml. `check`, `fix` and `compare` run in this process under a
profiler, on a text, a Markdown and an HTML file, with a source, a baseline and a sidecar. Of every call of a function
of mtcheck by a function of mtcheck, a call into a higher floor is a climb. A pair of modules counts once, however
often it is taken; the rules count as one module, since all are called from one place. What runs while something is
loaded for the first time is not part of the way.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import tomllib
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Call = tuple[str, str]


def floors() -> list[list[str]]:
    """The layers, the highest first; modules of one line stand side by side."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers")
    return [line.replace(":", "|").replace(" ", "").split("|") for line in layers]


def floor_of(module: str, layers: list[list[str]]) -> int:
    """The number of the floor of a module, from the top; -1 for the package itself."""
    for k, names in enumerate(layers):
        if any(module == n or module.startswith(f"{n}.") for n in names):
            return k
    return -1


def calls_of(args: list[str]) -> list[Call]:
    """(module of the caller, module of the function called), in order, of a run of the command line."""
    from mtcheck.cli.main import main

    found: list[Call] = []

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_back is not None:
            here, there = (_station(f.f_globals.get("__name__", "")) for f in (frame.f_back, frame))
            if here.startswith("mtcheck.") and there.startswith("mtcheck.") and here != there:
                found.append((here, there))

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(args)  # what is loaded on first use
        sys.setprofile(note)
        try:
            main(args)
        finally:
            sys.setprofile(None)
    return found


def _station(module: str) -> str:
    return "mtcheck.rules" if module.startswith("mtcheck.rules.") else module


def site(folder: Path) -> list[list[str]]:
    """Some files, and the command lines that are followed."""
    bad = "The minister said the the talks would go on."
    (folder / "a.txt").write_text(bad, encoding="utf-8")
    (folder / "a.de.txt").write_text("Der Minister sagte, die Gespräche gingen weiter.", encoding="utf-8")
    (folder / "a.txt.mtcheck.toml").write_text('[[ignore]]\nrule = "CAP"\nreason = "ours"\n', encoding="utf-8")
    (folder / "a.md").write_text(f"# Talks\n\n<!-- mtcheck: ignore REP -- ours -->\n{bad}\n\n{bad}\n", encoding="utf-8")
    (folder / "a.html").write_text(f"<article><p>{bad}</p></article>", encoding="utf-8")
    names = ["a.txt", "a.md", "a.html"]
    return [
        ["baseline", "a.md", "--isolated", "--file", "known.json"],
        ["check", *names, "--isolated", "--baseline", "known.json"],
        ["check", "a.txt", "--isolated", "--source", "a.de.txt", "--format", "json"],
        ["fix", *names, "--isolated"],
        ["compare", "a.txt", "a.md", "--isolated"],
    ]


def main() -> None:
    layers = floors()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for args in site(Path(folder)):
            pairs = dict.fromkeys(calls_of(args))
            climbs = [f"{a} -> {b}" for a, b in pairs if floor_of(b, layers) < floor_of(a, layers)]
            print(f"mtcheck {' '.join(args)}: {len(pairs)} pairs of modules, {len(climbs)} climbs {climbs}")


if __name__ == "__main__":
    main()
