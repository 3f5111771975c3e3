"""Text -> tokens as the Penn treebank cuts them: clitics apart (do|n't, Kim|'s), marks one by one.

One regular expression, tried at each place once; every repetition is either of one character class or
bounded, so that time grows linearly with the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mtcheck.text import scripts
from mtcheck.text.document import Flag
from mtcheck.text.memo import lasting

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col sgt capt cmdr adm maj brig rev hon gov sen rep pres sr jr st mt ft
    messrs mme mlle jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    inc ltd corp co bros plc llc vs etc approx est dept univ assn fig vol ed eds pp nos cf al ca ave blvd rd
    excl incl intl ehf hf tel ext max min ave minn mass calif conn ore wash fla ala ariz ark colo del ga ill ind
    kan ky la md mich miss mo mont neb nev okla pa tenn tex va vt wis wyo no art cie spa""".split()
)
_ABBREVIATION = "|".join(sorted((a.capitalize() for a in ABBREVIATIONS), key=lambda a: (-len(a), a)))
_LOWER_ABBREVIATION = (
    "etc|approx|est|feat|prod|trad|arr|illus|lit|excl|incl|ca|cf|al|pp|vol|no|ehf|hf|tel|ext|dept|fig|eds|ed|min|sec"
    "|comp"
)
MARKS = scripts.COMBINING
_W = rf"(?:[^\W_]++[{MARKS}]*+)++"  # letters, digits and combining marks; possessive, so linear. It stands once below:
# the set of all combining marks takes as long to compile as the rest
_CLITIC = r"(?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M|t|T)"
TOKEN = re.compile(
    rf"""
      [A-Za-z]+ (?=[ ,])                                     # the common case, first for speed
    | (?:https?://|www\.) [^\s<>"“”«»]+ (?<![.,;:!?)\]'’])
    | [\w.+-]{{1,64}} @ [\w-]{{1,64}} (?:\.[\w-]{{1,32}}){{1,4}}
    | (?:[A-Za-z]\.){{2,8}} (?![^\W\d_]{{2}})                 # U.S. a.m. e.g.
    | (?:{_ABBREVIATION}) \.(?!\w)
    | (?:{_LOWER_ABBREVIATION}) \. (?=[,;:)\]]|\s+[a-z0-9])
    | (?:vs|cf|div)\. (?=\s)
    | [A-Z]\. (?=\ ?[A-Z(])                                   # initials
    | [A-Za-z]{{1,40}}? (?=n['’][tT]\b)                       # do|n't
    | (?:n|N)['’][tT]\b
    | ['’]{_CLITIC}\b
    | \d{{1,30}} (?:[.,:/]\d{{1,30}}){{0,8}} (?:st|nd|rd|th|s)?(?![^\W_])
    | (?: {_W} (?:[-‑'’·](?!{_CLITIC}\b)(?=[^\W_]))?+ )++    # Kim, long-term, O'Neill
    | \.{{2,}} | …+ | _+
    | --+
    | [^\w\s]
    """,
    re.VERBOSE,
)
STOPS = frozenset(".!?…。！？؟।") | {"...", "..", "…"}
OPENERS = frozenset("“«„‘「『(")
KNOWN_MAX = 200_000
DIGITS = 30  # of a number, at most; what is longer is cut like a word
PIECE = re.compile(r"\S+")
EMPTY = ("",) * 3  # tokens that keep two texts apart: more than the reading model looks from one layer to the next
_pieces: dict[str, tuple[str, ...]] = {}  # tuples of plain values cost no garbage collection


def tokenize(text: str) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """The tokens, their starts and ends (shape (tokens,), code points)."""
    cut = tokenize_many([text])
    return cut.words, cut.start, cut.end


class Cut(NamedTuple):
    """The tokens of several texts, with EMPTY between each two of them."""

    words: list[str]
    start: NDArray[np.int64]  # (tokens,): code points into the text that the token is of
    end: NDArray[np.int64]
    texts: list[tuple[int, int]]  # the first token of each text and the one past its last


