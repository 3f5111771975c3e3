"""Words of the source that stand in the translation as they are, and how sure they are no names and no loans."""

from __future__ import annotations

import re
from functools import cache

from mtcheck.bitext.english import english_names
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.letters import foreignness
from mtcheck.bitext.names import plain
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.people.names import given, place
from mtcheck.languages.en.words.wordlist import UNKNOWN, WORD, frequent, kind
from mtcheck.text.document import Flag

BEFORE = frozenset(
    "the a an last this these those his her their its my your our no more many some any new old first".split()
)
FOREIGN = 8.0  # of the letters of a word that is in English word lists, but in no English text (molto, bateaux)
OWN = 3.0  # of those of a word in no list: below it is a third language's, or English (civilis, zipfile)
UNSURE = 0.45  # confidence in what is as often a name, a loan or part of a phrase that is meant to be foreign
NAMING = frozenset("called named termed known as word words term phrase means meant meaning".split())  # beside a word
GLOSS = " ("  # behind a word that is told what it means: it is meant to be foreign


def left_over(pair: Pair, bead: Bead, i: int) -> float:
    """How sure a token is a word of the source's language that was left as it is; 0: it is not."""
    document = pair.document
    if len(document.words[i]) < 2 or not _copied(pair, bead, i):
        return 0.0
    if document.has(i, Flag.QUOTED) and (_quoted_alone(pair, i) or _in_title(pair, bead, i)):
        return 0.0
    word = document.words[i]
    if word.islower():
        sure = _small(pair, bead, i)
        return min(sure, UNSURE) if _in_phrase(pair, bead, i) or _spoken_of(pair, i) else sure
    if word.isupper() or not word.isalpha():
        return 0.0
    if _place_kept(pair, i):
        return 0.7
    if document.has(i, Flag.FIRST):
        return 0.7 if _opens(pair, i) else 0.0
    return _noun(pair, bead, i) if pair.language.noun_capitals else 0.0


def _copied(pair: Pair, bead: Bead, i: int) -> bool:
    """Whether the source has a token as it stands, or small if a sentence begins with it."""
    document, found = pair.document, bead.source_vocabulary
    return document.words[i] in found or (document.has(i, Flag.FIRST) and document.lower[i] in found)


def _in_title(pair: Pair, bead: Bead, i: int) -> bool:
    """Whether its neighbours are the source's too: a title, left as it is."""
    document = pair.document
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(document.words) and document.has(j, Flag.WORD)]
    return all(_copied(pair, bead, j) and document.has(j, Flag.QUOTED) for j in beside)


def _small(pair: Pair, bead: Bead, i: int) -> float:
    """The same for a word in small letters."""
    document = pair.document
    word, language = document.words[i], pair.language
    if language.elided and (m := _elided(language).match(word)):
        return 0.6 if not _english(m[1]) and not _beside_name(pair, i) else 0.0
    if word in language.words and word not in language.words.shared and _among_english(pair, i):
        return 0.7
    if not word.isalpha() or _english(word) or _beside_name(pair, i) or len(document.index[word]) > 1:
        return 0.0
    if len(word) == 2:
        return 0.6 if word in language.words else 0.0
    after = document.text[document.ends[i] : document.ends[i] + len(GLOSS)]
    if after == GLOSS and word not in language.words:
        return 0.0
    if kind(word) == UNKNOWN and word not in language.words and foreignness(word, language.code) < OWN:
        return 0.0
    if kind(word) == UNKNOWN or word in language.words:
        return 0.85
    if word.isascii() and foreignness(word, language.code) < FOREIGN:
        return 0.0
    return 0.9 if not word.isascii() else UNSURE


def _in_phrase(pair: Pair, bead: Bead, i: int) -> bool:
    """Whether a word beside it is the source's too and no English one: a phrase that is meant to be foreign (Andes de
    tipo andino, coup de grâce)."""
    document = pair.document
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(document.words) and document.has(j, Flag.WORD)]
    return any(_copied(pair, bead, j) and not _english(document.lower[j]) for j in beside)


def _spoken_of(pair: Pair, i: int) -> bool:
    """Whether the words beside it tell what it is called or means."""
    return pair.document.word(i - 1).lower() in NAMING or pair.document.word(i + 1).lower() in NAMING


def _among_english(pair: Pair, i: int) -> bool:
    """Whether English words in small letters stand on both sides, and those are not the source's."""
    document = pair.document
    beside = [document.words[j] if 0 <= j < len(document.words) else "" for j in (i - 1, i + 1)]
    return all(w.islower() and _english(w) and w not in pair.source_counts for w in beside)


