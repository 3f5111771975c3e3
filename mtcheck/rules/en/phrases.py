"""Phrases as rows of data (phrases/*.toml, written into phrase_rows.py): how one is met in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mtcheck.lint import Document, Flag, Pos

Tokens = Sequence[tuple[str, ...]]  # of each place the words that may stand there
NUMBER = ("#",)
REACH = 12  # tokens between a time and the verb that it goes with
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def met(document: Document, first: int, tokens: Tokens, *, year: bool = False) -> list[int] | None:
    """Which alternative of each token stands from `first` on; None if the phrase does not stand there, in one sentence
    and one line. `year`: a number must be a year."""
    lower, last = document.lower, first + len(tokens) - 1
    if first < 0 or last >= len(lower):
        return None
    found = []
    for k, token in enumerate(tokens, first):
        if lower[k] in token:
            found.append(token.index(lower[k]))
        elif token == NUMBER and _number(document, k, year):
            found.append(0)
        else:
            return None
    if not document.same_sentence(first, last):
        return None
    return None if any(document.has(k, Flag.NEWLINE) for k in range(first + 1, last + 1)) else found


def _number(document: Document, i: int, year: bool) -> bool:
    return document.has(i, Flag.NUMBER) and (not year or YEAR.fullmatch(document.words[i]) is not None)


def filled(fix: str, tokens: Tokens, words: Sequence[str], found: Sequence[int]) -> str:
    """The fix for the words that were met, with the capital of the first of them."""
    out = []
    for part in re.findall(r"\{\d(?::[^}]*)?\}[^ ]*|[^ ]+", fix):
        if m := re.match(r"\{(\d)(?::([^}]*))?\}", part):
            k = int(m.group(1)) - 1
            chosen = m.group(2).split("/")[found[k]] if m.group(2) else words[k]
            out.append(chosen + part[m.end() :])
        elif "/" in part:
            choices = part.split("/")
            k = next(k for k, token in enumerate(tokens) if len(token) == len(choices))
            out.append(choices[found[k]])
        else:
            out.append(part)
    new = " ".join(out)
    return new[:1].upper() + new[1:] if words[0][:1].isupper() else new


def in_perfect(document: Document, first: int, last: int) -> bool:
    """Whether a time, tokens first to last, goes with a perfect: “has lived here since two years”, not “lives here”."""
    before = range(first - 1, first - 1 - REACH, -1)
    after = range(last + 1, last + 1 + REACH)
    return _perfect(document, first, before) or (document.has(first, Flag.FIRST) and _perfect(document, first, after))


def _perfect(document: Document, first: int, places: range) -> bool:
    for k in places:
        if not document.same_sentence(first, k) or document.is_pos(k, Pos.WH) or document.word(k) == "that":
            return False
        if document.word(k) in ("has", "have", "had", "'ve", "’ve"):
            while document.is_pos(k + 1, Pos.ADVERB):
                k += 1
            return document.is_pos(k + 1, Pos.PARTICIPLE)
    return False


def anchored(tokens: Tokens) -> tuple[int, tuple[str, ...]]:
    """Which token a phrase is looked for by, and the words: the longest, with the longer of its neighbours."""
    lengths = [0 if token == NUMBER else min(map(len, token)) for token in tokens]
    k = max(range(len(tokens)), key=lengths.__getitem__)
    beside = max((j for j in (k - 1, k + 1) if 0 <= j < len(tokens)), key=lengths.__getitem__, default=k)
    if beside == k or not lengths[beside]:
        return k, tokens[k]
    first, second = sorted((k, beside))
    return first, tuple(f"{a} {b}" for a in tokens[first] for b in tokens[second])
