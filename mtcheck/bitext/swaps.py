"""Names that took the place of others: persons whom the source does not name, and names of the text that the source has
here and the translation has not. For rules to judge.

That a transliteration is unknown says little; that nothing in the source sounds at all like a person's name says more.
On news in ten languages with another script 0.9 % of the persons that the source does have fit it as badly as STRANGE
(Korean 3 %, Russian none), and 32 % of persons out of another sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from mtcheck.bitext.compare_names import (
    APOSTROPHE,
    NEVER,
    Name,
    inside_sentence,
    rendered,
    source_names,
    supported,
    target_names,
)
from mtcheck.bitext.language import LanguageData
from mtcheck.bitext.names import plain, skeleton
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.places import Places
from mtcheck.bitext.romanised import fit, fit_words, letters
from mtcheck.bitext.words import WORD
from mtcheck.languages.en.model.parsed import Arcs
from mtcheck.languages.en.people.names import FEMALE, MALE, given, organisation_noun, person_noun, place, title
from mtcheck.text.document import Document, Flag
from mtcheck.text.memo import Memo
from mtcheck.text.spans import Span

STRANGE = 0.55  # fit at or below which nothing in the source sounds like a name
SAME = 0.9  # fit from which a text has a name
KIND = 0.6  # probability that a word stands for a person, a place
QUOTES = frozenset("\"'“‘«")
REACH = 3  # pieces of the source before and behind in which a name may stand that the translation says again
SHORTEST = 5  # letters of a name that is looked for in all of a text
STEM = 4  # letters at the beginning of a word that inflection leaves
MORE = 3  # letters by which inflection and spelling make a name longer or shorter
CAST = 300  # names of a text that are looked for everywhere


def unheard_person(pair: Pair, bead: Bead, name: Name) -> bool:
    """Whether a name of the translation is a person's and nothing in the source around, in another script, sounds like
    it."""
    if pair.language.latin or any(place(w) for w in name.words) or not person(pair, name):
        return False
    texts = [b.source_text for b in pair.around(bead, REACH) if b.source]
    sounds = fit_words if pair.language.spaced and not pair.language.proclitics else fit
    if sounds is fit_words:  # a name may be written as two words
        texts += ["\n".join(map("".join, pairwise(t.split()))) for t in texts]
    return all(sounds(w, t) <= STRANGE for w in name.words for t in texts)


def person(pair: Pair, name: Name) -> bool:
    """Whether a name of the translation is a person's."""
    document = pair.document
    if len(name.words) > 1 and given(name.words[0]):
        return True
    if name.first and title(document.lower[name.first - 1]):
        return True
    return _of_kind(pair, name, ("person",))


def person_or_place(pair: Pair, name: Name) -> bool:
    """Whether a name of the translation is a person's or a place's: others may well be put otherwise (Tory,
    Conservatives)."""
    return person(pair, name) or _of_kind(pair, name, ("place",))


def _of_kind(pair: Pair, name: Name, kinds: tuple[str, ...]) -> bool:
    arcs = pair.once(_arcs)
    arcs.read(pair.document.sentence_list[name.first])
    tokens = range(name.first, name.last + 1)
    return any(arcs.kind[i] in kinds and arcs.kind_sure[i] >= KIND for i in tokens)


def _arcs(pair: Pair) -> Arcs:
    return Arcs(pair.document)


def lost_person(pair: Pair, bead: Bead) -> Span | None:
    """A first name and what stands behind it, in the middle of a sentence of the source, if neither is in the
    translation here or beside."""
    if not pair.language.cased or not bead.source:
        return None
    near: list[str] = []
    places = pair.language.place_names.whole
    for (a, first), (b, second) in pairwise(source_names(pair, bead)):
        if b.start != a.end + 1 or not first_name(pair, first):
            continue
        if not inside_sentence(bead.source_text, a.start - bead.source.start):
            continue
        if f"{first} {second}".lower() in places or _place(pair, first, second):
            continue  # Estados Unidos, Stanów Zjednoczonych
        near = near or [w for b in pair.around(bead) if b.target for w in b.target_words]
        if common(pair, first) or common(pair, second) or first[0] + second[0] in near:
            continue  # Silikon Vadisi; initials
        if not any(_says(pair, w, near) for w in (first, second)):
            return Span(a.start, b.end)
    return None


def common(pair: Pair, word: str) -> bool:
    """Whether the source has a word in small letters too: it is no name then."""
    return APOSTROPHE.split(word.lower())[0] in pair.source_counts


