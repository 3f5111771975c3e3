"""Write every generated file anew, in the order in which they depend on each other. Read the difference before
committing it. `--list` prints what is made by what; names as arguments make only these.

What is made from data outside of the repository (word lists, names, places, weights, measured precision) is not among
them: see the head of each script in scripts/ and training/README.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# name -> (script, what it writes)
GENERATED = {
    "phrases": ("scripts/build_phrases.py", "mtcheck/rules/en/phrase_rows.py"),
    "rules": ("scripts/build_rule_index.py", "mtcheck/rules/index.py"),
    "schemas": ("scripts/schemas.py", "docs/configuration.schema.json"),
    "openapi": ("scripts/openapi.py", "mtcheck/serve/openapi.json"),
    "golden": ("scripts/update_golden.py", "tests/golden/ and the report in README.md"),
    "plot": ("scripts/score_plot.py", "docs/score.svg"),
    "cross-fire": ("scripts/update_cross_fire.py", "tests/cross_fire.json"),
    "reference": ("scripts/reference_pages.py", "docs/reference/commands.md and the tables of docs/configuration.md"),
    "tutorials": ("scripts/tutorials.py", "what commands print in docs/tutorials/"),
    "pages": ("scripts/rule_pages.py", "docs/rules/"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*GENERATED, []], metavar="NAME")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    for name in args.names or GENERATED:
        script, writes = GENERATED[name]
        if args.list:
            print(f"{name:12} {script}: {writes}")
            continue
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, str(ROOT / script)], cwd=ROOT, check=True, env=environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
