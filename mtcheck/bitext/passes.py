"""Aligns a translation with its source in two passes: with the lengths that the language's table expects, taken
loosely, then with those of the text itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mtcheck.bitext import meaning
from mtcheck.bitext.align import Step, Unit, align, cosine, one_to_one
from mtcheck.bitext.anchors import STRONG, UNSHOWN, anchors, hints, target_anchors, target_hints, telling
from mtcheck.bitext.language import Marks
from mtcheck.bitext.lengths import Scale, expected, measured, wide
from mtcheck.bitext.source import Source
from mtcheck.bitext.split import paragraphs
from mtcheck.text.document import Document
from mtcheck.text.landmarks import FOLLOWED, PRECEDED, Landmarks
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from mtcheck.bitext.meaning import Vectors

T = TypeVar("T")
MOST = 3000  # sentences of a text whose meaning is asked for, so that it takes seconds at most
STRAY = 200  # passages that seem to be missing; where more do nothing was moved, and to compare them all takes long
MOVED = 2  # what a passage must share with another that is missing, to be that one in another place
SAME = 0.6  # the cosine from which two passages say the same, as most translations and their sources do
LEAST = 0.6  # how long a whole translation is, of what was expected, if nothing is missing
LOST = 8  # how many paragraphs there are for one that may be missing, where lengths of the whole are believed
SECTIONS = 2  # headed parts of a side, with what stands before the first heading, that are laid side by side
# By how much more the lengths of headed parts may spread, since one may be shortened as a whole; where their meaning is
# not known and where it is.
SHORTENED = 9, 25
BESIDE = FOLLOWED + PRECEDED
COMMAS = ",;،؛，、；"
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
            "".join(u.headings for u in units),
        )


def aligned(
    document: Document, source: Source, landmarks: tuple[Landmarks, Landmarks] | None = None
) -> tuple[Scale, list[Piece]]:
    """The scale of the text itself, and its pieces in the order of the translation. `landmarks`: what the files of
    source and translation say of them."""
    there, here = landmarks or (Landmarks(), Landmarks())
    left = [source.sentences(p) for p in source.paragraphs]
    if landmarks is None:
        right = _target_paragraphs(document, len(left), source.language.marks)
    else:
        left = [_going_on(source.text, b) for b in _blocks(chain.from_iterable(left), there.blocks)]
        right = _blocks((s.span for s in document.sentences), here.blocks)
    sides = _sides(document, source, left, right, (there, here))
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


def _sides(
    document: Document,
    source: Source,
    left: list[list[Span]],
    right: list[list[Span]],
    landmarks: tuple[Landmarks, Landmarks],
) -> tuple[_Side, _Side]:
    language = source.language
    there = {s: hints(source.text[slice(*s)], language) for p in left for s in p}
    here = {t: target_hints(document.text[slice(*t)], language.latin) for p in right for t in p}
    levels = _marked(there, landmarks[0]), _marked(here, landmarks[1])
    shared = telling(there.values()) & telling(here.values())
    meant = _vectors(source.text, there, language.code), _vectors(document.text, here, language.code)
    sources, targets = {}, {}
    for s, found in there.items():
        text = source.text[slice(*s)]
        length, same = expected(text, language), anchors(text, language.latin)
        sources[s] = Unit(length, same, found & shared, meant[0].get(s), levels[0].get(s, ""))
    for t, found in here.items():
        text = document.text[slice(*t)]
        targets[t] = Unit(len(text), target_anchors(text), found & shared, meant[1].get(t), levels[1].get(t, ""))
    return _Side(left, sources), _Side(right, targets)


def _marked(found: dict[Span, frozenset[str]], landmarks: Landmarks) -> dict[Span, str]:
    """The levels of the headings that begin in each sentence; what stands before or in one and is not shown is added to
    its hints in `found`."""
    spans = list(found)
    ends = [s.end for s in spans]

    def at(rows: tuple[tuple[int, str], ...]) -> Iterator[tuple[Span, list[str]]]:
        places = ((bisect_right(ends, offset), value) for offset, value in rows)
        for k, group in groupby(places, itemgetter(0)):
            if k < len(spans):
                yield spans[k], [value for _, value in group]

    for span, unshown in at(landmarks.unshown):
        found[span] |= {piece if piece[0] in BESIDE else UNSHOWN + piece for piece in unshown}
    return {span: "".join(levels) for span, levels in at(landmarks.headings)}


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


def _blocks(sentences: Iterable[Span], starts: Sequence[int]) -> list[list[Span]]:
    """The sentences of each block."""
    return [list(group) for _, group in groupby(sentences, lambda s: bisect_right(starts, s.start))]


def _going_on(text: str, block: list[Span]) -> list[Span]:
    """The sentences of a block; one whose line ends with a comma goes on in the next line."""
    out = block[:1]
    for sentence in block[1:]:
        if text[out[-1].end - 1] in COMMAS:
            out[-1] = Span(out[-1].start, sentence.end)
        else:
            out.append(sentence)
    return out


def _sections(side: _Side) -> list[list[list[Span]]]:
    """The paragraphs of a side, those behind each heading together with it."""
    out: list[list[list[Span]]] = []
    for paragraph in side.paragraphs:
        if not out or side.units[paragraph[0]].headings:
            out.append([])
        out[-1].append(paragraph)
    return out


def _pieces(source: _Side, target: _Side, scale: Scale) -> Iterator[Piece]:
    """Headed parts first, where the files say what is a heading, then the paragraphs within, then the sentences."""
    parts = _sections(source), _sections(target)
    if min(map(len, parts)) < SECTIONS:
        yield from _paragraphs(source, target, source.paragraphs, target.paragraphs, scale)
        return
    units = [[side.whole(_chained(part)) for part in own] for side, own in zip((source, target), parts, strict=True)]
    known = all(u.vector is not None for side in units for u in side)
    for step in _steps(units[0], units[1], scale._replace(spread=scale.spread * SHORTENED[known])):
        own = _chained(parts[0][step.s0 : step.s1]), _chained(parts[1][step.t0 : step.t1])
        yield from _paragraphs(source, target, *own, scale)


def _chained(lists: Iterable[list[T]]) -> list[T]:
    return list(chain.from_iterable(lists))


def _paragraphs(
    source: _Side, target: _Side, left: list[list[Span]], right: list[list[Span]], scale: Scale
) -> Iterator[Piece]:
    """Paragraphs, then the sentences within."""
    if max(len(left), len(right)) >= 2 * min(len(left), len(right)) > 0:
        # One side has the lines of a paragraph for paragraphs: those of the other tell nothing.
        yield from _sentences(source, target, _chained(left), _chained(right), scale)
        return
    units = [source.whole(p) for p in left], [target.whole(p) for p in right]
    for step in _steps(*units, scale):
        own = _chained(left[step.s0 : step.s1]), _chained(right[step.t0 : step.t1])
        yield from _sentences(source, target, *own, scale)


def _steps(left: Sequence[Unit], right: Sequence[Unit], scale: Scale) -> list[Step]:
    if one_to_one(left, right, scale):
        return [Step(i, i + 1, i, i + 1) for i in range(len(left))]
    return align(left, right, scale)


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
    """How much two sentences share; of the weaker hints four make two. What means the same shares enough."""
    strong = len(source.anchors & target.anchors)
    if source.vector is not None and target.vector is not None and cosine(source.vector, target.vector) >= SAME:
        strong += MOVED
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
