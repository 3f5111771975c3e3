"""What a file says of one error, before it is known where in an article that is; and finding the place.

A file speaks of whole articles or of segments, by offsets or by quotes. A place is never guessed: a quote that does not
stand in its segment, or an offset outside of it, is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from mtcheck.lint.findings import Severity
from mtcheck.readers.spans import Passage, ReaderSpan, SegmentText
from mtcheck.text.spans import Span

CHEAP = 1000  # how often a passage may be searched through, for quotes that do not stand where they are looked for
BEGINNING = 16  # code points of a segment that are looked up before it is searched for
EDGE = re.compile(r"(?=\S)(?:(?<![0-9A-Za-z])|(?![0-9A-Za-z]))")  # anywhere but within a word
ODD = "’‘ʼ“”„«»‹\u00a0\u202f\u2009\t\n\r‐‑–—"
PLAIN = '\'\'\'"""""<      ----'
SAME = {ord(odd): plain for odd, plain in zip(ODD, PLAIN, strict=True)}


@dataclass(frozen=True, slots=True)
class Said:
    """One error as a file tells it. `where` is for messages: “line 12”. The place is an offset pair, a quote, or both:
    then the quote decides. It is meant within the segment, if there is one: given by its text, its id, or its number
    in the article from 0."""

    where: str
    reader: str
    severity: Severity
    mqm: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    note: str = ""
    suggestion: str | None = None
    confidence: float | None = None
    article: str | None = None  # the file it is about, None if it is not said
    part: str | None = None
    segment: str | None = None  # the id of a segment
    number: int | None = None  # of a segment
    within: str | None = None  # the text of a segment


class Refused(ValueError):
    """Why an error is nowhere to be found in an article."""


class Outside(ValueError):
    """The offsets lie outside of the text: it is another text."""


class Elsewhere(Exception):
    """The segment that an error is about does not stand in this article."""


