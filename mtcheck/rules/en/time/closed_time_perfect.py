"""TIM001: a present perfect beside a time that is over."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import (
    BEFORE_DATES,
    CONJUNCTIONS,
    EVENTS,
    LONG_UNITS,
    MODALS,
    PAST_IS_PARTICIPLE,
    SEASONS,
    WEEKDAYS,
)
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, Pos, Related, Span, layer, rule

UNITS = LONG_UNITS | SEASONS | {"night", "fall", "weekend"}
TERMS = frozenset("term visit presidency reign lifetime tenure trip stay childhood war".split())
ENDED = ("first", "previous", "last")
SIMPLE_PAST = {
    "been": "was", "become": "became", "begun": "began", "broken": "broke", "chosen": "chose", "come": "came",
    "done": "did", "drawn": "drew", "driven": "drove", "fallen": "fell", "flown": "flew", "forgotten": "forgot",
    "given": "gave", "gone": "went", "grown": "grew", "hidden": "hid", "known": "knew", "risen": "rose", "run": "ran",
    "seen": "saw", "shown": "showed", "spoken": "spoke", "sunk": "sank", "sworn": "swore", "taken": "took",
    "written": "wrote", "won": "won", "stolen": "stole", "thrown": "threw", "worn": "wore", "withdrawn": "withdrew",
    "overcome": "overcame", "eaten": "ate", "shot": "shot", "met": "met",
}  # fmt: skip
NOT = ("not", "n't", "n’t")
FIRST_YEAR = 1500  # smaller numbers are rather amounts
BEFORE_BARE_HAVE = MODALS | {"to"}
OVER_REACH = 12  # tokens between the verb and the time


@rule(
    code="TIM001",
    name="perfect-with-closed-time",
    severity=MINOR,
    mqm="fluency/grammar/tense",
    anchors=("has", "have"),
    examples=(
        Bad("During his first term, the president [[has met]] the minister three times.",
            fix="During his first term, the president met the minister three times."),
        Bad("In 2016 he [[has bought]] a house in the village.", fix="In 2016 he bought a house in the village."),
        Bad("The company [[has opened]] two plants last year.", fix="The company opened two plants last year."),
        Bad("The museum [[has been closed]] in 2017 by the council.",
            fix="The museum was closed in 2017 by the council."),
        Bad("They [[have sold]] the house on Monday.", fix="They sold the house on Monday."),
        Bad("He [[has seen]] it yesterday.", fix="He saw it yesterday."),
        Bad("In 2021, there [[has been]] a rise in prices.", fix="In 2021, there was a rise in prices."),
        Bad("In 2016 he [[has sold]] the house built by his father.",
            fix="In 2016 he sold the house built by his father."),
        Bad("The new stamp [[has appeared]] next year."),
        Bad("In 2016 he [[has not bought]] a house."),
        Bad("In 2016 he [[has sold]] one house and has bought another."),
        Bad("In 2016 she [[has written]] a book and given it away."),
        Good("Since last year the company has opened two plants."),
        Good("He has met the minister three times in the last year. In his present term he has met nobody."),
        Good("Last year has taught us a lot about the sea. Since 2011 the state has bought ten houses."),
        Good("She has worked better than last year. She must have felt tired in 1992."),
        Good("She has got a meeting on Monday. It has a fair on Monday. She has read last week's paper."),
        Good("The shop has opened every Monday. The text has been edited on Facebook. He has come last of all."),
        Good("The fair has been held in late summer. The town has planned it for a new hall in 2093."),
        Good("The number of guests has grown\nOn Monday the council met."),
        Good("The rule has never been used and was dropped in 1969."),
        Good("Because of the treaty they have signed, last year no missile was built."),
        Good("She has often spoken of the house she bought in 1995."),
        Good("In the last year he has met the minister three times."),
        Good("The club has held three fairs so far in 2019."),
        Good("Manchester United have also lost the match on Sunday. The table is new: Leeds have won it last year."),
        Bad("Anna Lind and Eva Berg [[have sold]] the house on Monday.",
            fix="Anna Lind and Eva Berg sold the house on Monday."),
        Good("The police have approved a rally in the old town on Saturday, and a match has been set for Monday."),
        Good("It could not have been two years ago, and it couldn’t have ended in 2016."),
        Good("The volumes have increased over the same period last year."),
        Good("The party has gained votes compared to the elections in 2018."),
    ),
)  # fmt: skip
def perfect_with_closed_time(document: Document, i: int) -> Iterator[Match]:
    """A time that is over calls for the simple past, not for “has done”.

    Many languages use one form for both, and engines carry it over.
    """
    verb = _participle(document, i)
    if verb is None or document.sentence_list[i] in _so_far(document):
        return
    time = _time_before(document, i) or _time_after(document, verb)
    if time is None:
        return
    if _club(document, i):
        return
    past = "" if _goes_on(document, verb) else _past(document, i, verb)
    words = document.slice(i, verb)
    fixes = (Fix.write(document.span(i, verb), past),) if past else ()
    when = document.text[slice(*time)]
    future = when.lower().startswith(("next", "tomorrow"))
    yield Match(
        document.span(i, verb),
        f"“{words}” does not go with “{when}”: the time is {'yet to come' if future else 'over'}.",
        0.75,
        () if future else fixes,
        (Related(time, "the time"),),
    )


def _club(document: Document, i: int) -> bool:
    """Whether a name for one takes “have” at i: a reporter of sport in Britain writes so, with the perfect and days;
    engines do not."""
    k = i
    while k and document.has(k - 1, Flag.CAPITAL):
        k -= 1
    if document.lower[i] != "have" or k == i or document.tags[i - 1] != "NNP":
        return False
    return document.has(k, Flag.FIRST) or document.has(k - 1, Flag.PUNCT | Flag.CLOSE)


@layer
def _so_far(document: Document) -> frozenset[int]:
    """The sentences that say that the time goes on: three times so far in 2019."""
    far = document.index.get("far", ())
    return frozenset(document.sentence_list[k] for k in far if document.word(k - 1) == "so")


def _participle(document: Document, i: int) -> int | None:
    """The past participle that "has" at i governs, adverbs between allowed; of a passive the last one."""
    if document.word(i - 1 - (document.word(i - 1) in NOT)) in BEFORE_BARE_HAVE:
        return None
    verb = _after_adverbs(document, i)
    if document.word(verb) == "been" and document.is_pos(verb + 1, Pos.PARTICIPLE | Pos.ADVERB):
        verb = _after_adverbs(document, verb)
    return verb if document.is_pos(verb, Pos.PARTICIPLE) and document.word(verb) != "got" else None


def _after_adverbs(document: Document, i: int) -> int:
    i += 1
    while document.is_pos(i, Pos.ADVERB):
        i += 1
    return i


def _time_before(document: Document, i: int) -> Span | None:
    """A closed time that opens the sentence, with only a subject between it and the verb."""
    first = document.sentence_of(i).first
    if document.has(first, Flag.PUNCT):
        first += 1
    end = closed_time(document, first)
    if end < 0:
        return None
    between = range(end + 1, i)
    if not between or any(document.is_pos(k, Pos.VERB | Pos.WH) for k in between):
        return None
    return document.span(first, end)


def _time_after(document: Document, verb: int) -> Span | None:
    """A closed time after the verb in the same clause: no other verb or clause opener between."""
    for k in range(verb + 1, min(verb + OVER_REACH, document.sentence_of(verb).last + 1)):
        end = closed_time(document, k)
        if end >= 0:
            belongs = document.is_pos(end + 1, Pos.NOUN | Pos.POSSESSIVE)  # last year's fair
            return None if belongs else document.span(k, end)
        if document.word(k) in EVENTS and document.is_pos(k, Pos.NOUN):
            return None  # they have approved a rally in the town on Saturday
        if document.is_pos(k, Pos.VERB | Pos.WH | Pos.CONJUNCTION) or document.word(k) in STOPPERS:
            return None
        if document.has(k, Flag.PUNCT):
            return None
    return None


STOPPERS = BEFORE_DATES - {"on"} | {"than", "as"}


def closed_time(document: Document, i: int) -> int:
    """The last token of a closed past time that begins at token i; -1 if none does."""
    word, following, third = document.word(i), document.word(i + 1), document.word(i + 2)
    if word in ("yesterday", "tomorrow"):
        return i
    if word in ("next", "last") and following in UNITS:
        if document.word(i - 2) == "same":
            return -1  # over the same period last year
        return -1 if document.is_pos(i - 1, Pos.DETERMINER | Pos.POSSESSIVE) else i + 1
    if (word == "in" and _past_year(document, following)) or (word == "on" and following in WEEKDAYS):
        return i + 1
    if word in ("during", "in") and third in ENDED and document.word(i + 3) in TERMS:
        return i + 3
    return i + 2 if third == "ago" else -1


def _past_year(document: Document, word: str) -> bool:
    """Whether the word is a year that was over when the text was read."""
    return word.isdecimal() and FIRST_YEAR <= int(word[:5]) < document.today.year


def _goes_on(document: Document, verb: int) -> bool:
    """Whether “has” governs a second verb that is not a simple past as it stands: “has written a book and given it”."""
    return any(
        document.word(k) in CONJUNCTIONS
        and (document.is_pos(k + 1, Pos.PARTICIPLE) or document.word(k + 1) in ("has", "have"))
        for k in range(verb + 1, min(verb + OVER_REACH, document.sentence_of(verb).last))
    )


def _past(document: Document, first: int, verb: int) -> str:
    """The simple past of "has (been) (adverbs) <participle>"; "" if unsure of it."""
    words = document.words[first + 1 : verb + 1]
    if not {"not", "n't", "n’t"}.isdisjoint(words):
        return ""  # “did not buy”
    if "been" in words:
        return " ".join(["was" if document.word(first) == "has" else "were", *(w for w in words if w != "been")])
    word = document.word(verb)
    past = SIMPLE_PAST.get(word, word if word.endswith("ed") or word in PAST_IS_PARTICIPLE else "")
    return " ".join([*words[:-1], past]) if past else ""
