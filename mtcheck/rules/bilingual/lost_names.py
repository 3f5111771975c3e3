"""BNA003: names that the source has and the translation lacks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule
from mtcheck.rules.bilingual.names import source_place

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair


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
        GoodPair("I like your plan for the port.", source="Podoba mi się Twojego portu plan.", lang="pl"),
        GoodPair("I am impressed by your plan.", source="Jestem pod wrażeniem Twojego planu.", lang="pl"),
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
        GoodPair("The book is about the World of Darkness.", source="Книга о вселенной Мира Тьмы.", lang="ru"),
        GoodPair("They all play Bright Stars today.", source="Сегодня все играют в Мира Звёзд.", lang="ru"),
        BadPair("[[The book is about the whole world.]]", source="Книга о вселенной Мира Тьмы.", lang="ru"),
        BadPair("[[The house was old.]]", source="La casa de Achterberg era vieja.", lang="es"),
        BadPair("[[The house in Madrid was old.]]", source="La casa de Achterberg en Madrid era vieja.", lang="es"),
        BadPair(
            "[[The old house that I saw was cold.]]",
            source="La vieja casa de Achterberg que vi estaba fría.",
            lang="es",
        ),
        GoodPair("The Americans helped them.", source="Amerykanie pomogli Brytyjczykom.", lang="pl"),
        GoodPair("They met the old man at home.", source="Walikutana na Yakobo Mwangi nyumbani.", lang="sw"),
        GoodPair("Holmquist thanked them.", source="El señor Achterberg les dio las gracias.", lang="es"),
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
        lost = [(s, w) for s, w in source_names(pair, bead) if nowhere(pair, bead, w)]
        sure = _lost(pair, lost)
        if not sure or _translated(pair, bead):
            continue
        assert bead.target
        span = _run(lost)
        related = (Related(span, "not in the translation", SOURCE),)
        word = pair.source.text[slice(*span)]
        yield Match(bead.target, f"The source names {word}; the translation does not.", sure, (), related)


def _person(pair: Pair, bead: Bead) -> Match | None:
    """A person with first name and surname who is missing here."""
    from mtcheck.bitext.by_meaning import named_by_meaning
    from mtcheck.bitext.swaps import lost_person

    span = lost_person(pair, bead)
    if span is None or named_by_meaning(pair, bead):
        return None
    assert bead.target
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
    return Match(span, f"The source names {lost[0]} here, and nothing like “{here}”.", 0.6, (), source_place(bead))


def _translated(pair: Pair, bead: Bead) -> bool:
    """Whether the translation has a name or an acronym that the source does not: what seems to be missing is that in
    English (Organização Mundial da Saúde, World Health Organization)."""
    from mtcheck.bitext.compare_names import supported
    from mtcheck.languages.en.lexicon import usually_small
    from mtcheck.text.document import Flag

    document = pair.document
    for i in bead.capitals:
        word = document.words[i]
        if document.has(i, Flag.FIRST) and not document.has(i + 1, Flag.CAPITAL) and usually_small(word):
            continue
        heard = supported(pair, word, bead.source_text) if len(word) > 3 else word in bead.source_vocabulary
        if len(word) > 1 and not heard:
            return True
    return False


def _run(names: list[tuple[Span, str]]) -> Span:
    """The first of some names with those that stand side by side with it."""
    (start, end), _ = names[0]
    for span, _ in names[1:]:
        if span.start == end + 1:
            end = span.end
    return Span(start, end)


def _lost(pair: Pair, lost: list[tuple[Span, str]]) -> float:
    """How sure it is that a name is missing: two words side by side are a person's name, one may be translated. Where
    nouns have capitals too, the first must be a first name."""
    from mtcheck.bitext.swaps import first_name

    for (a, first), (b, second) in pairwise(lost):
        if b.start == a.end + 1 and (not pair.language.noun_capitals or first_name(pair, first)):
            times = pair.source_counts[first] + pair.source_counts[second]
            sure = pair.language.confidence.get("lost_names", 0.6)
            return sure if times <= 2 else min(sure, 0.45)
    return pair.language.confidence.get("lost_name", 0.55) if lost else 0.0
