"""Some of benchmarks/fuzz.py: MTCHECK_FUZZ_SECONDS over all classes (30; five minutes before a release)."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

SECONDS = float(os.environ.get("MTCHECK_FUZZ_SECONDS", "30"))
SCRIPT = Path(__file__).resolve().parent.parent / "benchmarks" / "fuzz.py"


def script() -> Any:
    spec = importlib.util.spec_from_file_location("fuzz", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fuzz = script()


@pytest.mark.slow
@pytest.mark.parametrize("kind", fuzz.CLASSES)
def test_odd_files(kind: str) -> None:
    _, told = fuzz.campaign(kind, SECONDS / len(fuzz.CLASSES), 0)
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", fuzz.CLASSES)
def test_the_script_reads_what_it_makes(kind: str) -> None:
    count, told = fuzz.campaign(kind, 1, 77)
    assert told == []
    assert count["tried"] > 0
