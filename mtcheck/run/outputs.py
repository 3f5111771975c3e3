"""Writes files whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

LINKS = "/proc/self/fd"  # where Linux shows open files by number, so that one without a name can get one


class Changed(OSError):
    """A file that is not as it was when it was read."""

    def __init__(self) -> None:
        super().__init__(0, "it changed after it was read, and is left as it is")


def write_whole(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Replace or create a file in one step, so that no reader ever sees half of it.

    A link stays a link: the file it points to is replaced. Permissions stay; a new file gets the usual ones.
    Pipes and devices (/dev/stdout) are written to, not replaced. Raises OSError; Changed if the file no longer holds
    the `expected` bytes.
    """
    target = os.path.realpath(path)
    if not _replaceable(target, path):
        with open(target, "wb") as file:
            file.write(data)
        return
    new = _Unfinished(target)
    try:
        with os.fdopen(os.dup(new.descriptor), "wb") as out:
            out.write(data)
        os.fsync(new.descriptor)
        if expected is not None and not _holds(target, expected):
            raise Changed
        new.put()
    finally:
        new.discard()


def _replaceable(target: str, shown: str) -> bool:
    """Whether a file is to be replaced, not written to. Raises PermissionError if it may not be changed."""
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        return True
    if not stat.S_ISREG(mode):
        return False
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(13, "permission denied", shown)
    return True


def _holds(path: str, data: bytes) -> bool:
    with open(path, "rb") as file:
        return file.read(len(data) + 1) == data


_names: set[str] = set()  # of files that are not finished and had to have one


def forget_unfinished() -> None:
    """Leave no trace of files that are not finished: the process is about to end."""
    for name in _names:
        with suppress(OSError):
            os.unlink(name)


class _Unfinished:
    """A file that takes its place when it is finished. Where the system can, it has no name until then, so that
    nothing is left of it even if the process is killed."""

    def __init__(self, target: str) -> None:
        """Raises OSError."""
        self._target = target
        self._name: str | None = None
        folder = os.path.dirname(target)
        try:
            self.descriptor = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666)
            if not os.path.exists(f"{LINKS}/{self.descriptor}"):
                os.close(self.descriptor)
                raise FileNotFoundError
        except (AttributeError, OSError):  # another system, or a file system without such files
            self._name = self._free_name()
            _names.add(self._name)
            try:
                self.descriptor = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            except PermissionError:  # though the file itself may be writable
                raise PermissionError(13, "permission denied in its folder", target) from None
        self._open = True

    def _free_name(self) -> str:
        """A name beside the target that nobody else takes, whatever others have left behind."""
        import secrets  # which loads the hashes of a whole library, and is seldom needed

        folder, name = os.path.split(self._target)
        return os.path.join(folder, f".{name[:64]}.{secrets.token_hex(8)}.tmp")

    def put(self) -> None:
        """Put it in its place, with the permissions of what stood there. Raises OSError; then nothing has changed."""
        with suppress(FileNotFoundError):
            os.chmod(self._name or self.descriptor, stat.S_IMODE(os.stat(self._target).st_mode))
        if self._name is None:
            name = self._free_name()
            _names.add(name)
            # The number of a folder makes Python use the call that follows the link; a whole path needs none.
            os.link(f"{LINKS}/{self.descriptor}", name, src_dir_fd=self.descriptor, follow_symlinks=True)
            self._name = name
        self._close()
        os.replace(self._name, self._target)
        _names.discard(self._name)
        self._name = None

    def discard(self) -> None:
        """Leave no trace of it, unless it has been put in its place."""
        self._close()
        if self._name:
            with suppress(OSError):
                os.unlink(self._name)
            _names.discard(self._name)
            self._name = None

    def _close(self) -> None:
        if self._open:
            os.close(self.descriptor)
            self._open = False


class _Named(FileIO):
    """A file to write to, whose errors say which file it is."""

    def __init__(self, descriptor: int, path: str) -> None:
        super().__init__(descriptor, "w")
        self._path = path

    def write(self, data: ReadableBuffer, /) -> int:
        """Raises OSError, with the path."""
        try:
            return super().write(data)
        except OSError as e:
            raise OSError(e.errno, e.strerror, self._path) from None


class Staged:
    """A text file that appears whole when it is finished, or not at all."""

    def __init__(self, path: str) -> None:
        """Raises OSError, with the path as the user called it."""
        self._new: _Unfinished | None = None
        self._path = path
        target = os.path.realpath(path)
        try:
            if _replaceable(target, path):
                self._new = _Unfinished(target)
                descriptor = os.dup(self._new.descriptor)
            else:
                descriptor = os.open(target, os.O_WRONLY)
        except OSError as e:
            raise OSError(e.errno, e.strerror, path) from None
        raw = _Named(descriptor, path)
        self.stream: TextIO = TextIOWrapper(BufferedWriter(raw), "utf-8", "backslashreplace", "", raw.isatty())

    def finish(self) -> None:
        """Put the file in its place. Raises OSError, with the path as the user called it; then nothing has changed."""
        try:
            self.stream.flush()
            if self._new:
                os.fsync(self.stream.fileno())
            self.stream.close()
            if self._new:
                self._new.put()
        except OSError as e:
            raise OSError(e.errno, e.strerror, self._path) from None
        finally:
            self.discard()

    def discard(self) -> None:
        """Leave no trace of a file that is not finished."""
        with suppress(OSError):
            self.stream.close()
        if self._new:
            self._new.discard()
