"""Count what readers said of the findings that are shown by default: benchmarks/read.tsv, for the pages of rules.

    python benchmarks/read_findings.py --kit ../shared/evalkit --data ../shared/data

benchmarks/verdicts.tsv also judges candidates that are too weak to be shown. Here the labelled texts are checked again,
and a verdict counts if the rule shows a finding at its place. What is shown was fitted on the same verdicts
(docs/evidence.md): on new texts expect less. Rules that need the source are left out: their texts are not here.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import mtcheck

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = ROOT / "benchmarks" / "verdicts.tsv"
TARGET = ROOT / "benchmarks" / "read.tsv"
SAID = ("right", "arguable", "wrong")


class Verdict(NamedTuple):
    document: str
    code: str
    offset: int
    said: str


def verdicts() -> Iterator[Verdict]:
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        for row in csv.reader(told, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Verdict(row[1], row[2], int(row[3]), row[4])


def counted(kit: Path, data: Path) -> dict[str, Counter[str]]:
    """By rule, how many findings were right, arguable or wrong."""
    sys.path.insert(0, str(ROOT / "training"))
    from evidence_texts import texts

    out: dict[str, Counter[str]] = {}
    by_document: dict[str, list[Verdict]] = {}
    for verdict in verdicts():
        by_document.setdefault(verdict.document, []).append(verdict)
    for text in texts(kit, data):
        read = by_document.pop(text.id, None)
        if read:
            shown = {(f.code, f.span.start) for f in mtcheck.check(text.text).findings}
            for verdict in read:
                if (verdict.code, verdict.offset) in shown:
                    out.setdefault(verdict.code, Counter())[verdict.said] += 1
    return out


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kit", type=Path, required=True)
    options.add_argument("--data", type=Path, required=True)
    chosen = options.parse_args()
    rows = sorted(counted(chosen.kit, chosen.data).items())
    lines = [
        "# Written by benchmarks/read_findings.py: of the findings of a rule that were read, how many were",
        "\t".join(("# rule", *SAID)),
    ]
    lines += ["\t".join((code, *(str(said[kind]) for kind in SAID))) for code, said in rows]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    total = sum((said for _, said in rows), Counter[str]())
    print(f"wrote {TARGET.relative_to(ROOT)}: {len(rows)} rules, {', '.join(f'{total[kind]} {kind}' for kind in SAID)}")


if __name__ == "__main__":
    main()
