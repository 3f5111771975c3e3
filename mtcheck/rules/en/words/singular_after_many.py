"""WRD038: a singular noun after a word for many."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import participle_of, plural
from mtcheck.languages.en.grammar.nouns import is_countable, plural_of
from mtcheck.languages.en.vocabulary import (
    CALENDAR_UNITS,
    COUNTED_NOUNS,
    ENDEARMENTS,
    FINITE_AUXILIARIES,
    INDEFINITE_ARTICLES,
    NUMBER_WORDS,
    NUMBERED,
    PLURAL_DEMONSTRATIVES,
    PLURAL_QUANTIFIERS,
)
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, Pos, rule

QUANTITIES = ("number of", "variety of", "couple of", "range of", "dozens of", "hundreds of", "thousands of", "lot of")
STAGES = frozenset("phase stage grade level step tier class version".split())
LOOSE = PLURAL_DEMONSTRATIVES | {"many", "few"}  # they stand without a noun too: those who, few feel at home
COUNTING = NUMBER_WORDS | PLURAL_DEMONSTRATIVES | PLURAL_QUANTIFIERS | {"various", "numerous"}
ENDS = ("IN", "TO", ".", ",", ":", "WDT", "WP", "MD", "VBD", "")


@rule(
    code="WRD038",
    name="singular-after-many",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    anchors=(*COUNTING, *QUANTITIES),
    examples=(
        Bad("They left for a variety of [[reason]].", fix="They left for a variety of reasons."),
        Bad("The police arrested two young [[man]].", fix="The police arrested two young men."),
        Bad("A number of important [[question]] were open.", fix="A number of important questions were open."),
        Bad("These [[result]] of May are clear.", fix="These results of May are clear."),
        Bad("These [[book]] are too expensive.", fix="These books are too expensive."),
        Bad("He lost both [[leg]] in the war.", fix="He lost both legs in the war."),
        Bad("They saw two old [[man]], he said.", fix="They saw two old men, he said."),
        Bad("Three [[election]] were held.", fix="Three elections were held."),
        Good("The phase two plan of the town is old, and so is her year two report for it."),
        Good("They left for a variety of reasons. The number of the house is two."),
        Good("The two rule books, a five year plan and many a man are here. Several month-long walks, two."),
        Good("They play in a number of city parks, and one or two go. Many question the plan."),
        Good("A variety of fruit, a range of food and several million people. A lot of pressure was felt."),
        Good("The results differ from those of last year, and two of the team are here."),
        Good("The two Man of Steel films, and those day or night walks. He won three gold in one day."),
        Good("They did both work and sport. These cause it, and it is not as bad as many write. A three round vote."),
        Good("He drew both praise for the plan and blame."),
        Good("They had a Radio Five Live poll, and fell to the number two spot."),
        Good("They like the plan, but few feel like they have the time. It is one that both support."),
        Good("It is war against two rival, violent gangs. They bought three model, wooden trains."),
        Good("A child has a better than one in four chance of it. A two in five risk is high."),
        Good("The average patient has a one in three chance of it, and a goal for a one to five year-long timeframe."),
        Good("Both act on the effect of it. Both hope to win."),
        Bad("Both [[leg]] of his were hurt.", fix="Both legs of his were hurt."),
        Bad("He hurt both [[hand]] in the war.", fix="He hurt both hands in the war."),
        Good("It is a one or two priority, and a 1 in five risk."),
        Bad("Of 20 people two [[man]] were hurt.", fix="Of 20 people two men were hurt."),
        Bad("They met in two [[house]].", fix="They met in two houses."),
        Good("It will be a happy day for we two darling, and a night for we two sweetheart."),
        Good("The crews of both craft were saved. It binds to several receptor/co-receptor systems."),
    ),
)
def singular_after_many(document: Document, i: int) -> Iterator[Match]:
    """A noun that is counted stands in the singular after a word for many.

    Where the source has no plural, or none after numbers, engines leave it out.
    """
    quantity = document.lower[i] not in COUNTING
    if (document.has(i, Flag.CAPITAL) and not document.has(i, Flag.FIRST)) or document.word(i - 1) == "number":
        return  # a Radio Five Live poll, the number two spot
    if document.lower[i] in NUMBER_WORDS and document.word(i - 1) in NUMBERED | CALENDAR_UNITS | STAGES:
        return  # the phase two plan
    one = document.word(i - 2) == "one" or document.is_pos(i - 2, Pos.NUMBER)
    if one and document.word(i - 1) in ("in", "or", "to"):
        return  # a one in four chance, the number one or two priority
    k = i + 1 + quantity
    while document.tag(k) == "JJ":
        k += 1
    noun = document.word(k)
    loose = quantity or document.lower[i] in LOOSE
    if document.tag(k) != "NN" or not document.words[k].islower() or not _counted(noun, loose):
        return
    if document.tag(k + 1) not in ENDS and document.word(k + 1) not in FINITE_AUXILIARIES:
        return
    if document.word(k + 1) in ("-", "/") or _other(document, i) or noun in ENDEARMENTS:
        return
    if document.lower[i] == "both" and document.has(i, Flag.FIRST) and participle_of(noun) in frequent():
        return  # both act on it
    if document.word(k + 1) == "," and document.is_pos(k + 2, Pos.ADJECTIVE):
        return  # two rival, violent gangs
    new = plural_of(noun)
    many = document.slice(i, i + quantity)
    yield Match(document.span(k), f"After “{many}” it is “{new}”.", 0.65, (Fix.write(document.span(k), new),))


def _other(document: Document, i: int) -> bool:
    """Whether the word counts something else: a three round match; both praise for it and blame."""
    if document.lower[i] == "both":
        return (
            document.word(i - 1) in ("that", "which", "who", "they", "we", "you")
            or "and" in document.lower[i : document.sentence_of(i).last]
        )
    return document.lower[i] in NUMBER_WORDS and document.word(i - 1) in INDEFINITE_ARTICLES


def _counted(noun: str, loose: bool) -> bool:
    """Whether the noun is one that is counted; after a loose word for many, one that is never measured."""
    if noun in COUNTED_NOUNS:
        return True
    known = frequent()  # both forms are about as frequent: elections, not golds
    return not loose and is_countable(noun) and known[plural(noun)] - known.get(noun, 0) <= COMMON


COMMON = 2  # classes of frequency that the plural may be behind
