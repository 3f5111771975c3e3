"""The key `phrases`: rules of one's own that are phrases, `[[phrases]]` in mtcheck.toml. What a row may hold, and rows
made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mtcheck.checking.own import PhraseRow
from mtcheck.lint.findings import Severity
from mtcheck.lint.rule import NAME

CODE = re.compile(r"X[A-Z]{2}\d{3}")  # no rule of mtcheck's own ever has a code with X in front
MOST_RULES, MOST_PHRASES, MOST_SUGGESTIONS = 500, 2000, 5  # of a configuration, of a configuration, of a rule
LONGEST = 500  # characters of a text
SEVERITIES = tuple(str(s) for s in Severity)


class Cell(NamedTuple):
    """What a key of a row may be: a test, words for it, its JSON schema, what it means."""

    fits: Callable[[Any], bool]
    words: str
    schema: dict[str, Any]
    help: str


def _text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    words = value.split()
    return bool(words) and all(map(str.isprintable, words))


def _texts(most: int) -> Callable[[Any], bool]:
    return lambda v: _text(v) or (isinstance(v, list) and 0 < len(v) <= most and all(map(_text, v)))


def _pattern(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, str) and bool(pattern.fullmatch(v))


_TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST}


def _list_schema(most: int) -> dict[str, Any]:
    return {"oneOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1, "maxItems": most}]}


CELLS: Mapping[str, Cell] = {
    "code": Cell(
        _pattern(CODE),
        "X, two capital letters and three digits (XHS001)",
        {"type": "string", "pattern": f"^{CODE.pattern}$"},
        "The code of the rule: X, two capital letters, three digits.",
    ),
    "find": Cell(
        _texts(MOST_PHRASES),
        f"a phrase, or a list of phrases, of {LONGEST} printable characters at most",
        _list_schema(MOST_PHRASES),
        "Phrases to find, in whatever case; `a/b` is either word, `#` any number.",
    ),
    "suggest": Cell(
        _texts(MOST_SUGGESTIONS),
        f"a text, or a list of {MOST_SUGGESTIONS} texts at most",
        _list_schema(MOST_SUGGESTIONS),
        "What to write instead; `{2}` is the second word as it was written.",
    ),
    "message": Cell(
        _text,
        f"a text of {LONGEST} printable characters at most",
        _TEXT,
        "What is said of it; without one, what is suggested.",
    ),
    "name": Cell(
        _pattern(NAME),
        "small letters with hyphens",
        {"type": "string", "pattern": f"^{NAME.pattern}$"},
        "A name beside the code; without one, the first phrase.",
    ),
    "severity": Cell(
        lambda v: v in SEVERITIES,
        f"one of {', '.join(SEVERITIES)}",
        {"enum": list(SEVERITIES), "default": "minor"},
        "How bad it is.",
    ),
    "confidence": Cell(
        lambda v: isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= 1,
        "a number between 0 and 1",
        {"type": "number", "minimum": 0, "maximum": 1, "default": 0.9},
        "How sure it is that such a place is wrong.",
    ),
    "match-case": Cell(
        lambda v: isinstance(v, bool),
        "true or false",
        {"type": "boolean", "default": False},
        "Find the phrases only as they are written, and write the suggestions so.",
    ),
}
NEEDED = ("code", "find")
SCHEMA: dict[str, Any] = {
    "type": "array",
    "maxItems": MOST_RULES,
    "items": {
        "type": "object",
        "properties": {name: {**cell.schema, "description": cell.help} for name, cell in CELLS.items()},
        "required": list(NEEDED),
        "additionalProperties": False,
    },
}


def mistake(value: Any) -> str:
    """What is wrong with a list of rows, in words; "" if nothing is."""
    if not isinstance(value, list):
        return "each rule is a table [[phrases]]"
    if len(value) > MOST_RULES:
        return f"at most {MOST_RULES} rules"
    codes: set[str] = set()
    for n, row in enumerate(value, 1):
        if wrong := _mistake(row):
            code = row.get("code") if isinstance(row, dict) else None
            return f"rule {n}{f' ({code})' if isinstance(code, str) else ''}: {wrong}"
        if row["code"] in codes:
            return f"two rules have the code {row['code']}"
        codes.add(row["code"])
    if sum(len(_listed(row["find"])) for row in value) > MOST_PHRASES:
        return f"at most {MOST_PHRASES} phrases in all"
    return ""


def _mistake(row: Any) -> str:
    if not isinstance(row, dict):
        return "each rule is a table [[phrases]]"
    for name in NEEDED:
        if name not in row:
            return f"{name} is missing"
    for name, value in row.items():
        if name not in CELLS:
            import difflib

            close = difflib.get_close_matches(name.replace("_", "-").lower(), CELLS, 1, 0.6)
            return f"unknown key {name!r}; " + (
                f"did you mean {close[0]!r}?" if close else f"known: {', '.join(CELLS)}"
            )
        if not CELLS[name].fits(value):
            return f"{name} must be {CELLS[name].words}"
    return ""


def rows_of(value: list[Mapping[str, Any]]) -> tuple[PhraseRow, ...]:
    """The rows of a list in which there is no mistake."""
    out: list[PhraseRow] = []
    names = {row["name"] for row in value if "name" in row}
    for row in value:
        find = _listed(row["find"])
        name = row.get("name") or _named(find[0])
        if "name" not in row and (not name or name in names):
            name = row["code"].lower()
        names.add(name)
        out.append(
            PhraseRow(
                row["code"],
                name,
                find,
                _line(row.get("message", "")),
                tuple(map(_line, _listed(row.get("suggest", [])))),
                Severity(row.get("severity", "minor")),
                float(row.get("confidence", 0.9)),
                row.get("match-case", False),
            )
        )
    return tuple(out)


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _line(text: str) -> str:
    return " ".join(text.split())


def _named(phrase: str) -> str:
    """A name made of a phrase, unlike that of any rule of mtcheck's own; "" if the phrase holds no usable word."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\w)/\S+", "", phrase.lower()))
    return "-".join(["own", *words])[:40].strip("-") if words else ""
