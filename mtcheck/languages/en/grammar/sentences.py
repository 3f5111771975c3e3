"""Tokens -> paragraphs, sentences, their kinds, quotations.

Only stops are looked at one by one; the rest is done by masks. A stop before a small letter does not end a
sentence here: whether it should not be there, or the letter should be a capital, is for rules to say.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.en.vocabulary import MONTHS, WEEKDAYS
from mtcheck.text.document import Flag, Kind
from mtcheck.text.layout import BlockKind

BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029](?:(?<=\r)\n)?")  # a class first: found without trying each place
CLOSING = frozenset("\"”’»'）)]}›“")  # “ closes a German quotation
NEVER_FINAL = frozenset(
    """mr. mrs. ms. dr. prof. gen. lt. col. sgt. capt. cmdr. adm. maj. brig. rev. hon. gov. sen. rep. pres. mt. ft.
    messrs. mme. mlle. vs. st. fig. nos. cf. no. vol. approx. ed. eds. est. div.""".split()
)
# After an abbreviation or an initial a sentence begins only with a word that hardly is part of a name.
STARTERS = frozenset(
    """the a an this that these those he she it they we you i his her its their our in on at for from with by after
    before during since while when if although though because as but and or so yet however meanwhile according
    there here what who how why not no many some most all both each several experts officials to of under
    over""".split()
)
# What follows a time of day in its sentence.
CALENDAR = WEEKDAYS | MONTHS | frozenset("eastern central pacific greenwich moscow beijing".split())
QUOTE_MARKS = frozenset('"“”„«»')
BULLET = re.compile(r"[-–—*•·▪●◦]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|#{1,6}")
FEW_LINES = 3  # with fewer no text is taken for hard-wrapped
WRAPPED_WIDTH = 45  # mean width of hard-wrapped lines, at least
KIND_FLAGS = np.array([[Flag.WORD], [Flag.WORD], [Flag.UPPER], [Flag.CAPITAL]], np.uint32)
ALWAYS = (BlockKind.HEADING, BlockKind.TERM)
UNSTOPPED = (BlockKind.ITEM, BlockKind.CELL, BlockKind.CAPTION)  # prose if it is a full sentence
OF_BLOCK = {
    BlockKind.HEADING: Kind.HEADING,
    BlockKind.TERM: Kind.TERM,
    BlockKind.ITEM: Kind.LIST_ITEM,
    BlockKind.CELL: Kind.CELL,
    BlockKind.CAPTION: Kind.CAPTION,
}
HEADING_WORDS = 20  # a line without a final stop is a heading up to this length


def paragraph_starts(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The tokens of a text that begin a paragraph; the first of all is none of them."""
    breaks = [m.end() for m in BREAK.finditer(text)]
    at = starts.searchsorted(breaks) if breaks else np.zeros(0, np.int64)
    at = at[at < len(starts)]
    return _paragraph_breaks(text, starts, ends, at) if len(at) else at


def _paragraph_breaks(
    text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], at: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The tokens that begin a paragraph: every new line, or in hard-wrapped text those after an empty line."""
    at = at[at > 0]
    if len(at) < FEW_LINES:
        return np.array(sorted({*at.tolist()}), np.int64)
    first = np.append(True, at[1:] != at[:-1])[: len(at)].nonzero()[0]
    places, counts = at[first], np.diff(first, append=len(at))
    single = places[counts == 1]
    if len(single) < FEW_LINES or (len(single) == len(places) and len(single) < 6):
        return places
    if not _wrapped(text, starts, ends, single.tolist()):
        return places
    bullets = [i for i in single.tolist() if BULLET.fullmatch(text[starts[i] : starts[i] + 1])]
    return np.union1d(places[counts > 1], np.array(bullets, np.int64))


def _wrapped(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], lines: list[int]) -> bool:
    """Whether the tokens that begin these lines go on with the sentence of a full line before them."""
    joined = broken = width = 0
    for previous, i in zip([0, *lines], lines, strict=False):
        before = text[ends[i - 1] - 1]
        if before in ".!?:…":
            continue
        if text[starts[i]].islower():
            joined += 1
            width += int(ends[i - 1] - starts[previous])
        else:
            broken += 1
    return joined >= 0.3 * len(lines) and joined > broken and width >= WRAPPED_WIDTH * joined


def split(words: list[str], flags: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Shape (sentences, 2): first token, and one past the last, of every sentence."""
    n = len(words)
    if not n:
        return np.zeros((0, 2), np.int32)
    begins = (flags & np.uint32(Flag.NEWLINE)) != 0
    begins[0] = True
    flag_list = flags.tolist()
    after = After(0, 0, 0)
    for i in ((flags & np.uint32(Flag.STOP | Flag.ABBREVIATION)) != 0).nonzero()[0].tolist():
        if i >= after.marks:  # of several stops in a row all have the same behind them
            after = _after(words, flag_list, i)
        if _ends(words, flag_list, i, after):
            begins[after.next] = True
    first = begins.nonzero()[0]
    bounds = np.empty((len(first), 2), np.int32)
    bounds[:, 0] = first
    bounds[:-1, 1] = first[1:]
    bounds[-1, 1] = n
    return bounds