def tokenize_many(texts: Sequence[str]) -> Cut:
    """The tokens of the texts, which are cut one by one.

    Text is cut at white space first, and what a piece is cut into is remembered: articles share most of theirs.
    """
    if len(_pieces) > KNOWN_MAX:
        _pieces.clear()
    found: list[tuple[str, ...]] = []
    places: list[tuple[int, int]] = []  # of the pieces of each text
    for text in texts:
        if places:
            found.append(EMPTY)
        first = len(found)
        found += _cut_pieces(text.split())
        places.append((first, len(found)))
    words = list(chain.from_iterable(found))
    length = np.fromiter(map(len, words), np.int64, len(words))
    each = np.fromiter(map(len, found), np.intp, len(found))  # of the machine, as repeat asks
    before = np.append(0, each.cumsum())  # tokens before each piece
    letters = np.append(0, length.cumsum())  # characters before each token
    gaps = np.zeros(len(found), np.int64)
    bounds = []
    for text, (first, end) in zip(texts, places, strict=True):
        a, b = int(before[first]), int(before[end])
        bounds.append((a, b))
        if first < end:  # a piece's tokens have nothing between them
            gaps[first:end] = _gaps(text, end - first, int(letters[b] - letters[a])) - letters[a]
    start = letters[:-1] + gaps.repeat(each)
    return Cut(words, start, start + length, bounds)


def _cut_pieces(pieces: list[str]) -> list[tuple[str, ...]]:
    """The tokens of each piece of a text."""
    found = [known or () for known in map(_pieces.get, pieces)]
    if () in found:  # new, or with a stop
        for k in [k for k, known in enumerate(found) if not known]:
            found[k] = _cut(pieces[k], pieces[k + 1][0] if k + 1 < len(pieces) else "")
    return found


def _gaps(text: str, pieces: int, letters: int) -> NDArray[np.int64]:
    """Shape (pieces,): how much white space precedes each piece in all. `letters`: characters that are none."""
    if len(text) == letters + pieces - 1:
        return np.arange(pieces)  # one character between any two, as mostly
    spaces = PIECE.split(text)
    return np.fromiter(map(len, spaces[:-1]), np.int64, pieces).cumsum()


def _cut(piece: str, following: str) -> tuple[str, ...]:
    """Tokens of a piece without white space; put together they are the piece.

    Whether a stop belongs to an abbreviation can depend on the character that follows, so that a piece with
    a stop is remembered together with it."""
    key = f"{piece} {following}" if "." in piece else piece
    known = _pieces.get(key)
    if known is None:
        known = _simple(piece) or _matched(piece, f"{piece} {following}" if following else piece)
        if lasting(piece):
            _pieces[key] = known
    return known


def _simple(piece: str) -> tuple[str, ...] | None:
    """A piece of letters or digits only, perhaps with a comma behind it: most of those never met before."""
    bare = piece[:-1] if piece[-1] == "," else piece
    if bare.isalpha() or (bare.isdecimal() and len(bare) <= DIGITS):
        return (piece,) if bare is piece else (bare, ",")
    return None


def _matched(piece: str, shown: str) -> tuple[str, ...]:
    return tuple([m.group() for m in TOKEN.finditer(shown) if m.start() < len(piece)])


def shape_flags(words: list[str]) -> NDArray[np.uint32]:
    """Shape (tokens,): the flags that follow from a word alone."""
    if len(_shapes) > KNOWN_MAX:
        _shapes.clear()
    return np.fromiter(map(_shapes.__getitem__, words), np.uint32, len(words))


def _shape(word: str) -> int:
    if word.isalpha() and word.isascii():
        if word.islower():
            return Flag.WORD
        if len(word) > 1 and word[0].isupper() and word[1:].islower():
            return Flag.WORD | Flag.CAPITAL
    if word.isdecimal():
        return Flag.NUMBER
    flags = 0
    if any(c.isalpha() for c in word):
        flags |= Flag.WORD
        if word[0].isdigit() and re.fullmatch(r"[\d.,:/]+(?:st|nd|rd|th|s)", word):
            flags = int(Flag.NUMBER)
        letters = [c for c in word if c.isalpha()]
        if letters[0].isupper() and word[0] == letters[0]:
            flags |= Flag.CAPITAL
        if len(letters) > 1 and all(c.isupper() for c in letters):
            flags |= Flag.UPPER
        elif any(a.islower() and b.isupper() for a, b in pairwise(letters)):
            flags |= Flag.MIXED
        if word.endswith("."):
            flags |= Flag.ABBREVIATION
    elif any(c.isdigit() for c in word):
        flags |= Flag.NUMBER
    else:
        flags |= Flag.PUNCT
        if word in STOPS or set(word) <= {".", "…"}:
            flags |= Flag.STOP
    return flags


class _Shapes(dict[str, int]):
    """Flags of words, by their text alone; what is asked for is worked out and kept."""

    def __missing__(self, word: str) -> int:
        flags = _shape(word)
        if lasting(word):
            self[word] = flags
        return flags


_shapes = _Shapes()
