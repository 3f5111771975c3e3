"""WRD024, WRD025: comparison marked twice, plurals of nouns that English does not count."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import COMPARATIVES, INDEFINITE_ARTICLES, SUPERLATIVES, UNCOUNTED
from mtcheck.languages.en.words.table import pairs
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule

NEAR_NOUN = frozenset("better worse easier harder cheaper".split())  # no people are called so: more better cars
BEFORE_MORE = ("no", "any", "many")  # no more older than


@rule(
    code="WRD024",
    name="double-comparative",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=(*(f"more {word}" for word in COMPARATIVES), *(f"most {word}" for word in SUPERLATIVES)),
    examples=(
        Bad("The new road is [[more wider]] than the old one.", fix="The new road is wider than the old one."),
        Bad("It is the [[most biggest]] bank in town.", fix="It is the biggest bank in town."),
        Bad("It became [[more easier]] to travel.", fix="It became easier to travel."),
        Bad("It needs [[more better]] cars.", fix="It needs better cars."),
        Good("More older people work, and more smaller firms hire them. He is no more older than she."),
        Good("What is more, wider roads bring cars; most best-of lists agree."),
    ),
)
def double_comparative(document: Document, i: int) -> Iterator[Match]:
    """A comparative or superlative is marked twice.

    Most languages compare with a word of their own, which the system adds to the ending that English has.
    """
    word, superlative = document.word(i + 1), document.lower[i] == "most"
    alone = not document.is_pos(i + 2, Pos.ADJECTIVE | Pos.NOUN)  # more older people may be right
    if not (superlative or alone or word in NEAR_NOUN) or document.word(i - 1) in BEFORE_MORE:
        return
    edit = Edit(document.starts[i], document.starts[i + 1], "")
    fix = Fix(f"Delete “{document.words[i]}”", (edit,), SUGGEST)
    message = f"“{word}” is compared already; “{document.words[i]}” is too much."
    yield Match(document.span(i, i + 1), message, 0.8 if superlative else 0.7, (fix,))


MASS = pairs(
    """informations/information advices/advice equipments/equipment furnitures/furniture
        knowledges/knowledge homeworks/homework luggages/luggage softwares/software hardwares/hardware
        aircrafts/aircraft spacecrafts/spacecraft machineries/machinery sceneries/scenery jewelries/jewelry
        laughters/laughter violences/violence transportations/transportation childs/children womans/women foots/feet
        tooths/teeth sheeps/sheep datas/data criterias/criteria phenomenas/phenomena medias/media slangs/slang
        baggages/baggage clothings/clothing garbages/garbage ammunitions/ammunition electricities/electricity
        cattles/cattle childrens/children feedbacks/feedback staffs/staff evidences/evidence
        underwears/underwear footwears/footwear weaponries/weaponry firewoods/firewood"""
)


@rule(
    code="WRD025",
    name="plural-of-mass-noun",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(MASS),
    examples=(
        Bad("They gave no [[informations]] to the press.", fix="They gave no information to the press."),
        Bad("Two [[aircrafts]] landed at noon.", fix="Two aircraft landed at noon."),
        Bad("He gave me [[an advices]].", fix="He gave me advice."),
        Bad("[[A furnitures]] was sold.", fix="Furniture was sold."),
        Good("They gave no information; the Childs family left. The report evidences a change."),
        Bad("It is a [[datas]] set.", fix="It is a data set."),
        Good("The brothers Medias run a shop that sells old maps."),
    ),
)
def plural_of_mass_noun(document: Document, i: int) -> Iterator[Match]:
    """A noun that English does not count has a plural ending.

    The word has a plural in the source.
    """
    word = document.lower[i]
    if not document.words[i].islower() or document.tag(i) != "NNS":
        return  # the Childs family; it evidences the change
    weak = word in ("evidences", "staffs", "feedbacks", "transportations")
    new = MASS[word]
    first = i - (document.word(i - 1) in INDEFINITE_ARTICLES and new in UNCOUNTED)
    span = document.span(first, i)
    fix = Fix.write(span, new.capitalize() if document.has(first, Flag.CAPITAL) else new)
    yield Match(span, f"English says “{new}”, not “{document.slice(first, i)}”.", 0.45 if weak else 0.65, (fix,))
