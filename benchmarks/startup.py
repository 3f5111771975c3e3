"""From the shell to the findings: CPU time and peak memory, against importing numpy, click and rich alone.

python benchmarks/startup.py [--runs N] [--formats text,json,...] [--imports]

Runs the reference and each format in turn, N times, so that all see the same machine, and prints the median of each
and its ratio to the reference. `--imports` adds the modules that take longest to import (their own time,
`python -X importtime`).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "fixtures" / "seed.txt"
REFERENCE = [sys.executable, "-c", "import numpy, click, rich.console"]
CHECK = [sys.executable, "-c", "import sys; from mtcheck.__main__ import run; sys.exit(run())", str(ARTICLE)]
FORMATS = ("text", "concise", "json", "sarif", "html")
GOAL = 1.5  # times the reference; not asked of html


class Run(NamedTuple):
    """What one run took."""

    seconds: float  # of CPU
    peak: float  # MB


def environment() -> dict[str, str]:
    """As after an installation: with compiled modules, kept in a folder of their own; one thread for numpy, in the
    reference too."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": tempfile.gettempdir() + "/mtcheck-startup", "OPENBLAS_NUM_THREADS": "1"}


def run(command: list[str]) -> Run:
    """One run; its output goes nowhere."""
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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
    options.add_argument("--formats", default=",".join(FORMATS))
    options.add_argument("--imports", action="store_true")
    chosen = options.parse_args()
    commands = {"": REFERENCE} | {name: [*CHECK, "--format", name] for name in chosen.formats.split(",")}
    for command in commands.values():
        run(command)  # compiles and fills the file cache
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(chosen.runs):
        for name, command in commands.items():
            runs[name].append(run(command))
    middle = {name: statistics.median(r.seconds for r in found) for name, found in runs.items()}
    print(f"numpy, click, rich.console: {middle['']:.3f} s CPU, median of {chosen.runs}; goal {GOAL} times as much")
    for name, seconds in middle.items():
        if name:
            peak = max(r.peak for r in runs[name])
            print(f"{name:8} {seconds:.3f} s CPU, ratio {seconds / middle['']:.2f}, {peak:.0f} MB at most")
    if chosen.imports:
        imports(25)


if __name__ == "__main__":
    main()
