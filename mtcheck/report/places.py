"""Where findings stand, as several formats tell it: lines, columns, names of files; text without control characters."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Finding
from mtcheck.text.lines import lines_of

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Place(NamedTuple):
    """A finding with its lines and columns, which count from 1; a column is a code point. In a bilingual file it is
    the line of the segment, and `segment` its id."""

    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int
    mark: str  # what recognises it in other versions of the file
    segment: str = ""


def places(report: Report) -> Iterator[Place]:
    """The findings of a report and where they stand."""
    lines = lines_of(report.text)
    for found in report.found:
        finding, mark = found.finding, found.mark
        if report.segments:
            yield _in_segment(report, finding, mark)
            continue
        yield Place(finding, *lines.place(finding.span.start), *lines.place(finding.span.end), mark)


def _in_segment(report: Report, finding: Finding, mark: str) -> Place:
    """Offsets count in the translations, not in the file: they and the fixes would lead astray there."""
    segment = report.segment_at(finding.span.start)
    line = max(1, segment.line)
    told = replace(finding, message=f"{segment.id}: {finding.message}", fixes=())
    return Place(told, line, 1, line, 1, mark, segment.id)


def tidy(name: str) -> str:
    """A file's name from the working folder with slashes, as annotations want it. Odd bytes are shown."""
    short = os.path.relpath(name) if os.path.isabs(name) else os.path.normpath(name)
    name = name if short.startswith(os.pardir) else short
    return printable(name.replace(os.sep, "/"))


def printable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold, and without control characters."""
    return CONTROL.sub("\ufffd", text.encode("utf-8", "backslashreplace").decode("utf-8"))


def sentence(finding: Finding) -> str:
    """The message with the first fix."""
    fix = f" ({finding.fixes[0].title})" if finding.fixes else ""
    return f"{finding.message}{fix}"


class Distinct:
    """Fingerprints of which no two are the same: those alike get a number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, name: str, place: Place) -> str:
        """The fingerprint of a finding in a file."""
        from hashlib import blake2b

        base = f"{name}\0{place.finding.code}\0{place.mark}"
        self._seen[base] += 1
        return blake2b(f"{base}\0{self._seen[base]}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
