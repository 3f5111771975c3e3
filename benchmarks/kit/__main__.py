"""One command for each table; see benchmarks/kit/__init__.py."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.kit import page, places
from benchmarks.kit.checkers import PEERS, checkers
from benchmarks.kit.data import Missing
from benchmarks.kit.result import RESULTS, measured, shown
from benchmarks.kit.tables import TABLES


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kit", description="Figures on public data.")
    parser.add_argument("what", choices=[*TABLES, "all", "fetch", "page"])
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder with the data sets (data)")
    parser.add_argument("--limit", type=int, default=0, help="documents of each corpus or language (0: all)")
    parser.add_argument("--peers", default=",".join(PEERS), help="with commas; empty: none (those that are installed)")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder of the results, a JSON file a table")
    parser.add_argument("--note", default="", help="what to know of the data, for the result")
    args = parser.parse_args(arguments)
    try:
        if args.what == "fetch":
            for made in places.fetch(args.data):
                print(f"{made}: {places.place(made.name).licence}")
        elif args.what == "page":
            page.TARGET.write_text(page.written(args.out), encoding="utf-8")
        else:
            beside, absent = checkers([name for name in args.peers.split(",") if name])
            for line in absent:
                print(f"not measured: {line}", file=sys.stderr)
            args.out.mkdir(parents=True, exist_ok=True)
            for name in TABLES if args.what == "all" else [args.what]:
                result = measured(name, args.data, beside, absent, args.limit, args.note)
                (args.out / f"{name}.json").write_text(
                    json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
                )
                print(shown(result))
    except (Missing, OSError, ValueError) as e:
        print(f"kit: {e}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
