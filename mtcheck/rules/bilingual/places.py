"""BNA002: places that the source names and the translation does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule
from mtcheck.text.memo import Memo

if TYPE_CHECKING:
    from mtcheck.bitext.language import LanguageData
    from mtcheck.bitext.pair import Bead, Pair

SHORTEST = 4  # letters of the name of a place
LOST = 0.45  # confidence where a place is not named: of 44 such findings on fresh translations three were right
NORTH = 5  # letters by which parts of the world are told apart: North and Northern America are one
TAKEN = 0.7  # confidence where a place has another's name


@pair_rule(
    code="BNA002",
    name="place-missing",
    severity=MAJOR,
    mqm="accuracy/omission",
    examples=(
        BadPair(
            "[[The minister will travel and meet his colleagues.]]",
            source="Der Minister reist nach Griechenland und trifft seine Kollegen.",
            lang="de",
        ),
        GoodPair(
            "The minister will travel to Greece and meet his colleagues.",
            source="Der Minister reist nach Griechenland und trifft seine Kollegen.",
            lang="de",
        ),
        BadPair("[[North Korea signed the treaty.]]", source="韩国签署了条约。", lang="zh"),
        BadPair(
            "[[The minister will travel and meet his colleagues.]]",
            source="El ministro viajará a Italia y verá a sus colegas.",
            lang="es",
        ),
        BadPair(
            "[[The minister will travel and meet his colleagues.]]",
            source="Der Minister reist nach Griechenland und Norwegen und trifft Kollegen.",
            lang="de",
        ),
        GoodPair(
            "Greece is far. It was raining hard. The minister will go there on Monday.",
            source="Griechenland ist weit. Es regnete stark. Der Minister reist am Montag nach Griechenland.",
            lang="de",
        ),
        GoodPair("They talked with him.", source="Ze spraken met George.", lang="nl"),
        GoodPair("They flew home to Greece.", source="De fløj fra Cardiff hjem til Grækenland.", lang="da"),
        GoodPair("The team drew on Monday.", source="Manchester spielte am Montag unentschieden.", lang="de"),
        GoodPair("They moved to NZ in May.", source="Sie zogen im Mai nach Neuseeland.", lang="de"),
        GoodPair("The economy grew in May.", source="中国经济在五月增长。", lang="zh"),
        GoodPair("He lives in Indonesia.", source="他住在印度尼西亚。", lang="zh"),
        GoodPair("South Korea signed it with North Korea.", source="韩国与北方签署了条约。", lang="zh"),
        BadPair("The minister will travel to [[Norway]].", source="Minister pojedzie do Szwajcarii.", lang="pl"),
        BadPair("The games in [[Greece]] are over.", source="Los juegos de Australia han terminado.", lang="es"),
        GoodPair("The East has a style of its own.", source="Восток имеет свой стиль.", lang="ru"),
        GoodPair("The talks with Athens are over.", source="Переговоры с Грецией закончились.", lang="ru"),
        GoodPair("South Korea signed the treaty.", source="韩国签署了条约。", lang="zh"),
        GoodPair("North and South Korea signed it.", source="韩国和朝鲜签署了条约。", lang="zh"),
        GoodPair("The Dutch team won the match.", source="Holenderska drużyna z Holandii wygrała mecz.", lang="pl"),
        GoodPair("Germany must be cautious.", source="Berlin doit être prudent.", lang="fr"),
        GoodPair("They came from North America.", source="Vinieron de Norteamérica.", lang="es"),
        GoodPair("They talked with Martin.", source="Mluvili s Martinem.", lang="cs"),
        GoodPair("The sports events were late.", source="تأخرت الفعاليات الرياضية.", lang="ar"),
        GoodPair("Financial help is late.", source="تأخر الدعم مالي.", lang="ar"),
        GoodPair("They met on Monday.", source="آنها دوشنبه ملاقات کردند.", lang="fa"),
        GoodPair("He lives in Algeria.", source="يعيش في الجزائر.", lang="ar"),
        GoodPair("They were refused in Ürümqi.", source="Přistání v Urumči jim bylo zakázáno.", lang="cs"),
        GoodPair("He lives in Chişinău.", source="Žije ve městě Kišiněv.", lang="cs"),
        GoodPair("Toilets were known in Persia.", source="Toilety byly v Íránu dobře známy.", lang="cs"),
    ),
)
def place_missing(pair: Pair) -> Iterator[Match]:
    """A country or city that the source names is missing.

    It is lost with the phrase it stands in when the engine shortens a sentence, or another name has taken its place.
    """
    from mtcheck.bitext.places_swapped import alike, stranger

    if not pair.language.place_names.names:
        return
    found = [(bead, span, english) for bead in pair.trusted for span, english in places_named(pair, bead)]
    times = Counter(english for _, _, english in found)
    reported: set[int] = set()
    same = ((bead, *row) for bead in pair.trusted for row in alike(pair, bead))
    for bead, span, english in (*found, *same):
        other = stranger(pair, bead, english) if id(bead) not in reported else None
        if other:
            reported.add(id(bead))
            yield _taken(pair, span, other)
            continue
        if english not in times:
            continue
        taken = _sister(pair, bead, english)
        if id(bead) in reported or ((times[english] > 1 or rendered_place(pair, bead, english)) and not taken):
            continue  # a place that is named again may be left out
        assert bead.target
        reported.add(id(bead))
        word = pair.source.text[slice(*span)]
        related = (Related(span, "not in the translation", SOURCE),)
        message = f"The source names {word} ({english.title()}); the translation does not."
        yield Match(bead.target, message, TAKEN if taken else LOST, (), related)


def _taken(pair: Pair, span: Span, other: Span) -> Match:
    """Another place stands where the source names one."""
    word, here = pair.source.text[slice(*span)], pair.document.text[slice(*other)]
    related = (Related(span, "not in the translation", SOURCE),)
    return Match(other, f"The source names {word} here, not {here}.", TAKEN, (), related)


def places_named(pair: Pair, bead: Bead) -> Iterator[tuple[Span, str]]:
    """The places a piece of the source names, with their English names."""
    assert bead.source
    if not pair.language.spaced:
        yield from _unspaced(pair, bead)
        return
    known = _place_words(pair.language)
    if any(map(known.__getitem__, bead.source_words)):
        for at, word in bead.source_places:
            if known[word]:
                yield Span(at, at + len(word)).shifted(bead.source.start), known[word]


@cache
def _place_words(language: LanguageData) -> Memo[str]:
    """The English name of the place that a word names; "" for most."""
    from mtcheck.bitext.compare_names import dates_of
    from mtcheck.languages.en.people.names import given

    names, dates = language.place_names, dates_of(language)
    # Without capitals a short name may be a word.
    shortest = SHORTEST if names.ending >= 0 else SHORTEST + 1

    def named(word: str) -> str:
        if len(word) < shortest or word[0].islower() or not (english := names.english(word.lower())):
            return ""
        # Martin is not Martinique
        if english in language.unsaid_places:
            return ""
        other = word.lower() in dates or (word.lower() not in names.whole and bool(given(word)))
        return "" if other else english

    return Memo(named)


def _unspaced(pair: Pair, bead: Bead) -> Iterator[tuple[Span, str]]:
    from mtcheck.text.scripts import katakana

    assert bead.source
    text = bead.source_text
    found = pair.language.place_names.inside(text)
    for name, english in found:
        if english in pair.language.unsaid_places:
            continue
        longer = [other for other, _ in found if len(other) > len(name)]
        if not any(name in rest for rest in _between(text, longer)):
            continue  # India in Indonesia (印度尼西亚)
        at = text.index(name)
        beside = text[max(0, at - 1) : at] + text[at + len(name) : at + len(name) + 1]
        if not any(map(katakana, beside)):  # part of a longer word
            yield Span(bead.source.start + at, bead.source.start + at + len(name)), english


def _between(text: str, names: list[str]) -> list[str]:
    """The parts of a text before, between and behind some names."""
    for name in names:
        text = text.replace(name, "\n")
    return text.split("\n")


def _sister(pair: Pair, bead: Bead, english: str) -> bool:
    """Whether the translation has another place whose name ends like this one's (North Korea for South Korea), which
    the source does not name, and not this one."""
    low, ending = bead.target_text.lower(), " " + english.rpartition(" ")[2]
    if english in low:
        return False
    others = [n for n in pair.language.place_names.names if n.endswith(ending) and n in low]
    here = {name for _, name in places_named(pair, bead)}
    return any(n not in here and n[:NORTH] != english[:NORTH] for n in others)


def rendered_place(pair: Pair, bead: Bead, english: str) -> bool:
    from mtcheck.bitext.english import by_initials, english_names

    text = " ".join(b.target_text for b in pair.around(bead))
    plain, called = anyascii(text).lower(), pair.language.place_names.alike(english)
    if any(by_initials(text, one) for one in called):
        return True
    return any(anyascii(name).lower() in plain for one in called for name in english_names(one))
