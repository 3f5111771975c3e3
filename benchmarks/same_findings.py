"""Whether two versions of mtcheck say the same: findings and scores over many texts, dumped by each, then compared.

    python benchmarks/same_findings.py dump OUT.jsonl.gz [--kit KIT] [--data DATA] [--folder DIR …] [--share N]
    python benchmarks/same_findings.py compare BEFORE.jsonl.gz AFTER.jsonl.gz [--show N]

`dump` runs the mtcheck of the Python it is started with. It reads the development texts of the measuring kit (WMT
references and system outputs, treebanks, pronoun sets, annotated articles, NTREX pairs with their sources), the folder
of training texts, the texts (.txt, .txt.gz) of any other `--folder`, and the examples of all rules, unless
`--no-examples` leaves them out; `--share N` takes each N-th text only. A line of OUT is a text:
its id, words, score, strain, and for each finding the code, span, message, severity, confidence, related places
and fixes. `compare` prints what differs and ends with 1 if anything does.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

BLOCK = 400  # words of the training texts that are read as one article


class Item(NamedTuple):
    """A text to check, with its source if it has one."""

    id: str
    text: str
    source: str | None = None


def kit_items(kit: Path) -> Iterator[Item]:
    """The development texts of the kit."""
    sys.path.insert(0, str(kit))
    data: Any = __import__("data")
    split_of: Any = __import__("common").split_of
    for docs in (data.gum(), data.pud()):
        yield from (Item(d.id, d.text) for d in docs if split_of(d.base) == "dev")
    for year, pair in data.WMT_PAIRS:
        for d in data.wmt_references(year, pair):
            if split_of(d.base) == "dev":
                yield Item(d.id, d.text, "\n".join(s.source for s in d.sentences))
        for doc in data.wmt_docs(year, pair):
            if split_of(doc.id) == "dev":
                kinds = data.wmt_kinds(year, pair, "system-outputs")
                yield from (Item(f"{doc.id}#{kind}", data.wmt_text(doc, kind)) for kind in kinds)
    yield from (Item(f"gap/{g.id}", g.text) for g in data.gap("dev"))
    for gender, lines in data.geneval("dev").items():
        yield from (Item(f"geneval/{gender}/{n}", line) for n, line in enumerate(lines))
    for name, rows in data.demetr().items():
        for row in rows:
            if split_of(row.cluster) == "dev":
                yield Item(f"demetr/{name}/{row.id}", row.bad, row.source)


def file_items(folder: Path) -> Iterator[Item]:
    """The texts of the kit's JSON Lines and tables."""
    for name in ("bio.dev", "mqm21", "wmt23qe.dev"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                text = "\n".join(s["target"] for s in row["segments"])
                yield Item(f"{name}/{row['system']}/{row['doc']}", text)
    for name in ("web.dev", "wild.dev"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            yield from (Item(row["id"], row["text"]) for row in map(json.loads, file))
    for n, line in enumerate((folder / "examples.dev.jsonl").read_text(encoding="utf-8").splitlines()):
        yield Item(f"examples/{n}", json.loads(line)["text"])
    for line in (folder / "cases.dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Item(f"cases/{row['id']}", row["target"], row.get("source"))
    for kind, column in (("clean", "target"), ("damaged", "damaged")):
        with lzma.open(folder / f"ntrex.{kind}.dev.tsv.xz", "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield Item(f"ntrex/{kind}/{row['lang']}/{row['id']}/{row.get('class')}", row[column], row["source"])


def data_items(folder: Path) -> Iterator[Item]:
    """The training texts, in articles of some hundred words."""
    for path in sorted((folder / "text").glob("*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            text = file.read()
        if "tagged" in path.name:
            text = re.sub(r"_\S+", "", text)
        part: list[str] = []
        words = n = 0
        for line in text.splitlines():
            part.append(line)
            words += len(line.split())
            if words >= BLOCK:
                yield Item(f"{path.name}/{n}", "\n".join(part))
                part, words, n = [], 0, n + 1
        yield Item(f"{path.name}/{n}", "\n".join(part))


def folder_items(folder: Path) -> Iterator[Item]:
    """The texts of a folder and those below it, one an article, by their paths."""
    for path in sorted(p for p in folder.rglob("*") if p.name.endswith((".txt", ".txt.gz")) and p.is_file()):
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        yield Item(f"{folder}/{path.relative_to(folder).as_posix()}", text)


def rule_items() -> Iterator[Item]:
    """The examples of all rules, by the text itself, so that rules may be moved."""
    import mtcheck

    try:
        from mtcheck.checking.registry import all_rules
    except ImportError:
        from mtcheck.registry import all_rules  # type: ignore[import-not-found,no-redef]
    del mtcheck
    for rule in all_rules():
        for k, e in enumerate(rule.examples):
            text = e.text.replace("[[", "").replace("]]", "")
            yield Item(f"rule/{rule.code}/{k}", text, getattr(e, "source", None))


def row_of(item: Item, check: Any) -> list[Any]:
    """What is said of a text."""
    report = check(item.text, source=item.source)
    findings = [
        [
            f.code,
            *f.span,
            f.message,
            str(f.severity),
            round(f.confidence, 3),
            [[*r.span, r.message, r.where] for r in f.related],
            [x.to_dict() for x in f.fixes],
        ]
        for f in report.findings
    ]
    return [item.id, report.words, _rounded(report.score.value), round(report.score.strain, 4), findings]


def _rounded(value: float | None) -> float | None:
    return value if value is None else round(value, 4)


def dump(args: argparse.Namespace) -> int:
    from mtcheck import check

    def items() -> Iterator[Item]:
        if args.examples:
            yield from rule_items()
        for folder in args.folder:
            yield from folder_items(folder)
        if args.kit:
            yield from kit_items(args.kit)
            yield from file_items(args.kit / "data")
        if args.data:
            yield from data_items(args.data)

    n = found = 0
    with gzip.open(args.out, "wt", encoding="utf-8", compresslevel=3) as file:
        for k, item in enumerate(items()):
            if k % args.share == 0:
                row = row_of(item, check)
                n, found = n + 1, found + len(row[4])
                file.write(json.dumps(row) + "\n")
    print(f"{n:,} texts, {found:,} findings")
    return 0


def compare(args: argparse.Namespace) -> int:
    changed: Counter[str] = Counter()
    shown = same = 0
    with (
        gzip.open(args.before, "rt", encoding="utf-8") as before,
        gzip.open(args.after, "rt", encoding="utf-8") as after,
    ):
        for old, new in zip_longest(map(json.loads, before), map(json.loads, after)):
            if old == new:
                same += 1
                continue
            if old is None or new is None or old[0] != new[0]:
                print("other texts:", old and old[0], new and new[0])
                return 1
            gone, come = ([f for f in a[4] if f not in b[4]] for a, b in ((old, new), (new, old)))
            changed.update({f[0] for f in (*gone, *come)} or {"score"})
            if shown < args.show:
                shown += 1
                print(old[0], "score", old[1:4], "->", new[1:4])
                print(*("  - " + json.dumps(f, ensure_ascii=False) for f in gone), sep="\n")
                print(*("  + " + json.dumps(f, ensure_ascii=False) for f in come), sep="\n")
    print(f"{same:,} texts alike, {sum(changed.values()):,} differences: {dict(changed.most_common(20))}")
    return bool(changed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("dump")
    one.add_argument("out")
    one.add_argument("--kit", type=Path)
    one.add_argument("--data", type=Path)
    one.add_argument("--folder", type=Path, action="append", default=[])
    one.add_argument("--no-examples", dest="examples", action="store_false")
    one.add_argument("--share", type=int, default=1)
    one.set_defaults(run=dump)
    two = commands.add_parser("compare")
    two.add_argument("before")
    two.add_argument("after")
    two.add_argument("--show", type=int, default=5)
    two.set_defaults(run=compare)
    args = parser.parse_args()
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
