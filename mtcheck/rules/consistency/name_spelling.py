"""CON001: one name in two spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from mtcheck.document import Document, Flag
from mtcheck.english.names import given, plain
from mtcheck.english.pairs import pairs
from mtcheck.english.strangers import NAMING, odd_names
from mtcheck.findings import MINOR, SUGGEST, Edit, Fix, Related
from mtcheck.rule import Bad, Good, Match, document_rule

SPECIAL = str.maketrans("ıøłđəßæœ", "ioldasao", "’'")
# What transliteration writes now so, now so, in the order of replacement, and letter by letter after it.
ALIKE = tuple(pairs("sch/s sh/s tch/c ch/c kh/h gh/g ck/k ph/f th/t zh/z ts/c tz/c cz/c x/ks").items())
LETTERS = str.maketrans("jyeuwq", "iiiovk")
DIFFERENT = ({"shanxi", "shaanxi"}, {"austria", "austrija"}, {"slovenia", "slovania"}, {"niger", "nigeri"})
NEAR = 8  # tokens between two spellings that are given on purpose


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
        Good("The writer Tolstoy and his wife Tolstaya lived in Jiangxi and Jiangsu."),
        Good("The singer Mikhail Petrov met the actor Michael Petrov on Monday."),
    ),
)
def name_spelling(document: Document) -> Iterator[Match]:
    """A name is spelled in two ways that one spelling of the source gives.

    Sentences are translated one by one, and names without a settled English form come out differently.
    """
    groups: dict[str, dict[str, list[int]]] = {}
    for word in odd_names(document):
        places = document.index[word]
        if word[0].isalpha() and _name(document, places):
            groups.setdefault(sound(word), {})[word] = places
    for spellings in groups.values():
        if len(spellings) > 1:
            yield from _differing(document, spellings)


def _name(document: Document, places: list[int]) -> bool:
    """Whether the word is a name: always capitalised, in mid-sentence too, and no English word."""
    flags = [document.flag_list[i] for i in places]
    if flags[0] & Flag.UPPER or not all(f & Flag.CAPITAL for f in flags):
        return False
    return len(places) == 1 or not all(f & Flag.FIRST for f in flags)


def _differing(document: Document, spellings: dict[str, list[int]]) -> Iterator[Match]:
    ranked = sorted(spellings.items(), key=lambda item: (-len(item[1]), item[1][0]))
    main, others = ranked[0], ranked[1:]
    for word, places in others:
        accents = plain(word) == plain(main[0])
        other = (not accents and (given(word) or given(main[0]))) or {word, main[0]} in DIFFERENT
        if other or word.rstrip("s") == main[0].rstrip("s") or _inflected(word, main[0]):
            continue
        i, j = places[0], main[1][0]
        right, odd = document.words[j], document.words[i]
        if (document.same_sentence(i, j) and abs(i - j) < NEAR) or document.has(i, Flag.QUOTED) != document.has(
            j, Flag.QUOTED
        ):
            continue  # given on purpose; a title in quotation marks
        if any(document.word(k) in NAMING for at in (i, j) for k in range(at - 3, at)):
            continue
        clear = len(main[1]) > len(places)
        edits = tuple(Edit(document.starts[k], document.ends[k], right) for k in places)
        fixes = (Fix(f"Write “{right}” throughout", edits, SUGGEST),) if clear else ()
        message = f"“{odd}” and “{right}” look like one name in two spellings."
        related = (Related(document.span(j), f"“{right}” stands here"),)
        yield Match(document.span(i), message, 0.45 if len(word) > 5 or accents else 0.4, fixes, related)


def _inflected(a: str, b: str) -> bool:
    """Whether one is the other with an ending (Italy, Italia; Ivanov, Ivanova)."""
    short, long = sorted((a, b), key=len)
    return long.startswith(short) and len(long) - len(short) < 3 and long[len(short) :] not in ("y", "i", "h")
