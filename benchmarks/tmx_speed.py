"""Time and memory of checking a TMX of many pairs, on one core: all rules, those of the English side included.

    python benchmarks/tmx_speed.py [--pairs 100000]

The file is made up from a few sentences with running numbers and names, so that hardly two pairs are the same.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENGLISH = (
    "On day {n} the council of {name} approved {m} new flats, the mayor said.",
    "The bridge near {name} was closed for {m} hours after an accident with {n} cars.",
    "{name} won the match by {m} points in front of {n} spectators.",
    "Is the museum in {name} open on all {m} days of the fair?",
    "The company, which has its seat in {name}, did not sell more than {n} machines last year.",
)
GERMAN = (
    "Am Tag {n} genehmigte der Rat von {name} {m} neue Wohnungen, sagte der Bürgermeister.",
    "Die Brücke bei {name} war nach einem Unfall mit {n} Autos {m} Stunden lang gesperrt.",
    "{name} gewann das Spiel vor {n} Zuschauern mit {m} Punkten Vorsprung.",
    "Ist das Museum in {name} an allen {m} Tagen der Messe geöffnet?",
    "Das Unternehmen mit Sitz in {name} verkaufte im vergangenen Jahr nicht mehr als {n} Maschinen.",
)
NAMES = "Ravenbrück Altmark Steinau Lindhorst Oberfeld Waldkirch Neudorf Hohenau Seefurt Kaltbach".split()


def write(path: Path, pairs: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="de"/><body>\n')
        for i in range(pairs):
            values = {"n": 1000 + i, "m": 13 + i % 80, "name": NAMES[i // 5 % len(NAMES)]}
            german, english = GERMAN[i % 5].format(**values), ENGLISH[i % 5].format(**values)
            out.write(f'<tu tuid="{i}"><tuv xml:lang="de"><seg>{german}</seg></tuv>')
            out.write(f'<tuv xml:lang="en"><seg>{english}</seg></tuv></tu>\n')
        out.write("</body></tmx>\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100_000)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.tmx"
        write(path, pairs)
        one = {
            "MTCHECK_MAX_FILE_SIZE": "0",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
        }
        start = time.perf_counter()
        command = [sys.executable, "-m", "mtcheck", "check", str(path), "--exit-zero", "--output-file", os.devnull]
        done = subprocess.run(command, env={**os.environ, **one}, check=False)
        wall = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, most = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    print(f"exit code {done.returncode}; {pairs:,} pairs; {wall:.1f} s, {cpu:.1f} s of CPU; at most {most:.0f} MB")


if __name__ == "__main__":
    main()
