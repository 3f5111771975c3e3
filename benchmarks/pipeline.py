"""Many articles in one run: one process and two, with a cold and a warm cache; wall time and peak memory.

python benchmarks/pipeline.py [--articles N] [--words N] [--folder DIR]

The articles are sentences of fixtures/human in random order. Figures are for this machine and its load: the
processes' CPU seconds and what the machine does besides are printed with them.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, "-m", "mtcheck", "check", "--isolated", "--exit-zero", "--output", "jsonl:report.jsonl"]


def write(folder: Path, count: int, words: int) -> None:
    """Write the articles, a hundred to a folder."""
    text = " ".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "fixtures" / "human").glob("*.txt")))
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if 5 < len(s.split()) < 40]
    dice = random.Random(1)
    for n in range(count):
        parts: list[str] = []
        while sum(len(p.split()) for p in parts) < words:
            parts.append(" ".join(dice.choices(sentences, k=4)))
        place = folder / f"{n // 100:03}"
        place.mkdir(exist_ok=True)
        (place / f"article {n:05}.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def run(folder: Path, *options: str) -> tuple[float, float, float]:
    """(wall seconds, CPU seconds, peak MB of the largest process) of a run."""
    start = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen([*PROGRAM, "articles", *options], cwd=folder, stdout=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--words", type=int, default=600)
    options.add_argument("--folder", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        write(folder / "articles", chosen.articles, chosen.words)
        print(f"{chosen.articles:,} articles of {chosen.words} words; load {os.getloadavg()[0]:.1f} at the beginning")
        times = {}
        for label, extra in (
            ("two processes", ["--jobs", "2"]),
            ("one process", ["--jobs", "1"]),
            ("two, cold cache", ["--jobs", "2", "--cache"]),
            ("warm cache", ["--cache"]),
        ):
            wall, cpu, memory = times[label] = run(folder, *extra)
            print(f"{label:16} {wall:7.1f} s wall {cpu:7.1f} s CPU {memory:6.0f} MB", flush=True)
        print(f"two processes: {times['one process'][0] / times['two processes'][0]:.2f} times as fast as one")


if __name__ == "__main__":
    main()
