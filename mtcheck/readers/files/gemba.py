"""Answers of GEMBA-MQM (MicrosoftTranslator/GEMBA): lines of “category/subcategory - "quote"” under their severity.

`gemba --list_mqm_errors` prints a Python dictionary a segment, with the answer in small letters."""

from __future__ import annotations

import ast
import re
from typing import Any

LEVELS = ("critical", "major", "minor")
QUOTES = {'"': '"', "“": '”"', "'": "'", "‘": "’'", "`": "`'"}  # what closes what was opened
NOTHING = re.compile(r"no[- ]errors?|none|n/?a", re.IGNORECASE)
LONGEST = 1_000_000  # characters of a line that is read as a dictionary
_DICT = re.compile(r"^defaultdict\(<class 'list'>, (?P<dict>\{.*\})\)$")


def answer(text: str) -> dict[str, list[dict[str, str]]]:
    """The errors of an answer by severity. Raises ValueError for a line that is none."""
    out: dict[str, list[dict[str, str]]] = {level: [] for level in LEVELS}
    level = ""
    for line in text.split("\n"):
        plain = line.strip()
        head = plain.rstrip(":").strip("*# ").lower()
        if head in LEVELS and (plain.endswith(":") or head == plain.lower()):
            level = head
        elif not plain or NOTHING.fullmatch(plain.strip("-*• .")):
            continue
        elif not level:
            raise ValueError("an error without a severity")
        else:
            error = _error(plain)
            out[_level(error["category"], level)].append(error)
    return out


def _error(line: str) -> dict[str, str]:
    """The error of a line. Raises ValueError if it quotes nothing."""
    at = next((k for k, c in enumerate(line) if c in QUOTES), len(line))
    end = max((line.rfind(c) for c in QUOTES.get(line[at : at + 1], "")), default=-1)
    if end <= at:
        raise ValueError(f"a line that quotes nothing: {line[:40]!r}")
    category = line[:at].strip("-–—:*• ")
    return {"category": category, "quote": line[at + 1 : end], "note": line[end + 1 :].strip(" -–—:.()")}


def _level(category: str, level: str) -> str:
    """GEMBA's own reader of answers takes a non-translation for critical."""
    return "critical" if "non-translation" in category.lower() else level


def python_dict(line: str) -> Any:
    """The value of a line that Python has printed. Raises ValueError."""
    line = line.strip()
    found = _DICT.match(line)
    if len(line) > LONGEST:
        raise ValueError("the line is too long")
    try:
        return ast.literal_eval(found["dict"] if found else line)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise ValueError("no dictionary of errors") from None
