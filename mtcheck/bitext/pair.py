"""A translation and its source, aligned: what bilingual rules are given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from mtcheck.bitext.align import Scale, Step, Unit, align, one_to_one
from mtcheck.bitext.anchors import anchors, target_anchors
from mtcheck.bitext.language import LanguageData, Marks
from mtcheck.bitext.numbers import Number, ascii_digits, english_numbers, source_numbers
from mtcheck.bitext.source import Source
from mtcheck.bitext.split import paragraphs
from mtcheck.bitext.words import WORD, Words
from mtcheck.text.document import Document
from mtcheck.text.spans import Span

THOUSANDS = re.compile(r"(?<=\d)[.,'’\u00a0\u202f ](?=\d{3})")  # marks that part them
T = TypeVar("T")
TRUSTED = 0.35  # from this confidence on a bead's sides are compared


@dataclass(frozen=True, eq=False)
class Bead:
    """A piece of the source and the piece of the translation that renders it. One of them may be missing."""

    pair: Pair
    source: Span | None
    target: Span | None
    sentences: tuple[int, int]  # how many on each side
    confidence: float  # that the two belong together, 0 to 1

    @cached_property
    def source_text(self) -> str:
        return self.pair.source.text[slice(*self.source)] if self.source else ""

    @cached_property
    def target_text(self) -> str:
        return self.pair.document.text[slice(*self.target)] if self.target else ""

    @cached_property
    def source_numbers(self) -> list[Number]:
        return source_numbers(self.source_text, self.source.start, self.pair.language) if self.source else []

    @cached_property
    def target_numbers(self) -> list[Number]:
        return english_numbers(self.target_text, self.target.start) if self.target else []

    @cached_property
    def source_words(self) -> list[str]:
        """The words of the source side, as they stand."""
        return WORD.findall(self.source_text)

    @cached_property
    def source_vocabulary(self) -> frozenset[str]:
        return frozenset(self.source_words)

    @cached_property
    def source_lower(self) -> list[str]:
        return [w.lower() for w in self.source_words]

    def source_has(self, words: Words) -> bool:
        """Whether the source side holds one of the words; in a language without spaces, anywhere."""
        if not self.pair.language.spaced:
            return words.found(self.source_text, spaced=False) is not None
        return any(w in words for w in self.source_lower)

    @cached_property
    def target_words(self) -> list[str]:
        """The words of the translation's side, as they stand."""
        return WORD.findall(self.target_text)

    def once(self, compare: Callable[[Pair, Bead], T]) -> T:
        """What a comparison finds out about this bead, worked out once however many ask."""
        if compare not in self._found:
            self._found[compare] = compare(self.pair, self)
        return cast(T, self._found[compare])

    @cached_property
    def _found(self) -> dict[object, object]:
        return {}

    @cached_property
    def tokens(self) -> range:
        """Indices of the target's tokens."""
        return self.pair.document.tokens_at(self.target) if self.target else range(0)

    @property
    def deviation(self) -> float:
        """Standard deviations by which the lengths differ; positive if the translation is long."""
        return self.pair.scale.deviation(len(self.source_text), len(self.target_text))


