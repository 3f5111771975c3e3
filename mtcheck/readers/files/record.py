"""One error from a record of any file: under which of the usual names its fields stand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from mtcheck.readers.mqm import category, severity
from mtcheck.readers.said import Said

QUOTE = ("quote", "span", "text", "error_span", "marked_text", "span_text", "error_text")
SEVERITY = ("severity", "error_severity", "level", "error_level")
CATEGORY = ("mqm", "category", "error_type", "type", "class", "error_category")
WITHIN_CATEGORY = ("subcategory", "sub_category", "error_subtype", "subtype")
START = ("start", "start_index", "start_idx", "start_id")
END = ("end", "end_index", "end_idx", "end_id")
NOTE = ("note", "explanation", "reason", "comment", "description", "analysis")
SUGGESTION = ("suggestion", "correction", "replacement", "corrected", "fix")
CONFIDENCE = ("confidence", "probability")
READER = ("reader", "rater", "annotator", "annotator_id")
ARTICLE = ("file", "article", "path")
SEGMENT = ("segment", "seg_id", "segment_id", "id", "docSegId")
WITHIN = ("mt", "target", "translation", "hypothesis", "target_seg", "target_text", "mt_text")
FARTHEST = 10**12  # no offset is larger
LONGEST = 10_000  # code points of a note or a suggestion


def first(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The first of these fields that the record has, None without any."""
    return next((record[n] for n in names if record.get(n) is not None), None)


def of_record(record: Mapping[str, Any], where: str, around: Said | None, reader: str) -> Said | None:
    """The error of a record; None for what is no error. `around`: what is known of its segment. Raises ValueError."""
    name = str(first(record, SEVERITY) or "")
    names = [str(x) for x in (first(record, CATEGORY), first(record, WITHIN_CATEGORY)) if x is not None]
    mqm = category(*names)
    if mqm is None or (rank := severity(name)) is None:
        if not name and mqm is not None:
            raise ValueError("no severity")
        return None
    start, end = _offset(record, START), _offset(record, END)
    quote = first(record, QUOTE)
    if (start is None) != (end is None) and quote is None:
        raise ValueError("it has only one offset of two, and no quote")
    if start is not None and end is not None and not 0 <= start <= end:
        raise ValueError(f"{start} to {end} is no place")
    within = first(record, WITHIN)
    return Said(
        where,
        _text(first(record, READER), 200) or (around.reader if around else reader),
        rank,
        mqm,
        start,
        end,
        _text(quote, None) if quote is not None else None,
        _text(first(record, NOTE), LONGEST),
        _suggestion(record),
        _confidence(first(record, CONFIDENCE)),
        *_place(record, around, within),
    )


def _place(
    record: Mapping[str, Any], around: Said | None, within: Any
) -> tuple[str | None, str | None, str | None, int | None, str | None]:
    """(article, part, id of the segment, its number, its text)."""
    article, part, segment = first(record, ARTICLE), record.get("part"), first(record, SEGMENT)
    own = (
        _text(article, None) if article is not None else None,
        _text(part, None) if part is not None else None,
        _text(segment, None) if segment is not None else None,
        None,
        _text(within, None) if within is not None else None,
    )
    if around is None:
        return own
    known = (around.article, around.part, around.segment, around.number, around.within)
    mixed = tuple(k if k is not None else o for o, k in zip(own, known, strict=True))
    return mixed  # type: ignore[return-value]


def _offset(record: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    value = first(record, names)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"the offset {str(value)[:40]!r} is no whole number")
    if value > FARTHEST:
        raise ValueError("an offset is beyond any text")
    return value


def _confidence(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not (math.isfinite(value) and 0 <= value <= 1):
        raise ValueError(f"the confidence {str(value)[:40]!r} is not between 0 and 1")
    return float(value)


def _suggestion(record: Mapping[str, Any]) -> str | None:
    value = first(record, SUGGESTION)
    return None if value is None else _text(value, LONGEST)


def _text(value: Any, longest: int | None) -> str:
    """A field as text without lone surrogates. Raises ValueError for what is no text, no number."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{str(value)[:40]!r} where a text is expected")
    text = str(value) if longest is None else str(value)[:longest]
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
