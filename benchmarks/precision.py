"""Measure every rule on the kit's development half and write mtcheck/measured.json, which `mtcheck explain` shows.

    python benchmarks/precision.py --kit ../shared/evalkit

Human text: every finding counts as a false alarm, though some are real slips, so that the rate is an upper bound. For
the rules whose rate is above 0.05 all were read: `verdicts.tsv` names the false ones, and the rate of these is printed.
Machine text: the outputs of WMT systems. Mined: artefacts of real systems and human look-alikes, marked by hand.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

import mtcheck
from mtcheck.checking.registry import target_rules

VERDICTS = Path(__file__).with_name("verdicts.tsv")
MOST = 0.05  # findings per 1,000 words of human text that a rule may raise by default
TARGET = Path(mtcheck.__file__).parent / "checking" / "measured.json"
MACHINE_WORDS = 400_000
LEFT_OUT = "AIST"  # a broken system of WMT22 ja-en


def findings(texts: Iterable[str], limit: int = 0) -> tuple[Counter[str], Counter[str], int]:
    """Findings by rule code, those of them that a reader has judged false, and the number of words."""
    lines = VERDICTS.read_text(encoding="utf-8").splitlines()
    judged = {tuple(line.split("\t")[:3]) for line in lines if not line.startswith("#")}
    counts: Counter[str] = Counter()
    false: Counter[str] = Counter()
    words = 0
    for text in texts:
        report, key = mtcheck.check(text), format(crc32(text.encode()), "08x")
        counts.update(f.code for f in report.findings)
        false.update(f.code for f in report.findings if (f.code, key, str(f.span.start)) in judged)
        words += report.words
        if limit and words >= limit:
            break
    return counts, false, words


def machine_texts(data: Any, split_of: Any) -> list[str]:
    """Outputs of all systems for documents of the development half, in a fixed random order."""
    texts = []
    for year, pair in data.WMT_PAIRS:
        for doc in data.wmt_docs(year, pair):
            if split_of(doc.id) == "dev":
                kinds = [k for k in data.wmt_kinds(year, pair, "system-outputs") if LEFT_OUT not in k]
                texts += [data.wmt_text(doc, kind) for kind in kinds]
    random.Random(7).shuffle(texts)
    return texts


def mined(path: Path) -> dict[str, Counter[str]]:
    """For artefacts and look-alikes: how many of each the rules touch, by code."""
    hits: dict[str, Counter[str]] = {"artefact": Counter(), "lookalike": Counter()}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        before = item.get("context") or ""
        before = " ".join(before) if isinstance(before, list) else before
        before = before.replace(" ⏎ ", "\n").strip() + " " if before else ""
        start, end = item["span_start"] + len(before), item["span_end"] + len(before)
        for f in mtcheck.check(before + item["text"]).findings:
            if f.span.start < end and max(f.span.end, f.span.start + 1) > start:
                hits[item["kind"]][f.code] += 1
    return hits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True, help="folder of the measuring kit")
    args = parser.parse_args()
    sys.path.insert(0, str(args.kit))
    import data  # type: ignore[import-not-found]
    from common import split_of  # type: ignore[import-not-found]
    from fit_capitals import human_texts

    human, false, human_words = findings(human_texts(args.kit))
    machine, _, machine_words = findings(machine_texts(data, split_of), MACHINE_WORDS)
    hits = mined(args.kit / "data" / "examples.dev.jsonl")
    rules = {
        r.code: [human[r.code], machine[r.code], hits["artefact"][r.code], hits["lookalike"][r.code]]
        for r in target_rules()
    }
    body = {"human_words": human_words, "machine_words": machine_words, "rules": rules}
    lines = [f' "{code}": {json.dumps(row)}' for code, row in sorted(rules.items())]
    head = f'{{"human_words": {human_words}, "machine_words": {machine_words}, "rules": {{\n'
    TARGET.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    assert json.loads(TARGET.read_text(encoding="utf-8")) == body
    noisy = {c: round(1000 * row[0] / human_words, 3) for c, row in rules.items() if row[0] > MOST * human_words / 1000}
    some = sum(map(any, rules.values()))
    print(f"{some} of {len(rules)} rules found something; over {MOST} per 1,000 human words: {noisy}")
    print("of these false:", {c: f"{false[c]} of {human[c]}, {1000 * false[c] / human_words:.3f}" for c in noisy})
    print(f"human {1000 * human.total() / human_words:.3f}, machine {1000 * machine.total() / machine_words:.3f}")


if __name__ == "__main__":
    main()