def _place(pair: Pair, first: str, second: str) -> bool:
    """Whether two words are a place, inflected."""
    return (first.lower()[:STEM], second.lower()[:STEM]) in _place_stems(pair.language.place_names)


@cache
def _place_stems(places: Places) -> frozenset[tuple[str, str]]:
    """The beginnings of the first two words of places that have more than one."""
    rows = (name.split() for name in places.whole)
    return frozenset((row[0][:STEM], row[1][:STEM]) for row in rows if len(row) > 1)


def first_name(pair: Pair, word: str) -> bool:
    """Whether a word of the source is a first name, inflected or not, that is hardly ever anything else."""
    return _first_name(pair.language, word)


@lru_cache(maxsize=1 << 12)
def _first_name(language: LanguageData, word: str) -> bool:
    low = word.lower()
    if low in language.words or low in language.frequent or language.number_words.get(low, -1) >= 0:
        return False  # Segunda Guerra
    own = plain(word) if language.latin else letters(word)
    endings = min(MORE, len(own) - 4) if language.name_ending > 1 else 0
    return any(given(own[: len(own) - k]) in (FEMALE, MALE) for k in range(max(0, endings) + 1))


def _says(pair: Pair, word: str, words: list[str]) -> bool:
    """Whether one of the words of the translation may be a name of the source."""
    if pair.language.latin:
        return rendered(pair, word, " ".join(words))
    return any(len(w) > 3 and w[0].isupper() and fit_words(w, word) > STRANGE for w in words)


def lost_names(pair: Pair, bead: Bead) -> list[str]:
    """Names that the translation has elsewhere, for something that the source names here too, and that are missing in
    this piece of the translation and those beside it."""
    if not pair.language.cased:
        return []
    near = [b.target_text for b in pair.around(bead) if b.target]
    low = plain(" ".join(near))
    has = _Holder(pair, bead.source_text)
    there = [word for word in pair.once(_cast) if plain(word) not in low and has.holds(word)]
    return [word for word in there if not any(rendered(pair, word, text) for text in near)]  # Munich for München


class _Holder:
    """A piece of the source, for looking up names in it."""

    def __init__(self, pair: Pair, text: str) -> None:
        self.latin = pair.language.latin
        words = [w for w in WORD.findall(text) if w[:1].isupper()]
        self.words = [(plain(w) if self.latin else letters(w), w) for w in words]

    def holds(self, word: str) -> bool:
        """Whether the name stands here, as it is written in Latin letters, or nearly as it sounds."""
        own = plain(word)
        if self.latin:
            return any(w.startswith(own) for w, _ in self.words)
        likely = (w for there, w in self.words if abs(len(there) - len(own)) <= MORE)
        return any(fit_words(word, w) >= SAME for w in likely)


def _cast(pair: Pair) -> list[str]:
    """The names that the translation has and the source has too, in a piece where both have them; the commonest."""
    times: Counter[str] = Counter()
    for bead in pair.trusted:
        has = None
        for word in {w for name in target_names(pair, bead) for w in name.words}:
            if len(word) < SHORTEST or len(skeleton(word)) < 3 or place(word) or given(word):
                continue
            has = has or _Holder(pair, bead.source_text)
            times[word] += has.holds(word)
    return [word for word, n in times.most_common(CAST) if n]


def other_name(pair: Pair, bead: Bead) -> Name | None:
    """Words with a capital in a sentence of the translation that the source has nothing like: what may stand in the
    place of a name that is missing."""
    document = pair.document
    telling = [i for i in bead.capitals if _content[document.words[i]]]
    if all(supported(pair, document.words[i], bead.source_text) for i in telling):
        return None  # as in most sentences
    inside = [i for i in bead.capitals if _inside(document, i)]
    for run in _runs(inside):
        words = tuple(w for w in (document.words[j] for j in run) if _content[w])
        if words and not any(supported(pair, w, bead.source_text) for w in words):
            return Name(run[0], run[-1], words)
    return None


def _runs(tokens: list[int]) -> Iterator[list[int]]:
    """Tokens that stand side by side, together."""
    run: list[int] = []
    for i in tokens:
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _inside(document: Document, i: int) -> bool:
    """Whether a word with a capital has it for another reason than that a sentence or a quotation begins."""
    if document.has(i, Flag.FIRST):
        return False
    return document.text[document.starts[i] - 1 : document.starts[i]] not in QUOTES


def _says_who(word: str) -> bool:
    """Whether a word with a capital says who or what is meant, rather than what they are."""
    low = word.lower()
    if low in NEVER or title(low) or person_noun(low) or organisation_noun(low) or place(word):
        return False
    return len(word) > 3 and "-" not in word


_content = Memo(_says_who)