def _place_kept(pair: Pair, i: int) -> bool:
    """Whether it is what the source's language calls a place for which English has quite another word."""
    document = pair.document
    lower = document.lower[i]
    english = pair.language.place_names.whole.get(lower)
    if not english or " " in english or kind(lower) == WORD or place(document.words[i]) or given(document.words[i]):
        return False
    if document.has(i - 1, Flag.CAPITAL) or document.has(i + 1, Flag.CAPITAL):
        return False
    return not any(plain(lower).startswith(plain(n)) for n in english_names(english))


@cache
def _elided(language: LanguageData) -> re.Pattern[str]:
    """A word that another one has lost its vowel to: l'erosione."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, language.elided))})['’]([^\W\d_]{{3,}})$")


@cache
def _english(lower: str) -> bool:
    """Whether English has the word in common use: word lists hold que, molto and bateaux too."""
    return kind(lower) == WORD and (usually_small(lower) > 0 or lower in frequent())


def _opens(pair: Pair, i: int) -> bool:
    """Whether the first word of a sentence is no name: one of the source's small words or numbers, small in the
    source, or an adverb."""
    document = pair.document
    lower = document.lower[i]
    if _english(lower) or len(document.index[lower]) > 1:
        return False
    if lower in pair.language.words or lower in pair.language.number_words.whole:
        return not document.has(i + 1, Flag.CAPITAL)
    return kind(lower) == UNKNOWN and (lower in pair.source_counts or lower in pair.language.adverbs)


def _quoted_alone(pair: Pair, i: int) -> bool:
    """Whether a quotation mark stands right beside it: a word that is spoken of, a title."""
    text, start, end = pair.document.text, pair.document.starts[i], pair.document.ends[i]
    return any(c in "\"“”„«»'‘’" for c in (text[max(0, start - 1) : start] + text[end : end + 1]))


def _beside_name(pair: Pair, i: int) -> bool:
    """Whether it may be part of a name: after a foreign capitalised word, or before a dot or a sign."""
    document = pair.document
    after = document.text[document.ends[i] : document.ends[i] + 2]
    if (after[:1] in "®™@_/" and after) or (after[:1] == "." and after[1:2].isalnum()):
        return True
    if not document.has(i - 1, Flag.CAPITAL) or kind(document.lower[i - 1]) == WORD:
        return False
    if document.words[i - 1] not in pair.source.text:
        return False
    # A name goes on with a name, or ends its phrase; an English word shows that a sentence goes on.
    return not (document.has(i + 1, Flag.WORD) and _english(document.lower[i + 1]))


def _noun(pair: Pair, bead: Bead, i: int) -> float:
    """A noun, in a language that writes them with capitals, after an English article or adjective, with a small letter
    on both sides: hardly a name."""
    document, language = pair.document, pair.language
    lower = document.lower[i]
    if kind(lower) == WORD or document.has(i + 1, Flag.CAPITAL) or document.index.get(lower, [i]) != [i]:
        return 0.0
    if lower in language.place_endings or document.has(i, Flag.MIXED) or _compounded(bead, document.words[i]):
        return 0.0
    clear = lower in language.noun_endings
    if _noun_in_source(pair, bead, document.words[i]) and not _foreign_before(pair, i):
        return 0.6 if clear else UNSURE
    before = document.word(i - 1)
    if document.has(i - 1, Flag.CAPITAL) or (kind(lower) != UNKNOWN and not clear):
        return 0.0
    if before == "the" and not clear and lower.isascii():
        return 0.0  # the Feldberg, the Bayernwerk
    if before in ("in", "at", "to", "from", "near") and not clear:
        return 0.0
    if clear:
        return 0.55
    return UNSURE if before in BEFORE or before.endswith(("al", "ive", "ic", "ous", "ed", "ing")) else 0.0


def _noun_in_source(pair: Pair, bead: Bead, word: str) -> bool:
    """Whether a word stands before it in the source that stands before no name."""
    words = bead.source_words
    at = words.index(word) if word in words else 0
    return at > 0 and words[at - 1] in pair.language.before_nouns


def _compounded(bead: Bead, word: str) -> bool:
    """Whether it is the first part of a compound with a hyphen in the source: a name, a brand."""
    return f"{word}-" in bead.source_text


def _foreign_before(pair: Pair, i: int) -> bool:
    """Whether the token before has a capital and is the source's too."""
    return pair.document.has(i - 1, Flag.CAPITAL) and pair.document.words[i - 1] in pair.source.text
