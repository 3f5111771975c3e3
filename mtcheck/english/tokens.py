"""Text -> tokens as the Penn treebank cuts them: clitics apart (do|n't, Kim|'s), marks one by one.

One regular expression, tried at each place once; every repetition is either of one character class or
bounded, so that time grows linearly with the text whatever it holds.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mtcheck.document import Flag

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen lt col sgt capt cmdr adm maj brig rev hon gov sen rep pres sr jr st mt ft
    messrs mme mlle jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    inc ltd corp co bros plc llc vs etc approx est dept univ assn fig vol ed eds pp nos cf al ca ave blvd rd
    excl incl ehf hf tel ext max min ave minn mass calif conn ore wash fla ala ariz ark colo del ga ill ind
    kan ky la md mich miss mo mont neb nev okla pa tenn tex va vt wis wyo no art cie spa""".split()
)
_ABBREVIATION = "|".join(sorted((a.capitalize() for a in ABBREVIATIONS), key=lambda a: (-len(a), a)))
_LOWER_ABBREVIATION = "etc|approx|est|excl|incl|ca|cf|al|pp|vol|no|ehf|hf|tel|ext|dept|fig|eds|ed|min|sec|comp"
MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
_W = rf"(?:[^\W_]++[{MARKS}]*+)++"  # letters, digits and combining marks; possessive, so linear
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
    | {_W} (?:[-‑'’·](?!{_CLITIC}\b){_W})*+                 # Kim, long-term, O'Neill
    | \.{{2,}} | …+ | _+
    | --+
    | [^\w\s]
    """,
    re.VERBOSE,
)
STOPS = frozenset(".!?…。！？؟।") | {"...", "..", "…"}
OPENERS = frozenset("“«„‘「『(")
KNOWN_MAX = 200_000
LONGEST = 40  # characters of a piece that is remembered
PIECE = re.compile(r"\S+")
_pieces: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {}  # tuples of plain values cost no garbage collection
_known: dict[str, int] = {}  # flags of a word, by its text alone


def tokenize(text: str) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """The tokens, their starts and ends (shape (tokens,), code points).

    Text is cut at white space first, and what a piece is cut into is remembered: articles share most of theirs.
    """
    if len(_pieces) > KNOWN_MAX:
        _pieces.clear()
    words: list[str] = []
    offsets: list[int] = []
    counts: list[int] = []
    starts: list[int] = []
    found = [(m.group(), m.start()) for m in PIECE.finditer(text)]
    for k, (piece, start) in enumerate(found):
        known = _pieces.get(piece)
        if known is None:
            known = _cut(piece, found[k + 1][0][0] if k + 1 < len(found) else "")
        words += known[0]
        offsets += known[1]
        counts.append(len(known[0]))
        starts.append(start)
    begin = np.repeat(np.array(starts, np.int64), np.array(counts, np.int64)) + np.array(offsets, np.int64)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    return words, begin, begin + lengths


def _cut(piece: str, following: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Tokens of a piece without white space, and their starts in it.

    Whether a stop belongs to an abbreviation can depend on the character that follows, so that a piece with
    a stop is remembered together with it."""
    key = f"{piece} {following}" if "." in piece else piece
    known = _pieces.get(key)
    if known is None:
        known = _simple(piece) or _matched(piece, f"{piece} {following}" if following else piece)
        if len(piece) <= LONGEST:
            _pieces[key] = known
    return known


def _simple(piece: str) -> tuple[tuple[str, ...], tuple[int, ...]] | None:
    """A piece of letters only, perhaps with a comma behind it: most of those never met before."""
    if piece.isalpha():
        return (piece,), (0,)
    if piece[-1] == "," and piece[:-1].isalpha():
        return (piece[:-1], ","), (0, len(piece) - 1)
    return None


def _matched(piece: str, shown: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    found = [m for m in TOKEN.finditer(shown) if m.start() < len(piece)]
    return tuple([m.group() for m in found]), tuple([m.start() for m in found])


def shape_flags(words: list[str]) -> NDArray[np.uint32]:
    """Shape (tokens,): the flags that follow from a word alone."""
    if len(_known) > KNOWN_MAX:
        _known.clear()
    known = _known
    out = [known.get(w, -1) for w in words]
    if -1 in out:
        for i, flag in enumerate(out):
            if flag < 0:
                out[i] = known[words[i]] = _shape(words[i])
    return np.array(out, np.uint32)


def _shape(word: str) -> int:
    if word.isalpha() and word.isascii():
        if word.islower():
            return Flag.WORD
        if len(word) > 1 and word[0].isupper() and word[1:].islower():
            return Flag.WORD | Flag.CAPITAL
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
