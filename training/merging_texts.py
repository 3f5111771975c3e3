"""The texts that merging is fitted and measured on: WMT23's quality estimation task with the spans of GPT-4, from an
evaluation kit (`wmt23qe.dev.jsonl.gz`, `wmt23qe.gpt4.dev.jsonl.gz`). The last quarter of the documents, by the kit's
own hash, is left out unless asked for."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from mtcheck.lint.findings import Severity
from mtcheck.readers.spans import ReaderSpan
from mtcheck.text.spans import Span

GOLD, SPANS, READER = "wmt23qe.dev.jsonl.gz", "wmt23qe.gpt4.dev.jsonl.gz", "GPT-4"
PARTS = ("read", "read", "unread", "final")


class Annotated(NamedTuple):
    """A document: its text, one segment a line, and source; what GPT-4 marked, what the annotators marked, and how many
    of GPT-4's spans begin beyond their segment: they are refused, as an import refuses them."""

    id: str
    lang: str
    text: str
    source: str
    spans: list[ReaderSpan]
    errors: list[Span]
    beyond: int


def documents(kit: Path, *, final: bool = False) -> Iterator[Annotated]:
    """All documents of the development half, without the last quarter."""
    sys.path.insert(0, str(kit))
    from common import digest  # type: ignore[import-not-found]

    marked = {d["doc"]: d["spans"] for d in _lines(kit / "data" / SPANS)}
    for d in _lines(kit / "data" / GOLD):
        if final or PARTS[digest("part:" + d["doc"]) % 4] != "final":
            yield _document(d, marked[d["doc"]])


def _document(d: dict[str, Any], marked: list[list[dict[str, Any]]]) -> Annotated:
    text, spans, errors, beyond = "", [], [], 0
    for segment, own in zip(d["segments"], marked, strict=True):
        at, longest = len(text), len(segment["target"])
        for s in own:
            if s["start"] < longest:
                end = at + min(s["end"], longest)
                spans.append(ReaderSpan(READER, at + s["start"], end, Severity(s["severity"])))
            else:
                beyond += 1
        # an omission at the end of a segment stands one past it: the line break; others beyond it are mistakes
        errors += [Span(at + min(e["start"], longest), at + min(e["end"], longest + 1)) for e in segment["errors"]]
        text += segment["target"] + "\n"
    source = "".join(s["source"] + "\n" for s in d["segments"])
    return Annotated(d["doc"], d["system"][:2], text, source, spans, errors, beyond)


def _lines(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def touches(a: Span, b: Span) -> bool:
    """Whether two spans share a character; one of no length counts as the character at its place."""
    return a.start < b.end and b.start < max(a.end, a.start + 1)
