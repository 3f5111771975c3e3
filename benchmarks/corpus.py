"""A corpus through `mtcheck corpus run`: words a second in one process and in two, memory over time, bytes written.

python benchmarks/corpus.py [--articles N] [--words N] [--text FILE]... [--folder DIR] [--one SHARE]

The articles are sentences of fixtures/human and of fixtures/seed.txt (or of the files given, .gz too) in random order,
in one Parquet file of row groups of 5,000. The run in two processes takes all of them; the one in one process a SHARE
(0.25), so that a long run takes less long, once before and once after; compared are words a second. Memory is that of
the run and of all its processes (PSS: shared pages count once), looked at every two seconds.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parent.parent
ENGINES, SITES = ("alpha", "beta", "gamma"), 40
GROUP = 5_000  # rows of a row group


class Run(NamedTuple):
    """A run: seconds, words, processor seconds of all its processes, and memory in MB over time."""

    seconds: float
    words: int
    processor: float
    memory: list[float]

    @property
    def speed(self) -> float:
        return self.words / self.seconds


def sentences(files: list[Path]) -> list[str]:
    texts = files or [*sorted((ROOT / "fixtures" / "human").glob("*.txt")), ROOT / "fixtures" / "seed.txt"]
    text = "\n".join((gzip.open if p.suffix == ".gz" else open)(p, "rt", encoding="utf-8").read() for p in texts)
    return [s for s in re.split(r"(?<=[.!?])\s+", text) if 5 < len(s.split()) < 40]


def write(path: Path, count: int, words: int, files: list[Path]) -> int:
    """Write the articles; the number of words."""
    pool, dice = sentences(files), random.Random(1)
    lengths = {s: len(s.split()) for s in pool}
    schema = pa.schema([("text", pa.string()), ("engine", pa.string()), ("url", pa.string()), ("day", pa.string())])
    total = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for first in range(0, count, GROUP):
            rows = []
            for k in range(first, min(count, first + GROUP)):
                parts: list[str] = []
                have = 0
                while have < words:
                    some = dice.choices(pool, k=4)
                    have += sum(lengths[s] for s in some)
                    parts.append(" ".join(some))
                total += have
                day = f"2026-{1 + k % 12:02}-{1 + k % 28:02}"
                url = f"https://www.site{k % SITES}.example/{k}"
                rows.append({"text": "\n\n".join(parts), "engine": ENGINES[k % 3], "url": url, "day": day})
            writer.write_table(pa.Table.from_pylist(rows, schema))
    return total


def memory(pid: int) -> float:
    """MB that a process and those below it hold; shared pages count once."""
    total = 0.0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            for thread in os.listdir(f"/proc/{one}/task"):
                children = Path(f"/proc/{one}/task/{thread}/children").read_text()
                waiting += [int(child) for child in children.split()]
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        if match := re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE):
            total += int(match[1]) / 1024
    return total


def run(source: Path, target: Path, jobs: int) -> Run:
    """One run of the command."""
    command = [sys.executable, "-m", "mtcheck", "corpus", "run", str(source), str(target), "--isolated"]
    command += ["--keep", "engine,url,day", "--jobs", str(jobs)]
    begin, used = time.monotonic(), os.times()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    seen: list[float] = []
    while process.poll() is None:
        seen.append(memory(process.pid))
        time.sleep(2)
    out = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"ended with {process.returncode}")
    said = re.search(r"^([\d,]+) words, .*?([\d,.]+) s;", out, re.MULTILINE)
    assert said, out
    now = os.times()
    processor = now.children_user + now.children_system - used.children_user - used.children_system
    # The command's own seconds: those of the loop here are up to two too many.
    seconds = min(time.monotonic() - begin, float(said[2].replace(",", "")))
    return Run(seconds, int(said[1].replace(",", "")), processor, seen)


def told(label: str, one: Run, jobs: int) -> None:
    ends = [one.memory[len(one.memory) * k // 4 : max(1, len(one.memory) * (k + 1) // 4)] for k in range(4)]
    quarters = ", ".join(f"{max(part):.0f}" for part in ends if part)
    print(
        f"{label:14} {one.seconds:8.1f} s  {one.words:12,} words  {one.speed:8,.0f} words/s "
        f"({one.speed / jobs:,.0f} a process; {one.words / one.processor:,.0f} a second of processor)\n"
        f"{'':14} most memory in each quarter of the run: {quarters} MB",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=4_000)
    options.add_argument("--words", type=int, default=600)
    options.add_argument("--text", type=Path, action="append", default=[])
    options.add_argument("--folder", type=Path)
    options.add_argument("--one", type=float, default=0.25)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        words = write(folder / "all.parquet", chosen.articles, chosen.words, chosen.text)
        few = max(1, int(chosen.articles * chosen.one))
        write(folder / "some.parquet", few, chosen.words, chosen.text)
        size = (folder / "all.parquet").stat().st_size
        print(f"{chosen.articles:,} articles, {words:,} words, {size / 1e6:,.1f} MB; load {os.getloadavg()[0]:.1f}")
        half = run(folder / "some.parquet", folder / "before", 1)
        told("one process", half, 1)
        two = run(folder / "all.parquet", folder / "out", 2)
        told("two processes", two, 2)
        shutil.rmtree(folder / "before")
        again = run(folder / "some.parquet", folder / "after", 1)
        told("one process", again, 1)
        alone = (half.words + again.words) / (half.seconds + again.seconds)
        print(f"two processes: {two.speed / alone:.2f} times as fast as one, started cold each time")
        written = sum(p.stat().st_size for p in (folder / "out" / "parts").iterdir())
        print(f"results: {written / chosen.articles:,.0f} bytes an article")
        begin = time.monotonic()
        command = [sys.executable, "-m", "mtcheck", "corpus", "report", str(folder / "out"), "--format", "html"]
        command += ["--by", "engine", "--site", "url", "--week", "day", "--output-file", str(folder / "page.html")]
        subprocess.run(command, check=True)
        page = (folder / "page.html").stat().st_size
        print(f"report: {time.monotonic() - begin:.1f} s, a page of {page / 1000:.0f} kB")


if __name__ == "__main__":
    main()
