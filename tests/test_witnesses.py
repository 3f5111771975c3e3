"""No condition of a rule loses its witness: the share of those that an example of the rule protects may not fall."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_conditions_keep_their_witnesses() -> None:
    """After rules were changed for the better: python scripts/witnesses.py --update, then read the difference."""
    spec = importlib.util.spec_from_file_location("witnesses", ROOT / "scripts" / "witnesses.py")
    assert spec and spec.loader
    witnesses = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(witnesses)
    recorded = {c: witnesses.Share(*row) for c, row in json.loads(witnesses.RECORD.read_text("utf-8")).items()}
    found = witnesses.measure([], False)
    print(*(f"{code} {s.noticed} of {s.conditions}" for code, s in found.items()), sep="\n")
    assert recorded.keys() <= found.keys(), "rules are gone: python scripts/witnesses.py --update"
    known = {code: found[code] for code in recorded}
    assert witnesses.total(known) >= witnesses.total(recorded)
    fallen = {c for c, s in known.items() if s.noticed / s.conditions < recorded[c].noticed / recorded[c].conditions}
    assert not fallen, "these rules lost witnesses; python scripts/witnesses.py CODE shows which conditions have none"
