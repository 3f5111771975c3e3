"""Tables with tabs: MQM TSV with <v>…</v> around an error (google/wmt-mqm-human-evaluation, MQM Viewer), and those of
WMT's quality estimation task, with lists of offsets (WMT-QE-Task)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from mtcheck.readers.files import BadSpans, Loaded
from mtcheck.readers.files.record import of_record
from mtcheck.readers.said import Said

MQM = ("system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata")
# Of quality estimation, without a header: a submission, and a table made of MQM annotations.
QE = ("lp", "method", "segment", "target", "start_ids", "end_ids", "errors")
QE_MQM = ("mt_system", "doc_id", "seg_id", "annotator_id", "source", "target", "start_ids", "end_ids", "errors")
OPENED, CLOSED = "<v>", "</v>"
Row = Mapping[str, str]


def table(text: str, name: str) -> Loaded:
    """What a table says. Raises BadSpans."""
    header = text.partition("\n")[0].rstrip("\n").split("\t")
    if {"start_ids", "end_ids"} <= set(header) or {"start_indices", "end_indices"} <= set(header):
        return _loaded(_named(_csv(text), header), name, _qe)
    if {"target", "category", "severity"} <= set(header):
        rows = (line.split("\t") for line in text.split("\n"))
        return _loaded(_named(rows, header), name, _mqm)
    if len(header) == len(QE_MQM) and _numbers(header[6]) and _numbers(header[7]):
        return _loaded(_named(chain([list(QE_MQM)], _csv(text)), QE_MQM), name, _qe)
    lines = text.split("\n")
    skipped = next((k for k, line in enumerate(lines[:4]) if line.count("\t") == len(QE) - 1), None)
    if skipped is None:
        raise BadSpans("neither JSON nor a table with the columns of MQM TSV or of WMT's quality estimation")
    if skipped == 0 and not _numbers(header[4]):  # the gold labels have a header, a submission three numbers
        skipped = 1
    rows = (line.split("\t") for line in lines[skipped:])
    return _loaded(_named([list(QE), *rows], list(QE), skipped), name, _qe)


def _loaded(rows: Iterator[tuple[str, Row]], name: str, errors: Any) -> Loaded:
    said: list[Said] = []
    wrong: list[str] = []
    for where, row in rows:
        try:
            said += errors(row, where, name)
        except ValueError as e:
            wrong.append(f"{where}: {e}")
    if wrong and not said:
        raise BadSpans(f"no error spans; {wrong[0]}")
    return Loaded(tuple(said), tuple(wrong))


def _csv(text: str) -> Iterator[list[str]]:
    """The rows of a table that pandas has written: fields with quotation marks in them are quoted."""
    try:
        yield from csv.reader(io.StringIO(text), delimiter="\t")
    except csv.Error as e:
        raise BadSpans(f"no table that can be read: {e}") from None


def _named(rows: Any, header: Sequence[str], before: int = 0) -> Iterator[tuple[str, Row]]:
    """(where, fields by name) of each row but the first. Raises BadSpans for a row of another length."""
    for k, row in enumerate(rows):
        if k == 0 or not any(row):
            continue
        where = f"row {k + before}"
        if len(row) < len(header) - 1 or len(row) > len(header):  # the last column may be left out
            raise BadSpans(f"{where} has {len(row)} column{'s' * (len(row) != 1)}, not {len(header)}")
        yield where, dict(zip(header, row, strict=False))


def _mqm(row: Row, where: str, name: str) -> list[Said]:
    """The error of a row of MQM TSV; none for one in the source, and for a row without an error."""
    if not (row.get("category") or row.get("severity")):
        return []  # a row that only carries references or metrics
    target = row["target"]
    plain = _plain(target)
    marked = OPENED in target
    if not marked and OPENED in row.get("source", "") and "omission" not in row["category"].lower():
        return []
    opened, closed = target.find(OPENED), target.rfind(CLOSED)  # what is marked in several pieces is one place
    if marked and closed < opened:
        raise ValueError(f"{OPENED} without {CLOSED}")
    start = len(_plain(target[:opened])) if marked else 0
    end = len(_plain(target[:closed])) if marked else len(plain)
    if not marked and OPENED in row.get("source", ""):
        start = end = 0  # what was left out stands nowhere in the translation
    metadata = _metadata(row)
    return _one(
        {
            "severity": row.get("severity") or "no-error",
            "category": row.get("category") or "no-error",
            "start": start,
            "end": end,
            "reader": row.get("rater") or None,
            "target": plain,
            "file": row.get("doc") or None,
            "segment": _key(row, "doc", "doc_id", "docSegId", "seg_id", "globalSegId"),
            "note": metadata.get("note"),
            "confidence": metadata.get("confidence"),
            "suggestion": metadata.get("suggestion"),
        },
        where,
        name if row.get("rater") else "MQM",
    )


def _plain(marked: str) -> str:
    return marked.replace(OPENED, "").replace(CLOSED, "")


def _metadata(row: Row) -> dict[str, Any]:
    """The last column: JSON, or in older files a note."""
    text = row.get("metadata") or row.get("note") or ""
    if text.startswith("{"):
        try:
            found = json.loads(text)
            return found if isinstance(found, dict) else {}
        except (ValueError, RecursionError):
            return {}
    return {"note": text}


def _qe(row: Row, where: str, name: str) -> list[Said]:
    """The errors of a segment: offsets and severities, with spaces between. -1 stands for no error."""
    starts = _offsets(row.get("start_ids") or row.get("start_indices") or "")
    ends = _offsets(row.get("end_ids") or row.get("end_indices") or "")
    levels = (row.get("errors") or row.get("error_types") or row.get("severities") or "").split()
    if not len(starts) == len(ends) == len(levels):
        raise ValueError(f"{len(starts)} starts, {len(ends)} ends, {len(levels)} severities")
    out: list[Said] = []
    target = row.get("target") or row.get("mt") or row.get("translation")
    for start, end, level in zip(starts, ends, levels, strict=True):
        if start == -1 or end == -1:
            continue
        error = {"severity": level, "start": start, "end": end, "target": target}
        error["segment"] = _key(row, "doc_id", "seg_id", "segment")
        error["reader"] = row.get("annotator_id") or row.get("method") or None
        out += _one(error, where, name)
    return out


def _one(record: Mapping[str, Any], where: str, name: str) -> list[Said]:
    found = of_record(record, where, None, name)
    return [] if found is None else [found]


def _key(row: Row, *names: str) -> str:
    return ":".join(row[n] for n in names if row.get(n))


def _offsets(text: str) -> list[int]:
    if not _numbers(text):
        raise ValueError(f"{text[:40]!r} where offsets are expected")
    return [int(n) for n in text.split()]


def _numbers(text: str) -> bool:
    return all(n.lstrip("-").isascii() and n.lstrip("-").isdigit() and len(n) < 12 for n in text.split())
