"""BNA004: acronyms that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.languages.en.vocabulary import ACRONYMS
from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair


SPELT = 0.4  # the source may say it in full: all of 31 such findings on fresh translations by people were wrong


@pair_rule(
    code="BNA004",
    name="acronym-not-in-source",
    severity=MAJOR,
    mqm="accuracy/mistranslation/name",
    examples=(
        BadPair("The clubs of the [[FJX]] met in Brno.", source="Kluby svazu se sešly v Brně.", lang="cs"),
        GoodPair("The clubs of the ČSSD met in Brno.", source="Kluby ČSSD se sešly v Brně.", lang="cs"),
        BadPair("The head of NATO spoke with the [[EU]].", source="El jefe de la OTAN habló con la ONU.", lang="es"),
        GoodPair("The EU spoke with the United Nations.", source="La UE habló con la ONU.", lang="es"),
        GoodPair("They met in the UAE.", source="Sešli se ve Spojených arabských emirátech.", lang="cs"),
        GoodPair("The UN met in New York.", source="La ONU se reunió en Nueva York.", lang="es"),
    ),
)
def acronym_not_in_source(pair: Pair) -> Iterator[Match]:
    """An acronym stands here, and the source has none.

    Engines put a common acronym in the place of a rare name.
    """
    from mtcheck.bitext.english import place_initials
    from mtcheck.bitext.organisations import swapped
    from mtcheck.text.document import Flag

    for bead in pair.trusted:
        for span, name, place in swapped(pair, bead):
            related = (Related(place, name.upper(), SOURCE),)
            here = pair.document.text[slice(*span)]
            yield Match(span, f"The source has {name.upper()} here, not {here}.", 0.7, (), related)
    if not pair.language.latin or not pair.language.known:
        return
    document = pair.document
    if not document.held & Flag.UPPER:
        return
    for bead in pair.trusted:
        if not any(document.has(i, Flag.UPPER) for i in bead.tokens):
            continue
        if any(len(w) > 1 and w.isupper() and w.lower() != w for b in pair.around(bead) for w in b.source_words):
            continue
        for i in bead.tokens:
            word = document.words[i]
            if not document.has(i, Flag.UPPER) or len(word) < 3 or not word.isalpha() or word.lower() in ACRONYMS:
                continue
            if len(document.index[document.lower[i]]) > 1 or word.lower() in pair.source.lower:
                continue
            if _spelt(pair, word) or place_initials(word):
                continue
            beside = document.has(i - 1, Flag.UPPER) or document.has(i + 1, Flag.UPPER)
            if not beside and document.text[document.starts[i] - 1 : document.starts[i]] != "(":
                yield Match(document.span(i), f"The source has no acronym like {word} here.", SPELT, (), _there(bead))


def _spelt(pair: Pair, word: str) -> bool:
    """Whether English words of the document begin with its letters: an acronym of what is said there."""
    initials = "".join(w[0] for w in pair.document.words if w[:1].isupper()).upper()
    return word in initials


def _there(bead: Bead) -> tuple[Related, ...]:
    return (Related(bead.source, "the sentence in the source", SOURCE),) if bead.source else ()
