"""BNA001 to BNA003: names that differ from the source's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from anyascii import anyascii

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule
from mtcheck.text.memo import Memo

if TYPE_CHECKING:
    from mtcheck.bitext.compare_names import Name
    from mtcheck.bitext.language import LanguageData
    from mtcheck.bitext.pair import Bead, Pair

SHORTEST = 4  # letters of the name of a place
SHORT = 2  # characters of a name that may stand in other words too, in a language without spaces
UNHEARD = 0.55  # confidence where a person's name sounds like nothing in the source
LONG = 0.45  # where a place is not named and the translation is no shorter than the source makes likely
LACKING = -0.7  # standard deviations by which who lost a place is shorter than the text's own lengths make likely
ALONE = 0.45  # where one word is no name of the source's: kings, prophets and rivers have other names there
TAKEN = 0.7  # where a place has another's name
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
        GoodPair("The temple of Khufu is old.", source="Chrám faraona Cheopse je starý.", lang="cs"),
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
                yield Match(span, f"The source has no name like “{here}” here.", sure, (), _there(bead))


def _sure(pair: Pair, bead: Bead, name: Name) -> float:
    """How sure it is that a name which seems to have none in the source is another's."""
    from mtcheck.bitext.compare_names import known_place
    from mtcheck.bitext.places_swapped import listed
    from mtcheck.bitext.swaps import person_or_place, unheard_person
    from mtcheck.languages.en.people.names import title

    sure = 0.0
    if _replaced(pair, bead, name):
        sure = pair.language.confidence.get("unknown_name", 0.6) if person_or_place(pair, name) else 0.0
        if len(name.words) == 1 and not (name.first and title(pair.document.lower[name.first - 1])):
            sure = min(sure, ALONE)
        if any(listed(pair, w) and known_place(w) for w in name.words):
            # A place whose name in the source language is known; adjectives differ from it in some.
            sure = max(sure, pair.language.confidence.get("unknown_place", 0.55))
    unheard = pair.language.confidence.get("unheard_name", UNHEARD)
    return max(sure, unheard) if sure < unheard and unheard_person(pair, bead, name) else sure


def _there(bead: Bead) -> tuple[Related, ...]:
    return (Related(bead.source, "the sentence in the source", SOURCE),) if bead.source else ()


def _replaced(pair: Pair, bead: Bead, name: Name) -> bool:
    """Whether the source has a name that is not here, so that another may have taken its place. Without one the
    translation only says more: Tory plans, los planes de los conservadores."""
    from mtcheck.bitext.compare_names import known_place, rendered, source_names
    from mtcheck.bitext.swaps import common

    if any(not _rendered(pair, bead, english) for _, english in _places(pair, bead)):
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
    if any(supported(pair, word, bead.source_text) for word in name.words):
        return True
    near = [b for b in pair.around(bead) if b.source and b is not bead]
    if any(supported(pair, word, b.source_text) for word in name.words for b in near):
        return True
    return any(elsewhere(pair, w) for w in name.words)


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
        BadPair("The minister will travel to [[Norway]].", source="Minister pojedzie do Szwajcarii.", lang="pl"),
        BadPair("The games in [[Greece]] are over.", source="Los juegos de Australia han terminado.", lang="es"),
        GoodPair("The talks with Athens are over.", source="Переговоры с Грецией закончились.", lang="ru"),
        GoodPair("South Korea signed the treaty.", source="韩国签署了条约。", lang="zh"),
        GoodPair("North and South Korea signed it.", source="韩国和朝鲜签署了条约。", lang="zh"),
        GoodPair("The Dutch team won the match.", source="Holenderska drużyna z Holandii wygrała mecz.", lang="pl"),
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
    found = [(bead, span, english) for bead in pair.trusted for span, english in _places(pair, bead)]
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
        if id(bead) in reported or ((times[english] > 1 or _rendered(pair, bead, english)) and not taken):
            continue  # a place that is named again may be left out
        assert bead.target
        reported.add(id(bead))
        word = pair.source.text[slice(*span)]
        related = (Related(span, "not in the translation", SOURCE),)
        message = f"The source names {word} ({english.title()}); the translation does not."
        short = not pair.language.spaced and len(word) == SHORT and "lost_short_place" in pair.language.confidence
        sure = pair.language.confidence.get("lost_short_place" if short else "lost_place", 0.55)
        lost = bead.deviation < (LACKING if pair.scale.own else 0.0)
        sure = TAKEN if taken else sure if lost else min(sure, LONG)  # nothing seems to be lost
        yield Match(bead.target, message, sure, (), related)


