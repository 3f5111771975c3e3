"""BNA001: names that the source does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, pair_rule
from mtcheck.rules.bilingual.places import TAKEN, places_named, rendered_place

if TYPE_CHECKING:
    from mtcheck.bitext.compare_names import Name
    from mtcheck.bitext.pair import Bead, Pair

UNHEARD = 0.55  # confidence where a person's name sounds like nothing in the source
ALONE = 0.45  # where one word is no name of the source's: kings, prophets and rivers have other names there
AGAIN = 3  # times that a name which the source never seems to have may be no slip


@pair_rule(
    code="BNA001",
    name="name-not-in-source",
    severity=MAJOR,
    mqm="accuracy/mistranslation/name",
    examples=(
        BadPair("The minister [[Holmquist]] opened the fair.", source="Minister Kowalczyk otworzył targi.", lang="pl"),
        BadPair("The road leads from Brno to [[Khabarovsk]].", source="Silnice vede z Brna do Znojma.", lang="cs"),
        GoodPair("The road leads from Brno to Znojmo.", source="Silnice vede z Brna do Znojma.", lang="cs"),
        GoodPair("Germany and Hungary signed the treaty.", source="Niemcy i Węgry podpisały traktat.", lang="pl"),
        GoodPair("The new Tory plans are known.", source="Se conocen los nuevos planes conservadores.", lang="es"),
        GoodPair("Kisuke Kaminarimon lives in Kyoto.", source="雷門喜助さんは京都に住んでいる。", lang="ja"),
        GoodPair("Pope John XXIII died in 1963.", source="Papa Giovanni XXIII morì nel 1963.", lang="it"),
        BadPair("Merkel met with [[Obama]] in Rome.", source="Меркель встретилась с Байденом в Риме.", lang="ru"),
        BadPair("Prime Minister [[Abe]] thanked the guests.", source="岸田首相は来賓に感謝した。", lang="ja"),
        GoodPair("Prime Minister Kishida's guests met Abe.", source="岸田首相の来賓が彼に会った。", lang="ja"),
        GoodPair("They met Abe in the town.", source="彼らは石川でその人に会った。", lang="ja"),
        GoodPair("He met the Abe faction.", source="岸田首相は安倍派の議員と会談した。", lang="ja"),
        GoodPair("Ohno thanked Mr. Abe's guests.", source="大野氏は来賓に感謝した。", lang="ja"),
        GoodPair("The chairman met Yoko Ono.", source="岸田会長はオノ・ヨーコと会った。", lang="ja"),
        GoodPair("Mr. Abe thanked Mr. Oyamada.", source="彼は小山田氏に感謝した。", lang="ja"),
        GoodPair("They fought from Brno to Cuba.", source="Bojovali od Brna až na Kubě a u Znojma.", lang="cs"),
        GoodPair("Stratigraphers study the layers.", source="地层学家研究岩层。", lang="zh"),
        GoodPair("Paleoclimatologists study the ice.", source="古气候学家研究冰层。", lang="zh"),
        GoodPair("The temple of Khufu is old.", source="Chrám faraona Cheopse je starý.", lang="cs"),
        BadPair("He lives in [[Norway]].", source="يعيش في الجزائر.", lang="ar"),
        BadPair("The road leads from Brno to [[Norway]].", source="Silnice vede z Brna do Znojma.", lang="cs"),
        BadPair("The minister [[Kuklinski]] opened the fair.", source="افتتح الوزير كوفالسكي المعرض.", lang="ar"),
        GoodPair(
            "Captain Nemo came home. The guests saw Nemo. They thanked Captain Nemo.",
            source="Kapitan Dakkar przyszedł do domu. Goście widzieli Dakkara. Podziękowali kapitanowi Dakkarowi.",
            lang="pl",
        ),
        GoodPair("They met James at home.", source="Walikutana na Yakobo nyumbani.", lang="sw"),
        GoodPair("Mr. Abe thanked Mr. Higashiyamada.", source="彼は東山田氏に感謝した。", lang="ja"),
    ),
)
def name_not_in_source(pair: Pair) -> Iterator[Match]:
    """A name stands here that the source does not have.

    Rare names come out as other, commoner names, or in a spelling of the engine's own.
    """
    from mtcheck.bitext.compare_names import span_of, target_names
    from mtcheck.bitext.surnames import taken

    if not pair.language.known:
        return
    for bead in pair.trusted:
        for span, place in taken(pair, bead):
            here, there = pair.document.text[slice(*span)], pair.source.text[slice(*place)]
            related = (Related(place, "the name in the source", SOURCE),)
            yield Match(span, f"The source names “{there}” here, not “{here}”.", TAKEN, (), related)
        for name in target_names(pair, bead):
            if _found(pair, bead, name) or _convention(pair, name):
                continue
            if sure := _sure(pair, bead, name):
                span = span_of(pair, name)
                here = pair.document.text[slice(*span)]
                yield Match(span, f"The source has no name like “{here}” here.", sure, (), source_place(bead))


def _sure(pair: Pair, bead: Bead, name: Name) -> float:
    """How sure it is that a name which seems to have none in the source is another's."""
    from mtcheck.bitext.compare_names import known_place
    from mtcheck.bitext.swaps import person_or_place, unheard_person
    from mtcheck.languages.en.people.names import title

    sure = 0.0
    if _replaced(pair, bead, name):
        sure = pair.language.confidence.get("unknown_name", 0.6) if person_or_place(pair, name) else 0.0
        words = len(name.words) + bool(title(pair.document.lower[name.first - 1]))
        sure = sure if words > 1 else min(sure, ALONE)
        if any(map(known_place, name.words)):
            # A place whose name in the source language is known; adjectives differ from it in some.
            sure = max(sure, pair.language.confidence.get("unknown_place", 0.55))
    unheard = pair.language.confidence.get("unheard_name", UNHEARD)
    return max(sure, unheard) if unheard_person(pair, bead, name) else sure


def source_place(bead: Bead) -> tuple[Related, ...]:
    return (Related(bead.source, "the sentence in the source", SOURCE),) if bead.source else ()


def _replaced(pair: Pair, bead: Bead, name: Name) -> bool:
    """Whether the source has a name that is not here, so that another may have taken its place. Without one the
    translation only says more: Tory plans, los planes de los conservadores."""
    from mtcheck.bitext.compare_names import known_place, rendered, source_names
    from mtcheck.bitext.swaps import common

    if any(not rendered_place(pair, bead, english) for _, english in places_named(pair, bead)):
        return True
    if not pair.language.cased:
        return not any(known_place(w) for w in name.words)
    names = [word for _, word in source_names(pair, bead) if not common(pair, word)]
    return any(not rendered(pair, w, bead.target_text) for w in names)


def _convention(pair: Pair, name: Name) -> bool:
    """Whether the translation has a name again and again, and the source never: it has another name for it then."""
    from mtcheck.bitext.compare_names import never_supported

    alone = pair.once(never_supported)
    return all(alone[w] >= AGAIN for w in name.words)


def _found(pair: Pair, bead: Bead, name: Name) -> bool:
    from mtcheck.bitext.compare_names import elsewhere, known_place, ruler, supported
    from mtcheck.bitext.places_swapped import listed

    if any(known_place(w) and not listed(pair, w) for w in name.words):
        return True  # a place whose name in the source language we do not know
    if ruler(pair, bead, name):
        return True
    near = (bead, *pair.around(bead))  # itself first, for it mostly has it
    if any(supported(pair, word, b.source_text) for b in near for word in name.words):
        return True
    return any(elsewhere(pair, w) for w in name.words)
