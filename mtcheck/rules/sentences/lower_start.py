"""SEN004: a small letter after a full stop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.document import Document, Flag, Kind
from mtcheck.english.clauses import has_subject
from mtcheck.english.wordlist import UNKNOWN, kind
from mtcheck.findings import MAJOR, MINOR, SUGGEST, Edit, Fix
from mtcheck.rule import Bad, Good, Match, mask_rule


def candidates(document: Document) -> NDArray[Any]:
    """Words that begin with a small letter after . ! or ?, or at the beginning of a paragraph."""
    n = len(document)
    small = document.mask(Flag.WORD) & ~document.mask(Flag.CAPITAL | Flag.UPPER | Flag.MIXED | Flag.NUMBER)
    after = np.zeros(n, bool)
    if n > 1:
        after[1:] = document.mask(Flag.STOP)[:-1] & document.mask(Flag.SPACE)[1:]
    return small & document.prose & (after | document.mask(Flag.FIRST))


@mask_rule(
    code="SEN004",
    name="small-letter-after-stop",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    candidates=candidates,
    examples=(
        Bad("The vote was postponed. [[however]], the council will meet again in May.",
            fix="The vote was postponed. However, the council will meet again in May."),
        Bad("They kept a close watch on the border. [[and]] reported every movement.",
            fix="They kept a close watch on the border and reported every movement."),
        Good("The firm D18 Inc. bought the house. It is empty."),
        Good("The show was called Live! with two hosts."),
        Good("Prices rose by 5 percent vs. last year."),
        Good("“Who won?” he asked."),
    ),
)  # fmt: skip
def small_letter_after_stop(document: Document, i: int) -> Iterator[Match]:
    """A sentence begins with a small letter, or a full stop stands in the middle of one.

    Engines end a sentence too early, or take the first word of the source as if it stood inside.
    """
    if document.has(i, Flag.FIRST) and document.sentence_of(i).first == i:
        yield from _at_start(document, i)
    elif document.has(i - 1, Flag.STOP) and document.word(i - 1) in (".", "!", "?"):
        yield from _after_stop(document, i)


def _capital(document: Document, i: int) -> Fix:
    word = document.words[i]
    new = word[0].upper() + word[1:]
    return Fix(f"Write “{new}”", (Edit(*document.span(i), new),), SUGGEST)


def _at_start(document: Document, i: int) -> Iterator[Match]:
    sentence = document.sentence_of(i)
    word = document.words[i]
    if sentence.kind != Kind.PROSE or not document.has(sentence.last, Flag.STOP) or len(sentence.words) < 4:
        return
    if not (word.isascii() and word.isalpha()) or not _after_full_sentence(document, sentence.first):
        return
    confidence = 0.75 if _starts(document) == 1 else 0.4
    yield Match(document.span(i), f"This sentence begins with a small letter: “{word}”.", confidence, (_capital(document, i),))


def _alone(document: Document, i: int) -> bool:
    """Whether the word is the last of its paragraph without a stop: an agency's mark (dpa), a signature."""
    return i + 1 == len(document) or document.has(i + 1, Flag.NEWLINE)


def _after_full_sentence(document: Document, first: int) -> bool:
    """Whether the text before, if any, ends in a stop (or is a heading)."""
    if first == 0:
        return True
    before = document.sentence_of(first - 1)
    if before.kind in (Kind.HEADING, Kind.TITLE_CASE, Kind.UPPER_CASE):
        return document.word(before.last) not in (",", ":", ";")
    return document.has(first - 1, Flag.CLOSE) or document.word(first - 1) in (".", "!", "?", "…")


def _starts(document: Document) -> int:
    """How many sentences begin with a small letter; 99 in a text too short or informal to tell."""
    flags = document.flag_list
    firsts = [s.first for s in document.sentences if s.kind == Kind.PROSE]
    if "i" in document.words or 1 < len(firsts) < 4:
        return 99
    return sum(bool(flags[i] & Flag.WORD) and not flags[i] & (Flag.CAPITAL | Flag.NUMBER) for i in firsts)


def _after_stop(document: Document, i: int) -> Iterator[Match]:
    stop, before = i - 1, i - 2
    if document.has(before, Flag.QUOTED | Flag.CLOSE) or not document.has(before, Flag.WORD | Flag.NUMBER):
        return
    if document.has(stop, Flag.SPACE) or not document.words[i].isascii():
        return
    if document.has(i, Flag.QUOTED) or _alone(document, i) or kind(document.word(before)) == UNKNOWN:
        return
    if document.word(stop) in "!?" or document.has(before, Flag.CAPITAL) or len(document.words[before]) < 3:
        return
    sentence = document.sentence_of(i)
    join = Edit(document.starts[stop], document.ends[i], f" {document.words[i]}")
    joined = Fix(f"Delete the stop: “{document.words[before]} {document.words[i]}”", (join,), SUGGEST)
    whole = has_subject(document, sentence.first, before) and has_subject(document, i, sentence.last)
    fixes = (_capital(document, i), joined) if whole or document.word(i) == "however" else (joined, _capital(document, i))
    message = f"A small letter follows the full stop: “{document.words[before]}. {document.words[i]}”."
    yield Match(document.span(i), message, 0.85, fixes, severity=MINOR if whole else MAJOR)
