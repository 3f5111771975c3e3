"""Scores of segments by quality estimation: CometKiwi and xCOMET, MetricX, or a number a line (docs/readers.md)."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mtcheck.lint.findings import MINOR, SegmentScore, SegmentScores
from mtcheck.readers.file import SpanFile
from mtcheck.readers.files import BadSpans, Loaded, decoded
from mtcheck.readers.files.objects import records
from mtcheck.readers.files.record import ARTICLE, SEGMENT, WITHIN, first
from mtcheck.readers.said import Elsewhere, Outside, Places, Refused, Said
from mtcheck.readers.spans import Marked, Passage

PRINTED = re.compile(r"(?P<file>[^\t]*)\tSegment (?P<number>\d{1,9})\tscore: (?P<score>\S{1,40})")  # comet-score
OF_SYSTEM = re.compile(r"[^\t]*\tscore: \S{1,40}")
METRICX = "MetricX"
OF_ERRORS = re.compile("metricx|mqm|ter$", re.IGNORECASE)  # metrics in which less is better
VALUES = (("COMET", "COMET"), ("prediction", METRICX), ("score", ""))  # field, and the metric that has it


@dataclass(frozen=True)
class Scored:
    """A score and what it is of: a place as an error would have it."""

    metric: str
    value: float
    of: Said


@dataclass(frozen=True)
class ScoreFile:
    """The scores of a file, as a reader that marks nothing. `alone`: only one article is checked."""

    path: str
    scored: tuple[Scored, ...]
    alone: bool

    def marks(self, passage: Passage) -> Marked:
        """The scores of a passage's segments."""
        values = {s.of: s for s in self.scored}
        found = SpanFile(self.path, Loaded(tuple(values)), self.alone).about(passage)
        places = Places(passage, self.alone)
        out: dict[str, list[SegmentScore]] = {}
        lost: list[str] = []
        for said in found:
            try:
                at = places.segment(said)
            except Elsewhere:
                continue
            except (Refused, Outside) as e:
                lost.append(f"{said.where}: {e}")
                continue
            out.setdefault(values[said].metric, []).append(SegmentScore(at, values[said].value))
        scores = tuple(
            SegmentScores(m, bool(OF_ERRORS.search(m)), tuple(sorted(s, key=lambda x: x.span))) for m, s in out.items()
        )
        return Marked((), tuple(self._problems(passage, lost, bool(out))), scores=scores)

    def _problems(self, passage: Passage, lost: list[str], some: bool) -> Iterator[str]:
        name = os.path.basename(self.path)
        if lost:
            yield f"{name}: {len(lost)} of {len(self.scored)} scores are of no segment of this text ({lost[0]})"
        elif not some and self.alone and not passage.segments:
            yield f"{name}: none of its {len(self.scored)} scores is of a segment of this text"


def loaded_scores(data: bytes, name: str) -> tuple[Scored, ...]:
    """The scores of a file; `name` stands for a metric that is named nowhere else. Raises BadSpans."""
    text = decoded(data)
    found = tuple(_json(text, name) if text.lstrip()[:1] in ("{", "[") else _lines(text, name))
    if not found:
        raise BadSpans("it holds no scores")
    return found


def _json(text: str, name: str) -> Iterator[Scored]:
    for number, (where, record) in enumerate(records(text)):
        if not isinstance(record, dict):
            raise BadSpans(f"{where}: no object with a score")
        field, metric = next(((f, m) for f, m in VALUES if f in record), ("", ""))
        if not field:
            raise BadSpans(f"{where}: no score ({', '.join(f for f, _ in VALUES)})")
        metric = str(record.get("metric") or metric or name)[:60]
        within, segment = first(record, WITHIN), first(record, SEGMENT)
        yield Scored(
            metric,
            _number(record[field], where),
            _said(
                where,
                metric,
                record.get("number", number),
                None if within is None else str(within),
                None if segment is None else str(segment),
                None if (file := first(record, ARTICLE)) is None else str(file),
            ),
        )


def _lines(text: str, name: str) -> Iterator[Scored]:
    """What comet-score prints, or a number a line."""
    number = 0
    for k, line in enumerate(text.split("\n"), 1):
        where, plain = f"line {k}", line.strip()
        if not plain or OF_SYSTEM.fullmatch(plain):
            continue
        if found := PRINTED.fullmatch(plain):
            said = _said(where, "COMET", int(found["number"]), article=found["file"])
            yield Scored("COMET", _number(found["score"], where), said)
        else:
            yield Scored(name, _number(plain, where), _said(where, name, number))
            number += 1


def _said(
    where: str,
    metric: str,
    number: Any,
    within: str | None = None,
    segment: str | None = None,
    article: str | None = None,
) -> Said:
    if isinstance(number, bool) or not isinstance(number, int):
        raise BadSpans(f"{where}: the number of a segment is no whole number")
    number = number if segment is None else None
    return Said(where, metric, MINOR, "", article=article, segment=segment, number=number, within=within)


def _number(value: Any, where: str) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise BadSpans(f"{where}: {str(value)[:40]!r} is no score")
    return number
