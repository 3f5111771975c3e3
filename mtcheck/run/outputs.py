"""Writes files whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TextIO


def write_whole(path: str, data: bytes) -> None:
    """Replace or create a file in one step, so that no reader ever sees half of it.

    A link stays a link: the file it points to is replaced. Permissions stay; a new file gets the usual ones.
    Pipes and devices (/dev/stdout) are written to, not replaced. Raises OSError.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = 0
    if mode and not stat.S_ISREG(mode):
        with open(target, "wb") as file:
            file.write(data)
        return
    if mode and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied", path)
    _replace(target, data, stat.S_IMODE(mode))


def _replace(target: str, data: bytes, mode: int) -> None:
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name[:64]}.{os.getpid()}.tmp")
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if mode:
            os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


class Staged:
    """A text file that appears whole when it is finished, or not at all: it is written beside its place first."""

    def __init__(self, path: str) -> None:
        """Raises OSError."""
        self._target = os.path.realpath(path)
        self._temporary: str | None = None
        place = self._target
        if not os.path.exists(self._target) or os.path.isfile(self._target):
            if os.path.exists(self._target) and not os.access(self._target, os.W_OK):
                raise PermissionError(13, "permission denied", path)
            folder, name = os.path.split(self._target)
            place = self._temporary = os.path.join(folder, f".{name[:64]}.{os.getpid()}.tmp")
        flags = os.O_WRONLY | (os.O_CREAT | os.O_EXCL if self._temporary else 0)
        try:
            descriptor = os.open(place, flags, 0o666)
        except OSError as e:
            raise OSError(e.errno, e.strerror, path) from None
        self.stream: TextIO = os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="")

    def finish(self) -> None:
        """Put the file in its place. Raises OSError; then nothing has changed."""
        try:
            self.stream.flush()
            if self._temporary:
                os.fsync(self.stream.fileno())
                with suppress(FileNotFoundError):
                    os.chmod(self._temporary, stat.S_IMODE(os.stat(self._target).st_mode))
            self.stream.close()
            if self._temporary:
                os.replace(self._temporary, self._target)
                self._temporary = None
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave no trace of a file that is not finished."""
        with suppress(OSError):
            self.stream.close()
        if self._temporary:
            with suppress(OSError):
                os.unlink(self._temporary)
            self._temporary = None