def _taken(pair: Pair, span: Span, other: Span) -> Match:
    """Another place stands where the source names one."""
    word, here = pair.source.text[slice(*span)], pair.document.text[slice(*other)]
    related = (Related(span, "not in the translation", SOURCE),)
    return Match(other, f"The source names {word} here, not {here}.", TAKEN, (), related)


def _places(pair: Pair, bead: Bead) -> Iterator[tuple[Span, str]]:
    """The places a piece of the source names, with their English names."""
    assert bead.source
    if not pair.language.spaced:
        yield from _places_unspaced(pair, bead)
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
    shortest = SHORTEST if language.cased or names.ending >= 0 else SHORTEST + 1

    def named(word: str) -> str:
        if len(word) < shortest or word[0].islower() or not (english := names.english(word.lower())):
            return ""
        # Martin is not Martinique
        other = word.lower() in dates or (word.lower() not in names.whole and bool(given(word)))
        return "" if other else english

    return Memo(named)


def _places_unspaced(pair: Pair, bead: Bead) -> Iterator[tuple[Span, str]]:
    from mtcheck.text.scripts import katakana

    assert bead.source
    text = bead.source_text
    for name, english in pair.language.place_names.inside(text):
        if english in pair.language.unsaid_places:
            continue
        at = text.index(name)
        beside = text[max(0, at - 1) : at] + text[at + len(name) : at + len(name) + 1]
        if not any(map(katakana, beside)):  # part of a longer word
            yield Span(bead.source.start + at, bead.source.start + at + len(name)), english


def _sister(pair: Pair, bead: Bead, english: str) -> bool:
    """Whether the translation has another place whose name ends like this one's (North Korea for South Korea), which
    the source does not name, and not this one."""
    low = bead.target_text.lower()
    first, _, last = english.rpartition(" ")
    if not first or last not in low or english in low:
        return False
    others = [n for n in pair.language.place_names.names if n.endswith(f" {last}") and n != english and n in low]
    here = {name for _, name in _places(pair, bead)}
    return any(n not in here for n in others)


def _rendered(pair: Pair, bead: Bead, english: str) -> bool:
    from mtcheck.bitext.english import english_names

    lower = " ".join(b.target_text for b in pair.around(bead)).lower()
    names = [n for one in pair.language.place_names.alike(english) for n in english_names(one)]
    return any(n in lower for n in names) or (
        not lower.isascii() and any(anyascii(n).lower() in anyascii(lower).lower() for n in names)
    )


@pair_rule(
    code="BNA003",
    name="name-missing",
    severity=MAJOR,
    mqm="accuracy/omission",
    examples=(
        BadPair(
            "[[The mayor thanked the volunteers and the firemen.]]",
            source="Burmistrz podziękował ochotnikom i strażakom, a także Andrzejowi Kowalczykowi.",
            lang="pl",
        ),
        GoodPair(
            "The mayor thanked the volunteers and Andrzej Kowalczyk.",
            source="Burmistrz podziękował ochotnikom i Andrzejowi Kowalczykowi.",
            lang="pl",
        ),
        BadPair(
            "[[The mayor thanked him.]]",
            source="El alcalde dio las gracias a Rosalind Achterberg.",
            lang="es",
        ),
        BadPair(
            "Kowalczyk opened the hall. It was raining hard. The mayor thanked the [[Green Party]] and left.",
            source="Salę otworzył Kowalczyk. Mocno padało. Burmistrz podziękował panu Kowalczykowi i wyszedł.",
            lang="pl",
        ),
        GoodPair(
            "Kowalczyk opened the hall. It was raining hard. The mayor thanked him and left.",
            source="Salę otworzył Kowalczyk. Mocno padało. Burmistrz podziękował panu Kowalczykowi i wyszedł.",
            lang="pl",
        ),
        BadPair("He thanked [[Manatee County]] and left.", source="Dio las gracias a Tom Daley y se fue.", lang="es"),
        GoodPair("He thanked King Philip and left.", source="Dio las gracias al Rey Felipe y se fue.", lang="es"),
        GoodPair("They met at Main Square.", source="Se reunieron en la Plaza Mayor.", lang="es"),
        GoodPair("It began after World War II.", source="Empezó tras la Segunda Guerra Mundial.", lang="es"),
        GoodPair("The castle dates from the 19th century.", source="Le château date du XIXe siècle.", lang="fr"),
        GoodPair(
            "The mayor thanked the Ministry of Culture.",
            source="Burmistrz podziękował Ministerstwu Kultury.",
            lang="pl",
        ),
    ),
)
def name_missing(pair: Pair) -> Iterator[Match]:
    """A name that the source gives is missing.

    It is lost with the phrase it stands in when the engine shortens a sentence, or another name has taken its place.
    """
    from mtcheck.bitext.compare_names import nowhere, source_names

    if not pair.language.known:
        return
    for bead in pair.trusted:
        if found := _in_its_place(pair, bead) or _person(pair, bead):
            yield found
            continue
        names = source_names(pair, bead) if pair.language.cased else []
        if not names or not bead.target:
            continue
        lost = [(s, w) for s, w in names if nowhere(pair, bead, w)]
        if lost and _translated(pair, bead):
            continue
        if sure := _lost(pair, names, lost):
            span, word = lost[0]
            if len(lost) > 1 and lost[1][0].start == span.end + 1:
                span = Span(span.start, lost[1][0].end)
                word = pair.source.text[slice(*span)]
            related = (Related(span, "not in the translation", SOURCE),)
            yield Match(bead.target, f"The source names {word}; the translation does not.", sure, (), related)


