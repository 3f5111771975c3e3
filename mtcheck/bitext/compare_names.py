"""Names that the two sides of a bead do not share. For rules to judge."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from operator import and_
from typing import NamedTuple

from mtcheck.bitext.english import by_english, day_numbers, english, english_names, month_numbers
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.names import WEAK, distance, plain, skeleton
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.words import words_of
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.people.names import organisation_noun, person_noun, place, title
from mtcheck.text.document import Flag
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

# What people do or hold, in the plural, of which dictionaries have few: stratigraphers, paleoclimatologists.
PROFESSIONS = re.compile("(?:olog|graph|nom|icul|metr|herap|atr|ion|tiv|al)(?:er|ist)s$|icians$")
APOSTROPHE = re.compile("['’]")
CENTURY = re.compile(r"[IVXL]{2,}[a-z]{1,3}")  # a Roman number with the ending of an ordinal
GENITIVE = re.compile(r"['’]s$")
NUMERAL = re.compile(r"[IVXL]{1,6}")  # of a king or a pope
BEFORE, GOES_ON = " \"'„“”«»‘(", ",;)%"  # what stands before a word; what no sentence ends with
CLOSE = 0.26  # share of a name's consonants that may differ


class Name(NamedTuple):
    """A run of capitalised words: token indices (first, last), the words that no dictionary has."""

    first: int
    last: int
    words: tuple[str, ...]


WORDS = "i mr mrs ms dr prof god christmas easter internet web online covid ok tv".split()
NEVER = frozenset((*WORDS, *month_numbers(), *day_numbers()))


# Words that take a capital by convention, or in the titles of offices and events.
NOT_NAMES = frozenset(
    """president prime minister governor chairman chairwoman speaker secretary senator republic kingdom federation
    olympics olympic paralympics olympiad euro league championship championships cup premier house representatives
    internet christian christians muslim muslims jewish jews jew bible islam islamic catholic orthodox protestant
    english american european african asian latin western eastern northern southern soviet nazi street avenue river
    mount lake university academy institute ministry department congress parliament senate bundestag party union
    council committee commission foundation association agency magistrates czech slovak covid coronavirus
    facebook twitter google youtube instagram whatsapp telegram tiktok windows""".split()
)


def target_names(pair: Pair, bead: Bead) -> list[Name]:
    """Runs of capitalised words in a bead of the translation that hold a word which is no common English word."""
    return bead.once(_target_names)


def _target_names(pair: Pair, bead: Bead) -> list[Name]:
    document = pair.document
    out: list[Name] = []
    run: list[int] = []
    for i in bead.capitals:
        if document.lower[i] in NEVER:
            continue
        if run and not _joined(pair, run[-1], i):
            out += _name(pair, run)
            run = []
        run.append(i)
    return out + _name(pair, run) if run else out


def _joined(pair: Pair, i: int, j: int) -> bool:
    document = pair.document
    return j == i + 1 and document.text[document.ends[i] : document.starts[j]] in (" ", "-", "")


def _name(pair: Pair, run: list[int]) -> list[Name]:
    words = tuple(filter(is_name, (pair.document.words[i] for i in run)))
    if not words:
        return []
    first = run[0]
    common = len(words) == 1 < len(run) and any(usually_small(pair.document.words[i]) >= 0.3 for i in run)
    if common or any(pair.document.has(i, Flag.MIXED) for i in run):
        return []  # an institution, a product
    ordinary = usually_small(words[0]) > 0 or PROFESSIONS.search(words[0])
    if len(run) == 1 and pair.document.has(first, Flag.FIRST) and ordinary:
        return []
    return [Name(first, run[-1], words)]


@cache
def is_name(word: str) -> bool:
    """Whether a capitalised word is a name rather than a word with a capital."""
    base = GENITIVE.sub("", word)
    lower = base.lower()
    if lower in NEVER or lower.rstrip("s") in NEVER or lower.endswith(("ian", "ians", "anders", "ese")):
        return False
    if len(base) < 4 or not base.isalpha() or base.isupper() or usually_small(base) >= 0.05:
        return False
    return (
        lower not in NOT_NAMES
        and not title(lower)
        and not person_noun(lower.rstrip("s"))
        and not organisation_noun(lower)
    )


def supported(pair: Pair, word: str, text: str) -> bool:
    """Whether a piece of the source may hold this name of the translation, in its own script or romanised."""
    return _supported(pair.language, word, text)


@lru_cache(maxsize=1 << 11)
def _supported(language: LanguageData, word: str, text: str) -> bool:
    base = GENITIVE.sub("", word) if word[-1:] == "s" else word
    lower = base.lower()
    low = text.lower()
    if lower in low:
        return True
    if any(stem[:4] in low for stem in _place_stems(language, lower)):
        return True
    if language.latin:
        own = plain(base)
        return any(_near(own, w) for w in _plain_words(text))
    own = skeleton(base)
    if len(own) < 2:
        return True
    hard = skeleton(lower.replace("ch", "k").replace("c", "k")) if "c" in lower else own  # Michael, Cyril
    if language.proclitics and len(own) > 2:
        hard = hard.replace("p", "f")  # of b and v, p and f one may be written
    if language.spaced:
        return any(_alike(own, w) or _alike(hard, w) for w in _skeletons(text))
    return _alike(own, skeleton(text)) or _alike(hard, skeleton(text))


def never_supported(pair: Pair) -> Counter[str]:
    """Words of names that no bead with them has in its source, and in how many beads they stand."""
    times: Counter[str] = Counter()
    found: set[str] = set()
    for bead in pair.trusted:
        for word in {w for name in target_names(pair, bead) for w in name.words}:
            times[word] += 1
            if word not in found and supported(pair, word, bead.source_text):
                found.add(word)
    return Counter({w: n for w, n in times.items() if w not in found})


@lru_cache(maxsize=64)
def _plain_words(text: str) -> frozenset[str]:
    return frozenset(map(plain, words_of(text)))


@lru_cache(maxsize=64)
def _heads(text: str) -> frozenset[str]:
    return frozenset([plain(w)[:3] for w in words_of(text) if w[0].isupper()])


@lru_cache(maxsize=64)
def _telling_words(text: str) -> frozenset[str]:
    """Words that may be names or kin to them: not the short small ones."""
    return frozenset([plain(w) for w in words_of(text) if len(w) > 4 or w[0].isupper()])


@lru_cache(maxsize=64)
def _skeletons(text: str) -> frozenset[str]:
    return frozenset(map(skeleton, words_of(text)))


@lru_cache(maxsize=1 << 14)
def _alike(own: str, other: str) -> bool:
    """Whether the skeleton of a name and (a part of) another differ little."""
    if own in other:
        return True
    most = CLOSE * len(own)
    if sum(c not in other and c not in WEAK for c in own) > most:
        return False
    return distance(own, other) <= most


@lru_cache(maxsize=1 << 14)
def _place_stems(language: LanguageData, lower: str) -> tuple[str, ...]:
    """Beginnings of the names that a place has in the source language, and characters that stand for it; the place in
    English, in small letters."""
    known = _called(language)
    return tuple(s for n in range(2, len(lower) + 1) if (n > 3 or n == len(lower)) for s in known.get(lower[:n], ()))


@cache
def _called(language: LanguageData) -> dict[str, tuple[str, ...]]:
    """Words of English for places -> beginnings of what they are called, and characters that stand for them."""
    known = by_english(language.place_names)
    out = dict(known)
    for name, signs in language.place_signs.items():
        for word in {name, *english_names(name)}:
            out[word] = (*out.get(word, ()), *signs.items)
    for country, cities in english().seats.items():
        for city in cities:
            out[city] = (*out.get(city, ()), *known.get(country, ()))
    return out


@lru_cache(maxsize=1 << 14)
def _near(a: str, b: str) -> bool:
    """Whether two Latin spellings are forms of one name."""
    if len(b) < 3:
        return False
    common = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        common += 1
    if common >= max(4, 0.6 * min(len(a), len(b))) or (common >= 3 and len(a) <= 5):
        return True
    if len(b) >= 0.6 * len(a) and _alike(a, b):
        return True
    return a[0] == b[0] and abs(len(a) - len(b)) <= 2 and distance(a, b) <= 0.5 * len(a)


@lru_cache(maxsize=1 << 12)
def known_place(word: str) -> bool:
    """Whether English lists have the word as a place, people or organisation."""
    base = GENITIVE.sub("", word)
    return bool(place(base) or place(base.rstrip("s")))


def elsewhere(pair: Pair, word: str) -> bool:
    """Whether any place in the source has a name of this place, or the word itself."""
    lower = re.sub(r"['’]?s?$", "", word.lower())
    if lower in pair.source.lower:
        return True
    return any(stem[:4] in pair.source.lower for stem in _place_stems(pair.language, lower))


def ruler(pair: Pair, bead: Bead, name: Name) -> bool:
    """Whether it is a king or a pope with a number that the source has too: their names are translated."""
    document = pair.document
    beside = (document.words[i] for i in (name.last, name.last + 1) if i < len(document))
    return any(w in bead.source_vocabulary and NUMERAL.fullmatch(w) for w in beside)


def span_of(pair: Pair, name: Name) -> Span:
    return pair.document.span(name.first, name.last)


def source_names(pair: Pair, bead: Bead) -> list[tuple[Span, str]]:
    """Words of a piece of the source that are written as names: capitals within a sentence. Where nouns have
    capitals too, only runs of two or more count."""
    return bead.once(_source_names)


def _source_names(pair: Pair, bead: Bead) -> list[tuple[Span, str]]:
    assert bead.source
    likely = _perhaps_name(pair.language)
    if not any(map(likely.__getitem__, bead.source_words)):
        return []
    nouns = pair.language.noun_capitals
    capitals = [w[0].isupper() for w in bead.source_words]
    if nouns and not any(map(and_, capitals[1:], capitals[2:])):
        return []  # what begins a sentence has its capital for that
    text, words = bead.source_text, bead.source_places
    out = []
    for k, (at, word) in enumerate(words):
        if not likely[word] or (nouns and not any(capitals[max(0, k - 1) : k]) and not any(capitals[k + 1 : k + 2])):
            continue
        inside = inside_sentence(text, at)
        if (nouns and not inside) or (not (inside and not nouns) and not _in_run(text, words, k, nouns)):
            continue
        out.append((Span(at, at + len(word)).shifted(bead.source.start), word))
    return out


@cache
def _perhaps_name(language: LanguageData) -> Memo[bool]:
    """Whether a word may be a name, by its letters: it has a capital, and is no place, number or date."""
    places, numbers, dates = language.place_names, language.number_words, dates_of(language)

    def perhaps(word: str) -> bool:
        if len(word) < 4 or not word[0].isupper() or word.isupper() or places.english(word.lower()):
            return False
        if CENTURY.fullmatch(word) or word.lower() in numbers.whole:
            return False
        low = APOSTROPHE.split(word.lower())[0]
        return low not in dates and low not in language.frequent

    return Memo(perhaps)


@cache
def dates_of(language: LanguageData) -> frozenset[str]:
    """Names of months and weekdays; some languages write them with a capital."""
    return frozenset(
        n for names in (language.month_names, language.day_names) for forms in names.values() for n in forms
    )


def inside_sentence(text: str, at: int) -> bool:
    """Whether what begins at an offset is not the first word of its sentence."""
    at -= 1
    while at >= 0 and text[at] in BEFORE:
        at -= 1
    return at >= 0 and (text[at].isalnum() or text[at] in GOES_ON)


def _in_run(text: str, words: list[tuple[int, str]], k: int, within: bool) -> bool:
    """Whether a capitalised neighbour stands beside it with nothing but a space between; `within`: not one that only
    has its capital because the sentence begins with it."""
    for a, b in ((k - 1, k), (k, k + 1)):
        if a < 0 or b >= len(words):
            continue
        (start, first), (end, second) = words[a], words[b]
        if end != start + len(first) + 1 or text[end - 1] != " " or not (first[0].isupper() and second[0].isupper()):
            continue
        if not first.isupper() and not second.isupper() and not (within and not inside_sentence(text, start)):
            return True
    return False


def rendered(pair: Pair, word: str, text: str) -> bool:
    """Whether a piece of the translation may hold this name of the source."""
    return _rendered(pair.language.latin, word, text)


def nowhere(pair: Pair, bead: Bead, word: str) -> bool:
    """Whether nothing may be this name of the source: in this piece of the translation, in those beside it, in all of
    it."""
    lost, whole = pair.once(_lost), pair.document.text
    if word in lost:
        return True
    if pair.segmented and pair.language.latin and plain(word)[:3] in _heads(whole):
        return False  # the words of a text are those of its segments
    near = (bead.target_text, *(b.target_text for b in pair.around(bead) if b is not bead), whole)
    if any(rendered(pair, word, text) for text in near):
        return False
    if pair.segmented:
        lost.add(word)
    return True


def _lost(pair: Pair) -> set[str]:
    """Names of the source of which it is known that they are nowhere in the translation; none at first."""
    return set()


@lru_cache(maxsize=1 << 11)
def _rendered(latin: bool, word: str, text: str) -> bool:
    if latin:
        own = plain(word)
        return own[:3] in _heads(text) or any(_near(w, own) or _near(own, w) for w in _telling_words(text))
    own = skeleton(word)
    return len(own) < 3 or any(
        _alike(w, own) or _alike(own[: max(3, len(own) - 1)], w) for w in _skeletons(text) if len(w) > 1
    )
