"""From the shell to the findings: CPU time and peak memory, against importing numpy, click and rich alone.

python benchmarks/startup.py [--runs N] [--imports]

Prints the least of N runs of each, in turn, so that both see the same machine. `--imports` adds the modules
that take longest to import (their own time, `python -X importtime`).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "fixtures" / "seed.txt"
REFERENCE = [sys.executable, "-c", "import numpy, click, rich.console"]
CHECK = [sys.executable, "-c", "import sys; from mtcheck.__main__ import run; sys.exit(run())", str(ARTICLE)]
GOAL = 1.5  # times the reference


def environment() -> dict[str, str]:
    """As after an installation: with compiled modules, kept in a folder of their own."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": tempfile.gettempdir() + "/mtcheck-startup"}


def run(command: list[str]) -> tuple[float, float]:
    """(CPU seconds, peak MB) of one run; its output goes nowhere."""
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def imports(count: int) -> None:
    """Print the modules with the longest import times of their own, in milliseconds."""
    command = [sys.executable, "-X", "importtime", *CHECK[1:]]
    lines = subprocess.run(command, capture_output=True, text=True, env=environment()).stderr.splitlines()
    rows = [line.removeprefix("import time:").split("|") for line in lines if line.startswith("import time:")]
    times = sorted(((int(own), name.strip()) for own, _, name in rows if own.strip().isdigit()), reverse=True)
    print(f"\n{len(times)} modules, {sum(t for t, _ in times) / 1000:.0f} ms of imports; the longest:")
    for own, name in times[:count]:
        print(f"{own / 1000:7.1f} ms  {name}")
    parts: dict[str, int] = {}
    for own, name in times:
        parts[name.partition(".")[0]] = parts.get(name.partition(".")[0], 0) + own
    print("by package:", ", ".join(f"{n} {t / 1000:.0f} ms" for n, t in sorted(parts.items(), key=lambda x: -x[1])[:8]))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--imports", action="store_true")
    chosen = options.parse_args()
    run(REFERENCE), run(CHECK)  # compiles and fills the file cache
    pairs = [(run(REFERENCE), run(CHECK)) for _ in range(chosen.runs)]
    reference, check = min(r[0] for r, _ in pairs), min(c[0] for _, c in pairs)
    memory = max(c[1] for _, c in pairs)
    print(f"numpy, click, rich.console: {reference:.3f} s CPU")
    print(f"mtcheck {ARTICLE.name}: {check:.3f} s CPU, {memory:.0f} MB at most")
    print(f"ratio {check / reference:.2f} (goal: at most {GOAL})")
    if chosen.imports:
        imports(25)


if __name__ == "__main__":
    main()
