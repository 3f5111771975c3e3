"""Aligns a translation with its source in two passes: with the lengths that the language's table expects, taken
loosely, then with those of the text itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.bitext import meaning
from mtcheck.bitext.align import Step, Unit, align, one_to_one
from mtcheck.bitext.anchors import STRONG, anchors, hints, target_anchors, target_hints, telling
from mtcheck.bitext.language import Marks
from mtcheck.bitext.lengths import Scale, expected, measured, wide
from mtcheck.bitext.source import Source
from mtcheck.bitext.split import paragraphs
from mtcheck.text.document import Document
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from mtcheck.bitext.meaning import Vectors

MOST = 3000  # sentences of a text whose meaning is asked for, so that it takes seconds at most
STRAY = 200  # passages that seem to be missing; where more do nothing was moved, and to compare them all takes long
MOVED = 2  # what a passage must share with another that is missing, to be that one in another place
LEAST = 0.6  # how long a whole translation is, of what was expected, if nothing is missing
LOST = 8  # how many paragraphs there are for one that may be missing, where lengths of the whole are believed
FITS = 3.0  # standard deviations by which the lengths of a moved passage may differ


class Piece(NamedTuple):
    """A piece of the source and the piece of the translation that renders it, how many sentences on each side, and
    whether it stands in another place there."""

    source: Span | None
    target: Span | None
    sentences: tuple[int, int]
    moved: bool = False


class _Side(NamedTuple):
    """A side's paragraphs, each with its sentences, and what is known of each sentence."""

    paragraphs: list[list[Span]]
    units: dict[Span, Unit]

    def whole(self, sentences: Sequence[Span]) -> Unit:
        """A run of sentences as one unit."""
        units = [self.units[s] for s in sentences]
        return Unit(
            sum(u.length for u in units),
            frozenset().union(*(u.anchors for u in units)),
            frozenset().union(*(u.hints for u in units)),
            _sum([u.vector for u in units]),
        )


def aligned(document: Document, source: Source) -> tuple[Scale, list[Piece]]:
    """The scale of the text itself, and its pieces in the order of the translation."""
    left = [source.sentences(p) for p in source.paragraphs]
    right = _target_paragraphs(document, len(left), source.language.marks)
    sides = _sides(document, source, left, right)
    scale = wide(source.language, _whole_ratio(sides))
    first = list(_pieces(*sides, scale))
    own = measured(((sides[0].whole([s]).length, t.end - t.start) for s, t in _single(first)), source.language)
    return own, _with_moved(list(_pieces(*sides, own)), sides, own)


def _whole_ratio(sides: tuple[_Side, _Side]) -> float:
    """How much longer a paragraph of the translation is than was expected, on the whole: a translator may be terse all
    through. 1 if so many seem to be missing or added that nobody knows."""
    left, right = (sum(u.length for u in side.units.values()) for side in sides)
    there, here = (len(side.paragraphs) for side in sides)
    if not left or not right or LOST * abs(there - here) > max(there, here):
        return 1.0
    ratio = right / here / (left / there)
    return ratio if LEAST <= ratio <= 1 / LEAST else 1.0


def _single(pieces: Iterable[Piece]) -> Iterator[tuple[Span, Span]]:
    return ((p.source, p.target) for p in pieces if p.source and p.target and p.sentences == (1, 1))


def _sides(document: Document, source: Source, left: list[list[Span]], right: list[list[Span]]) -> tuple[_Side, _Side]:
    language = source.language
    there = {s: hints(source.text[slice(*s)], language) for p in left for s in p}
    here = {t: target_hints(document.text[slice(*t)], language.latin) for p in right for t in p}
    shared = telling(there.values()) & telling(here.values())
    meant = _vectors(source.text, there, language.code), _vectors(document.text, here, language.code)
    sources, targets = {}, {}
    for s, found in there.items():
        text = source.text[slice(*s)]
        sources[s] = Unit(expected(text, language), anchors(text, language.latin), found & shared, meant[0].get(s))
    for t, found in here.items():
        text = document.text[slice(*t)]
        targets[t] = Unit(len(text), target_anchors(text), found & shared, meant[1].get(t))
    return _Side(left, sources), _Side(right, targets)


def _vectors(text: str, spans: Collection[Span], code: str) -> dict[Span, Vectors]:
    """The meaning of each sentence, where it can be known."""
    if not spans or len(spans) > MOST or not meaning.known(code):
        return {}
    return dict(zip(spans, meaning.vectors([text[slice(*s)] for s in spans]), strict=True))


def _sum(vectors: Sequence[Vectors | None]) -> Vectors | None:
    known = [v for v in vectors if v is not None]
    if not known or len(known) < len(vectors):
        return None
    total = known[0].copy()
    for v in known[1:]:
        total += v
    return total


def _pieces(source: _Side, target: _Side, scale: Scale) -> Iterator[Piece]:
    """Paragraphs first, then the sentences within."""
    left, right = source.paragraphs, target.paragraphs
    if max(len(left), len(right)) >= 2 * min(len(left), len(right)) > 0:
        # One side has the lines of a paragraph for paragraphs: those of the other tell nothing.
        yield from _sentences(source, target, [s for p in left for s in p], [t for p in right for t in p], scale)
        return
    units = [source.whole(p) for p in left], [target.whole(p) for p in right]
    same = one_to_one(*units, scale)
    for step in [Step(i, i + 1, i, i + 1) for i in range(len(left))] if same else align(*units, scale):
        own = [s for p in left[step.s0 : step.s1] for s in p], [t for p in right[step.t0 : step.t1] for t in p]
        yield from _sentences(source, target, *own, scale)


def _sentences(
    source: _Side, target: _Side, left: Sequence[Span], right: Sequence[Span], scale: Scale
) -> Iterator[Piece]:
    for step in align([source.units[s] for s in left], [target.units[t] for t in right], scale):
        yield Piece(
            Span(left[step.s0].start, left[step.s1 - 1].end) if step.s1 > step.s0 else None,
            Span(right[step.t0].start, right[step.t1 - 1].end) if step.t1 > step.t0 else None,
            (step.s1 - step.s0, step.t1 - step.t0),
        )


def _with_moved(pieces: list[Piece], sides: tuple[_Side, _Side], scale: Scale) -> list[Piece]:
    """The pieces, with sentences of the source that seemed to be missing beside their translation elsewhere."""
    lost = {p.source: sides[0].units[p.source] for p in pieces if p.source and not p.target}
    if len(lost) > STRAY:
        return pieces
    out = []
    for piece in pieces:
        found = None
        if piece.target and not piece.source and lost:
            unit = sides[1].units[piece.target]
            best = max(lost, key=lambda s: _shared(lost[s], unit))
            if _shared(lost[best], unit) >= MOVED and abs(scale.deviation(lost[best].length, unit.length)) < FITS:
                found = best
                del lost[best]
        out.append(Piece(found, piece.target, (1, 1), True) if found else piece)
    moved = {p.source for p in out if p.moved}
    return [p for p in out if p.target or p.source not in moved]


def _shared(source: Unit, target: Unit) -> float:
    """How much two sentences share; of the weaker hints four make two."""
    strong = len(source.anchors & target.anchors)
    return strong + sum(1.0 if h[0] in STRONG else 0.5 for h in source.hints & target.hints)


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