class After(NamedTuple):
    """What stands behind a stop: the tokens at which the marks end that close the sentence with it, at which the next
    sentence would begin, and at which that one's first word stands."""

    marks: int
    next: int
    word: int


def _after(words: list[str], flags: list[int], i: int) -> After:
    n = len(words)
    j = i + 1
    while j < n and (flags[j] & Flag.STOP or words[j] in CLOSING) and not flags[j] & Flag.NEWLINE:
        if flags[j] & Flag.SPACE and (words[j] in "\"'“" or flags[j] & Flag.STOP):
            break  # a straight mark after a space opens
        j += 1
    marks = j
    while j + 2 < n and words[j] == "[" and flags[j + 1] & Flag.NUMBER and words[j + 2] == "]":
        j += 3  # a note's number belongs to the sentence before it
    k = j
    while k < n - 1 and flags[k] & Flag.PUNCT and (words[k] in QUOTE_MARKS or words[k] in "'‘(["):
        k += 1
    return After(marks, j, k)


def _ends(words: list[str], flags: list[int], i: int, after: After) -> bool:
    """Whether the stop i ends a sentence, and the next one begins behind it."""
    if i and len(words[i - 1]) == 1 and words[i - 1].islower() and words[i] == "." and not flags[i - 1] & Flag.CODE:
        return False  # (b. 1990)
    _, j, k = after
    if j >= len(words) or flags[j] & Flag.NEWLINE:
        return False
    if not flags[j] & Flag.SPACE and not _glued(words, flags, i, j):
        return False
    starts_big = bool(flags[k] & (Flag.CAPITAL | Flag.NUMBER))
    if flags[k] & Flag.WORD and words[k][0].isalpha() and words[k][0].lower() == words[k][0].upper():
        starts_big = True  # a script without capitals
    if not starts_big:
        return False
    if flags[i] & Flag.ABBREVIATION:
        word = words[i].lower()
        if word in ("a.m.", "p.m.") and flags[k] & Flag.CAPITAL and not flags[k] & Flag.UPPER:
            return words[k].lower() not in CALENDAR
        if word in NEVER_FINAL or words[k].lower() not in STARTERS or flags[k] & Flag.NUMBER:
            return False
        return len(word) != 2 or words[k].lower() not in ("a", "i")
    if words[i] == "." and i and flags[i - 1] & Flag.NUMBER and len(words[i - 1]) <= 2 and _list_number(flags, i):
        return False
    return not (words[i] in "…..." and len(words[i]) > 1 and flags[k] & Flag.NUMBER)


def _list_number(flags: list[int], i: int) -> bool:
    """Whether the number before stop i begins its paragraph (1. The ...)."""
    return i == 1 or bool(flags[i - 1] & Flag.NEWLINE)


def _glued(words: list[str], flags: list[int], i: int, j: int) -> bool:
    """A stop without the space after it that still ends a sentence: "week.The"."""
    before, after = words[i - 1] if i else "", words[j]
    return (
        words[i] in ".!?"
        and len(before) > 1
        and before[-1].islower()
        and len(after) > 1
        and after[0].isupper()
        and after[1:].islower()
    )


def kinds(
    words: list[str],
    lengths: NDArray[np.int64],
    flags: NDArray[np.uint32],
    bounds: NDArray[np.int32],
    blocks: NDArray[np.uint8] | None = None,
) -> NDArray[np.uint8]:
    """Shape (sentences,): a Kind for each. `blocks`, of the same shape: the BlockKind that the markup says."""
    if not len(bounds):
        return np.zeros(0, np.uint8)
    masks = (flags & KIND_FLAGS) != 0  # (4, tokens)
    masks[1:] &= masks[0] & (lengths > 3)
    counts = np.add.reduceat(masks, bounds[:, 0], axis=1, dtype=np.int32).T.tolist()
    flag_list = flags.tolist()
    bound_list = bounds.tolist()
    begins = [True, *(bool(flag_list[first] & Flag.NEWLINE) for first, _ in bound_list[1:]), True]
    out = np.empty(len(bounds), np.uint8)
    for k, (first, end) in enumerate(bound_list):
        stopped = _stopped(words, flag_list, first, end)
        if by_case := _by_case(stopped and words[end - 1] in '.”"', *counts[k]):
            out[k] = by_case
        elif begins[k] and _bullet(words, flag_list, first, end):
            out[k] = Kind.LIST_ITEM
        elif begins[k] and begins[k + 1] and not stopped and counts[k][0] <= HEADING_WORDS:
            out[k] = Kind.HEADING
        else:
            out[k] = Kind.PROSE
    return out if blocks is None else _as_marked(out, blocks, flags, bounds)


