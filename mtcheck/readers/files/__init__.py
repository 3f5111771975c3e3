"""Files of error spans, read by what they hold: xCOMET's and other JSON, JSON Lines, answers of GEMBA-MQM, tables of
WMT's quality estimation task, MQM TSV (docs/readers.md).

A file is untrusted: what is no error span is left out and told, what is no such file at all raises BadSpans.
"""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.readers.said import Said

MOST_READERS = 100


class BadSpans(ValueError):
    """The file holds no error spans that can be read; the message says why, in one line."""


class Loaded(NamedTuple):
    """What a file says, in its order; what is wrong with some of its records, in one line each."""

    said: tuple[Said, ...]
    wrong: tuple[str, ...] = ()


def loaded(data: bytes, name: str) -> Loaded:
    """What the bytes of a file say; `name` stands for a reader that is named nowhere else. Raises BadSpans."""
    text = decoded(data)
    start = text.lstrip()[:1]
    if not start:
        raise BadSpans("it is empty")
    if start in "[{" or text.lstrip().startswith(("defaultdict(", "None\n")):
        from mtcheck.readers.files.objects import objects

        found = objects(text, name)
    else:
        from mtcheck.readers.files.tables import table

        found = table(text, name)
    if len(readers := {s.reader for s in found.said}) > MOST_READERS:
        raise BadSpans(f"it names {len(readers)} readers; no more than {MOST_READERS} can be told apart")
    return found


def decoded(data: bytes) -> str:
    """The text of a file. Raises BadSpans."""
    if b"\0" in data[:4096] or b"\0" in data:
        raise BadSpans("it holds NUL bytes: no table, no JSON")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as e:
        raise BadSpans(f"not UTF-8 (byte {e.start})") from None
