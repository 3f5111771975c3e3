"""CON001: one name in two spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from mtcheck.languages.en.people.names import given, place, plain, surname_gender
from mtcheck.languages.en.vocabulary import FAMILY_NAMES
from mtcheck.languages.en.words.strangers import NAMING, odd_names
from mtcheck.languages.en.words.table import pairs
from mtcheck.languages.en.words.wordlist import UNKNOWN, kind
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Related, document_rule

SPECIAL = str.maketrans("ıøłđəßæœ", "ioldasao", "’'")
# What transliteration writes now so, now so, in the order of replacement, and letter by letter after it.
ALIKE = tuple(pairs("sch/s sh/s tch/c ch/c kh/h gh/g ck/k ph/f th/t zh/z ts/c tz/c cz/c x/ks").items())
LETTERS = str.maketrans("jyeuwq", "iiiovk")
DIFFERENT = ({"shanxi", "shaanxi"}, {"austria", "austrija"}, {"slovenia", "slovania"}, {"niger", "nigeri"})
NEAR = 8  # tokens between two spellings that are given on purpose
CITED = 4  # tokens of a quotation that is a title
SLIP_LETTERS = 6  # of names that a letter apart are one name; shorter ones are too often two
EDGE = 3  # letters at one end that such names share for certain
MOST = 40  # names that begin or end alike; more are a series, and comparing all takes long
LONG = 8  # letters of names that are too long to sound alike by chance
VOWELS = frozenset("aeiouyáéíóúýě")


@lru_cache(maxsize=1 << 14)
def sound(name: str) -> str:
    """The name without what spellings of one name differ in."""
    low = name.lower().translate(SPECIAL)
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    for written, new in ALIKE:
        if written in low:
            low = low.replace(written, new)
    low = low.translate(LETTERS)
    return "".join(c for c, before in zip(low, " " + low, strict=False) if c != before)


@document_rule(
    code="CON001",
    name="name-spelling",
    severity=MINOR,
    mqm="terminology/inconsistent",
    examples=(
        Bad(
            "On Monday President Zelensky spoke. Later Mr. Zelensky met the press, and [[Zelenskyy]] left.",
            fix="On Monday President Zelensky spoke. Later Mr. Zelensky met the press, and Zelensky left.",
        ),
        Bad("The town of Kahramanmaraş was hit by a second quake. A man from [[Kahramanmarash]] held his cat."),
        Bad(
            "Governor Hulgar lost. Weeks later Governor [[Hulgal]] was held; Governor Hulgar denied it.",
            fix="Governor Hulgar lost. Weeks later Governor Hulgar was held; Governor Hulgar denied it.",
        ),
        Good("The writer Tolstoy and his wife Tolstaya lived in Jiangxi and Jiangsu."),
        Good("The site Lostfilm was closed in May. The site Lordfilm went on until the summer."),
        Good("The sculptor Jan Kowalski left for Paris. His wife Kowalska stayed at home with the children."),
        Good("The singer Mikhail Petrov met the actor Michael Petrov on Monday."),
    ),
)
def name_spelling(document: Document) -> Iterator[Match]:
    """A name is spelled in two ways that one spelling of the source gives.

    Sentences are translated one by one, and names without a settled English form come out differently.
    """
    names: dict[str, list[int]] = {}
    groups: dict[str, list[str]] = {}
    for word in odd_names(document):
        places = document.index[word]
        if word[0].isalpha() and _name(document, places):
            names[word] = places
            groups.setdefault(sound(word), []).append(word)
    for alike in groups.values():
        if len(alike) > 1:
            main, *others = _ranked(names, alike)
            for word in others:
                yield from _match(document, names, word, main, _alike)
    for pair in _slips(names):
        main, word = _ranked(names, pair)
        yield from _match(document, names, word, main, _slip)


def _name(document: Document, places: list[int]) -> bool:
    """Whether the word is a name: always capitalised, in mid-sentence too, and no English word."""
    flags = document.flag_list
    first = places[0]
    if flags[first] & Flag.UPPER or not flags[first] & Flag.CAPITAL or document.words[first][1].isupper():
        return False
    if len(places) == 1:
        return True
    return all(flags[i] & Flag.CAPITAL for i in places) and not all(flags[i] & Flag.FIRST for i in places)


def _ranked(names: dict[str, list[int]], words: Iterable[str]) -> list[str]:
    """The spellings, the commonest first, of equals the one that stands first."""
    return sorted(words, key=lambda w: (-len(names[w]), names[w][0]))


def _slips(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names a letter apart that do not sound alike. Such names share their beginning or their end."""
    ends: dict[str, list[str]] = {}
    for word in names:
        if len(word) >= SLIP_LETTERS:
            ends.setdefault(word[:EDGE], []).append(word)
            ends.setdefault("-" + word[-EDGE:], []).append(word)
    seen = set()
    for alike in ends.values():
        if 1 < len(alike) <= MOST:
            for pair in combinations(alike, 2):
                if pair not in seen and _letter_apart(*pair) and sound(pair[0]) != sound(pair[1]):
                    seen.add(pair)
                    yield pair


