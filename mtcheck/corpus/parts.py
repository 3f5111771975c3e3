"""The folder of a run: finished parts, and a manifest of what they were made from and how.

A part holds the results of some rows of one file. It appears whole or not at all, and its name says which rows: so a
second run knows what is there, and makes nothing twice.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from hashlib import blake2b
from math import isfinite
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mtcheck.corpus.files import InputFile, Known
from mtcheck.reading.files import Problem
from mtcheck.run.outputs import write_whole

MANIFEST, PARTS, LOCK = "manifest.json", "parts", "lock"
FORMAT = 1
NAME = re.compile(r"([0-9a-f]{16})-(\d{1,15})-(\d{1,15})\.parquet")
UNFINISHED = re.compile(rf"\.{NAME.pattern}\.[0-9a-f]+\.tmp")  # what a kill at the wrong moment leaves (run/outputs.py)
NAMED = 10  # files that a message names
KEY = b"mtcheck"  # of what the schema of a part says of it


class OutputError(ValueError):
    """The folder cannot be used; the message is for a user."""


@dataclass
class Manifest:
    """What the parts of a folder were made from and how. `configuration`: whatever changes results; `signature`: what
    scores depend on; `schema`: that of all parts; `problems`: what the last run could not read; `finished`: it saw all
    of the input."""

    configuration: dict[str, Any]
    signature: str
    threshold: float
    schema: pa.Schema
    files: dict[str, tuple[int, int]]
    problems: list[Problem] = field(default_factory=list)
    finished: bool = False

    @property
    def digest(self) -> str:
        """Of the configuration: parts hold it."""
        return blake2b(json.dumps(self.configuration, sort_keys=True).encode(), digest_size=12).hexdigest()

    def to_json(self) -> bytes:
        whole = {
            "format": FORMAT,
            "signature": self.signature,
            "threshold": self.threshold,
            "configuration": self.configuration,
            "schema": base64.b64encode(self.schema.serialize().to_pybytes()).decode(),
            "finished": self.finished,
            "problems": [{"name": p.name, "message": p.message} for p in self.problems],
            "files": {name: list(about) for name, about in self.files.items()},
        }
        return (json.dumps(whole, indent=1) + "\n").encode()

    @classmethod
    def of_json(cls, data: bytes) -> Manifest:
        """Raises ValueError for what is no manifest."""
        try:
            whole = json.loads(data)
            if whole["format"] != FORMAT:
                raise ValueError(f"it is of format {whole['format']!r}")
            configuration, threshold = dict(whole["configuration"]), float(whole["threshold"])
            if not (isfinite(threshold) and isinstance(configuration["prefix"], str)):
                raise ValueError("its values are none that a run writes")
            return cls(
                configuration,
                str(whole["signature"]),
                threshold,
                pa.ipc.read_schema(pa.py_buffer(base64.b64decode(whole["schema"]))),
                {name: (int(size), int(changed)) for name, (size, changed) in whole["files"].items()},
                [Problem(str(p["name"]), str(p["message"])) for p in whole["problems"]],
                bool(whole["finished"]),
            )
        except (KeyError, TypeError, AttributeError, OverflowError, RecursionError, pa.ArrowException, OSError) as e:
            raise ValueError(f"it lacks something ({type(e).__name__})") from None

    def differs(self, other: Manifest, held: Collection[str]) -> str:
        """In what another run over the same folder differs, in words; "" if it can go on with these parts. `held`: the
        files that parts are of; one that was not read, or not to its end, may have been mended."""
        mended = self.mended(other)
        mine, others = self.configuration, other.configuration
        changed = [
            f"{key} was {_short(mine.get(key))}, is {_short(others.get(key))}"
            for key in sorted({*mine, *others})
            if mine.get(key) != others.get(key)
        ]
        ours = {name: about for name, about in self.files.items() if name in held and name not in mended}
        others_now = [name for name, about in ours.items() if other.files.get(name, about) != about]
        changed += _files(others_now, "has", "have", "changed since")
        changed += _files([name for name in ours if name not in other.files], "is", "are", "gone")
        if not changed and self.schema != other.schema:
            changed.append("the columns to keep have other types")
        return "; ".join(changed[:3]) + (f"; and {len(changed) - 3} more" if len(changed) > 3 else "")

    def mended(self, other: Manifest) -> list[str]:
        """Files that could not be read whole, and are others now."""
        names = dict.fromkeys(p.name for p in self.problems)
        return [n for n in names if n in other.files and other.files[n] != self.files.get(n)]

    def with_types_of(self, other: Manifest) -> Manifest:
        """This one, with the types that the columns to keep had in an earlier run, whatever file now comes first."""
        types = {f.name: f for f in other.schema}
        keep = self.configuration["keep"]
        return replace(self, schema=pa.schema([types.get(f.name, f) if f.name in keep else f for f in self.schema]))


def _files(names: Sequence[str], one: str, many: str, what: str) -> list[str]:
    """That some files are no longer what they were, in words; nothing without any."""
    if not names:
        return []
    if len(names) == 1:
        return [f"{names[0]} {one} {what}"]
    more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return [f"{len(names):,} files {many} {what}: {', '.join(names[:NAMED])}{more}"]


def plain(value: Any) -> Any:
    """Settings as JSON that is the same for the same settings."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in sorted(value.items(), key=lambda x: str(x[0]))}
    if isinstance(value, set | frozenset):
        return sorted((plain(v) for v in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | None) else str(value)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 60 else f"{text[:57]}…"


class Folder:
    """The folder of a run."""

    def __init__(self, path: str) -> None:
        self.path = path

    def manifest(self) -> Manifest | None:
        """What is there, None if there is none. Raises OutputError for a file that is no manifest, OSError."""
        place = os.path.join(self.path, MANIFEST)
        try:
            with open(place, "rb") as file:
                return Manifest.of_json(file.read())
        except FileNotFoundError:
            pass
        except ValueError as e:
            raise OutputError(f"{place} is no manifest of a run: {e}") from None
        return None

    def begin(self) -> None:
        """Raises OutputError if there are parts of which nothing says what they were made from."""
        if self._names():
            raise OutputError(f"{self.path} holds parts, but no {MANIFEST}; take a new folder, or --restart")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Within it no other run writes there. Raises OutputError, which a folder of something else is too, OSError."""
        with suppress(FileNotFoundError, NotADirectoryError):
            if (names := {*os.listdir(self.path)}) - {PARTS, LOCK} and MANIFEST not in names:
                raise OutputError(f"{self.path} holds something else; take a new folder")
        os.makedirs(os.path.join(self.path, PARTS), exist_ok=True)
        with open(os.path.join(self.path, LOCK), "ab") as file:
            with suppress(ImportError):  # on Windows two runs may do the same work; parts are written whole
                import fcntl

                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise OutputError(f"another run is writing to {self.path}") from None
            yield

    def begin_anew(self) -> None:
        """Remove the parts and the manifest, and nothing else; the manifest last, so that parts that a kill leaves are
        not taken for those of another input. Raises OSError."""
        for name in self._names():
            os.unlink(os.path.join(self.path, PARTS, name))
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(self.path, MANIFEST))

    def held(self, names: Collection[str]) -> list[str]:
        """Those of the files that there are parts of."""
        keys = {name[:16] for name in self._names()}
        return [name for name in names if _key(name) in keys]

    def forget(self, file: str) -> None:
        """Remove the parts of a file. Raises OSError."""
        for name in self._names():
            if name.startswith(_key(file)):
                os.unlink(os.path.join(self.path, PARTS, name))

    def write_manifest(self, manifest: Manifest) -> None:
        """Raises OSError."""
        write_whole(os.path.join(self.path, MANIFEST), manifest.to_json())

    def write_part(self, file: InputFile, first: int, end: int, rows: Sequence[pa.RecordBatch], digest: str) -> None:
        """Write the results of rows [first, end), whole or not at all. Raises OSError."""
        about = json.dumps({"file": file.name, "first": first, "end": end, "run": digest})
        table = pa.Table.from_batches(rows).replace_schema_metadata({KEY: about.encode()})
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
        name = f"{_key(file.name)}-{first}-{end}.parquet"
        write_whole(os.path.join(self.path, PARTS, name), sink.getvalue())

    def parts(self) -> list[str]:
        """The paths of the parts, sorted."""
        return [os.path.join(self.path, PARTS, name) for name in sorted(self._names())]

    def _names(self) -> list[str]:
        try:
            return [name for name in os.listdir(os.path.join(self.path, PARTS)) if NAME.fullmatch(name)]
        except FileNotFoundError:
            return []

    def known(self, files: Sequence[InputFile], digest: str) -> tuple[dict[str, Known], list[Problem]]:
        """The rows of each file that parts hold, and parts that are broken: those are removed, as is what a kill has
        left unfinished. Raises OSError."""
        place = os.path.join(self.path, PARTS)
        for name in filter(UNFINISHED.fullmatch, os.listdir(place)):
            os.unlink(os.path.join(place, name))
        names = {_key(f.name): f.name for f in files}
        ranges: dict[str, list[tuple[int, int]]] = {}
        broken = []
        for name in self._names():
            match = NAME.fullmatch(name)
            path = os.path.join(self.path, PARTS, name)
            if match and match[1] in names and sound(path, digest):
                ranges.setdefault(names[match[1]], []).append((int(match[2]), int(match[3])))
            else:
                broken.append(Problem(path, "is broken, or of another run; its rows are checked again"))
                os.unlink(path)
        return {name: Known(sorted(found)) for name, found in ranges.items()}, broken


def sound(path: str, digest: str) -> bool:
    """Whether a part can be read and is of this run."""
    try:
        about = (pq.read_schema(path).metadata or {}).get(KEY, b"{}")
        return bool(json.loads(about).get("run") == digest)
    except (OSError, ValueError, AttributeError):  # pa.ArrowInvalid is a ValueError
        return False


def _key(name: str) -> str:
    """What stands for a file in the names of its parts."""
    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
