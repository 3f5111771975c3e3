"""POST /check as its description has it, fuzzed by schemathesis: right and wrong requests alike."""

from __future__ import annotations

from typing import Any

import pytest

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from hypothesis import HealthCheck, settings  # noqa: E402

from mtcheck.project.loading import load  # noqa: E402
from mtcheck.serve.app import application  # noqa: E402
from mtcheck.serve.desk import Desk  # noqa: E402

APP = application(Desk(load(isolated=True)), hosts=("testserver", "localhost", "127.0.0.1"))
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP)


FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def _check(case: Any) -> None:
    case.call_and_validate()


test_check = pytest.mark.slow(SCHEMA.parametrize()(FEW(_check)))
