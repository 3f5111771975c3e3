"""What a table's result holds besides its rows: versions, the machine, and which data were read."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.kit.checkers import Checker
from benchmarks.kit.places import place
from benchmarks.kit.tables import TABLES

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results"


def measured(
    name: str, folder: Path, checkers: Sequence[Checker], absent: Sequence[str], limit: int, note: str
) -> dict[str, Any]:
    """The result of a table. Raises Missing for data that are not there."""
    table = TABLES[name]
    began = time.process_time()
    rows = list(table.rows(folder, checkers, limit))
    return {
        "table": name,
        "title": table.title,
        "about": table.about,
        "date": datetime.now(UTC).date().isoformat(),
        "command": f"python -m benchmarks.kit {name} --data DATA" + (f" --limit {limit}" if limit else ""),
        "note": note,
        "checkers": {c.name: c.version for c in checkers},
        "absent": list(absent),
        "commit": commit(),
        "machine": machine(),
        "cpu_seconds": round(time.process_time() - began, 1),
        "data": {s: {"licence": place(s).licence, **digest(folder / s)} for s in table.sets},
        "columns": list(table.columns),
        "rows": rows,
    }


def digest(folder: Path) -> dict[str, Any]:
    """How many files a data set has, and a digest of their names and bytes."""
    total = hashlib.sha256()
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    for path in files:
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return {"files": len(files), "sha256": total.hexdigest()[:16]}


def commit() -> str:
    """The commit that is measured; with "+" if files are changed."""
    told = subprocess.run(["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True)
    return told.stdout.strip()


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def shown(result: dict[str, Any]) -> str:
    """The rows as a table in Markdown."""
    lines = [result["columns"], ["---"] * len(result["columns"])]
    lines += [
        ["–" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row]
        for row in result["rows"]
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(cell: object) -> str:
    return "–" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)
