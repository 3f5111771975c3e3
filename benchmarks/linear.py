"""How the time of check() grows with the text: it must grow no faster than the text.

python benchmarks/linear.py [--largest MB]

Texts are the fixture articles repeated; the last is all on one line. Best of three up to 1 MB, else one run.
CPU time, with one thread for linear algebra as in the program.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

import mtcheck
from mtcheck.__main__ import one_thread

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ONE_LINE = 5_000_000


def article() -> str:
    """All fixture articles, one after the other."""
    paths = sorted((ROOT / "fixtures").rglob("*.txt"))
    return "\n\n".join(p.read_text(encoding="utf-8").strip() for p in paths) + "\n\n"


def grown(text: str, size: int) -> str:
    """The text repeated up to so many characters."""
    return (text * (size // len(text) + 1))[:size]


def measure(text: str) -> tuple[float, mtcheck.Report]:
    """(CPU seconds, report); the least of three runs if they are short."""
    best = float("inf")
    for _ in range(3 if len(text) <= 1_000_000 else 1):
        start = time.process_time()
        report = mtcheck.check(text)
        best = min(best, time.process_time() - start)
    return best, report


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--largest", type=float, default=10, help="MB")
    most = options.parse_args().largest * 1_000_000
    one_thread()
    base = article()
    mtcheck.check(base)  # loads the model and the rules
    print(f"{'text':>16}  {'words':>10}  {'CPU s':>8}  {'µs/word':>8}  {'findings':>8}  {'peak MB':>8}")
    texts = [(f"{n / 1000:,.0f} kB", grown(base, n)) for n in SIZES if n <= most]
    if most >= ONE_LINE:
        texts.append((f"{ONE_LINE / 1000:,.0f} kB, one line", " ".join(grown(base, ONE_LINE).split())))
    for name, text in texts:
        seconds, report = measure(text)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = 1e6 * seconds / report.words
        print(f"{name:>16}  {report.words:10,}  {seconds:8.3f}  {each:8.2f}  {len(report.findings):8,}  {peak:8,.0f}")


if __name__ == "__main__":
    main()
