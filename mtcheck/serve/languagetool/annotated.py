"""Annotated text: a document that has markup, as a client sends it, in parts that are text and parts that are not.

Offsets of the answer count in all parts, put one after the other. Markup may say what it is to be read as.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from mtcheck.reading.article import GAP, KEPT, LOCKED, NOUN, SAME, SET, Article, Piece
from mtcheck.reading.base import File

MARKUP = "markup"
CODE = re.compile(r"(`+|\$+)[^`$]+\1")  # or a formula, which builders of annotations leave out of its sentence


class BadRequest(ValueError):
    """A request that cannot be answered; the message says why, for a user."""


def plain(text: str) -> File:
    """A document that is all text."""
    return File(text, (Article((Piece(text, 0, len(text)),), exact=True),))


def annotated(data: Any) -> File:
    """The document in `data`: {"text": ...} or {"annotation": [{"text": ...}, {"markup": ..., "interpretAs": ...}]}, as
    JSON or decoded. Raises BadRequest."""
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError):
            raise BadRequest("Could not parse JSON from 'data' parameter") from None
    if not isinstance(data, dict) or ("text" in data) == ("annotation" in data):
        raise BadRequest("'data' requires either 'text' or 'annotation'")
    if "text" in data:
        return plain(_text(data, "text"))
    parts = data["annotation"]
    if not isinstance(parts, list):
        raise BadRequest("'annotation' must be a list")
    pieces = list(_pieces(parts))
    whole = "".join(_text(part, _kind(part)) for part in parts)
    exact = all(p.kind == SAME for p in pieces) and sum(p.end - p.start for p in pieces) == len(whole)
    return plain(whole) if exact else File(whole, (Article(pieces),))


def _pieces(parts: list[Any]) -> Iterator[Piece]:
    """What stands for each part in the text that is read."""
    at = 0
    for part in parts:
        kind = _kind(part)
        own = _text(part, kind)
        end = at + len(own)
        if kind == "text":
            yield Piece(own, at, end)
        else:
            read = "" if part.get("interpretAs") is None else _text(part, "interpretAs")
            left_out = not read and CODE.fullmatch(own)
            yield Piece(NOUN, at, end, LOCKED) if left_out else Piece(read, at, end, _role(read))
        at = end


def _role(read: str) -> str:
    """What markup is that is read as something: an empty line, a break, a sign (&amp;, a bullet), or words, which stand
    for code and are not to be judged."""
    if not read.strip():
        return GAP if "\n\n" in read else KEPT if "\n" in read else SET
    return SET if len(read) == 1 or not any(c.isalnum() for c in read) else LOCKED


def _kind(part: Any) -> str:
    if not isinstance(part, dict) or ("text" in part) == (MARKUP in part):
        raise BadRequest("an object in 'annotation' has either 'text' or 'markup'")
    return "text" if "text" in part else MARKUP


def _text(part: dict[str, Any], key: str) -> str:
    text = part[key]
    if not isinstance(text, str):
        raise BadRequest(f"'{key}' must be a string")
    return text