def _letter_apart(a: str, b: str) -> bool:
    """Whether one letter within is other, or one of them has a letter more; an ending is no slip."""
    short, long = sorted((a, b), key=len)
    k = next((k for k, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    apart = short[k:] == long[k + 1 :] or (len(a) == len(b) and short[k + 1 :] == long[k + 1 :])
    return apart and k < len(short) and a.isalpha() and b.isalpha()


def _match(
    document: Document, names: dict[str, list[int]], word: str, main: str, judge: Callable[[Evidence], float]
) -> Iterator[Match]:
    places = names[word]
    i, j = places[0], names[main][0]
    if _two_names(word, main) or _on_purpose(document, i, j):
        return
    confidence = judge(Evidence(document, word, main, places, names[main]))
    if not confidence:
        return
    right, odd = document.words[j], document.words[i]
    clear = len(names[main]) > len(places)
    edits = tuple(Edit(document.starts[k], document.ends[k], right) for k in places)
    fixes = (Fix(f"Write “{right}” throughout", edits, SUGGEST),) if clear else ()
    message = f"“{odd}” and “{right}” look like one name in two spellings."
    related = (Related(document.span(j), f"“{right}” stands here"),)
    yield Match(document.span(i), message, confidence, fixes, related)


def _two_names(word: str, main: str) -> bool:
    """Whether these are known for two names, or one name with an ending."""
    return {word, main} in DIFFERENT or word.rstrip("s") == main.rstrip("s") or _inflected(word, main)


def _inflected(a: str, b: str) -> bool:
    """Whether one is the other with an ending (Italy, Italia; Ivanov, Ivanova)."""
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and len(long) - len(short) < 3 and long[len(short) :] not in ("y", "i", "h")


def _on_purpose(document: Document, i: int, j: int) -> bool:
    """Whether the writer gives both spellings, or one of them stands in a title or is explained."""
    if document.same_sentence(i, j) and abs(i - j) < NEAR:
        return True
    if document.has(i, Flag.QUOTED) != document.has(j, Flag.QUOTED) and (_cited(document, i) or _cited(document, j)):
        return True
    return any(document.word(k) in NAMING for at in (i, j) for k in range(at - 3, at))


def _cited(document: Document, i: int) -> bool:
    """Whether token i stands in a quotation of a few words."""
    first = last = i
    while document.has(first, Flag.QUOTED) and i - first <= CITED:
        first -= 1
    while document.has(last, Flag.QUOTED) and last - i <= CITED:
        last += 1
    return i > first and last - first - 1 <= CITED


class Evidence(NamedTuple):
    """Two spellings, and where they stand."""

    document: Document
    word: str
    main: str
    places: list[int]
    main_places: list[int]

    def shared(self, step: int) -> set[str]:
        """The capitalised words that stand beside both spellings: before them (step -1) or after them (1)."""
        return self._beside(self.places, step) & self._beside(self.main_places, step)

    def _beside(self, places: list[int], step: int) -> set[str]:
        document = self.document
        found = {i + step for i in places if document.same_sentence(i, i + step)}
        return {document.lower[k] for k in found if document.has(k, Flag.CAPITAL) and len(document.words[k]) > 2}

    def taken_up(self) -> bool:
        """Whether the full name, or a title with it, stands in one spelling, and the bare name in the other."""
        flags = self.document.flag_list
        named = [
            any(self._beside([i for i in p if not self.document.has(i + 1, Flag.CAPITAL)], -1))
            for p in (self.places, self.main_places)
        ]
        bare = [any(i == 0 or not flags[i - 1] & Flag.CAPITAL for i in p) for p in (self.places, self.main_places)]
        return (named[0] and bare[1]) or (named[1] and bare[0])

    def accents(self) -> bool:
        """Whether only accents differ."""
        return plain(self.word) == plain(self.main)


def _alike(found: Evidence) -> float:
    """How sure it is that names that sound alike are one name."""
    word, main = found.word, found.main
    if not found.accents() and (given(word) or given(main)):
        return 0.55 if found.shared(1) else 0.0  # Mikhail and Michael are two persons, unless of one family name
    if found.shared(-1) or found.shared(1):
        return 0.55 if found.accents() else 0.7
    long = min(len(word), len(main)) >= LONG and UNKNOWN in (kind(word), kind(main))
    if found.taken_up() or _ends_as_surname(word, main) or long:
        return 0.45 if found.accents() else 0.65  # writers drop accents too
    return 0.45 if len(word) > 5 or found.accents() else 0.4


def _ends_as_surname(a: str, b: str) -> bool:
    """Whether both end as a Slavic family name does, for which English has several spellings (-sky, -skyy)."""
    return surname_gender(a) == surname_gender(b) == "M"


def _slip(found: Evidence) -> float:
    """How sure it is that names a letter apart are one name: they stand beside the same word."""
    words = (found.word, found.main)
    if any(given(w) or place(w) for w in words) or surname_gender(words[0]) != surname_gender(words[1]):
        return 0.0
    before, after = found.shared(-1), found.shared(1)
    if words[0][:-1] == words[1][:-1] and VOWELS & {w[-1] for w in words} and not any(map(given, before)):
        return 0.0  # an ending
    if before or after:
        return 0.6 if after or before - FAMILY_NAMES else 0.4
    unknown = UNKNOWN in map(kind, words) and min(map(len, words)) >= LONG
    return 0.3 if unknown and found.taken_up() else 0.0
