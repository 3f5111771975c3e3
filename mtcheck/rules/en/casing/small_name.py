"""CAP006: a word that is no English word stands where the reading model expects a name, and is written small."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bitext.foreign import source_words
from mtcheck.languages.en.vocabulary import HEADS_OF_STATE, HONORIFICS, PLACE_PREPOSITIONS
from mtcheck.languages.en.words.spelling import corrections
from mtcheck.languages.en.words.strangers import LOANS, PARTICLES, derived, on_purpose, small_strangers, split_of
from mtcheck.languages.en.words.wordlist import NAME, RARE, UNKNOWN, kind
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, document_rule

SHORTEST = 4  # letters; shorter ones are particles and units
LIKELY = 0.2  # the most chance of being written small, by the reading model
# Words before a name without an article. Food and institutions that English borrows (soju, hukou) hardly follow them.
BEFORE = PLACE_PREPOSITIONS | HEADS_OF_STATE | HONORIFICS - {"ms"} | {"minister"}
OF = frozenset(
    "king kings queen city town village president mayor people kingdom province district son daughter".split()
)
TERM = 3  # a word that often in small letters is meant so
MOST = 60  # words of a document that may be names; a text with more is hardly English, and each takes long to judge
PASSAGE = 3  # such words in a row are another language


@document_rule(
    code="CAP006",
    name="small-name",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    examples=(
        Bad("The minister met the king of [[arkavia]] and the mayor of Leeds.",
            fix="The minister met the king of Arkavia and the mayor of Leeds."),
        Good("The minister met the king of Arkavia, and nobody spoke of the unbribability of kings."),
        Good("The minister met the king of “arkavia” and the mayor of Leeds."),
        Good("The post office, Arkavska posta, is closed until Monday."),
    ),
)  # fmt: skip
def small_name(document: Document) -> Iterator[Match]:
    """A name has no capital: no English word is written so, and the words around it call for a name.

    Scripts without capitals do not tell engines what is a name, and rare names are spelled piece by piece.
    """
    words = [w for w in small_strangers(document) if len(w) >= SHORTEST and kind(w) in (NAME, UNKNOWN)]
    if len(words) > MOST:
        return
    for word in words:
        places = document.index[word]
        likely = [i for i in places if document.small[i] < LIKELY]
        if not likely or len(places) > TERM or not _no_word(word):  # what takes longest is asked last
            continue
        for i in likely:
            if document.words[i].islower() and _plain(document, i):
                new = word.capitalize()
                fix = Fix.write(document.span(i), new)
                message = (
                    f"“{word}” is no English word, and a name seems to stand here: names begin with a capital letter."
                )
                yield Match(document.span(i), message, _sure(document, i, word), (fix,))


def _sure(document: Document, i: int, word: str) -> float:
    """A name that the word lists know is one; a word that nobody knows may be a loan, if its place shows no name."""
    before = document.word(i - 1)
    if kind(word) == NAME:
        return 0.7
    placed = before in BEFORE or (before == "of" and document.word(i - 2) in OF)
    return 0.6 if placed or document.word(i + 1) in ("'s", "'") else 0.45


def _no_word(word: str) -> bool:
    """Whether it is neither a slip for an English word, nor made of English words, nor known from another language."""
    if not word.isascii() or word in LOANS or word in source_words().languages or corrections(word) or split_of(word):
        return False
    return kind(word) == NAME or not derived(word)


def _plain(document: Document, i: int) -> bool:
    """Whether it stands in running text, alone or with another of its kind, and not in a foreign name or passage."""
    cited = document.has(i, Flag.QUOTED) or document.word(i - 1) in ('"', "“", "'", "‘")
    initial = document.word(i - 1) == "." and document.has(i - 2, Flag.CAPITAL) and len(document.words[i - 2]) == 1
    if initial or document.has(i - 1, Flag.ABBREVIATION | Flag.UPPER):
        return False  # S. cerevisiae, II liga
    if cited or not document.in_prose(i) or on_purpose(document, i):
        return False
    row = 1
    for step in (-1, 1):
        k = i + step
        while (
            document.same_sentence(i, k)
            and document.words[k].islower()
            and kind(document.word(k)) in (NAME, UNKNOWN, RARE)
        ):
            row, k = row + 1, k + step
        if document.word(k) in PARTICLES or (
            document.has(k, Flag.CAPITAL) and kind(document.word(k)) in (RARE, NAME, UNKNOWN)
        ):
            return False
    return row < PASSAGE
