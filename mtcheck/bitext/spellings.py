"""Names of the translation that are one letter off the name that the source has. For rules to judge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtcheck.bitext.names import AS, DIGRAPHS, plain
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.romanised import fit
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.people.names import given, place
from mtcheck.languages.en.words.wordlist import WORD, kind

SHORTEST = 5  # letters of a name that one wrong letter does not make another
MOST = 3  # letters of an ending that names get
ENDING = 2  # letters at the end that inflection may change
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿĀ-ž]{4,}")
# Letters that languages write for each other in one name: a change of one for the other is no slip.
SAME = (
    set("ckq"),
    set("iyj"),
    set("wvuf"),
    set("szxc"),
    set("ou"),
    set("ae"),
    set("bp"),
    set("dt"),
    set("tz"),
    set("gjh"),
)
SILENT, VOWELS = (
    frozenset("hjy"),
    frozenset("aeiou"),
)  # they come and go (Thomas, Tomas); vowels beside others (Mueller)
BETTER = 0.08  # by how much the other name must sound more like the source


def misspelt(pair: Pair, bead: Bead) -> Iterator[tuple[int, str]]:
    """(token, the name as it should be) of names in a bead of the translation that stand once in the text, are in no
    list, and are one letter off a name that the source has here, in Latin letters or by what it sounds like."""
    document = pair.document
    names = pair.once(_names)
    odd = [i for i in bead.capitals if names[document.words[i]] < 2 and _odd(document.words[i])]
    if not odd:
        return
    near = " ".join(b.target_text for b in pair.around(bead) if b.target)
    written = [w for w in LATIN.findall(bead.source_text) if w not in near]
    for i in odd:
        word = document.words[i]
        if word.lower()[:-1] in pair.source.lower:
            continue
        if found := _among(plain(word), written) or _elsewhere(pair, bead, word):
            yield i, found


def _among(own: str, written: list[str]) -> str:
    """The first of the words of the source that is the name as it should be, without its ending; "" if none is."""
    return next((right for right in (_right(own, w) for w in written) if right), "")


def _right(own: str, written: str) -> str:
    """The name as it should be, if a word of the source is one letter off the translation's name (`own`, plain), or is
    so without the ending that inflection gave it; else ""."""
    there = plain(written)
    for more in range(MOST + 1):
        if len(there) - more >= SHORTEST and one_letter_off(own, there[: len(there) - more]):
            return written[: len(written) - more]
    if there[-1:] != own[-1:] and one_letter_off(own[:-1], there[:-1]):
        return written[:-1] + own[-1]
    return ""


def _odd(word: str) -> bool:
    """Whether a word may be a name with a slip: long, and in no list of English."""
    alone = word.removesuffix("'s").removesuffix("’s")
    return (
        len(alone) >= SHORTEST
        and alone.isalpha()
        and not (usually_small(alone) or given(alone) or place(alone) or kind(alone.lower()) == WORD)
    )


def _names(pair: Pair) -> Counter[str]:
    """How often each word with a capital stands in the translation."""
    return Counter(pair.document.words[i] for i in pair.capitals)


def _elsewhere(pair: Pair, bead: Bead, word: str) -> str:
    """A name that the translation has more than once, one letter off this one, which the source sounds more like."""
    low = plain(word)
    for other in pair.once(_repeated).get((low[0], low[-1]), ()):
        if one_letter_off(low, plain(other)):
            text = bead.source_text
            if fit(other, text) >= fit(word, text) + BETTER:
                return other
    return ""


def _repeated(pair: Pair) -> dict[tuple[str, str], list[str]]:
    """First and last letter -> the names with them that stand more than once."""
    out: dict[tuple[str, str], list[str]] = {}
    for name, n in pair.once(_names).items():
        if n > 1 and len(name) >= SHORTEST and (low := plain(name)):
            out.setdefault((low[0], low[-1]), []).append(name)
    return out


def _sound(name: str) -> str:
    """A name in ASCII letters, with one sign for each sound that languages write with different letters: Mashhad,
    Maschhad, Masyhad."""
    return DIGRAPHS.sub(lambda m: AS[m.group()], name.replace("sy", "sh")).replace("j", "s")


def one_letter_off(a: str, b: str) -> bool:
    """Whether one slip makes one spelling of the other: a letter that is wrong, missing, too many, or two that changed
    places; not the first, no ending, no accent and no letter that languages write for another."""
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < SHORTEST or _sound(a) == _sound(b):
        return False
    k = next((k for k in range(min(len(a), len(b))) if a[k] != b[k]), min(len(a), len(b)))
    if not k or k >= min(len(a), len(b)) - ENDING:
        return False
    if len(a) == len(b):
        swapped = a[k : k + 2] == b[k : k + 2][::-1] and a[k + 2 :] == b[k + 2 :]
        return swapped or (a[k + 1 :] == b[k + 1 :] and not any(a[k] in s and b[k] in s for s in SAME))
    long, short = (a, b) if len(a) > len(b) else (b, a)
    doubled = long[k] in (long[k - 1 : k], long[k + 1 : k + 2])
    beside = long[k] in VOWELS and not VOWELS.isdisjoint(long[k - 1 : k] + long[k + 1 : k + 2])
    return long[k + 1 :] == short[k:] and long[k] not in SILENT and not doubled and not beside
