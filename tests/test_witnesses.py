"""No condition of a rule loses its witness: the share of those that an example of the rule protects may not fall."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# In a process of its own, without coverage: an alarm that ends what takes too long could leave its lock taken.
MEASURE = """
import json, sys
sys.path.insert(0, "scripts")
import witnesses
print(json.dumps(witnesses.measure([], False)))
"""


@pytest.mark.slow
def test_conditions_keep_their_witnesses() -> None:
    """After rules were changed for the better: python scripts/witnesses.py --update, then read the difference."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, tuple[int, int]] = {c: tuple(row) for c, row in json.loads(done.stdout.splitlines()[-1]).items()}
    recorded: dict[str, tuple[int, int]] = {
        c: tuple(row) for c, row in json.loads((ROOT / "tests" / "witnesses.json").read_text("utf-8")).items()
    }
    assert recorded.keys() <= found.keys(), "rules are gone: python scripts/witnesses.py --update"
    known = {code: found[code] for code in recorded}
    assert share(known) >= share(recorded)
    fallen = {c for c, (n, noticed) in known.items() if noticed / n < recorded[c][1] / recorded[c][0]}
    assert not fallen, "these rules lost witnesses; python scripts/witnesses.py CODE shows which conditions have none"


def share(rows: dict[str, tuple[int, int]]) -> float:
    """Of all conditions, those that an example notices."""
    return sum(noticed for _, noticed in rows.values()) / sum(n for n, _ in rows.values())
