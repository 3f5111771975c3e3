"""The texts whose candidates are read and labelled: human and machine English, each with the corpus it is from.

Of the measuring kit only the part to look at (`EVALKIT_PART=read`) is taken, whatever the environment says.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from hashlib import sha1
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

SYSTEMS = 5  # outputs per document
BLOCK = 400  # words of the training texts that are read as one article
BROKEN = "AIST"  # a system of WMT22 ja-en whose output is no English


class Text(NamedTuple):
    """One article. `corpus` is left out as a whole when evidence is fitted; `machine`: it is a machine translation."""

    id: str
    corpus: str
    machine: bool
    text: str


def texts(kit: Path, data: Path) -> Iterator[Text]:
    """All texts, in a fixed order."""
    os.environ["EVALKIT_PART"] = "read"
    sys.path.insert(0, str(kit))
    yield from _references(__import__("b1_clean"))
    yield from _wild(kit / "data", __import__("common").left_out)
    yield from _training(data / "text")
    yield from _systems(__import__("data"), __import__("common").split_of)
    yield from _annotated(kit / "data", __import__("common").left_out)
    yield from _mined(kit / "data" / "examples.dev.jsonl", __import__("common").left_out)


def _references(b1: Any) -> Iterator[Text]:
    for name, docs in b1.corpora("dev", ["wmt21", "wmt22", "wmt23"]).items():
        corpus = (
            "web" if name == "web" else "news" if "news" in name else "wiki" if name[:3] in ("gum", "pud") else "mixed"
        )
        yield from (Text(d.id, corpus, False, d.text) for d in docs)


def _wild(folder: Path, left_out: Any) -> Iterator[Text]:
    for row in _rows(folder / "wild.dev.jsonl.gz"):
        if not left_out(row["id"]) and not row["markdown"]:
            machine = row["kind"] == "mt"
            yield Text(row["id"], "wild" if machine else "wild-human", machine, row["text"])


def _training(folder: Path) -> Iterator[Text]:
    for name, corpus in (("current-events", "events"), ("us-presidents", "speeches")):
        part: list[str] = []
        words = n = 0
        for line in _lines(folder / f"{name}.txt.gz"):
            part.append(line.rstrip("\n"))
            words += len(line.split())
            if words >= BLOCK:
                yield Text(f"{name}/{n}", corpus, False, "\n".join(part))
                part, words, n = [], 0, n + 1
    for n, line in enumerate(_lines(folder / "wikipedia-biographies.txt.gz")):
        yield Text(f"biographies/{n}", "wiki", False, line.rstrip("\n"))


def _systems(data: Any, split_of: Any) -> Iterator[Text]:
    for year, pair in data.WMT_PAIRS:
        for doc in data.wmt_docs(year, pair):
            if split_of(doc.id) == "dev":
                kinds = [k for k in data.wmt_kinds(year, pair, "system-outputs") if BROKEN not in k]
                kinds.sort(key=lambda k: sha1(f"{doc.id}#{k}".encode()).digest())
                for kind in kinds[:SYSTEMS]:
                    yield Text(f"{doc.id}#{kind}", "wmt", True, data.wmt_text(doc, kind))


def _annotated(folder: Path, left_out: Any) -> Iterator[Text]:
    rows = [row for row in _rows(folder / "bio.dev.jsonl.gz") if not left_out(row["doc"])]
    rows.sort(key=lambda row: (row["doc"], sha1(f"{row['doc']}#{row['system']}".encode()).digest()))
    for _, group in groupby(rows, key=lambda row: row["doc"]):
        systems = list(group)
        people = [row for row in systems if row["system"].startswith("ref.")]
        machines = [row for row in systems if not row["system"].startswith("ref.")][:SYSTEMS]
        for row in (*people, *machines):
            text = "\n".join(s["target"] for s in row["segments"])
            human = row in people
            yield Text(f"{row['doc']}#{row['system']}", "bio-human" if human else "bio", not human, text)


def _mined(path: Path, left_out: Any) -> Iterator[Text]:
    for row in map(json.loads, _lines(path)):
        if not left_out(row["text"]):
            yield Text(mined_id(row), "mined", row["kind"] == "artefact", before(row) + row["text"])


def mined_id(row: dict[str, Any]) -> str:
    """The name of one of the kit's examples."""
    return f"mined/{sha1(row['text'].encode()).hexdigest()[:10]}"


def before(row: dict[str, Any]) -> str:
    """What stands before one of the kit's examples."""
    text = row.get("context") or ""
    text = " ".join(text) if isinstance(text, list) else text
    return text.replace(" ⏎ ", "\n").strip() + " " if text else ""


def _rows(path: Path) -> Iterator[Any]:
    yield from map(json.loads, _lines(path))


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from file
