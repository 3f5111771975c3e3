"""Write docs/configuration.schema.json from the keys of the configuration."""

from __future__ import annotations

from pathlib import Path

from mtcheck.project.keys import json_schema
from mtcheck.report.json import dumps

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "configuration.schema.json"


def written() -> str:
    """The schema."""
    return dumps(json_schema())


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
