"""BNA004: acronyms that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.languages.en.vocabulary import ACRONYMS
from mtcheck.lint import MAJOR, SOURCE, BadPair, Flag, GoodPair, Match, Related, pair_rule

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
        # The source has another one, which may be the same thing's in its language.
        GoodPair("The head of the NDP spoke to the clubs.", source="Le chef du NPD a parlé aux clubs.", lang="fr"),
        BadPair("In Brno all clubs of the [[FJX]] met.", source="V Brně se sešly všechny kluby svazu.", lang="cs"),
        # Common ones, those of two letters and those with stops are English's own.
        GoodPair("The CEO spoke.", source="Der Geschäftsführer sprach.", lang="de"),
        GoodPair("He is a DJ in the club.", source="Er legt im Verein Platten auf.", lang="de"),
        GoodPair("They met in the U.S. on Monday.", source="Sie trafen sich am Montag in Amerika.", lang="de"),
        GoodPair("They met at 9 a.m. EDT.", source="Sie trafen sich um 9 Uhr Ortszeit.", lang="de"),
        # The source writes it in small letters; the translation says what it is, or speaks of it twice.
        GoodPair("The IKEA store was open.", source="Das Ikea-Möbelhaus war offen.", lang="de"),
        GoodPair(
            "The Coast Guard League met. The CGL voted on it.",
            source="Der Bund der Küstenwache tagte. Der Bund stimmte darüber ab.",
            lang="de",
        ),
        GoodPair(
            "The makers' union (ZVEJ) met in Brno.", source="Die Vereinigung der Hersteller tagte in Brünn.", lang="de"
        ),
        GoodPair("The FJX met. The FJX voted.", source="Der Bund tagte. Er stimmte ab.", lang="de"),
        GoodPair("BREAKING NEWS: The council met.", source="Eilmeldung: Der Rat tagte.", lang="de"),
        # In other scripts acronyms are spelt out; of this language too little is known.
        GoodPair("The clubs of the FJX met in Brno.", source="Клубы союза встретились в Брно.", lang="ru"),
        GoodPair("The clubs of the FJX met in Brno.", source="Vilabu vya shirikisho vilikutana Brno.", lang="sw"),
    ),
)
def acronym_not_in_source(pair: Pair) -> Iterator[Match]:
    """An acronym stands here, and the source has none.

    Engines put a common acronym in the place of a rare name.
    """
    from mtcheck.bitext.organisations import swapped

    for bead in pair.trusted:
        for span, name, place in swapped(pair, bead):
            related = (Related(place, name.upper(), SOURCE),)
            here = pair.document.text[slice(*span)]
            yield Match(span, f"The source has {name.upper()} here, not {here}.", 0.7, (), related)
    if not pair.language.latin or not pair.language.known:
        return
    document = pair.document
    for bead in pair.trusted:
        for i in bead.capitals:
            if document.has(i, Flag.UPPER) and _rare(pair, i) and not _any_there(pair, bead):
                message = f"The source has no acronym like {document.words[i]} here."
                yield Match(document.span(i), message, SPELT, (), _there(bead))


def _rare(pair: Pair, i: int) -> bool:
    """Whether a word in capitals is an acronym that English does not use for something that others spell out, and that
    neither the translation nor the source explains."""
    from mtcheck.bitext.english import place_initials

    document = pair.document
    word, lower = document.words[i], document.lower[i]
    if len(word) < 3 or not word.isalpha() or lower in ACRONYMS or place_initials(word):
        return False
    if len(document.index[lower]) > 1 or lower in pair.source.lower or _spelt(pair, word):
        return False
    beside = document.has(i - 1, Flag.UPPER) or document.has(i + 1, Flag.UPPER)
    return not beside and document.text[document.starts[i] - 1 : document.starts[i]] != "("


def _any_there(pair: Pair, bead: Bead) -> bool:
    """Whether the source has acronyms here or beside."""
    return any(len(w) > 1 and w.isupper() for b in pair.around(bead) for w in b.source_words)


def _spelt(pair: Pair, word: str) -> bool:
    """Whether English words of the document begin with its letters: an acronym of what is said there."""
    initials = "".join(w[0] for w in pair.document.words if w[:1].isupper()).upper()
    return word in initials


def _there(bead: Bead) -> tuple[Related, ...]:
    return (Related(bead.source, "the sentence in the source", SOURCE),) if bead.source else ()
