"""Rules of one's own that are rows of the configuration: phrases that a house does not want, and what it says instead.

They hold no code and no regular expression, so that a repository of strangers can do nothing by them but be told of
words (docs/threat-model.md)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from mtcheck.languages import DEFAULT, language
from mtcheck.lint.findings import MINOR, Fix, Severity
from mtcheck.lint.phrases import NUMBER, Phrases, Place, Sought, Tokens
from mtcheck.lint.rule import STABLE, Bad, Match, Rule
from mtcheck.text.counted import counted
from mtcheck.text.document import Document, Flag, layer

FAMILY, MQM = "own", "style/organizational-style"
SHOWN = 3  # phrases that stand as examples
MOST_WORDS, MOST_CHOICES = 16, 32  # tokens of a phrase, and words that may stand in one place of it
HOLE = re.compile(r"\{(\d{1,2})\}")


class UnusablePhrase(ValueError):
    """A phrase that means nothing; the message says why, for a user."""


class PhraseRow(NamedTuple):
    """One rule of the configuration. `find`: phrases, in which `a/b` is either word and `#` a number; `suggest`: what
    may stand instead, in which `{2}` is the second word as written."""

    code: str
    name: str
    find: tuple[str, ...]
    message: str = ""
    suggest: tuple[str, ...] = ()
    severity: Severity = MINOR
    confidence: float = 0.9
    match_case: bool = False


def rules_of(rows: tuple[PhraseRow, ...], code: str = DEFAULT) -> tuple[Rule, ...]:
    """The rules of these rows, for texts in a language. Raises UnusablePhrase."""
    return _made(rows, code) if rows else ()


@lru_cache(maxsize=32)
def _made(rows: tuple[PhraseRow, ...], code: str) -> tuple[Rule, ...]:
    words = language(code).cut
    tokens = [[tokens_of(phrase, words, row.match_case) for phrase in row.find] for row in rows]
    sought = [Sought(t, k, rows[k].match_case) for k, found in enumerate(tokens) for t in found]
    for row, found in zip(rows, tokens, strict=True):
        _check_holes(row, found)
    places = _Places(Phrases(sought), len(rows))
    return tuple(_rule(row, _Finder(k, row, places), tokens[k]) for k, row in enumerate(rows))


def tokens_of(phrase: str, cut: Callable[[str], Sequence[str]], as_written: bool = False) -> Tokens:
    """The tokens of a phrase. Raises UnusablePhrase."""
    out: list[tuple[str, ...]] = []
    for special, parts in groupby(phrase.split(), key=lambda part: part == "#" or bool("/" in part and part != "/")):
        if not special:
            out += ((word,) for word in cut(" ".join(parts)))
            continue
        out += (NUMBER if part == "#" else _choices(phrase, part, cut) for part in parts)
    if not out:
        raise UnusablePhrase("a phrase is empty")
    if len(out) > MOST_WORDS:
        raise UnusablePhrase(f"{phrase!r} has more than {MOST_WORDS} words and marks")
    return tuple(token if as_written else tuple(map(_lower, token)) for token in out)


def _choices(phrase: str, part: str, cut: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    choices = tuple(part.split("/"))
    if len(choices) > MOST_CHOICES:
        raise UnusablePhrase(f"{phrase!r} has a place with more than {MOST_CHOICES} choices")
    for choice in choices:
        if len(cut(choice)) != 1:
            told = "what stands on each side of a / is one word; a mark stands after a space, and so does a / itself"
            raise UnusablePhrase(f"{phrase!r}: {part!r}: {told}")
    return choices


def _lower(word: str) -> str:
    return word.lower().replace("’", "'")  # as Document.lower does


def _check_holes(row: PhraseRow, phrases: Sequence[Tokens]) -> None:
    shortest = min(map(len, phrases))
    for suggestion in row.suggest:
        for hole in HOLE.findall(suggestion):
            if not 1 <= int(hole) <= shortest:
                raise UnusablePhrase(
                    f"{row.code}: {suggestion!r}: a phrase has only {counted(shortest, 'word')}, no {{{hole}}}"
                )


class _Places:
    """Where the phrases of all rows stand in a document, looked for once for each."""

    def __init__(self, phrases: Phrases, rows: int) -> None:
        @layer
        def found(document: Document) -> Sequence[Sequence[Place]]:
            out: list[list[Place]] = [[] for _ in range(rows)]
            for place in phrases.places(document):
                out[place.owner].append(place)
            return out

        self.of = found


class _Finder:
    """A row as the function of a rule."""

    __slots__ = ("number", "places", "row")

    def __init__(self, number: int, row: PhraseRow, places: _Places) -> None:
        self.number, self.row, self.places = number, row, places

    def __call__(self, document: Document) -> Iterator[Match]:
        row = self.row
        for place in self.places.of(document)[self.number]:
            written = document.slice(place.first, place.last)
            instead = [self._filled(text, document, place) for text in row.suggest]
            if written in instead:
                continue
            span = document.span(place.first, place.last)
            message = row.message or _message(written, instead)
            yield Match(span, message, row.confidence, tuple(Fix.write(span, new) for new in dict.fromkeys(instead)))

    def _filled(self, text: str, document: Document, place: Place) -> str:
        """A suggestion with the words that were met, and with their capital: of what is matched as it is written only
        where a sentence begins."""
        new = HOLE.sub(lambda m: document.words[place.first + int(m[1]) - 1], text)
        capital = document.has(place.first, Flag.CAPITAL)
        if capital and (not self.row.match_case or document.has(place.first, Flag.FIRST)):
            return new[:1].upper() + new[1:]
        return new


def _message(written: str, instead: Sequence[str]) -> str:
    other = " or ".join(f"“{new}”" for new in instead)
    return f"“{written}”: say {other}." if other else f"“{written}” is not to be used."


def _rule(row: PhraseRow, finder: _Finder, phrases: Sequence[Tokens]) -> Rule:
    shown = [" ".join(token[0] if token != NUMBER else "5" for token in tokens) for tokens in phrases]
    quoted = ", ".join(f"“{phrase}”" for phrase in row.find)
    summary = row.message or _message(row.find[0], row.suggest)
    return Rule(
        code=row.code,
        name=row.name,
        severity=row.severity,
        mqm=MQM,
        family=FAMILY,
        status=STABLE,
        function=finder,
        summary=summary,
        why=f"A rule of the configuration, which looks for {quoted}.",
        examples=tuple(Bad(f"[[{text}]]", _example(row, text)) for text in shown[:SHOWN]),
        once=True,
        origin=f"the configuration, {zlib.crc32(repr(row).encode()):08x}",
    )


def _example(row: PhraseRow, shown: str) -> str | None:
    """What the first suggestion makes of an example."""
    words = shown.split(" ")
    return HOLE.sub(lambda m: words[int(m[1]) - 1], row.suggest[0]) if row.suggest else None
