"""Writes files whole or not at all."""

from __future__ import annotations

import os
import stat


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
