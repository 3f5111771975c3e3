"""BNA005: names with a slip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, SUGGEST, BadPair, Edit, Fix, GoodPair, Match, Related, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair


@pair_rule(
    code="BNA005",
    name="name-misspelt",
    severity=MAJOR,
    mqm="accuracy/mistranslation/name",
    examples=(
        BadPair(
            "The mayor thanked Anna [[Holmqvast]].",
            fix="The mayor thanked Anna Holmqvist.",
            source="Die Bürgermeisterin dankte Anna Holmqvist.",
            lang="de",
        ),
        BadPair(
            "Ms. Arizbalaga came. Ms. Arizbalaga spoke. All thanked Ms. [[Aribzalaga]].",
            fix="Ms. Arizbalaga came. Ms. Arizbalaga spoke. All thanked Ms. Arizbalaga.",
            source="Аризбалага пришла. Аризбалага говорила. Все благодарили Аризбалагу.",
            lang="ru",
        ),
        GoodPair("The mayor thanked Muller.", source="Die Bürgermeisterin dankte Mueller.", lang="de"),
        GoodPair("They met Putin in Nikolayev.", source="Ils ont rencontré Poutine à Nikolaïev.", lang="fr"),
        GoodPair("He thanked Holmqvist.", source="Poděkoval Holmqvistovi.", lang="cs"),
        GoodPair("The Court of Cassation met.", source="La Corte di Cassazione si riunì.", lang="it"),
        GoodPair("He left for South Ossetia.", source="Partì per l'Ossezia del Sud.", lang="it"),
        GoodPair("He lives in Mashhad.", source="Er lebt in Maschhad.", lang="de"),
        GoodPair("He came with Holmqvast.", source="Er kam mit Holmqvast und Holmqvist.", lang="de"),
    ),
)
def name_misspelt(pair: Pair) -> Iterator[Match]:
    """A name is one letter off the name in the source.

    Engines put rare names together from pieces, and a piece may be another's. The source is right where both are
    written in Latin letters; elsewhere the name that the text has more often, if it is nearer to what the source says.
    """
    from mtcheck.bitext.spellings import misspelt

    document = pair.document
    for bead in pair.trusted:
        for i, right in misspelt(pair, bead):
            span = document.span(i)
            fix = Fix(
                f"Write “{right}”", (Edit(span.start, span.start + len(_bare(document.words[i])), right),), SUGGEST
            )
            there = (Related(bead.source, "the name in the source", SOURCE),) if bead.source else ()
            yield Match(span, f"“{right}” is the name in the source, not “{document.words[i]}”.", 0.7, (fix,), there)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")
