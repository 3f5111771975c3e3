"""Lists of words as the tables of languages write them, and the words of a text in any script.

One convention for all lists (docs/bilingual.md): `word` is a whole word, `word*` a beginning, `*word` an ending,
`*word*` stands anywhere in a word; `_` is white space that may be missing; `~word` is English too. All in small
letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain
from unicodedata import combining, name, normalize

from mtcheck.text.memo import Memo
from mtcheck.text.scripts import COMBINING

_MARKS = f"[{COMBINING}\u200c\u200d]"  # on letters, and zero-width joiners
_LETTERS = rf"[^\W\d_]+(?:{_MARKS}+[^\W\d_]*)*"  # a letter first; runs, since these are found fastest
WORD = re.compile(rf"{_LETTERS}(?:['’׳״\"]{_LETTERS})*'?")
FEW = 1 << 12  # words and pieces of text that each of many lists remembers
HAMZA = ("ARABIC HAMZA", "ARABIC MADDAH")  # marks on letters, which those in a hurry leave out
NUKTA = "SIGN NUKTA"  # the dot of letters in India, and letters that are one character with it
DOTTED = {normalize("NFD", c): c for c in map(chr, range(0x958, 0x960))}
WHOLE = r"(?!\w)"  # what must not follow a whole word
NEXT = re.compile(r"[\s\u00a0-]*([^\s\u00a0-]\S*)")  # what stands behind a number, up to white space
_of_piece: Memo[tuple[str, ...]] = Memo(lambda piece: () if piece.isdecimal() else tuple(WORD.findall(piece)))


def words_of(text: str) -> list[str]:
    """The words of a text, as they stand. No word holds white space, so that of what stands between they are found
    once."""
    return [*chain.from_iterable(map(_of_piece.__getitem__, text.split()))]


@dataclass(frozen=True)
class Words:
    """A list of words, sorted by which part of a word they are. `items`: as the table has them, in its order;
    `shared`: those that English has too."""

    items: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    shared: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str) -> Words:
        """The list that is written with spaces between its items."""
        written = [form for item in text.split() for form in nuktas(item)]
        items = tuple(i.lstrip("~") for i in written)
        bare = [(i, i.strip("*")) for i in items]
        return cls(
            items,
            frozenset(w for i, w in bare if i == w),
            tuple(w for i, w in bare if i == w + "*"),
            tuple(w for i, w in bare if i == "*" + w),
            tuple(w for i, w in bare if i == f"*{w}*"),
            frozenset(i[1:] for i in written if i[0] == "~"),
        )

    def __contains__(self, word: str) -> bool:
        return (
            word in self.whole
            or word.startswith(self.starts)
            or word.endswith(self.ends)
            or any(w in word for w in self.inner)
        )

    def __iter__(self) -> Iterator[str]:
        """The items without their stars."""
        return (i.strip("*") for i in self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    @cached_property
    def phrases(self) -> Words:
        """Those of more than one word."""
        return Words(tuple(i for i in self.items if "_" in i))

    def found(self, text: str, spaced: bool) -> re.Match[str] | None:
        """Where the first of them stands in running text, upper or lower case; in a language without spaces a whole
        word may stand anywhere."""
        if not self.items or not self._perhaps(text):
            return None  # the usual case, and soon found out
        return _pattern(self.items, spaced).search(text)

    def _perhaps(self, text: str) -> bool:
        """Whether a text has the letters of one of them. Those of one word stand within a piece without white space,
        and texts have the same pieces again and again."""
        begun = {*map(self._begun.__getitem__, text.split())}
        return True in begun or (None in begun and _letters(self.phrases.items).search(_lower(text)) is not None)

    @cached_property
    def _begun(self) -> Memo[bool | None]:
        """Whether a piece of text without white space has the letters of one of them; None: perhaps the first ones of
        one with white space in it."""
        whole = _letters(tuple(i for i in self.items if "_" not in i))
        first = _letters(tuple(i.partition("_")[0] for i in self.phrases.items))

        def begun(piece: str) -> bool | None:
            low = _lower(piece)
            return whole.search(low) is not None or (None if first.search(low) else False)

        return Memo(begun, FEW)

    @cached_property
    def holding(self) -> Memo[bool]:
        """Whether a word, in small letters, is among them."""
        return Memo(self.__contains__, FEW)

    def any_of(self, words: Collection[str]) -> bool:
        """Whether one of these words, in small letters, is among them."""
        if not self.whole.isdisjoint(words):
            return True
        return bool(self.starts or self.ends or self.inner) and any(map(self.holding.__getitem__, words))

    def blanked(self, text: str, spaced: bool) -> str:
        """A text with spaces in their place."""
        if not self.found(text, spaced):
            return text
        return _pattern(self.items, spaced).sub(lambda m: " " * len(m.group()), text)

    def removed(self, text: str, spaced: bool) -> str:
        """A text without them."""
        return _pattern(self.items, spaced).sub(" ", text) if self.found(text, spaced) else text


def nuktas(item: str) -> tuple[str, ...]:
    """An item as it stands, and with each of its letters that have a nukta as one character, as two, and without the
    dot, as texts write them."""
    if item.isascii() or not (dots := {c for c in normalize("NFD", item) if name(c, "").endswith(NUKTA)}):
        return (item,)
    parted = normalize("NFD", item)
    joined, bare = parted, parted
    for pair, letter in DOTTED.items():
        joined = joined.replace(pair, letter)
    for dot in dots:
        bare = bare.replace(dot, "")
    return tuple(dict.fromkeys((item, parted, joined, bare)))


def spellings(item: str) -> tuple[str, ...]:
    """An item, and how those in a hurry spell it: without the hamza on a letter."""
    if forms := nuktas(item)[1:]:
        return (item, *forms)
    if item.isascii() or item.endswith("*"):  # the beginning of a word would be that of others too
        return (item,)
    bare = "".join(c for c in normalize("NFD", item) if not (combining(c) and name(c, "").startswith(HAMZA)))
    return tuple(dict.fromkeys((item, normalize("NFC", bare))))


@dataclass(frozen=True)
class Values:
    """Words that have a value: whole ones, and beginnings."""

    whole: Mapping[str, float] = field(default_factory=dict)
    starts: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, str]) -> Values:
        """From a table of value -> words. Raises ValueError if a value is no number."""
        rows = [
            (float(value), item) for value, text in table.items() for word in text.split() for item in spellings(word)
        ]
        return cls(
            {item: value for value, item in rows if not item.endswith("*")},
            {item[:-1]: value for value, item in rows if item.endswith("*")},
        )

    def __bool__(self) -> bool:
        return bool(self.whole or self.starts)

    def __or__(self, other: Values) -> Values:
        return Values({**self.whole, **other.whole}, {**self.starts, **other.starts})

    def get(self, word: str, default: float) -> float:
        """The value of a word: of the whole one, or else of the first beginning that fits."""
        found = self._known[word]
        return default if found is None else found

    @cached_property
    def _known(self) -> Memo[float | None]:
        return Memo(self._value, FEW)

    def _value(self, word: str) -> float | None:
        if word in self.whole:
            return self.whole[word]
        return next((v for s, v in self.starts.items() if word.startswith(s)), None)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first two letters of all of them."""
        return frozenset(w[:2] for w in (*self.whole, *self.starts))


