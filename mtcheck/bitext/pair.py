"""A translation and its source, aligned: what bilingual rules are given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from mtcheck.bitext import meaning
from mtcheck.bitext.anchors import LETTERS, STRONG, anchors, signs, target_anchors, target_signs
from mtcheck.bitext.holders import spans
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.lazy import lazy
from mtcheck.bitext.lengths import Scale, expected, measured
from mtcheck.bitext.likeness import DIFFERENT, Likeness, Sides
from mtcheck.bitext.memory import First, Memory, Said
from mtcheck.bitext.mismatch import mismatch
from mtcheck.bitext.numbers import Number, ascii_digits
from mtcheck.bitext.numbers_english import english_numbers
from mtcheck.bitext.numbers_source import source_numbers
from mtcheck.bitext.passes import Piece, aligned
from mtcheck.bitext.source import Source
from mtcheck.bitext.words import Words, words_of
from mtcheck.text.document import Document, Flag
from mtcheck.text.landmarks import Landmarks
from mtcheck.text.scripts import VOWEL_SIGNS
from mtcheck.text.spans import Span

THOUSANDS = re.compile(r"(?<=\d)[.,'’\u00a0\u202f ](?=\d{3})")  # marks that part them
NUMBERED = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,40}-?\d+")
HOLDING = frozenset("@%{<$&/")  # an address or a placeholder has one of them
T = TypeVar("T")
SINGLE = (1, 1)  # the sentences of a bead with one on each side
TRUSTED = 0.35  # from this confidence on a bead's sides are compared
APOSTROPHES = ("'", "’")
DOT = "\u0307"  # what Python leaves of a dotted capital i in small letters
SAYING = 20  # code points of a side whose meaning can be told
CERTAIN = 2  # numbers, dates, places and names in common that make it needless to ask for the meaning
NAME, DRESSED = 5, LETTERS + 2  # letters of a name that is an anchor; the same where a cognate may begin so
LONGEST = 10_000  # code points of a side that is compared: what is longer is no sentence, and takes long


def plain_digits(text: str) -> str:
    """A text with ASCII digits and without the marks that part thousands."""
    return THOUSANDS.sub("", ascii_digits(text))


def _outside(numbers: list[Number], text: str, base: int) -> list[Number]:
    """Numbers that are no part of an address or a placeholder of the piece that stands at `base`."""
    taken = [s.shifted(base) for s in spans(text)] if numbers and not HOLDING.isdisjoint(text) else []
    return [n for n in numbers if not any(n.span.overlaps(t) for t in taken)] if taken else numbers


def _shared(sides: Sides) -> int:
    """How many numbers, dates, places, and names written alike both sides have."""
    return sum(h[0] in STRONG or (h[0].isalpha() and len(h) >= _named(h)) for h in sides.source & sides.target)


def _named(hint: str) -> int:
    """The length from which a hint with this first letter is a name, and no cognate or consonants of one."""
    return DRESSED if hint[0] in "cs" else NAME


@dataclass(frozen=True, eq=False)
class Bead:
    """A piece of the source and the piece of the translation that renders it. One of them may be missing."""

    pair: Pair
    source: Span | None
    target: Span | None
    sentences: tuple[int, int]  # how many on each side
    moved: bool = False  # whether the source has it in another place

    @lazy
    def confidence(self) -> float:
        """That the two belong together, 0 to 1: from how well the lengths and the anchors agree."""
        if not self.source or not self.target:
            return 0.0
        off = abs(self.deviation)
        if self.apart:
            return 0.0
        value = 1.0 if off < 2.5 else max(0.0, 1.0 - (off - 2.5) / 4)
        if value >= 1.0:
            return 0.0 if off > 1.5 and self.likeness < DIFFERENT else value
        left = anchors(self.source_text, self.pair.language.latin)
        return min(1.0, value + 0.25 * len(left & target_anchors(self.target_text)))

    @lazy
    def source_text(self) -> str:
        return self.pair.source.text[slice(*self.source)] if self.source else ""

    @lazy
    def target_text(self) -> str:
        return self.pair.document.text[slice(*self.target)] if self.target else ""

    @lazy
    def too_long(self) -> bool:
        """Whether a side is no sentence, by its length."""
        return max(len(self.source_text), len(self.target_text)) > LONGEST

    @property
    def says_enough(self) -> bool:
        """Whether both sides are long enough to have a meaning that can be compared, and no longer than sentences."""
        return min(self.expected, len(self.target_text)) >= SAYING and not self.too_long

    @lazy
    def source_numbers(self) -> list[Number]:
        if not self.source:
            return []
        base = self.source.start
        return _outside(
            source_numbers(self.source_text, base, self.pair.language, self.source_words), self.source_text, base
        )

    @lazy
    def target_numbers(self) -> list[Number]:
        if not self.target:
            return []
        base = self.target.start
        return _outside(english_numbers(self.target_text, base, self.target_words), self.target_text, base)

    @lazy
    def source_digits(self) -> str:
        """The source side with ASCII digits and without the marks that part thousands."""
        return plain_digits(self.source_text)

    @lazy
    def source_words(self) -> list[str]:
        """The words of the source side, as they stand."""
        return words_of(self.source_text)

    @lazy
    def source_places(self) -> list[tuple[int, str]]:
        """The words of the source side, each with the offset in it at which it begins."""
        text, found, at = self.source_text, [], 0
        for word in self.source_words:
            at = text.index(word, at)  # the next letter of the text is the word's first
            found.append((at, word))
            at += len(word)
        return found

    @lazy
    def source_vocabulary(self) -> frozenset[str]:
        return frozenset(self.source_words)

    @lazy
    def source_lower(self) -> list[str]:
        return [w.lower().replace(DOT, "") for w in self.source_words]

    @lazy
    def source_bare(self) -> str:
        """The source side of a language without spaces, without the words in which others stand that mean something
        else (太 in 太平洋)."""
        return self.pair.language.longer_words.blanked(self.source_text, self.pair.language.spaced)

    @lazy
    def _source_parts(self) -> list[str]:
        """The words of the source side as they may stand in a table: without vowel signs that only Arabic and Hebrew
        write on occasion; of those behind a word that is cut (j'ignore) also alone."""
        words = self.source_lower
        if not self.pair.language.cased:
            return [VOWEL_SIGNS.sub("", w) for w in words]
        return words + [w[2:] for w in words if w[1:2] in APOSTROPHES]

    def source_has(self, words: Words) -> bool:
        """Whether the source side holds one of the words; in a language without spaces, anywhere."""
        if not self.pair.language.spaced:
            return words.found(self.source_bare, spaced=False) is not None
        return words.any_of(self._source_parts) or (
            bool(words.phrases) and words.phrases.found(self.source_text, spaced=True) is not None
        )

    @lazy
    def denies(self) -> bool:
        """Whether the source side holds a word that negates, outside of phrases that deny nothing (not only)."""
        language = self.pair.language
        if not self.source_has(language.negation):
            return False
        if not language.spaced:
            left = language.no_negation.removed(self.source_bare, spaced=False)
            return language.negation.found(left, spaced=False) is not None
        left = language.no_negation.removed(self.source_text, spaced=True)
        return left == self.source_text or language.negation.any_of([w.lower() for w in words_of(left)])

    @lazy
    def target_words(self) -> list[str]:
        """The words of the translation's side, as they stand."""
        return words_of(self.target_text)

    def once(self, compare: Callable[[Pair, Bead], T]) -> T:
        """What a comparison finds out about this bead, worked out once however many ask."""
        found = self._found
        if compare not in found:
            found[compare] = compare(self.pair, self)
        return cast(T, found[compare])

    @lazy
    def _found(self) -> dict[object, object]:
        return {}

    @lazy
    def target_lower(self) -> str:
        """The translation's side in small letters."""
        return self.target_text.lower()

    @lazy
    def tokens(self) -> range:
        """Indices of the target's tokens."""
        return self.pair.document.tokens_at(self.target) if self.target else range(0)

    @lazy
    def capitals(self) -> list[int]:
        """Those of the target's tokens that begin with a capital."""
        every, tokens = self.pair.capitals, self.tokens
        return every[bisect_left(every, tokens.start) : bisect_left(every, tokens.stop)]

    @lazy
    def sides(self) -> Sides:
        """What can be looked for on the other side."""
        language = self.pair.language
        there = signs(self.source_text, language, self.source_numbers)
        here = target_signs(self.target_text, language.latin, self.target_numbers)
        return Sides(there, here)

    @lazy
    def likeness(self) -> float:
        """How well both sides speak of the same, in the measure of the other beads; 0 where these say nothing."""
        whole = self.pair.likeness
        return whole.of(self.sides) if whole.enough else 0.0

    @lazy
    def closeness(self) -> float | None:
        """How near both sides are in meaning, in the measure of `meaning`; None where nobody knows."""
        return self.pair.closeness.get(id(self))

    @lazy
    def apart(self) -> bool:
        """Whether both sides are known to say different things."""
        return self.closeness is not None and self.closeness < meaning.APART

    @lazy
    def deviation(self) -> float:
        """Standard deviations by which the lengths differ; positive if the translation is long."""
        return self.pair.scale.deviation(self.expected, len(self.target_text))

    @lazy
    def expected(self) -> float:
        """The code points that its translation is likely to have, by what is known of the language."""
        return expected(self.source_text, self.pair.language)


@dataclass(frozen=True, eq=False)
class Pair:
    """A document with its source. `segmented`: the pieces were given (a bilingual file), not found."""

    document: Document
    source: Source
    segmented: bool = False
    segments: tuple[tuple[Span, Span], ...] = ()  # (source, target) of each given segment
    memory: Memory = field(default_factory=Memory)
    starts: tuple[int, int] = (0, 0)  # where its source and its translation begin in the whole text
    structure: tuple[Mapping[str, int], Mapping[str, int]] | None = None  # of source and translation: headings ...
    landmarks: tuple[Landmarks, Landmarks] | None = None  # of both, where the files have markup

    @lazy
    def language(self) -> LanguageData:
        return self.source.language

    def forget(self) -> None:
        """Drop what was found out about it, as the document does: the beads refer to the pair."""
        for name in vars(self).keys() - self.__dataclass_fields__.keys():
            del vars(self)[name]
        self.document.forget()

    def first(self, known: First, keyed: Callable[[str, str], str], source: Span, target: Span) -> Said | None:
        """What stood first, in the whole text, of what has the same key as this pair of spans; None if it is this one.
        `keyed`: the key of a source and its translation."""
        key = keyed(self.source.text[slice(*source)], self.document.text[slice(*target)])
        found = known.place(hash(key), source.shifted(self.starts[0]), target.shifted(self.starts[1]))
        said = Said(self._whole(0, found[0]), self._whole(1, found[1]), *found) if found else None
        return said if said and keyed(said.source, said.target) == key else None  # not only their hashes are the same

    def _whole(self, side: int, span: Span) -> str:
        """What stands at a place of the whole source (0) or translation (1)."""
        start = self.starts[side]
        if span.start < start and self.memory.earlier:
            return self.memory.earlier[side](span)
        return (self.source.text, self.document.text)[side][span.start - start : span.end - start]

    @lazy
    def scale(self) -> Scale:
        """How long translations are in this text."""
        if not self.segmented:
            return self._aligned[0]
        pairs = ((self.source.text[slice(*s)], t.end - t.start) for s, t in self.segments)
        return measured(((expected(s, self.language), t) for s, t in pairs), self.language)

    @lazy
    def _aligned(self) -> tuple[Scale, list[Piece]]:
        return aligned(self.document, self.source, self.landmarks)

    def once(self, compare: Callable[[Pair], T]) -> T:
        """What a comparison finds out about the whole text, worked out once however many ask."""
        if compare not in self._found:
            self._found[compare] = compare(self)
        return cast(T, self._found[compare])

    @lazy
    def _found(self) -> dict[object, object]:
        return {}

    @lazy
    def mismatch(self) -> str:
        """What is wrong with the source as a whole; "" if nothing is."""
        return mismatch(self)

    @lazy
    def likeness(self) -> Likeness:
        """What the sides of all beads have in common."""
        return Likeness([b.sides for b in self.paired])

    @property
    def paired(self) -> Iterator[Bead]:
        """All beads that have both sides, whatever the source is."""
        return (b for b in self._all if b.source and b.target)

    @lazy
    def closeness(self) -> dict[int, float]:
        """id of a bead -> how near its sides are in meaning, of those that share too little to know without."""
        if not meaning.known(self.language.code):
            return {}
        asked = [b for b in self._all if b.says_enough and _shared(b.sides) < CERTAIN]
        near = meaning.closeness([b.source_text for b in asked], [b.target_text for b in asked])
        return dict(zip(map(id, asked), near, strict=True))

    @property
    def beads(self) -> tuple[Bead, ...]:
        """All beads in the order of the translation; none if the source is not that of this text."""
        return () if self.mismatch else self._all

    @lazy
    def _all(self) -> tuple[Bead, ...]:
        if self.segmented:
            return tuple(self._bead(Piece(s, t, (1, 1))) for s, t in self.segments)
        return tuple(map(self._bead, self._aligned[1]))

    @lazy
    def trusted(self) -> tuple[Bead, ...]:
        """The beads whose two sides belong together for all we can tell."""
        return tuple(b for b in self.beads if b.source and b.target and b.confidence >= TRUSTED and not b.too_long)

    @lazy
    def capitals(self) -> list[int]:
        """The tokens of the translation that begin with a capital."""
        found: list[int] = self.document.mask(Flag.CAPITAL).nonzero()[0].tolist()
        return found

    @lazy
    def source_counts(self) -> Counter[str]:
        """How often each word stands in the source."""
        return Counter(words_of(self.source.text))

    @lazy
    def bare_source(self) -> str:
        """The source without white space."""
        return "".join(self.source.text.split())

    @lazy
    def source_digits(self) -> str:
        """The source with ASCII digits and without the marks that part thousands."""
        return plain_digits(self.source.text)

    @lazy
    def numbered_names(self) -> frozenset[str]:
        """What the source calls by Latin letters and digits: Ultimate3, A380, COVID-19."""
        return frozenset(NUMBERED.findall(self.source.text))

    @lazy
    def coverage(self) -> float:
        """Share of the translation (code points) that is aligned with trust."""
        whole = sum(b.target.end - b.target.start for b in self._all if b.target)
        return sum(len(b.target_text) for b in self.trusted) / whole if whole else 0.0

    def around(self, bead: Bead, reach: int = 1) -> Iterator[Bead]:
        """The bead and its neighbours."""
        i = self.places[id(bead)]
        yield from self.beads[max(0, i - reach) : i + reach + 1]

    def near(self, bead: Bead) -> Sequence[Bead]:
        """The beads in which what a bead says may stand too: itself, and its neighbours where nobody has said what
        belongs together."""
        return (bead,) if self.segmented else tuple(self.around(bead))

    @lazy
    def places(self) -> dict[int, int]:
        """id of a bead -> its place."""
        return {id(b): i for i, b in enumerate(self.beads)}

    def _bead(self, piece: Piece) -> Bead:
        return Bead(self, piece.source, piece.target, piece.sentences, piece.moved)
