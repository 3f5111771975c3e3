"""Write the golden reports of the seed article anew, and README's copy. Read the difference before committing it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from test_articles import GOLDEN, golden  # noqa: E402

BLOCK = re.compile(r"(<!-- seed report: .*? -->\n```text\n).*?(```\n<!-- end of seed report -->)", re.DOTALL)

reports = golden()
GOLDEN.mkdir(exist_ok=True)
for name, text in reports.items():
    (GOLDEN / name).write_text(text, encoding="utf-8")
    print(f"wrote {(GOLDEN / name).relative_to(ROOT)}")

readme = ROOT / "README.md"
before = readme.read_text(encoding="utf-8")
after, count = BLOCK.subn(lambda m: m[1] + reports["seed.report.txt"] + m[2], before)
if count != 1:
    raise SystemExit("README.md has no block for the seed report")
readme.write_text(after, encoding="utf-8")
print("wrote the report in README.md")
