"""docs/figures.md: the results, as they are. `python -m benchmarks.kit page` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.kit.places import PLACES
from benchmarks.kit.result import RESULTS, ROOT, shown
from benchmarks.kit.tables import TABLES

TARGET = ROOT / "docs" / "figures.md"
HEAD = """# Figures that anyone can rerun

Made by `benchmarks/kit` from public data; this page is written by `python -m benchmarks.kit page` from the results in
`benchmarks/results/`, bad ones as well as good ones. From a clean clone, with `pip install -e .`:

```text
python -m benchmarks.kit fetch --data DATA
python -m benchmarks.kit human --data DATA
```

and so for each table ({tables}, or `all`). Instead of `fetch` the data sets can be put into the folder by hand, each as
its repository has it. Other checkers that are installed are measured in the same run: proselint, Harper (`harper-py`),
LanguageTool (`language-tool-python`, with Java). Those that look words up in a dictionary flag names above all; these
findings are left out.

| folder | what | licence of the data |
|---|---|---|
{places}
"""


def written(folder: Path = RESULTS) -> str:
    """The page."""
    rows = "\n".join(f"| `{p.name}` | {p.repository} | {p.licence} |" for p in PLACES)
    parts = [HEAD.format(tables=", ".join(f"`{name}`" for name in TABLES), places=rows)]
    for name in TABLES:
        path = folder / f"{name}.json"
        if path.is_file():
            parts.append(section(json.loads(path.read_text(encoding="utf-8"))))
    return "\n".join(parts)


def section(result: dict[str, Any]) -> str:
    """A table, what it counts, and how it was made."""
    versions = ", ".join(f"{name} {version}" for name, version in result["checkers"].items())
    data = ", ".join(f"{name} ({d['files']} files, {d['sha256']})" for name, d in result["data"].items())
    told = f"{result['date']}, commit {result['commit']}; {versions}; {result['machine']}. Data: {data}."
    lines = [f"## {result['title']}", "", result["about"], "", f"`{result['command']}`", "", shown(result), told]
    if result["note"]:
        lines += ["", result["note"]]
    if result["absent"]:
        lines += ["", f"Not measured: {'; '.join(result['absent'])}."]
    return "\n".join([*lines, ""])
