"""Is this text English, or some of it? Told by how many of its words are the ones that English cannot do without."""

from __future__ import annotations

from itertools import compress

from mtcheck.languages.en.words.wordlist import WORD, frequent, kind
from mtcheck.text import scripts
from mtcheck.text.document import Document, layer
from mtcheck.text.masks import Told

COMMON = 0.2  # share of the most frequent English words, of words in small letters: in abstracts and news from 0.38, in
# de es fr it pt at most 0.10
KNOWN = 0.7  # share of English words: in English from 0.85, in those languages at most 0.63
FEWEST = 5  # words in small letters from which a paragraph tells anything
PART = 0.15  # of the words, those of English paragraphs: below it they are names, code, a quotation in another text
FIRST = 160  # tokens that settle it quickly in an English text
ENOUGH = 20  # letters from which a text does


@layer
def native(document: Document) -> bool:
    """Whether a good part of the document is English, or the document holds too little to tell."""
    first = _small(document.words[:FIRST])
    if 4 * len(first) > FIRST and _mostly_english(first):
        return True  # the common case, quickly
    if sum(map(str.isalpha, document.text)) < ENOUGH and not _unspaced(document.text):
        return True
    english = foreign = 0
    for words in _paragraphs(document):
        if _other_script(words):
            foreign += _length(words)
        elif len(_small(words)) >= FEWEST:
            if _english(words):
                english += _length(words)
            else:
                foreign += _length(words)
    if english + foreign:
        return english > PART * (english + foreign)
    return _english(document.words) or len(_small(document.words)) < FEWEST


def _length(words: list[str]) -> int:
    """In code points, for words of scripts without spaces are cut anyhow."""
    return sum(map(len, words))


def _unspaced(text: str) -> bool:
    """Whether it is in letters each of which is nearly a word."""
    return scripts.main_script(text) in ("Han", "Japanese")


def _paragraphs(document: Document) -> list[list[str]]:
    out: list[list[str]] = []
    last = -1
    for word, row in zip(document.words, document.paragraph.tolist(), strict=True):
        if row != last:
            out.append([])
            last = row
        out[-1].append(word)
    return out


def _small(words: list[str]) -> list[str]:
    return list(compress(words, map(_is_small.__getitem__, words)))


def _other_script(words: list[str]) -> bool:
    """Whether four of five letters are of another script than the Latin one."""
    text = "".join(words)
    if text.isascii():
        return False
    letters = [c for c in text if c.isalpha()]
    other = sum(scripts.script(c) not in ("Latin", "") for c in letters)
    return other > 4 and 5 * other > 4 * len(letters)


def _english(words: list[str]) -> bool:
    return _mostly_english(_small(words))


def _mostly_english(small: list[str]) -> bool:
    """Whether words in small letters are mostly English ones."""
    common = sum(map(_common.__getitem__, small))
    return common >= COMMON * len(small) > 0 or sum(kind(w) == WORD for w in small) > KNOWN * len(small) > 0


_is_small = Told(lambda word: word.islower() and word.isalpha() and not scripts.of_word(word))
_common = Told(lambda word: frequent().get(word, 9) == 0)
