"""Bytes -> text and back, without a change to a single character between."""

from __future__ import annotations

from typing import NamedTuple

BOM = b"\xef\xbb\xbf"
OTHER_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Unreadable(ValueError):
    """A file that cannot be read; the message says why, for a user."""


def failure(error: Exception) -> str:
    """An error that nobody has foreseen, on one line."""
    what = " ".join(str(error).split())
    return f"{type(error).__name__}: {what[:200]}" if what else type(error).__name__


class Decoded(NamedTuple):
    """A text as read: line breaks as they stand. A byte order mark is kept apart, so offsets do not count it."""

    text: str
    bom: bool


def decode(data: bytes) -> Decoded:
    """The text of UTF-8 bytes. Raises Unreadable for other encodings and for binary data."""
    for mark, name in OTHER_BOMS.items():
        if data.startswith(mark):
            raise Unreadable(f"{name} text; save it as UTF-8")
    bom = data.startswith(BOM)
    body = data[len(BOM) :] if bom else data
    if (nul := body.find(b"\0")) >= 0:
        raise Unreadable(f"binary data (a NUL byte at byte {nul + len(data) - len(body)})")
    try:
        return Decoded(body.decode("utf-8"), bom)
    except UnicodeDecodeError as e:
        line = body.count(b"\n", 0, e.start) + 1
        raise Unreadable(f"not UTF-8 text (byte 0x{body[e.start]:02x} in line {line})") from None


def encode(text: str, bom: bool) -> bytes:
    """The bytes of a text; the inverse of `decode`."""
    return (BOM if bom else b"") + text.encode("utf-8")


def missing(extra: str, what: str) -> Unreadable:
    """A library that a format needs is not there."""
    return Unreadable(f"reading {what} needs a library: pip install 'mtcheck[{extra}]'")
