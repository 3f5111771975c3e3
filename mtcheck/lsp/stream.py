"""Standard input as the server reads it. A message that is larger than any article is passed over, not kept."""

from __future__ import annotations

import re
from io import RawIOBase
from typing import BinaryIO

LARGEST = 64_000_000  # bytes of a message
CHUNK = 1_000_000
HEADER = 10_000  # bytes of a header line
LENGTH = re.compile(rb"^Content-Length: \d{13,}\r\n$")


class Bounded(RawIOBase):
    """A stream of messages, of which each may be this large."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self, size: int | None = -1, /) -> bytes:
        """A header line. A length that nobody can mean is none."""
        line = self._stream.readline(HEADER)
        return b"Ignored: \r\n" if LENGTH.fullmatch(line) else line

    def read(self, size: int = -1, /) -> bytes:
        """A message, or in place of one that is too large an empty one."""
        if size <= LARGEST:
            return self._stream.read(size)
        while size > 0 and (passed := self._stream.read(min(size, CHUNK))):
            size -= len(passed)
        return b"{}"
