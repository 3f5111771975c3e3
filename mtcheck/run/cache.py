"""Results by content: an unchanged text, under the same settings and rules, is not checked again.

One SQLite file. What stands in it is data (JSON), never code: a cache from elsewhere can give wrong results but
cannot run anything.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.bitext.meaning import edition
from mtcheck.checking.packages import package_files
from mtcheck.checking.report import Checked
from mtcheck.checking.settings import Settings
from mtcheck.project.project import Project
from mtcheck.reading.base import Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input, Problem, load_bytes
from mtcheck.reading.formats import suffix_of, text_of
from mtcheck.run.companions import Companions
from mtcheck.run.filters.base import CheckedFile
from mtcheck.text.spans import Span
from mtcheck.version import VERSION

if TYPE_CHECKING:
    import msgspec

KEPT = 30 * 24 * 3600  # seconds without use after which a result goes
LARGEST = 256_000_000  # bytes of a result
PATIENCE = 5  # seconds to wait for another process that writes
DATABASE = "results.sqlite"
FILES = ("CACHEDIR.TAG", ".gitignore", *(f"{DATABASE}{end}" for end in ("", "-wal", "-shm", "-journal")))
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of mtcheck; it may be deleted.\n"


class Cache:
    """Raises sqlite3.Error and OSError if the folder or the file in it cannot be used. Without `links` a link in the
    folder, which would have something else written, is refused."""

    def __init__(self, folder: str, *, links: bool = False) -> None:
        os.makedirs(folder, exist_ok=True)
        for name in FILES:
            path = os.path.join(folder, name)
            if (not links and os.path.islink(path)) or (os.path.exists(path) and not os.path.isfile(path)):
                raise OSError(f"{name} in it is a link, or no usual file")
        for name, text in (("CACHEDIR.TAG", TAG), (".gitignore", "*\n")):
            path = os.path.join(folder, name)
            if not os.path.exists(path):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
        path = os.path.join(folder, DATABASE)
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError as e:
            if type(e) is not sqlite3.DatabaseError:  # it is in use, or the disk is full, or it is somebody else's
                raise
            for end in ("", "-wal", "-shm"):  # not a database, or one that is broken
                with suppress(FileNotFoundError):
                    os.unlink(path + end)
            self._db = _opened(path)
        self._now = int(time.time())
        self._waiting: list[tuple[bytes, bytes, int]] = []

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key."""
        row = self._db.execute("SELECT value, used FROM results WHERE key = ?", (key,)).fetchone()
        if row is None or not isinstance(row[0], bytes) or not isinstance(row[1], int):
            return None
        if self._now - row[1] > KEPT // 30:
            self._waiting.append((key, row[0], self._now))
        try:
            unpacked = zlib.decompressobj()
            value = unpacked.decompress(row[0], LARGEST)
        except zlib.error:
            return None
        return value if unpacked.eof else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        self._waiting.append((key, zlib.compress(value, 1), self._now))
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
    db = sqlite3.connect(path, timeout=PATIENCE)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB, used INTEGER) WITHOUT ROWID")
    db.execute("SELECT key, value, used FROM results LIMIT 1").fetchone()  # a table of somebody else has other columns
    return db


@cache
def rules_hash() -> str:
    """Of the files of mtcheck and of packages of rules: names, sizes, times; and where the encoder of meanings is."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts: list[str] = [edition(), *package_files()]
    for place, folders, files in os.walk(root):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(place, name))
            parts.append(f"{place}/{name} {status.st_size} {status.st_mtime_ns}")
    return blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def key_of(data: bytes, suffix: str, settings: Settings, options: Options, source: bytes = b"") -> bytes:
    """The key of a result: all that it depends on. `source`: what stands for the source, if there is one."""
    told = _told(settings, options, suffix)
    return blake2b(data, digest_size=20, key=told, salt=blake2b(source, digest_size=16).digest()).digest()


_KEPT_TOLD: dict[int, tuple[Settings, dict[Any, bytes]]] = {}


def _told(settings: Settings, options: Options, suffix: str) -> bytes:
    """A hash of the settings, made once for each settings object."""
    kept = _KEPT_TOLD.get(id(settings))
    if kept is None or kept[0] is not settings:
        kept = _KEPT_TOLD[id(settings)] = (settings, {})
    inner = (options, suffix)
    if inner not in kept[1]:
        told = repr((VERSION, rules_hash(), settings, date.today().year, inner))  # TIM001 goes by the year
        kept[1][inner] = blake2b(told.encode("utf-8", "surrogateescape"), digest_size=32).digest()
    return kept[1][inner]


class Kept(NamedTuple):
    """What is kept of a file: all of `CheckedFile` but its name and text. The text of its articles is left out where
    it is the file's."""

    blocks: tuple[Span, ...] | None
    articles: tuple[Checked, ...]


@dataclass
class Store:
    """The cache, by files. If it fails it is told once, and the run goes on without it."""

    project: Project
    cache: Cache
    tell: Callable[[str], None]
    companions: Companions | None = None
    failed: bool = False

    def get(self, input: Input | Problem) -> tuple[bytes | None, CheckedFile | Problem | None]:
        """(the key of what is kept of a file, that if the cache holds it)."""
        if isinstance(input, Problem):
            return None, input
        if input.bilingual or self.failed:
            return None, None
        project = self.project
        data = load_bytes(input, project["max-file-size"])
        if isinstance(data, Problem):
            return None, data
        beside = self._beside(input)
        if beside is None:
            return None, None
        key = key_of(data, suffix_of(input.name), project.settings_for(input.path), project.reading, beside)
        kept = self._kept(key)
        if kept is None:
            return key, None
        try:
            text = text_of(data, input.name, project.reading)
        except Unreadable as e:
            return key, Problem(input.name, str(e))
        articles = tuple(replace(a, text=text) for a in kept.articles)
        return key, CheckedFile(input, text, kept.blocks, articles)

    def _beside(self, input: Input) -> bytes | None:
        """What stands for the source of an article: its path and its bytes; empty without one. None where it cannot
        be read: results are not kept then."""
        if self.companions is None:
            return b""
        path = self.companions.source_path(input, self.project.reading)
        data = load_bytes(Input(path, path), self.project["max-file-size"]) if path else None
        if path is None or not isinstance(data, bytes):
            return None
        return os.fsencode(path) + b"\0" + data

    def put(self, key: bytes | None, checked: CheckedFile | Problem) -> None:
        """Keep what was said of a file, unless it is a problem or has one."""
        if not key or self.failed or isinstance(checked, Problem) or checked.problems:
            return
        articles = tuple(replace(a, text="") for a in checked.articles)
        try:
            self.cache.put(key, _encoder().encode(Kept(checked.blocks, articles)))
        except sqlite3.Error as e:
            self._fail(e)

    def close(self) -> None:
        """Write what is waiting."""
        if not self.failed:
            try:
                self.cache.close()
            except sqlite3.Error as e:
                self._fail(e)

    def _fail(self, error: sqlite3.Error) -> None:
        self.failed = True
        self.tell(f"the cache failed: {error}; go on without (--no-cache)")

    def _kept(self, key: bytes) -> Kept | None:
        from msgspec import DecodeError

        try:
            data = self.cache.get(key)
        except sqlite3.Error as e:
            self._fail(e)
            return None
        try:
            return None if data is None else _decoder().decode(data)
        except DecodeError:  # written by somebody else
            return None


@cache
def _encoder() -> msgspec.json.Encoder:
    from msgspec import json

    return json.Encoder()


@cache
def _decoder() -> msgspec.json.Decoder[Kept]:
    from msgspec import json

    return json.Decoder(Kept)
