"""Bytes -> text and back, without a change to a single character between."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from mtcheck.text.binary import BINARY

MARKS = (  # byte order marks; those that begin like another come first
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# What browsers read under these names: supersets of what the names mean, for texts that need them.
BROADER = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "gb2312": "gbk"}
UPPER_CONTROLS = re.compile("[\x80-\x9f]")
NO_TEXTS = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")
HEAD = 4096  # bytes that are looked at to guess what an unreadable file is


class Unreadable(ValueError):
    """A file that cannot be read; the message says why, for a user."""


def failure(error: Exception) -> str:
    """An error that nobody has foreseen, on one line."""
    what = " ".join(str(error).split())
    return f"{type(error).__name__}: {what[:200]}" if what else type(error).__name__


class Encoding(NamedTuple):
    """How the text of a file is written: a codec of Python, and the byte order mark before it, which offsets do not
    count. `faithful`: writing what was read gives the same bytes."""

    codec: str = "utf-8"
    mark: bytes = b""
    faithful: bool = True

    def holds(self, text: str) -> bool:
        """Whether a text can be written into the file."""
        if not self.faithful:
            return False
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True

    def writable(self, text: str) -> str | None:
        """The text if it can be written as it is, else None."""
        return text if self.holds(text) else None

    def encode(self, text: str) -> bytes:
        """The bytes of a text; the inverse of `decode`."""
        return self.mark + text.encode(self.codec)


UTF8 = Encoding()


class Decoded(NamedTuple):
    """A text as read, line breaks as they stand, and how it was written."""

    text: str
    encoding: Encoding


def known(name: str) -> bool:
    """Whether an encoding of texts has this name."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return bool(getattr(found, "_is_text_encoding", True)) and found.name not in NO_TEXTS


def decode(data: bytes, encoding: str | None = None, *, strict: bool = False) -> Decoded:
    """The text of bytes. A byte order mark says what they are; without one they are in `encoding`, or UTF-8. Unless
    `strict`, Latin-1 may be Windows-1252, as for browsers.

    Raises Unreadable for other encodings and for binary data; the message says what could help."""
    mark, codec = next(((m, c) for m, c in MARKS if data.startswith(m)), (b"", ""))
    body = data[len(mark) :]
    if not codec:
        codec = _codec(encoding, body, strict) if encoding else "utf-8"
    if not codec.startswith(("utf-16", "utf-32")) and (nul := body.find(b"\0")) >= 0:
        hint = "; it looks like UTF-16: give --encoding " + wide if (wide := _wide(body)) else ""
        raise Unreadable(f"binary data (a NUL byte at byte {nul + len(mark)}){hint}")
    try:
        text = body.decode(codec)
    except UnicodeDecodeError as e:
        raise Unreadable(_complaint(body, e, codec, told=bool(encoding or mark))) from None
    if "\0" in text:
        raise Unreadable(BINARY)
    faithful = codec == "utf-8" or text.encode(codec, "replace") == body
    return Decoded(text, Encoding(codec, mark, faithful))


def _codec(name: str, body: bytes, strict: bool) -> str:
    """The codec of a name; a broader one if the bytes need it. Raises Unreadable."""
    if not known(name):
        raise Unreadable(f"no encoding is called {name!r}")
    codec = codecs.lookup(name).name
    if strict or codec not in BROADER or not _strange(body, codec) or _strange(body, BROADER[codec]):
        return codec
    return BROADER[codec]


def _strange(body: bytes, codec: str) -> bool:
    """Whether bytes are no text in an encoding, or one with control characters of the upper half."""
    try:
        text = body.decode(codec)
    except UnicodeDecodeError:
        return True
    return bool(UPPER_CONTROLS.search(text))


def _wide(body: bytes) -> str | None:
    """UTF-16, if the bytes look like that: in English nearly every second one is 0."""
    head = body[:HEAD]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) and zeros.count(0) > 0.7 * len(zeros):
            return codec
    return None


def _complaint(body: bytes, error: UnicodeDecodeError, codec: str, told: bool) -> str:
    name = {"utf-8": "UTF-8"}.get(codec, codec)
    line = body.count(b"\n", 0, error.start) + 1
    hint = "" if told else "; if it is Latin-1 (Windows-1252), give --encoding latin-1"
    return f"not {name} text (byte 0x{body[error.start]:02x} in line {line}){hint}"


def missing(extra: str, what: str) -> Unreadable:
    """A library that a format needs is not there."""
    return Unreadable(f"reading {what} needs a library: pip install 'mtcheck[{extra}]'")
