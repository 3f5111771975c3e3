"""CON001: one name in two spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from mtcheck.languages.en.people.names import given, plain, word_set
from mtcheck.languages.en.vocabulary import FAMILY_NAMES, FOREIGN_ARTICLES
from mtcheck.languages.en.words.strangers import NAMING, odd_names
from mtcheck.languages.en.words.table import pairs
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Related, document_rule

SPECIAL = str.maketrans("ıøłđəßæœ", "ioldasao", "’'")
# What transliteration writes now so, now so, in the order of replacement, and letter by letter after it.
ALIKE = tuple(pairs("sch/s sh/s tch/c ch/c kh/h gh/g ck/k ph/f th/t zh/z ts/c tz/c cz/c x/ks").items())
LETTERS = str.maketrans("jyeuwq", "iiiovk")
PROVINCES = {"shanxi", "shaanxi"}  # two of China
NEAR = 8  # tokens between two spellings that are given on purpose
SLIP_LETTERS = 6  # of names that a letter apart are one name; shorter ones are too often two
EDGE = 3  # letters at one end that such names share for certain
MOST = 40  # names that begin or end alike; more are a series, and comparing all takes long
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
            "The town of Kahramanmaraş was hit by the second quake in a day, and by noon a man from "
            "[[Kahramanmarash]] held his cat."
        ),
        Bad("The prime minister Viktor Orbán lost. Mr [[Orban]] left the hall."),
        Bad("Professor Krylov came late. Weeks later Professor [[Krilov]] left."),
        Bad("The Hotel Basconia was full. The Hotel [[Baskonia]] was full too."),
        Bad(
            "Governor Hulgar lost. Weeks later Governor [[Hulgal]] was held; Governor Hulgar denied it.",
            fix="Governor Hulgar lost. Weeks later Governor Hulgar was held; Governor Hulgar denied it.",
        ),
        Bad("The president met Anna Mehisi on Monday. Weeks later [[Mehish]] formed the cabinet."),
        Bad(
            "He went to school in Khorefis village for ten years. Later he led a group in the village of [[Khorepis]]."
        ),
        Good("Wordle is a game. It was made by Josh Wardle in May."),
        Good("The writer Tolstoy and his wife Tolstaya lived in Jiangxi and Jiangsu."),
        Good("The site Lostfilm was closed in May. The site Lordfilm went on until the summer."),
        Good("The sculptor Jan Kowalski left for Paris. His wife Kowalska stayed at home with the children."),
        Good("The singer Mikhail Petrov met the actor Michael Petrov on Monday."),
        Good("Sergei Petrov came on Monday. Sergey Ivanov left in May."),
        Good("Katarina Kowalska left for Kyiv. Katerina Kowalska stayed at home."),
        Good("The city of Shanxi has a wall. The mayor of Shaanxi came by train."),
        Good("In the night the town of Kahramanmaraş (in some books Kahramanmarash) was hit."),
        Good("The Israel Museum opened in May. A year later the Israeli Museum closed."),
        Good(
            "The river (Portuguese: Rio da Arcônia; Spanish: Selva Arcónica or usually Arconia) is long. "
            "Arconia is far."
        ),
        Good("She was at the Universidad Autónoma de Arcónia. Years later she was born again in Arconia City."),
        Good("Kim Sungjae sang first. A year later Kim Sungjin won."),
        Good("Jiang Chao-hui won the prize; weeks later came Jiang Chaohui."),
        Good("Governor Kuznecova lost. Governor Kuznecove came back."),
        Good("Governor Kuzněcova lost. Governor Kuzne\u030ccova came back."),
        Good("Novoselivka lies far away. A year later Novoselovka was taken."),
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
        if not document.words[places[0]][1].isupper():  # no acronym
            names[word] = places
            groups.setdefault(sound(word), []).append(word)
    for alike in groups.values():
        if len(alike) > 1:
            main, *others = _ranked(names, alike)
            for word in others:
                if unicodedata.normalize("NFC", word) != unicodedata.normalize("NFC", main):  # else they look the same
                    yield from _match(document, names, word, main, _alike)
    for pair in _slips(names):
        main, word = _ranked(names, pair)
        yield from _match(document, names, word, main, _slip)


def _ranked(names: dict[str, list[int]], words: Iterable[str]) -> list[str]:
    """The spellings, the commonest first, of equals the one that stands first."""
    return sorted(words, key=lambda w: (-len(names[w]), names[w][0]))


def _slips(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names a letter apart that do not sound alike. Such names share their beginning or their end."""
    ends: dict[str, list[str]] = {}
    for word in names:
        if len(word) >= SLIP_LETTERS and word.isalpha():
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
    """Whether one letter is other, or one of them has a letter more that is not its last."""
    short, long = sorted((a, b), key=len)
    k = next((k for k, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return k < len(short) and long[k + 1 :] in (short[k:], short[k + 1 :])


def _match(
    document: Document, names: dict[str, list[int]], word: str, main: str, judge: Callable[[Evidence], float]
) -> Iterator[Match]:
    places = names[word]
    i, j = places[0], names[main][0]
    if {word, main} == PROVINCES or _on_purpose(document, i, j):
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


def _on_purpose(document: Document, i: int, j: int) -> bool:
    """Whether the writer gives both spellings, or explains one."""
    accents = plain(document.words[i]) == plain(document.words[j])  # Portuguese Amazônia, or usually Amazonia
    if document.same_sentence(i, j) and (accents or abs(i - j) < NEAR):
        return True
    if accents and any(document.word(at - 1) in FOREIGN_ARTICLES | {"de", "do", "da", "du"} for at in (i, j)):
        return True  # the Universidad de México, in Mexico City
    return any(document.word(k) in NAMING for at in (i, j) for k in range(at - 3, at))


class Evidence(NamedTuple):
    """Two spellings, and where they stand."""

    document: Document
    word: str
    main: str
    places: list[int]
    main_places: list[int]

    def shared(self, step: int) -> set[str]:
        """The capitalised words that stand beside both spellings: before them (step -1) or after them (1)."""
        known: dict[tuple[str, int], set[str]] = self.document.__dict__.setdefault("consistency.beside", {})
        if (self.main, step) not in known:  # a name may have many other spellings
            known[self.main, step] = self._beside(self.main_places, step)
        return self._beside(self.places, step) & known[self.main, step]

    def _beside(self, places: list[int], step: int) -> set[str]:
        document = self.document
        found = {i + step for i in places if document.same_sentence(i, i + step)}
        return {document.lower[k] for k in found if document.has(k, Flag.CAPITAL) and len(document.words[k]) > 2}

    def place_shared(self) -> bool:
        """Whether one noun for a place stands before or after both: in Old Arkam village; the village of Arkham."""
        nouns, lower = word_set("nouns_places.txt"), self.document.lower
        mine, other = (
            {lower[k] for i in places for k in (i - 2, i - 1, i + 1) if self.document.same_sentence(i, k)} & nouns
            for places in (self.places, self.main_places)
        )
        return bool(mine & other)

    def surname_alone(self) -> bool:
        """Whether a first name stands before one spelling, and later the other never has a name beside it."""
        document = self.document

        def named(i: int) -> bool:
            return document.same_sentence(i - 1, i) and bool(given(document.words[i - 1]))

        def alone(i: int) -> bool:
            beside = (k for k in (i - 1, i + 1) if document.same_sentence(i, k))
            return not any(document.has(k, Flag.CAPITAL) and not document.has(k, Flag.FIRST) for k in beside)

        both = (self.places, self.main_places)
        return any(
            full[0] < short[0] and named(full[0]) and all(map(alone, short)) for full, short in (both, both[::-1])
        )

    def accents(self) -> bool:
        """Whether only accents differ."""
        return plain(self.word) == plain(self.main)


def _alike(found: Evidence) -> float:
    """How sure it is that names that sound alike are one name."""
    word, main = found.word, found.main
    if found.accents():  # writers drop them too
        return 0.55 if found.shared(-1) | found.shared(1) else 0.45
    if any(map(given, (word, main))):
        return 0.55 if found.shared(1) else 0.0  # Mikhail and Michael are two persons, unless of one family name
    return 0.7 if found.shared(-1) | found.shared(1) else 0.6


def _slip(found: Evidence) -> float:
    """How sure it is that names a letter apart are one name: they stand beside the same word, or one is the surname of
    a person who has a first name where it is spelled the other way."""
    words = (found.word, found.main)
    ending = words[0][:-1] == words[1][:-1] and {w[-1] for w in words} <= VOWELS
    if ending or any(map(given, words)):
        return 0.0
    beside = found.shared(-1) | found.shared(1)
    if beside:
        return 0.6 if beside - FAMILY_NAMES else 0.4
    return 0.5 if found.place_shared() or found.surname_alone() else 0.0
