"""What the reading model sees of a word: its small form, pieces of it, and its shape.

Training and the running model share this module, so they cannot drift apart.
"""

import re
from itertools import chain
from zlib import crc32

BUCKETS = 49_152  # rows of the table that pieces of words are hashed into
PIECES = 12  # at most this many pieces for a word

LOWER, INITIAL, UPPER, MIXED, OTHER = range(5)  # shapes; the first four are also the case classes
SHAPES = 5

BREAK = "\n"  # stands between paragraphs; not a word of the text

_LONGEST = 40  # letters of a word that are looked at
_PLAIN = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
_WHOLE = {
    "\u201c": "``", "\u201d": "''", "\u2018": "`", "\u201e": "``", "\u00ab": "``", "\u00bb": "''",
    "\u2014": "--", "\u2013": "--", "\u2026": "...", "\u2012": "-", "\u2015": "--",
}  # fmt: skip
_DIGIT = re.compile(r"[0-9]")
_WORD, _END, _BEGIN, _HYPHEN = map(crc32, (b"w", b"s", b"p", b"h"))  # a hash goes on from that of what stands before


def small(word: str) -> str:
    """The form a word is looked up by: lower case, plain quotes, every digit a 0."""
    if word.isascii() and word.isalpha() and len(word) <= _LONGEST:
        return word.lower()
    whole = _WHOLE.get(word)
    if whole is not None:
        return whole
    return _DIGIT.sub("0", word[:_LONGEST].translate(_PLAIN).lower())


def folded(word: str) -> str:
    """The word with every digit a 0: its small form, its shape and all else that is seen of it stay the same."""
    return word if word.isalpha() else _DIGIT.sub("0", word)


def shape(word: str) -> int:
    """How a word is written: LOWER, INITIAL, UPPER (two capitals or more), MIXED, OTHER (no letters)."""
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if sum(map(str.isalpha, word[:8])) > 1 else INITIAL
    if word.istitle() or _each_part_initial(word):
        return INITIAL
    return MIXED if word[:_LONGEST].lower() != word[:_LONGEST].upper() else OTHER


def _each_part_initial(word: str) -> bool:
    """Whether at most the first letter of each hyphened part is a capital: X-ray, Anglo-American."""
    parts = word.replace("\u2019", "'").split("-")
    return word[:1].isupper() and all(part[1:] == part[1:].lower() for part in parts)


def pieces(small_word: str) -> list[int]:
    """The rows (1 to BUCKETS - 1; row 0 stays empty) of the pieces of a word in its small form."""
    return [piece % (BUCKETS - 1) + 1 for piece in hashes(small_word)]


def hashes(small_word: str) -> list[int]:
    """The hashes of the pieces of a word in its small form: of the whole, of endings, of beginnings, of what stands
    behind its last hyphen, each with a letter before it that says which it is."""
    length = len(small_word)
    ends, begins = range(-1, -min(length, 5) - 1, -1), range(1, min(length, 4) + 1)
    whole = small_word.encode("utf-8", "surrogatepass")
    if len(whole) == length:  # a byte a character, as mostly
        found = [
            crc32(whole, _WORD),
            *[crc32(whole[n:], _END) for n in ends],
            *[crc32(whole[:n], _BEGIN) for n in begins],
        ]
    else:
        keys = ((small_word[n:], _END) for n in ends), ((small_word[:n], _BEGIN) for n in begins)
        found = [crc32(whole, _WORD), *(crc32(key.encode("utf-8", "surrogatepass"), at) for key, at in chain(*keys))]
    dash = small_word.rfind("-", 1, length - 1)
    if dash > 0:
        found.append(crc32(small_word[dash + 1 :].encode("utf-8", "surrogatepass"), _HYPHEN))
    return found


def is_stop(word: str) -> bool:
    """Whether a word is made of final stops only."""
    return bool(word) and not word.strip(".!?\u2026")