@cache
def _letters(items: tuple[str, ...]) -> re.Pattern[str]:
    """The letters of the items alone, for texts in small letters: without looking around or at cases it is fast."""
    return re.compile("|".join(re.escape(i.strip("*").lower()).replace("_", r"\s?") for i in items) or r"(?!)")


def _lower(text: str) -> str:
    """A text in small letters, a dotted capital i without its dot."""
    return text.lower().replace("i\u0307", "i")


@cache
def _pattern(items: tuple[str, ...], spaced: bool) -> re.Pattern[str]:
    return re.compile("|".join(_alternative(i, spaced) for i in items), re.I)


def _alternative(item: str, spaced: bool) -> str:
    """A regular expression for an item in running text; a sign (€) may touch words."""
    word = re.escape(item.strip("*")).replace("_", r"\s?")
    before = r"(?<!\w)" if spaced and item[0].isalnum() else ""
    after = WHOLE if (spaced or item.startswith("*")) and item[-1].isalnum() else ""
    return before + word + after


def beginning(item: str) -> str:
    """A regular expression for an item where a word begins."""
    return re.escape(item.strip("*")).replace("_", r"\s?") + ("" if item.endswith("*") else WHOLE)


def behind(items: Iterable[str], gap: str) -> re.Pattern[str] | None:
    """Items behind a number, upper or lower case, after what `gap` matches; each item is a group. None without any."""
    groups = "|".join(f"({beginning(i)})" for i in items)
    return re.compile(rf"{gap}(?:{groups})", re.I) if groups else None


def begun(items: Iterable[str]) -> re.Pattern[str]:
    """What begins as one of the items does, of which more may stand behind white space; upper or lower case."""
    return re.compile("|".join(re.escape(i.strip("*").split("_")[0]) for i in items) or r"(?!)", re.I)