@dataclass
class Places:
    """Finds segments and quotes in one passage. `loose`: a segment may also be a part of a line."""

    passage: Passage
    loose: bool = True
    _found: dict[tuple[str | None, int | None, str], Span] = field(default_factory=dict)
    _used: dict[tuple[Span, str, str], int] = field(default_factory=dict)
    _at: int = 0  # where the last segment that was found ends
    _searched: int = 0

    def span(self, said: Said) -> Span:
        """Where an error is. Raises Refused, Outside and Elsewhere."""
        around = self.segment(said)
        if said.quote is not None and said.quote.strip():
            return self._quote(said, around)
        if said.start is None or said.end is None:
            raise Refused("it says neither where the error is nor what")
        length = around.end - around.start
        if not 0 <= said.start <= said.end or said.start > length:
            raise Outside(f"{said.start} to {said.end} is no place in a text of {length}")
        return Span(around.start + said.start, around.start + min(said.end, length))

    def segment(self, said: Said) -> Span:
        """The segment that something is said of, or the whole passage. Raises Outside and Elsewhere."""
        if said.within is not None:
            return self._stands(said)
        if said.segment is not None and self.passage.segments:
            if (known := self._by_id.get(said.segment)) is None:
                raise Elsewhere
            return known.target
        if said.number is not None:
            return self._numbered(said.number)
        return Span(0, len(self.passage.text))

    def _numbered(self, number: int) -> Span:
        if self.passage.segments:
            number -= self.passage.first
            if not 0 <= number < len(self.passage.segments):
                raise Elsewhere
            return self.passage.segments[number].target
        if not 0 <= number < len(self.lines):
            raise Outside(f"there is no segment {number}")
        return self.lines[number]

    def _stands(self, said: Said) -> Span:
        """Where the segment with a text stands: the same as before if it has the same id, else the next. Raises
        Elsewhere."""
        assert said.within is not None
        text = said.within.strip()
        key = (said.segment, said.number, text)
        if key in self._found:
            return self._found[key]
        if self.passage.segments and (known := self._by_id.get(said.segment or "")):
            place = known.target
            if folded(self.passage.text[slice(*place)].strip()) == folded(text):
                return self._keep(key, self._trimmed(place))
        if not text:
            raise Elsewhere
        return self._keep(key, self._next(folded(text)))

    def _keep(self, key: tuple[str | None, int | None, str], place: Span) -> Span:
        self._found[key] = place
        self._at = place.end
        return place

    def _next(self, text: str) -> Span:
        """The next place of a text after the last, from the beginning again. Raises Elsewhere."""
        lines = self._by_text.get(text)
        if lines:
            return self.lines[lines[bisect_left(lines, self._at, key=lambda k: self.lines[k].start) % len(lines)]]
        likely = self.loose and (len(text) < BEGINNING or text[:BEGINNING] in self._beginnings)
        at = self._search(text, self._at) if likely else -1
        if at < 0 and likely:
            at = self._search(text, 0)
        if at < 0:
            raise Elsewhere
        return Span(at, at + len(text))

    def _quote(self, said: Said, around: Span) -> Span:
        """Where a quote stands: at the offset that is given with it, else the place next to that, else the next one
        that has not been used."""
        quote = folded((said.quote or "").strip())
        if said.start is not None and said.start >= 0:
            blank = len(said.quote or "") - len((said.quote or "").lstrip())
            for at in (around.start + said.start, around.start + said.start + blank):
                if self._folded.startswith(quote, at) and at + len(quote) <= around.end:
                    return Span(at, at + len(quote))
        key = (around, quote, said.reader)
        first = self._used.get(key, around.start)
        at = self._search(quote, first, around.end)
        if at < 0 and first > around.start:
            at = self._search(quote, around.start, around.end)
        if at < 0:
            at = self._search(quote.lower(), around.start, around.end, small=True)
        if at < 0:
            raise Refused("what it quotes does not stand there")
        self._used[key] = at + len(quote)
        return Span(at, at + len(quote))

    def _search(self, text: str, start: int, end: int | None = None, *, small: bool = False) -> int:
        """Where a text begins in a part of the passage, -1 if nowhere. Raises Refused once that has taken too long:
        time grows with the passage and the file, not with their product."""
        end = len(self.passage.text) if end is None else end
        if self._searched > CHEAP * (len(self.passage.text) + 100_000):
            raise Refused("too many quotes that stand nowhere; this one was not looked for")
        at = (self._small if small else self._folded).find(text, start, end)
        self._searched += (end if at < 0 else at) - start
        return at

    def _trimmed(self, place: Span) -> Span:
        text = self.passage.text[slice(*place)]
        start = place.start + len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip()))

    @cached_property
    def lines(self) -> list[Span]:
        """The lines of the passage that hold anything, without white space around them."""
        out, start = [], 0
        for line in self.passage.text.split("\n"):
            if line.strip():
                out.append(self._trimmed(Span(start, start + len(line))))
            start += len(line) + 1
        return out

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        """The numbers of the lines with a text."""
        out: dict[str, list[int]] = {}
        for k, line in enumerate(self.lines):
            out.setdefault(self._folded[slice(*line)], []).append(k)
        return out

    @cached_property
    def _beginnings(self) -> set[str]:
        """How what begins at each word of the passage begins: of the segments of a large table most stand elsewhere,
        and need not be searched for. Letters that other scripts write without spaces count as words."""
        text = self._folded
        return {text[m.start() : m.start() + BEGINNING] for m in EDGE.finditer(text)}

    @cached_property
    def _by_id(self) -> dict[str, SegmentText]:
        return {s.id: s for s in self.passage.segments}

    @cached_property
    def _folded(self) -> str:
        return folded(self.passage.text)

    @cached_property
    def _small(self) -> str:
        """In small letters, as long as the text: a letter that two would stand for stays."""
        text = self._folded
        small = text.lower()
        return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def folded(text: str) -> str:
    """The text with plain quotation marks, hyphens and spaces, character for character: as long as before."""
    return text.translate(SAME)


class Placed(NamedTuple):
    """The spans that were found in a passage; how many quote what does not stand there, lie outside of the text, or are
    about a segment that is not there; why the first was refused."""

    spans: list[ReaderSpan]
    refused: int
    outside: int
    elsewhere: int
    why: str
    why_outside: str


def placed(passage: Passage, all_said: Sequence[Said], *, loose: bool = True) -> Placed:
    """What was said of a passage, with its places there. `loose`: a segment may be a part of a line."""
    places = Places(passage, loose)
    spans: list[ReaderSpan] = []
    refused: list[str] = []
    outside: list[str] = []
    elsewhere = 0
    for said in all_said:
        try:
            spans.append(_span(said, places.span(said)))
        except Elsewhere:
            elsewhere += 1
        except Refused as e:
            refused.append(f"{said.where}: {e}")
        except Outside as e:
            outside.append(f"{said.where}: {e}")
    first = (*refused[:1], ""), (*outside[:1], "")
    return Placed(spans, len(refused), len(outside), elsewhere, first[0][0], first[1][0])


def _span(said: Said, at: Span) -> ReaderSpan:
    return ReaderSpan(
        said.reader,
        at.start,
        at.end,
        said.severity,
        said.mqm,
        said.note,
        said.suggestion,
        said.confidence,
        said.segment,
    )