def _as_marked(
    kinds: NDArray[np.uint8], blocks: NDArray[np.uint8], flags: NDArray[np.uint32], bounds: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """The kinds where the markup of the file says what a block is. A heading is one whatever it ends in, and so is a
    sentence in bold letters with which a paragraph begins; an item or a cell with a full sentence is prose."""
    by_looks = (kinds != Kind.TITLE_CASE) & (kinds != Kind.UPPER_CASE)
    for block in ALWAYS:
        kinds[by_looks & (blocks == block)] = OF_BLOCK[block]
    line = (kinds == Kind.HEADING) | (kinds == Kind.LIST_ITEM)
    for block in UNSTOPPED:
        kinds[line & (blocks == block)] = OF_BLOCK[block]
    if flags.size and int(np.bitwise_or.reduce(flags)) & Flag.STRONG:
        plain = (flags & np.uint32(Flag.STRONG | Flag.WORD)) == Flag.WORD
        strong = ~np.logical_or.reduceat(plain, bounds[:, 0]) & _runs_on(flags, bounds) & (blocks != BlockKind.UNKNOWN)
        kinds[by_looks & strong] = Kind.HEADING
    return kinds


def _runs_on(flags: NDArray[np.uint32], bounds: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Shape (sentences,): whether each begins a paragraph that goes on behind it."""
    begins = (flags[bounds[:, 0]] & np.uint32(Flag.NEWLINE)) != 0
    begins[0] = True
    out: NDArray[np.bool_] = begins & ~np.append(begins[1:], True)
    return out


def _by_case(full: bool, n_word: int, n_long: int, n_upper: int, n_capital: int) -> Kind | None:
    """Whether a sentence of so many words, long words, and long words in capitals or with one, is no prose for it.

    `full`: it ends like a sentence."""
    if n_long > 1 and n_upper > 0.7 * n_long:
        return Kind.UPPER_CASE
    titled = n_word > 3 and n_long > 2 and n_capital >= 0.7 * n_long
    if titled and (not full or (n_capital >= 0.9 * n_long and n_long > 6)):
        return Kind.TITLE_CASE
    return None


def _stopped(words: list[str], flags: list[int], first: int, end: int) -> bool:
    """Whether a sentence ends in a stop, colon, comma or abbreviation, closing marks aside."""
    last = end - 1
    while last > first and words[last] in CLOSING:
        last -= 1
    return bool(flags[last] & (Flag.STOP | Flag.ABBREVIATION)) or words[last] in ":;,"


def _bullet(words: list[str], flags: list[int], first: int, end: int) -> bool:
    """Whether a paragraph begins like an item of a list."""
    numbered = end - first > 1 and words[first + 1] in (".", ")") and not flags[first + 1] & Flag.SPACE
    return bool(BULLET.fullmatch(words[first] + (words[first + 1] if numbered else "")))


def quoted(words: list[str], flags: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Shape (tokens,): QUOTED inside double quotation marks, OPEN and CLOSE on the marks.

    A straight mark opens if white space or a bracket precedes and none follows. A quotation ends at the
    latest with its paragraph (news repeats the opening mark in the next one).
    """
    out = np.zeros(len(words), np.uint32)
    flag_list = flags.tolist()
    opened = -1
    marks = ((flags & np.uint32(Flag.PUNCT)) != 0).nonzero()[0].tolist()
    for i in [i for i in marks if words[i] in QUOTE_MARKS]:
        if opened >= 0 and _new_paragraph(flag_list, opened, i):
            out[opened + 1 : _paragraph_end(flag_list, opened)] |= np.uint32(Flag.QUOTED)
            opened = -1
        opens = words[i] in "“„«" if words[i] not in '"' else opened < 0
        if (words[i] == "“" and opened >= 0 and words[opened] == "„") or (words[i] == "»" and opened < 0):
            opens = words[i] == "»"
        if opens and opened < 0:
            opened = i
            out[i] |= np.uint32(Flag.OPEN)
        elif opened >= 0:
            out[opened + 1 : i] |= np.uint32(Flag.QUOTED)
            out[i] |= np.uint32(Flag.CLOSE)
            opened = -1
        else:
            out[i] |= np.uint32(Flag.CLOSE)
    if opened >= 0:
        out[opened + 1 : _paragraph_end(flag_list, opened)] |= np.uint32(Flag.QUOTED)
    return out


def _new_paragraph(flags: list[int], a: int, b: int) -> bool:
    return any(flags[k] & Flag.NEWLINE for k in range(a + 1, b + 1))


def _paragraph_end(flags: list[int], i: int) -> int:
    """One past the last token of the paragraph of token i."""
    i += 1
    while i < len(flags) and not flags[i] & Flag.NEWLINE:
        i += 1
    return i