def _person(pair: Pair, bead: Bead) -> Match | None:
    """A person with first name and surname who is missing here."""
    from mtcheck.bitext.swaps import lost_person

    span = lost_person(pair, bead)
    if span is None or bead.target is None:
        return None
    related = (Related(span, "not in the translation", SOURCE),)
    message = f"The source names {pair.source.text[slice(*span)]}; the translation does not."
    return Match(bead.target, message, min(0.6, pair.language.confidence.get("lost_names", 0.6)), (), related)


def _in_its_place(pair: Pair, bead: Bead) -> Match | None:
    """A name of this text that is missing here, while another stands here that the source does not have."""
    from mtcheck.bitext.compare_names import span_of
    from mtcheck.bitext.runs import replaced
    from mtcheck.bitext.swaps import lost_names, other_name

    if found := replaced(pair, bead):
        here, there = pair.document.text[slice(*found[0])], pair.source.text[slice(*found[1])]
        related = (Related(found[1], "not in the translation", SOURCE),)
        return Match(found[0], f"The source names {there} here, and nothing like “{here}”.", 0.6, (), related)
    other = other_name(pair, bead)
    if other is None or not (lost := lost_names(pair, bead)):
        return None
    span = span_of(pair, other)
    here = pair.document.text[slice(*span)]
    return Match(span, f"The source names {lost[0]} here, and nothing like “{here}”.", 0.6, (), _there(bead))


def _translated(pair: Pair, bead: Bead) -> bool:
    """Whether the translation has a name or an acronym that the source does not: what seems to be missing is that in
    English (Organização Mundial da Saúde, World Health Organization)."""
    from mtcheck.bitext.compare_names import supported
    from mtcheck.languages.en.lexicon import usually_small
    from mtcheck.text.document import Flag

    document = pair.document
    for i in bead.tokens:
        word = document.words[i]
        capital = document.has(i, Flag.CAPITAL | Flag.UPPER)
        name = not document.has(i, Flag.FIRST) or document.has(i + 1, Flag.CAPITAL) or usually_small(word) == 0
        if capital and name and word[:1].isalpha() and len(word) > 1:
            if word in bead.source_vocabulary or (len(word) > 3 and supported(pair, word, bead.source_text)):
                continue
            return True
    return False


def _lost(pair: Pair, names: list[tuple[Span, str]], lost: list[tuple[Span, str]]) -> float:
    """How sure it is that a name is missing: two words side by side are a person's name, one may be translated. Where
    nouns have capitals too, the first must be a first name."""
    from mtcheck.bitext.swaps import first_name

    for (a, first), (b, second) in pairwise(lost):
        if b.start == a.end + 1 and (not pair.language.noun_capitals or first_name(pair, first)):
            times = pair.source_counts[first] + pair.source_counts[second]
            sure = pair.language.confidence.get("lost_names", 0.6)
            return sure if times <= 2 else min(sure, 0.45)
    return pair.language.confidence.get("lost_name", 0.55) if lost else 0.0
