"""Results by content: an unchanged text, under the same settings and rules, is not checked again.

One SQLite file. What stands in it is data (JSON), never code: a cache from elsewhere can give wrong results but
cannot run anything.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from typing import Any

from mtcheck.checking.checker import score_of
from mtcheck.checking.report import Report
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import Finding, Fix, Notice, Related, Safety, Severity
from mtcheck.reading.base import Options
from mtcheck.text.spans import Edit, Span
from mtcheck.version import VERSION

KEPT = 30 * 24 * 3600  # seconds without use after which a result goes
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of mtcheck; it may be deleted.\n"


class Cache:
    """Raises sqlite3.Error and OSError if the folder or the file in it cannot be used."""

    def __init__(self, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)
        for name, text in (("CACHEDIR.TAG", TAG), (".gitignore", "*\n")):
            path = os.path.join(folder, name)
            if not os.path.exists(path):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
        path = os.path.join(folder, "results.sqlite")
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError:  # not a database, or one that is broken
            os.unlink(path)
            self._db = _opened(path)
        self._now = int(time.time())
        self._waiting: list[tuple[bytes, bytes, int]] = []

    def get(self, key: bytes) -> dict[str, Any] | None:
        """What was kept under a key."""
        row = self._db.execute("SELECT value, used FROM results WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        if self._now - row[1] > KEPT // 30:
            self._waiting.append((key, row[0], self._now))
        try:
            value: dict[str, Any] = json.loads(zlib.decompress(row[0]))
        except (ValueError, zlib.error):
            return None
        return value

    def put(self, key: bytes, value: Mapping[str, Any]) -> None:
        """Keep a value."""
        data = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
        self._waiting.append((key, zlib.compress(data, 1), self._now))
        if len(self._waiting) >= 500:
            self._flush()

    def _flush(self) -> None:
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def close(self) -> None:
        """Write what is waiting, and let go of what nobody has asked for in a month."""
        self._flush()
        with self._db:
            self._db.execute("DELETE FROM results WHERE used < ?", (self._now - KEPT,))
        self._db.close()


def _opened(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB, used INTEGER) WITHOUT ROWID")
    return db


@cache
def rules_hash() -> str:
    """Of the package's files: their names, sizes and times of change."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts: list[str] = []
    for place, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(place, name))
            parts.append(f"{place}/{name} {status.st_size} {status.st_mtime_ns}")
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def key_of(data: bytes, suffix: str, settings: Settings, severities: Mapping[str, Severity], options: Options) -> bytes:
    """The key of a result: all that it depends on."""
    told = _told(settings, tuple(sorted(severities.items())), options, suffix)
    return blake2b(data, digest_size=20, key=told).digest()


_KEPT_TOLD: dict[int, tuple[Settings, dict[Any, bytes]]] = {}


def _told(settings: Settings, severities: tuple[tuple[str, Severity], ...], options: Options, suffix: str) -> bytes:
    """A hash of the settings, made once for each settings object."""
    kept = _KEPT_TOLD.get(id(settings))
    if kept is None or kept[0] is not settings:
        kept = _KEPT_TOLD[id(settings)] = (settings, {})
    inner = (severities, options, suffix)
    if inner not in kept[1]:
        told = repr((VERSION, rules_hash(), settings, inner))
        kept[1][inner] = blake2b(told.encode("utf-8", "surrogateescape"), digest_size=32).digest()
    return kept[1][inner]


def packed(report: Report) -> dict[str, Any]:
    """A report as data, without the text of the file."""
    return {
        "part": report.part,
        "words": report.words,
        "strain": report.score.strain,
        "prose": report.prose,
        "readability": vars(report).get("readability"),
        "contexts": report.contexts,
        "marks": report.fingerprints,
        "notices": report.notices,
        "findings": [_packed(f) for f in report.findings],
    }


def _packed(f: Finding) -> list[Any]:
    fixes = [[x.title, x.edits, str(x.safety)] for x in f.fixes]
    return [f.code, f.name, f.message, f.span, str(f.severity), f.confidence, f.mqm, f.related, fixes]


def unpacked(data: Mapping[str, Any], text: str, settings: Settings) -> Report:
    """The report again."""
    findings = tuple(_unpacked(*row) for row in data["findings"])
    report = Report(
        text=text,
        words=data["words"],
        findings=findings,
        score=score_of(findings, data["words"], settings, strain=data["strain"]),
        contexts=tuple(Span(*c) for c in data["contexts"]),
        part=data["part"],
        prose=data["prose"],
        fingerprints=tuple(data["marks"]),
        notices=tuple(Notice(Span(*span), message) for span, message in data["notices"]),
    )
    if data["readability"] is not None:
        vars(report)["readability"] = data["readability"]  # as if the property had been asked for
    return report


def _unpacked(
    code: str, name: str, message: str, span: Any, severity: str, confidence: float, mqm: str, related: Any, fixes: Any
) -> Finding:
    return Finding(
        code,
        name,
        message,
        Span(*span),
        Severity(severity),
        confidence,
        mqm,
        tuple(Related(Span(*r[0]), r[1], r[2]) for r in related),
        tuple(Fix(title, tuple(Edit(*e) for e in edits), Safety(safety)) for title, edits, safety in fixes),
    )
