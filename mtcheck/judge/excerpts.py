"""What is asked about: pieces of the translation, each with the piece of the source that it renders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from mtcheck.bitext.compare_names import span_of, target_names
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.source import Source
from mtcheck.languages import language
from mtcheck.readers.spans import Passage
from mtcheck.text.spans import Span

LONGEST = 6_000  # code points of both sides of an excerpt; what is longer is no sentence
ROOM = 4_000  # code points of all excerpts of a request
MOST = 12  # excerpts of a request
NAMES, LONGEST_NAME = 30, 60  # names of the document that are told, and code points of one
# What chat templates of models mark turns and tools with: some servers read such a mark in a text as if it were theirs.
TURN = re.compile(r"<(?=[/<|｜!A-Za-z])|\[(?=/?[A-Z_]{3,30}\])")
HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ud800-\udfff"
UNSEEN = re.compile(f"[{HIDDEN}\U000e0000-\U000e01ef]")


class Sent(NamedTuple):
    """A text as it is sent, and for each of its characters the offset in the text it was made from (and its end)."""

    text: str
    offsets: Sequence[int]

    def back(self, start: int, end: int) -> Span:
        """The place in the original of a place in what is sent. It is not empty."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def sent(text: str) -> Sent:
    """A text without what could steer a model besides its words: marks of turns are broken up by a space, and
    characters that nobody sees are left out."""
    breaks = {m.end() for m in TURN.finditer(text)}
    parts: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        if i in breaks:
            parts.append(" ")
            offsets.append(i)
        if not UNSEEN.match(char):
            parts.append(char)
            offsets.append(i)
    return Sent("".join(parts), offsets)


@dataclass(frozen=True, eq=False)
class Excerpt:
    """A piece of the translation and of its source. `number` is what it is called by; `at`: where it begins in the
    text of its passage."""

    number: int
    at: int
    target: str
    source: str
    segment: str | None = None

    @property
    def size(self) -> int:
        return len(self.target) + len(self.source)

    @cached_property
    def sent_target(self) -> Sent:
        return sent(self.target)

    @cached_property
    def sent_source(self) -> str:
        return sent(self.source).text


class Asked(NamedTuple):
    """What a model is to read of a passage. `names` stand in the document; `skipped`: excerpts too long to be asked."""

    excerpts: tuple[Excerpt, ...]
    code: str  # of the source's language
    language: str  # its name
    names: tuple[str, ...]
    skipped: int = 0


def asked_of(passage: Passage, source_lang: str | None, options: Mapping[str, Any], target: str) -> Asked:
    """The excerpts of a passage that has a source; none if the source is not that of the text."""
    pair = _pair(passage, source_lang, options, target)
    found = list(_segments(passage) if passage.segments else _aligned(pair))
    kept = [e for e in found if e.size <= LONGEST]
    names = _names(pair) if kept else ()
    numbered = (Excerpt(k, e.at, e.target, e.source, e.segment) for k, e in enumerate(kept, 1))
    own = pair.language
    return Asked(tuple(numbered), own.code, own.name or own.code, names, len(found) - len(kept))


def _pair(passage: Passage, source_lang: str | None, options: Mapping[str, Any], target: str) -> Pair:
    document = language(target).analyse(passage.text, options)
    spans = tuple((s.source, s.target) for s in passage.segments)
    return Pair(document, Source.of(passage.source or "", source_lang), bool(spans), spans)


def _segments(passage: Passage) -> Iterator[Excerpt]:
    source = passage.source or ""
    for segment in passage.segments:
        target, there = passage.text[slice(*segment.target)], source[slice(*segment.source)]
        if target.strip() and there.strip():
            yield Excerpt(0, segment.target.start, target, there, segment.id)


def _aligned(pair: Pair) -> Iterator[Excerpt]:
    """One for each bead that can be trusted; what stands beside it and cannot goes with it, since a translation that
    strays is worth a look."""
    trusted = {id(b) for b in pair.trusted}
    group: list[Bead] = []
    for bead in pair.beads:
        if id(bead) in trusted and any(id(b) in trusted for b in group):
            yield from _excerpt(pair, group)
            group = []
        group.append(bead)
    yield from _excerpt(pair, group)


def _excerpt(pair: Pair, group: Sequence[Bead]) -> Iterator[Excerpt]:
    targets = [b.target for b in group if b.target]
    source = "\n".join(b.source_text for b in group if b.source)
    if targets and source.strip():
        start, end = min(t.start for t in targets), max(t.end for t in targets)
        yield Excerpt(0, start, pair.document.text[start:end], source)


def _names(pair: Pair) -> tuple[str, ...]:
    """The names in the translation, the most frequent first."""
    text = pair.document.text
    found = (text[slice(*span_of(pair, n))] for b in pair.trusted for n in target_names(pair, b))
    counts = Counter(name for n in found if len(name := " ".join(n.split())) <= LONGEST_NAME)
    return tuple(name for name, _ in counts.most_common(NAMES))


def batches(excerpts: Iterable[Excerpt]) -> list[tuple[Excerpt, ...]]:
    """The excerpts in portions for a request each."""
    out: list[tuple[Excerpt, ...]] = []
    batch: list[Excerpt] = []
    for excerpt in excerpts:
        if batch and (len(batch) >= MOST or sum(e.size for e in batch) + excerpt.size > ROOM):
            out.append(tuple(batch))
            batch = []
        batch.append(excerpt)
    return [*out, tuple(batch)] if batch else out
