"""REP005: a word joined to itself (elastic and elastic)."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import DOUBLED_SAYINGS
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule

SHORTEST = 5  # letters
CONTENT = Pos.NOUN | Pos.ADJECTIVE
NEXT = Pos.NOUN | Pos.NAME | Pos.WH | Pos.ADJECTIVE  # road sign or sign board; people and people who earn less


@rule(
    code="REP005",
    name="same-word-joined",
    severity=MINOR,
    mqm="fluency/duplication",
    anchors=("and", "or"),
    examples=(
        Bad("The new material is [[elastic and elastic]], but the old one was cheaper.",
            fix="The new material is elastic, but the old one was cheaper."),
        Bad("If there is a [[defect or defect]] in the shirt, it can be returned.",
            fix="If there is a defect in the shirt, it can be returned."),
        Bad("You cannot see whether he wears [[a mask or a mask]].", fix="You cannot see whether he wears a mask."),
        Bad("The box makes every old system [[smart and smart]].", fix="The box makes every old system smart."),
        Bad("They looked at the [[benefits and benefits]] of the games.",
            fix="They looked at the benefits of the games."),
        Good("It is hidden from the masters and the masters' sons, who have never seen it."),
        Good("He designed furniture and houses; she bought the book and the cup."),
        Good("Bring them to school and school events. It is a matter between nation and nation."),
        Good("They come home day by day and day by day; it went on and went on."),
        Good("Ask whether they are Greek Catholic or Catholic."),
        Good("He plays music and music is his life."),
        Good("They waited for hours and hours, again and again, and it grew colder and colder."),
        Good("Such judges are rarer and rarer in the region, and the fines are steeper and steeper."),
        Good("A road sign or sign board stood there; they talked and talked and laughed and laughed."),
        Good("He is accused of war crimes and crimes against humanity, and won the giant slalom and slalom."),
        Good("We do it for our children and our children's children; the fetus and the fetus alone is safe."),
        Good("It is forbidden at school and at school parties; a peach and a peach flower were shown."),
        Good("It uses widely distributed mirrors or mirrors within the house."),
        Good("There are sentences and sentences; some are good."),
        Good("Point at a node to see its neighbours and neighbours of neighbours. They are fans or fans of fans."),
        Good("The plan has elders’ housing and housing for those with needs of their own."),
        Good("Both embedded machines and machines used over the network have the same parts."),
        Good("They sell painted houses and houses built by friends of the town."),
        Good("They carried stones and stones and stones to the top of the hill."),
        Good("There was water and water and water to the end of the world."),
        Good("In spring the streams will start and branch and branch again in the sand."),
        Good("In this handbook we speak of Teachers and teachers of the school."),
    ),
)  # fmt: skip
def same_word_joined(document: Document, i: int) -> Iterator[Match]:
    """The same word stands on both sides of “and” or “or”.

    Two words of the source that mean nearly the same become one word of English.
    """
    if document.word(i - 1) == document.word(i + 1) and _joined(document, i, document.word(i - 1)):
        yield _match(document, i, 1, "words", 0.85)
    elif _phrase(document, i):
        yield _match(document, i, 2, "things", 0.8)


def _match(document: Document, i: int, size: int, what: str, confidence: float) -> Match:
    """The finding about so many tokens on each side of token i."""
    edit = Edit(document.ends[i - 1], document.ends[i + size], "")
    fix = Fix(f"Delete “{document.slice(i, i + size)}”", (edit,), SUGGEST)
    twice = document.lower[i - 1] if size == 1 else document.slice(i - size, i - 1)
    message = f"“{twice}” is joined to itself; two different {what} seem to have been meant."
    return Match(document.span(i - size, i + size), message, confidence, (fix,))


def _joined(document: Document, i: int, word: str) -> bool:
    if len(word) < SHORTEST or word in DOUBLED_SAYINGS or not document.is_pos(i + 1, CONTENT):
        return False
    if document.tag(i + 1) in ("JJR", "RBR") or (word.endswith("er") and document.is_pos(i - 1, Pos.ADJECTIVE)):
        return False  # colder and colder; rarer and rarer
    if document.is_pos(i + 2, NEXT) or document.tag(i + 2) == "VBZ" or document.word(i + 2) == "again":
        return False  # he plays music and music is his life
    own = CONTENT | Pos.NAME
    if document.is_pos(i + 2, Pos.PREPOSITION | Pos.PARTICIPLE):
        own |= Pos.PARTICIPLE | Pos.POSSESSIVE
    if document.is_pos(i - 2, own) and not document.is_pos(i - 1, Pos.ADJECTIVE):
        return False  # war crimes and crimes against humanity: one with a word of its own, one without
    if document.words[i + 2 : i + 4] == ["of", document.words[i + 1]]:
        return False  # friends and friends of friends
    if document.has(i - 1, Flag.CAPITAL) and not document.has(i - 1, Flag.FIRST):
        return False  # Teachers and teachers: two things, told apart by the capital
    if document.word(i) in (document.word(i - 2), document.word(i + 2)):
        return False  # water and water and water
    if document.word(i - 2) == "between" or not document.words[i + 1].islower():
        return False  # between nation and nation
    return document.word(i - 2) not in ("are", "is", "'s") or document.tag(i - 1) != "NNS"  # there are books and books


def _phrase(document: Document, i: int) -> bool:
    """Whether two equal phrases of two words stand around i: a mask or a mask."""
    first, second = document.lower[max(0, i - 2) : i], document.lower[i + 1 : i + 3]
    if document.word(i + 3) in ("'", "’"):
        return False  # the masters and the masters' sons
    return first == second and document.is_pos(i + 2, CONTENT) and document.has(i + 3, Flag.PUNCT)
