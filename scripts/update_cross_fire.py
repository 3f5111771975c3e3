"""Write tests/cross_fire.json anew. Read the difference before committing it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from test_rules import SNAPSHOT, cross_fire  # noqa: E402

SNAPSHOT.write_text(json.dumps(cross_fire(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
print(f"wrote {SNAPSHOT.relative_to(ROOT)}")
