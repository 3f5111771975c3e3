"""Answers that were paid for: kept for a month, outside of any tree that is checked, so that no repository can plant
one. Keys are hashes, and no name of a file says what is in it."""

from __future__ import annotations

import os
import sqlite3
import sys
from hashlib import blake2b
from types import TracebackType
from typing import Self

from mtcheck.run.cache import Cache


def usual_folder(environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """The user's folder for such things."""
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "mtcheck", "judge")


class Kept:
    """The answers in a folder; without one, none. What fails is passed over: then the model is asked."""

    def __init__(self, folder: str | None) -> None:
        """Raises OSError and sqlite3.Error if the folder cannot be used."""
        if folder:
            os.makedirs(folder, mode=0o700, exist_ok=True)  # they quote articles
        self._cache = Cache(folder, links=True) if folder else None

    def get(self, key: bytes) -> str | None:
        """The answer to a question, if there is one."""
        try:
            value = self._cache.get(_hash(key)) if self._cache else None
            return None if value is None else value.decode()
        except (sqlite3.Error, UnicodeDecodeError):
            return None

    def put(self, key: bytes, answer: str) -> None:
        if self._cache:
            try:
                self._cache.put(_hash(key), answer.encode("utf-8", "replace"))
            except sqlite3.Error:
                self._cache = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._cache:
            try:
                self._cache.close()
            except sqlite3.Error:
                self._cache = None


def _hash(key: bytes) -> bytes:
    return blake2b(key, digest_size=20).digest()
