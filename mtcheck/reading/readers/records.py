"""JSON and JSONL: the texts that JSON pointers name (a star stands for every element of a list).

Texts that the same elements hold make one article: /items/*/title and /items/*/body give one article an item.
In JSONL every line is a document of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import NamedTuple

from mtcheck.reading.article import SET, Article, Piece, joined
from mtcheck.reading.base import File, Format, Options, decoded
from mtcheck.reading.encoding import Encoding, Unreadable

SUFFIXES = (".json", ".jsonl", ".ndjson")
SPACE = re.compile(r"[ \t\r\n]*")
SCALAR = re.compile(r"true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|-?Infinity|NaN")
ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
LINE = re.compile(r"[^\r\n]+")
DEEPEST = 200
SHOWN = 3  # places that a hint names


class Value(NamedTuple):
    """A text: the path of keys to it, and where it stands between its quotation marks."""

    path: tuple[str, ...]
    start: int
    end: int


def read(data: bytes, name: str, options: Options) -> File:
    """A JSON or JSONL file. Raises Unreadable, also if no pointer is configured."""
    text, encoding = decoded(data, options)
    if not options.pointers:
        raise Unreadable("JSON without a pointer to the text; give --json-pointer or set json-pointer")
    pointers = [_steps(p) for p in options.pointers]
    whole = name.lower().endswith(".json")
    groups: dict[tuple[str, ...], list[list[Piece]]] = {}
    seen: dict[tuple[str, ...], int] = {}  # the length of all texts, by where they stand
    for lead, start, end in _documents(text, whole):
        try:
            found = list(_strings(text, start, end))
        except RecursionError:
            raise Unreadable("nested too deeply") from None
        except (ValueError, IndexError) as e:
            line = text.count("\n", 0, start) + 1
            raise Unreadable(f"no valid JSON: {e}" + f" (line {line})" * (not whole)) from None
        for item in found:
            general = tuple("*" if step.isdigit() else step for step in item.path)
            seen[general] = seen.get(general, 0) + item.end - item.start
        for pointer in pointers:
            for item in found:
                if _fits(pointer, item.path):
                    group = (*lead, *(s for p, s in zip(pointer, item.path, strict=True) if p == "*"))
                    groups.setdefault(group, []).append(list(_pieces(text, item)))
    if not groups and text.strip():
        raise Unreadable(f"no text at {' or '.join(options.pointers)}{_texts_are(seen)}")

    def escape(new: str, at: int) -> str | None:
        return _escaped(new, encoding)

    articles = tuple(Article(joined(blocks), "/".join(group), escape) for group, blocks in groups.items())
    return File(text, articles, encoding)


def _texts_are(seen: Mapping[tuple[str, ...], int]) -> str:
    """Where the longest texts of the file are, for one whose pointer finds none."""
    if not seen:
        return "; there is no text in this file"
    where = sorted(seen, key=lambda path: -seen[path])[:SHOWN]
    return "; there are texts at " + ", ".join("/" + "/".join(map(_step, path)) for path in where)


def _step(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _configured(options: Options) -> bool:
    """In folders JSON is an article only if the configuration says where its texts are."""
    return bool(options.pointers)


FORMAT = Format(read, folders=_configured)


def _steps(pointer: str) -> tuple[str, ...]:
    if not pointer.startswith("/"):
        raise Unreadable(f"{pointer!r} is no JSON pointer; one begins with /")
    return tuple(s.replace("~1", "/").replace("~0", "~") for s in pointer[1:].split("/"))


def _documents(text: str, whole: bool) -> Iterator[tuple[tuple[str, ...], int, int]]:
    if whole:
        yield (), 0, len(text)
        return
    for n, line in enumerate(LINE.finditer(text), 1):
        if line.group().strip():
            yield (str(n),), *line.span()


def _fits(pointer: Sequence[str], path: Sequence[str]) -> bool:
    return len(pointer) == len(path) and all(p in ("*", s) for p, s in zip(pointer, path, strict=True))


def _strings(text: str, at: int, end: int) -> Iterator[Value]:
    """All strings that are values. Raises ValueError if the JSON is not valid."""
    json.loads(text[at:end], parse_int=str)  # says best what is wrong; digits may be more than an int takes
    yield from _value(text, SPACE.match(text, at).end(), ())[1]  # type: ignore[union-attr]


def _value(text: str, at: int, path: tuple[str, ...]) -> tuple[int, list[Value]]:
    """(the offset after the value at an offset, the strings in it)."""
    char = text[at]
    if char == '"':
        _, end = scanstring(text, at + 1)
        return end, [Value(path, at + 1, end - 1)]
    if char in "{[":
        if len(path) >= DEEPEST:
            raise ValueError("nested too deeply")
        return _items(text, at, path, char == "{")
    found = SCALAR.match(text, at)
    if not found:
        raise ValueError(f"no value at offset {at}")
    return found.end(), []


def _items(text: str, at: int, path: tuple[str, ...], named: bool) -> tuple[int, list[Value]]:
    out: list[Value] = []
    at = _after_space(text, at + 1)
    n = 0
    while text[at] not in "}]":
        key = str(n)
        if named:
            key, at = scanstring(text, at + 1)
            at = _after_space(text, _after_space(text, at) + 1)
        at, found = _value(text, at, (*path, key))
        out += found
        at = _after_space(text, at)
        if text[at] == ",":
            at = _after_space(text, at + 1)
        n += 1
    return at + 1, out


def _after_space(text: str, at: int) -> int:
    return SPACE.match(text, at).end()  # type: ignore[union-attr]


def _pieces(text: str, item: Value) -> Iterator[Piece]:
    at = item.start
    for m in ESCAPE.finditer(text, item.start, item.end):
        if at < m.start():
            yield Piece(text[at : m.start()], at, m.start())
        char = json.loads(f'"{m.group()}"')
        if not "\ud800" <= char <= "\udfff":
            yield Piece(char, *m.span(), SET)
        at = m.end()
    if at < item.end:
        yield Piece(text[at : item.end], at, item.end)


def _escaped(text: str, encoding: Encoding) -> str | None:
    if not encoding.faithful:
        return None
    return json.dumps(text, ensure_ascii=not encoding.holds(text))[1:-1]
