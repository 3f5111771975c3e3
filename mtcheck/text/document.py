"""The document: an immutable text with parallel columns per token, and views of sentences.

Columns are numpy arrays for masks; their list twins (`starts`, `tags`, ...) serve code that walks
token by token, where a list is several times faster. Offsets are code points into `text`, half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cached_property, wraps
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from mtcheck.text.layout import BlockKind
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span
from mtcheck.text.vocabulary import Vocabulary
from mtcheck.text.wishes import Later, Wishes


class Flag:
    """What a token is, one bit each (plain numbers: an enum's operators are ten times slower)."""

    WORD = 1  # holds a letter
    NUMBER = 2  # holds a digit and no letter other than an ending (10th, 1990s)
    PUNCT = 4  # neither
    CAPITAL = 8  # begins with a capital letter
    UPPER = 16  # two letters or more, all capital
    MIXED = 32  # capital letters after a small one (iPhone, McDonald)
    SPACE = 64  # white space before it
    NEWLINE = 128  # a line break before it that ends a paragraph
    QUOTED = 256  # inside quotation marks
    FIRST = 512  # the first word of its sentence
    STOP = 1024  # . ! ? … and their kin
    OPEN = 2048  # an opening quotation mark
    CLOSE = 4096  # a closing quotation mark
    ABBREVIATION = 8192  # holds its own full stop (Mr., U.S.)
    # What a file's markup says; no token of plain text has any of these.
    CODE = 16384  # stands for code, a formula or a picture
    EMPHASIS = 32768  # em, i, cite
    STRONG = 65536  # strong, b
    LINK = 131072


class Pos:
    """Parts of speech as bits, coarser than the Penn tags and quick to mask."""

    NOUN = 1  # NN NNS
    NAME = 2  # NNP NNPS
    VERB = 4  # any form
    FINITE = 8  # VBD VBP VBZ MD
    BASE = 16  # VB
    PARTICIPLE = 32  # VBN
    GERUND = 64  # VBG
    PRONOUN = 128  # PRP EX
    POSSESSIVE = 256  # PRP$ POS
    DETERMINER = 512  # DT PDT
    ADJECTIVE = 1024  # JJ JJR JJS
    ADVERB = 2048  # RB RBR RBS
    PREPOSITION = 4096  # IN TO RP
    CONJUNCTION = 8192  # CC
    WH = 16384  # WDT WP WP$ WRB
    NUMBER = 32768  # CD


PENN: dict[str, int] = {
    tag: sum(bits)
    for tags, *bits in (
        ("NN NNS", Pos.NOUN),
        ("NNP NNPS", Pos.NAME),
        ("VBD VBP VBZ MD", Pos.VERB, Pos.FINITE),
        ("VB", Pos.VERB, Pos.BASE),
        ("VBN", Pos.VERB, Pos.PARTICIPLE),
        ("VBG", Pos.VERB, Pos.GERUND),
        ("PRP EX", Pos.PRONOUN),
        ("PRP$ POS", Pos.POSSESSIVE),
        ("DT PDT", Pos.DETERMINER),
        ("JJ JJR JJS", Pos.ADJECTIVE),
        ("RB RBR RBS", Pos.ADVERB),
        ("IN TO RP", Pos.PREPOSITION),
        ("CC", Pos.CONJUNCTION),
        ("WDT WP WP$ WRB", Pos.WH),
        ("CD", Pos.NUMBER),
    )
    for tag in tags.split()
}


class Kind(IntEnum):
    """What a sentence is: as the markup of its file says, and where that says nothing, by its looks."""

    PROSE = 0
    HEADING = 1  # a line of its own without a final stop
    TITLE_CASE = 2  # most of its words are capitalised
    LIST_ITEM = 3  # begins with a bullet or a number
    UPPER_CASE = 4  # all capitals
    CELL = 5  # in a table, without a final stop
    CAPTION = 6  # of a figure or a table, without a final stop
    TERM = 7  # that a definition follows


_PROSE = int(Kind.PROSE)  # comparing plain numbers is quicker


# Words in lower case, with straight apostrophes.
_lower = Memo(lambda word: word.lower().replace("’", "'"), 200_000)


@dataclass(frozen=True, eq=False, repr=False)
class Document:
    """See the module. All arrays have the shape (tokens,) but `sentence_bounds` (sentences, 2), which holds token
    indices, and `kinds` and `blocks` (sentences,): a Kind each, and the BlockKind that the markup of the file says.
    `tags` are Penn part-of-speech tags and `pos` the same as Pos bits; `small` is the probability that a word is
    written small in mid-sentence, `boundary` that a sentence ends after it."""

    text: str
    words: list[str]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    flags: NDArray[np.uint32]
    sentence: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    sentence_bounds: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    tags: list[str]
    pos: NDArray[np.uint16]
    small: NDArray[np.float32]
    boundary: NDArray[np.float32]
    word_count: int = 0  # words as an editor counts them: runs without white space
    settings: Mapping[str, Any] = field(default_factory=dict)  # what rules may ask: entities, word lists, the day
    language: str = ""  # its name, as messages say it
    vocabulary: Vocabulary = field(default_factory=Vocabulary)  # the language's words by class
    wishes: Wishes = field(default_factory=Wishes)
    part_of: Part | None = None
    blocks: NDArray[np.uint8] | None = None  # None for plain text

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def starts(self) -> list[int]:
        values: list[int] = self.start.tolist()
        return values

    @cached_property
    def ends(self) -> list[int]:
        values: list[int] = self.end.tolist()
        return values

    @cached_property
    def flag_list(self) -> list[int]:
        values: list[int] = self.flags.tolist()
        return values

    @cached_property
    def sentence_list(self) -> list[int]:
        values: list[int] = self.sentence.tolist()
        return values

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case, with straight apostrophes."""
        return [*map(_lower.__getitem__, self.words)]

    @cached_property
    def numbered(self) -> tuple[list[str], NDArray[np.int64]]:
        """The lower-cased words, each once, and for each token which of them it is."""
        distinct, places = list(self.index), self.index.values()
        number = np.empty(len(self.words), np.int64)
        each = np.fromiter(map(len, places), np.intp, len(distinct))
        number[np.fromiter(chain.from_iterable(places), np.intp, len(number))] = np.arange(len(distinct)).repeat(each)
        return distinct, number

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Token indices of each lower-cased word, in order."""
        places: dict[str, list[int]] = {}
        for i, word in enumerate(self.lower):
            if word in places:
                places[word].append(i)
            else:
                places[word] = [i]
        return places

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        return [Sentence(self, i) for i in range(len(self.sentence_bounds))]

    @cached_property
    def prose(self) -> NDArray[np.bool_]:
        """Shape (tokens,): whether a token stands in a sentence of running text."""
        return (self.kinds == Kind.PROSE)[self.sentence] if len(self.words) else np.zeros(0, bool)

    def mask(self, flag: int) -> NDArray[np.bool_]:
        """Shape (tokens,): whether the token has any of these flags."""
        found: NDArray[np.bool_] = (self.flags & np.uint32(flag)) != 0
        return found

    def marked(self, every: int, without: int = 0) -> NDArray[np.bool_]:
        """Shape (tokens,): whether the token has every one of these flags, and none of those in `without`."""
        found: NDArray[np.bool_] = (self.flags & np.uint32(every | without)) == every
        return found

    def has(self, i: int, flag: int) -> bool:
        """Whether token i exists and has any of these flags."""
        return 0 <= i < len(self.words) and bool(self.flag_list[i] & flag)

    @cached_property
    def pos_list(self) -> list[int]:
        values: list[int] = self.pos.tolist()
        return values

    def is_pos(self, i: int, pos: int) -> bool:
        """Whether token i exists and is any of these parts of speech."""
        return 0 <= i < len(self.words) and bool(self.pos_list[i] & pos)

    def word(self, i: int) -> str:
        """Token i in lower case; "" outside the document."""
        return self.lower[i] if 0 <= i < len(self.words) else ""

    def tag(self, i: int) -> str:
        """The part of speech of token i; "" outside the document."""
        return self.tags[i] if 0 <= i < len(self.words) else ""

    def span(self, first: int, last: int | None = None) -> Span:
        """The span of tokens first to last, both included."""
        return Span(self.starts[first], self.ends[first if last is None else last])

    def slice(self, first: int, last: int) -> str:
        """The text of tokens first to last, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def sentence_of(self, i: int) -> Sentence:
        return self.sentences[self.sentence_list[i]]

    def same_sentence(self, i: int, j: int) -> bool:
        """Whether both tokens exist and stand in one sentence."""
        n = len(self.words)
        return 0 <= i < n and 0 <= j < n and self.sentence_list[i] == self.sentence_list[j]

    def tokens_at(self, span: Span) -> range:
        """Indices of the tokens that overlap the span."""
        first = bisect_right(self.ends, span.start)
        return range(first, bisect_left(self.starts, max(span.end, span.start + 1)))

    @cached_property
    def layers(self) -> dict[Callable[[Document], Any], Any]:
        """What functions marked with `layer` have found, by the function."""
        return {}

    def forget(self) -> None:
        """Drop what was found in it and the views of it: they refer to the document, and such circles keep memory
        until a collector comes. All of it is found again if it is asked for."""
        for name in ("layers", "sentences"):
            vars(self).pop(name, None)

    @cached_property
    def today(self) -> date:
        """The day from which the text looks back: that of the settings (`today`, a date), else that of the run."""
        today: date = self.settings.get("today") or date.today()
        return today

    # What several rules ask about the whole document.

    @cached_property
    def held(self) -> int:
        """All flags that any of its tokens has."""
        return int(np.bitwise_or.reduce(self.flags))

    @cached_property
    def prose_sentences(self) -> list[bool]:
        """Whether each sentence is running text."""
        return [kind == _PROSE for kind in self.kinds.tolist()]

    def in_prose(self, i: int) -> bool:
        """Whether token i stands in a sentence of running text."""
        return self.prose_sentences[self.sentence_list[i]]

    @cached_property
    def block_list(self) -> list[int]:
        """The BlockKind of each sentence."""
        values: list[int] = [0] * len(self.sentence_bounds) if self.blocks is None else self.blocks.tolist()
        return values

    def block(self, i: int) -> BlockKind:
        """What the block is in which token i stands, as the markup of the file says; UNKNOWN in plain text."""
        return BlockKind(self.block_list[self.sentence_list[i]])

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """The first token of each sentence and the one past its last."""
        values: list[tuple[int, int]] = [*zip(*self.sentence_bounds.T.tolist(), strict=True)]
        return values

    @cached_property
    def paragraph_ends(self) -> list[int]:
        """The last token of each paragraph."""
        begins = self.mask(Flag.NEWLINE).nonzero()[0].tolist() if self.held & Flag.NEWLINE else []
        return [*(i - 1 for i in begins if i), len(self.words) - 1] if self.words else []

    @cached_property
    def beyond_ascii(self) -> str:
        """The characters beyond ASCII that its lower-cased words hold, each once."""
        return "" if self.text.isascii() else "".join({*"".join([w for w in self.index if not w.isascii()])})


class Part(NamedTuple):
    """Which tokens, half-open, of a document that holds the tokens of a whole batch."""

    whole: Document
    first: int
    end: int


T = TypeVar("T")


def layer(find: Callable[[Document], T]) -> Callable[[Document], T]:
    """Makes a function of a document one that works only once for each: what it finds is kept with the document; that
    it has wishes, too, until these are fulfilled."""

    @wraps(find)
    def kept(document: Document) -> T:
        layers = document.layers
        if find not in layers:
            wishes = document.wishes
            if wishes.open and layers.get(kept) == wishes.round:
                raise Later  # it has asked already
            try:
                layers[find] = find(document)
            except Later:
                layers[kept] = wishes.round
                raise
        found: T = layers[find]
        return found

    return kept


class Sentence:
    """A view of one sentence (headings and list items count as sentences)."""

    __slots__ = ("document", "i")

    def __init__(self, document: Document, i: int) -> None:
        self.document = document
        self.i = i

    @property
    def first(self) -> int:
        """Index of the first token."""
        return int(self.document.sentence_bounds[self.i, 0])

    @property
    def last(self) -> int:
        """Index of the last token (not one past it)."""
        return int(self.document.sentence_bounds[self.i, 1]) - 1

    @property
    def kind(self) -> Kind:
        return Kind(int(self.document.kinds[self.i]))

    @property
    def span(self) -> Span:
        return self.document.span(self.first, self.last)

    @property
    def text(self) -> str:
        return self.document.slice(self.first, self.last)

    @property
    def tokens(self) -> range:
        """Indices of its tokens."""
        return range(self.first, self.last + 1)

    @property
    def paragraph(self) -> int:
        return int(self.document.paragraph[self.first])

    @property
    def words(self) -> list[int]:
        """Indices of its tokens that hold a letter."""
        flags = self.document.flag_list
        return [i for i in self.tokens if flags[i] & Flag.WORD]

    def __len__(self) -> int:
        return self.last - self.first + 1
