"""JSON: one object or list, or an object a line. What a record is shows in its fields.

* An error: `severity`, a place, perhaps a category. Our own form, and lists as AutoMQM prompts ask for.
* A segment: its text (`mt`, `target` …) with its `errors`: a list of errors (xCOMET), or by severity (GEMBA-MQM).
* Errors by severity without the text: the k-th is about the k-th line of the article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from mtcheck.lint.findings import MINOR
from mtcheck.readers.files import BadSpans, Loaded
from mtcheck.readers.files.gemba import answer, python_dict
from mtcheck.readers.files.record import ARTICLE, QUOTE, READER, SEGMENT, SEVERITY, WITHIN, first, of_record
from mtcheck.readers.said import Said
from mtcheck.readers.spans import UNSPECIFIED

ERRORS = ("errors", "annotations", "spans", "error_spans", "answer", "mqm_errors")
LEVELS = ("critical", "major", "minor")
XCOMET, GEMBA = "xCOMET", "GEMBA-MQM"
_PYTHON = re.compile(r"^(?:defaultdict\(|None$)", re.MULTILINE)


def objects(text: str, name: str) -> Loaded:
    """What JSON says. Raises BadSpans."""
    said: list[Said] = []
    wrong: list[str] = []
    count = 0
    for number, (where, record) in enumerate(records(text)):
        count += 1
        try:
            for item in _of(record, where, number, name):
                try:
                    if (found := item()) is not None:
                        said.append(found)
                except ValueError as e:
                    wrong.append(f"{where}: {e}")
        except ValueError as e:
            wrong.append(f"{where}: {e}")
    if wrong and len(wrong) == count and not said:
        raise BadSpans(f"no error spans; {wrong[0]}")
    return Loaded(tuple(said), tuple(wrong))


def records(text: str) -> Iterator[tuple[str, Any]]:
    """(where, record). A mapping of systems to lists of segments (xCOMET) gives its segments, with the system's name.
    Raises BadSpans."""
    if _PYTHON.match(text.lstrip()):
        yield from _printed(text)
        return
    whole = _whole(text)
    if whole is None:
        yield from _lines(text)
        return
    if isinstance(whole, list):
        yield from ((f"record {k}", record) for k, record in enumerate(whole, 1))
    elif isinstance(whole, dict) and whole and all(_segments(v) for v in whole.values()):
        for system, segments in whole.items():
            for k, segment in enumerate(segments, 1):
                yield f"segment {k}", {"file": system, "reader": XCOMET, "number": k - 1, **segment}
    else:
        yield "record 1", whole


def _printed(text: str) -> Iterator[tuple[str, Any]]:
    """What Python has printed, a segment a line. Raises BadSpans."""
    for k, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {k}", python_dict(line)
            except ValueError as e:
                raise BadSpans(f"line {k}: {e}") from None


def _segments(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(s, dict) and "mt" in s for s in value)


def _whole(text: str) -> Any:
    """The one value of JSON; None if there are several, a line each. Raises BadSpans."""
    first_line = text.lstrip().partition("\n")
    try:
        return json.loads(text)
    except RecursionError:
        raise BadSpans("JSON nested too deeply") from None
    except ValueError as e:
        rest = first_line[2].strip()
        try:
            json.loads(first_line[0])
        except (ValueError, RecursionError):
            raise BadSpans(f"no JSON that can be read: {_reason(e)}") from None
        if not rest:
            raise BadSpans(f"no JSON that can be read: {_reason(e)}") from None
        return None


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    for k, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {k}", json.loads(line)
            except RecursionError:
                raise BadSpans(f"line {k}: JSON nested too deeply") from None
            except ValueError as e:
                raise BadSpans(f"line {k}: no JSON that can be read: {_reason(e)}") from None


def _reason(error: ValueError) -> str:
    """What the parser says, on one line and without the text."""
    at = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
    return f"{error.msg}{at}" if isinstance(error, json.JSONDecodeError) else str(error).split(";")[0][:100]


def _of(record: Any, where: str, number: int, name: str) -> Iterator[Any]:
    """Functions that give the errors of a record, each of which may raise ValueError. Raises ValueError."""
    if isinstance(record, str | list):  # the answer of a model, as GEMBA-MQM asks for it; the errors of a segment
        record = {"errors": record}
    if record is None:
        return
    if not isinstance(record, dict):
        raise ValueError("no object")
    errors = first(record, ERRORS)
    if errors is None and any(level in record for level in LEVELS):
        errors = {level: record.get(level) for level in LEVELS}
    elif errors is None and first(record, SEVERITY) is None and first(record, WITHIN) is not None:
        return  # a segment in which nothing was found
    if errors is None:
        yield lambda: of_record(record, where, None, name)
        return
    style = XCOMET if "COMET" in record else GEMBA if isinstance(errors, str | dict) else name
    around = _around(record, where, number, style)
    for error in _errors(errors):
        yield lambda error=error: of_record(error, where, around, style)


def _around(record: Mapping[str, Any], where: str, number: int, reader: str) -> Said:
    """What is known of a segment, as an error of it. Raises ValueError."""
    plain = {k: record[k] for k in (*WITHIN, *SEGMENT, *READER, *ARTICLE, "part") if record.get(k) is not None}
    place = of_record({**plain, "severity": "minor", "mqm": UNSPECIFIED}, where, None, reader)
    assert place is not None
    number = record["number"] if isinstance(record.get("number"), int) else number
    return replace(place, severity=MINOR, number=number if place.segment is None else None)


def _errors(errors: Any) -> Iterator[Mapping[str, Any]]:
    """The errors of a segment as records. Raises ValueError."""
    if isinstance(errors, str):
        errors = answer(errors)
    if isinstance(errors, dict):
        for level, found in errors.items():
            if str(level).lower() not in LEVELS:
                raise ValueError(f"no severity {str(level)[:40]!r}")
            if found is not None and not isinstance(found, list):
                raise ValueError("its errors are no list")
            for error in found or ():
                yield from _by_severity(error, str(level))
        return
    if not isinstance(errors, list):
        raise ValueError("its errors are no list")
    for error in errors:
        if not isinstance(error, dict):
            raise ValueError("an error is no object")
        yield {QUOTE[0]: error["span"], **error} if isinstance(error.get("span"), str) else error


def _by_severity(error: Any, level: str) -> Iterator[Mapping[str, Any]]:
    if isinstance(error, dict):
        yield {"severity": level, **error}
    elif isinstance(error, str):
        for found in answer(f"{level}:\n{error}")[level.lower()]:
            yield {"severity": level, **found}
    else:
        raise ValueError("an error is no object and no text")
