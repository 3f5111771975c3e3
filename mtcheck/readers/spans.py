"""What another reader marked in a translation: a quality estimation system, a language model, an annotator.

All offsets are code points, half-open, into the text of an article as rules see it (`Article.text`: without markup), or
of a bilingual file into the text of its report (all translations, with empty lines between).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from mtcheck.lint.findings import SegmentScores, Severity
from mtcheck.text.spans import Span

UNSPECIFIED = "other"  # the category of an error that the reader gives none


@dataclass(frozen=True, slots=True)
class ReaderSpan:
    """One error that a reader marked. Raises ValueError for a place or a confidence that cannot be."""

    reader: str  # its name, as reports show it: "xCOMET", "GPT-4"
    start: int
    end: int
    severity: Severity
    mqm: str = UNSPECIFIED  # a category as our rules have them: "accuracy/mistranslation"
    note: str = ""  # what the reader says of it; untrusted
    suggestion: str | None = None  # what to write in its place; untrusted, and never a safe fix
    confidence: float | None = None  # 0 to 1, how sure the reader says it is; None if it says nothing
    segment: str | None = None  # the segment that it was asked about, by its id, if there was one

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span from {self.start} to {self.end}")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ValueError(f"a confidence of {self.confidence}")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class SegmentText(NamedTuple):
    """A segment of a bilingual file: its id, and where it stands in the text and the source of a passage."""

    id: str
    target: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader is asked about: an article, or some segments of a bilingual file in their order.

    `name`: the file, as reports name it. `part`: which article of the file, if that holds several. `first`: how many
    segments of the file came before. Offsets of segments are into `text` and `source`."""

    name: str
    text: str
    source: str | None = None
    part: str = ""
    segments: tuple[SegmentText, ...] = ()
    first: int = 0


class Marked(NamedTuple):
    """What a reader marked in a passage (offsets into its text), and in one line each what went wrong.

    `problems` make the run end with exit code 2; `notices` are only told (a quote that does not stand in the text).
    `readers`: the names of those that looked, whether or not they marked anything. `scores`: of the passage's
    segments, from a metric that gives such."""

    spans: tuple[ReaderSpan, ...]
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    scores: tuple[SegmentScores, ...] = ()


class Reader(Protocol):
    """Whatever marks errors: the spans of a file, a language model that is asked. `run.flow.Task.readers` holds them;
    each is called once for each article of a file, or once for some segments of a bilingual one. It tells what goes
    wrong, and raises nothing. It can be pickled, for several processes."""

    def marks(self, passage: Passage) -> Marked: ...


def asked(readers: Sequence[Reader], passage: Passage) -> Marked:
    """What all readers mark in a passage."""
    each = [reader.marks(passage) for reader in readers]
    return Marked(
        tuple(s for m in each for s in m.spans if s.end <= len(passage.text)),
        tuple(p for m in each for p in m.problems),
        tuple(n for m in each for n in m.notices),
        tuple(dict.fromkeys(name for m in each for name in m.readers)),
        tuple(s for m in each for s in m.scores),
    )
