"""Many phrases looked for at once: each is a row of tokens, of each token the words that may stand there.

The search keeps one bit for each token of each phrase (shift-and, Baeza-Yates and Gonnet 1992): what a word costs does
not depend on the text, and hardly on how many phrases there are. Phrases are data; none is a regular expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtcheck.text.document import Document, Flag

Tokens = tuple[tuple[str, ...], ...]  # of each place the words that may stand there
NUMBER = ("#",)  # stands for any number


class Sought(NamedTuple):
    """A phrase: its tokens, in lower case unless they stand `as_written`; whom it belongs to."""

    tokens: Tokens
    owner: int
    as_written: bool = False


class Place(NamedTuple):
    """Where a phrase stands: its tokens, first to last, both included."""

    owner: int
    first: int
    last: int


class Phrases:
    """Phrases that are looked for together; where several end at one word, the longest is found, of equally long ones
    the first."""

    def __init__(self, sought: Sequence[Sought]) -> None:
        self._any: dict[str, int] = {}  # bits by lower-cased word
        self._exact: dict[str, int] = {}  # and by word as written
        self._numbers = self._first = self._last = 0
        self._ends: dict[int, tuple[int, int]] = {}  # by bit: owner, length
        bit = 1
        for phrase in sorted(sought, key=lambda p: -len(p.tokens)):  # the lowest bit that ends is the longest phrase
            self._first |= bit
            for token in phrase.tokens:
                self._mark(token, bit, phrase.as_written)
                bit <<= 1
            self._last |= bit >> 1
            self._ends[bit >> 1] = phrase.owner, len(phrase.tokens)

    def _mark(self, token: tuple[str, ...], bit: int, as_written: bool) -> None:
        if token == NUMBER:
            self._numbers |= bit
            return
        table = self._exact if as_written else self._any
        for word in token:
            table[word] = table.get(word, 0) | bit

    def places(self, document: Document) -> Iterator[Place]:
        """Where they stand, each within a sentence and a paragraph, in the order of their ends."""
        any_, exact, numbers = self._any, self._exact, self._numbers
        flags, sentences = document.flag_list, document.sentence_list
        state = 0
        for i, (low, word) in enumerate(zip(document.lower, document.words, strict=True)):
            bits = any_.get(low, 0)
            if exact:
                bits |= exact.get(word, 0)
            if numbers and flags[i] & Flag.NUMBER:
                bits |= numbers
            if not bits:
                state = 0
                continue
            if i and (flags[i] & Flag.NEWLINE or sentences[i] != sentences[i - 1]):
                state = 0
            state = (state << 1 | self._first) & bits
            if ended := state & self._last:
                owner, length = self._ends[ended & -ended]
                yield Place(owner, i - length + 1, i)