@dataclass(frozen=True, eq=False)
class Pair:
    """A document with its source. `segmented`: the pieces were given (a bilingual file), not found."""

    document: Document
    source: Source
    segmented: bool = False
    segments: tuple[tuple[Span, Span], ...] = ()  # (source, target) of each given segment

    @property
    def language(self) -> LanguageData:
        return self.source.language

    @cached_property
    def scale(self) -> Scale:
        return Scale(self.language.ratio, self.language.spread)

    @cached_property
    def beads(self) -> tuple[Bead, ...]:
        """All beads in the order of the translation."""
        if self.segmented:
            return tuple(self._bead(s, t, (1, 1)) for s, t in self.segments)
        return tuple(_aligned(self))

    @cached_property
    def trusted(self) -> tuple[Bead, ...]:
        """The beads whose two sides belong together for all we can tell."""
        return tuple(b for b in self.beads if b.source and b.target and b.confidence >= TRUSTED)

    @cached_property
    def source_counts(self) -> Counter[str]:
        """How often each word stands in the source."""
        return Counter(WORD.findall(self.source.text))

    @cached_property
    def source_digits(self) -> str:
        """The source with ASCII digits and without the marks that part thousands."""
        return THOUSANDS.sub("", ascii_digits(self.source.text))

    @cached_property
    def coverage(self) -> float:
        """Share of the translation (code points) that is aligned with trust."""
        whole = sum(b.target.end - b.target.start for b in self.beads if b.target)
        return sum(len(b.target_text) for b in self.trusted) / whole if whole else 0.0

    def around(self, bead: Bead, reach: int = 1) -> Iterator[Bead]:
        """The bead and its neighbours."""
        i = self.places[id(bead)]
        yield from self.beads[max(0, i - reach) : i + reach + 1]

    @cached_property
    def places(self) -> dict[int, int]:
        """id of a bead -> its place."""
        return {id(b): i for i, b in enumerate(self.beads)}

    def _bead(self, source: Span | None, target: Span | None, sentences: tuple[int, int]) -> Bead:
        confidence = 0.0
        if source and target:
            confidence = self._confidence(source, target)
        return Bead(self, source, target, sentences, confidence)

    def _confidence(self, source: Span, target: Span) -> float:
        """From how well the lengths and the anchors agree."""
        off = abs(self.scale.deviation(source.end - source.start, target.end - target.start))
        value = 1.0 if off < 2.5 else max(0.0, 1.0 - (off - 2.5) / 4)
        if value >= 1.0:
            return value
        left = anchors(self.source.text[slice(*source)], self.language.latin)
        right = target_anchors(self.document.text[slice(*target)])
        return min(1.0, value + 0.25 * len(left & right))


def _aligned(pair: Pair) -> Iterator[Bead]:
    """Paragraphs first, then the sentences within."""
    document, source = pair.document, pair.source
    left = source.paragraphs
    right = _target_paragraphs(document, len(left), source.language.marks)
    if max(len(left), len(right)) >= 2 * min(len(left), len(right)) > 0:
        # One side has the lines of a paragraph for paragraphs: those of the other tell nothing.
        whole = [s for p in left for s in source.sentences(p)], [s for p in right for s in p]
        yield from _sentences(pair, *whole)
        return
    source_units = [_source_unit(pair, s) for s in left]
    target_units = [_target_unit(document, Span(p[0].start, p[-1].end)) for p in right]
    if one_to_one(source_units, target_units, pair.scale):
        steps = [Step(i, i + 1, i, i + 1) for i in range(len(left))]
    else:
        steps = align(source_units, target_units, pair.scale)
    for step in steps:
        sentences = [s for p in left[step.s0 : step.s1] for s in source.sentences(p)]
        yield from _sentences(pair, sentences, [s for p in right[step.t0 : step.t1] for s in p])


def _sentences(pair: Pair, left: Sequence[Span], right: Sequence[Span]) -> Iterator[Bead]:
    units = [_source_unit(pair, s) for s in left], [_target_unit(pair.document, s) for s in right]
    for step in align(*units, pair.scale):
        yield pair._bead(
            Span(left[step.s0].start, left[step.s1 - 1].end) if step.s1 > step.s0 else None,
            Span(right[step.t0].start, right[step.t1 - 1].end) if step.t1 > step.t0 else None,
            (step.s1 - step.s0, step.t1 - step.t0),
        )


def _target_paragraphs(document: Document, sources: int, marks: Marks) -> list[list[Span]]:
    """The sentences of each paragraph. Lines are paragraphs if there are as many as in the source, else what the
    document takes for paragraphs (it joins lines that only wrap)."""
    lines = paragraphs(document.text, marks)
    out: list[list[Span]] = []
    if len(lines) == sources:
        spans = [s.span for s in document.sentences]
        k = 0
        for line in lines:
            while k < len(spans) and spans[k].end <= line.start:
                k += 1
            inside, j = [], k
            while j < len(spans) and spans[j].start < line.end:
                inside.append(Span(max(spans[j].start, line.start), min(spans[j].end, line.end)))
                j += 1
            out.append(inside or [line])
        return out
    last = -1
    for sentence in document.sentences:
        if sentence.paragraph != last:
            out.append([])
            last = sentence.paragraph
        out[-1].append(sentence.span)
    return out


def _source_unit(pair: Pair, span: Span) -> Unit:
    return Unit(span.end - span.start, anchors(pair.source.text[slice(*span)], pair.language.latin))


def _target_unit(document: Document, span: Span) -> Unit:
    return Unit(span.end - span.start, target_anchors(document.text[slice(*span)]))
