"""TIM001: a present perfect beside a time that is over."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import (
    BEFORE_DATES,
    INDEFINITE_ARTICLES,
    LONG_UNITS,
    NUMBER_WORDS,
    PAST_IS_PARTICIPLE,
    PLURAL_QUANTIFIERS,
    PLURAL_UNITS,
    SEASONS,
    WEEKDAYS,
)
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, Pos, Related, Span, rule

UNITS = LONG_UNITS | SEASONS | {"night", "fall", "weekend"}
AGO_UNITS = PLURAL_UNITS | LONG_UNITS - {"decade"} | {"day", "hour"}
AMOUNTS = INDEFINITE_ARTICLES | NUMBER_WORDS | PLURAL_QUANTIFIERS - {"both"} | {"some"}
TERMS = frozenset("term visit presidency reign lifetime tenure trip stay childhood war".split())
ENDED = frozenset("first previous former last earlier".split())
SIMPLE_PAST = {
    "been": "was", "become": "became", "begun": "began", "broken": "broke", "chosen": "chose", "come": "came",
    "done": "did", "drawn": "drew", "driven": "drove", "fallen": "fell", "flown": "flew", "forgotten": "forgot",
    "given": "gave", "gone": "went", "grown": "grew", "hidden": "hid", "known": "knew", "risen": "rose", "run": "ran",
    "seen": "saw", "shown": "showed", "spoken": "spoke", "sunk": "sank", "sworn": "swore", "taken": "took",
    "written": "wrote", "won": "won", "stolen": "stole", "thrown": "threw", "worn": "wore", "withdrawn": "withdrew",
    "overcome": "overcame", "eaten": "ate", "shot": "shot", "met": "met",
}  # fmt: skip
FIRST_YEAR = 1500  # smaller numbers are rather amounts
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
        Bad("The new stamp [[has appeared]] next year."),
        Bad("In 2016 he [[has not bought]] a house."),
        Bad("In 2016 he [[has sold]] one house and has bought another."),
        Bad("In 2016 she [[has written]] a book and given it away."),
        Good("Since last year the company has opened two plants."),
        Good("She has often spoken of the house she bought in 1995."),
        Good("In the last year he has met the minister three times."),
        Good("The party has gained votes compared to the elections in 2018."),
    ),
)  # fmt: skip
def perfect_with_closed_time(document: Document, i: int) -> Iterator[Match]:
    """A time that is over calls for the simple past, not for “has done”.

    Many languages use one form for both, and engines carry it over.
    """
    verb = _participle(document, i)
    if verb < 0:
        return
    time, confidence = _time_before(document, i), 0.75
    if time is None:
        time, confidence = _time_after(document, verb), 0.7
    if time is None:
        return
    past = "" if _goes_on(document, verb) else _past(document, i, verb)
    words = document.slice(i, verb)
    fixes = (Fix.write(document.span(i, verb), past),) if past else ()
    when = document.text[slice(*time)]
    future = when.lower().startswith(("next", "tomorrow"))
    yield Match(
        document.span(i, verb),
        f"“{words}” does not go with “{when}”: the time is {'yet to come' if future else 'over'}.",
        confidence,
        () if future else fixes,
        (Related(time, "the time"),),
    )


def _participle(document: Document, i: int) -> int:
    """The past participle that "has" at i governs, adverbs between allowed; of a passive the last one; -1 if none."""
    if document.word(i - 1) in ("to", "may", "might", "could", "would", "must", "should", "will"):
        return -1
    j = i
    while True:
        j += 1
        while document.same_sentence(i, j) and document.is_pos(j, Pos.ADVERB) and document.word(j) != "n't":
            j += 1
        if not document.same_sentence(i, j) or not document.is_pos(j, Pos.PARTICIPLE) or document.word(j) == "got":
            return -1
        if document.word(j) != "been" or not document.is_pos(j + 1, Pos.PARTICIPLE | Pos.ADVERB):
            return j


def _time_before(document: Document, i: int) -> Span | None:
    """A closed time that opens the sentence, with only a short subject between it and the verb."""
    first = document.sentence_of(i).first
    if document.has(first, Flag.PUNCT):
        first += 1
    end = closed_time(document, first)
    if end < 0:
        return None
    j = end + 1
    if document.word(j) == ",":
        j += 1
    between = range(j, i)
    if not 1 <= len(between) <= 6 or any(document.is_pos(k, Pos.VERB | Pos.WH) for k in between):
        return None
    if any(document.has(k, Flag.PUNCT) for k in between):
        return None
    return document.span(first, end)


def _time_after(document: Document, verb: int) -> Span | None:
    """A closed time after the verb in the same clause: no other verb, mark or clause opener between."""
    for k in range(verb + 1, verb + OVER_REACH):
        if not document.same_sentence(verb, k):
            return None
        end = closed_time(document, k)
        if end >= 0:
            belongs = document.is_pos(end + 1, Pos.NOUN | Pos.POSSESSIVE) or document.word(k - 1) in (
                "since",
                "from",
                "of",
            )
            return None if belongs else document.span(k, end)
        if document.is_pos(k, Pos.VERB | Pos.WH | Pos.CONJUNCTION) or document.word(k) in STOPPERS:
            return None
        if document.has(k, Flag.PUNCT):
            return None
    return None


STOPPERS = BEFORE_DATES - {"on"} | frozenset("than as compared between because that if like for over".split())


def closed_time(document: Document, i: int) -> int:
    """The last token of a closed past time that begins at token i; -1 if none does."""
    word, following = document.word(i), document.word(i + 1)
    if word in ("yesterday", "tomorrow"):
        return i
    if word == "next" and following in UNITS and document.word(i - 1) not in ("the", "this", "its", "his", "their"):
        return i + 1
    if (
        word == "last"
        and following in UNITS
        and document.word(i - 1) not in ("the", "this", "these", "its", "his", "their")
    ):
        return i + 1
    if word == "in" and _past_year(document, following) and document.word(i + 2) not in ("-", "–", "/"):
        return i + 1
    if word == "on" and following in WEEKDAYS:
        return i + 1
    if word in ("during", "in") and document.is_pos(i + 1, Pos.POSSESSIVE) and document.word(i + 2) in ENDED:
        return i + 3 if document.word(i + 3) in TERMS else -1
    if document.has(i, Flag.NUMBER) or word in AMOUNTS:
        return i + 2 if following in AGO_UNITS and document.word(i + 2) == "ago" else -1
    return -1


def _past_year(document: Document, word: str) -> bool:
    """Whether the word is a year that was over when the text was read."""
    return len(word) == 4 and word.isascii() and word.isdigit() and FIRST_YEAR <= int(word) < document.today.year


def _goes_on(document: Document, verb: int) -> bool:
    """Whether “has” governs a second verb that is not a simple past as it stands: “has written a book and given it”."""
    for k in range(verb + 1, verb + OVER_REACH):
        if not document.same_sentence(verb, k + 1):
            return False
        word = document.word(k + 1)
        second = document.is_pos(k + 1, Pos.PARTICIPLE) and not word.endswith("ed") and word not in PAST_IS_PARTICIPLE
        if document.word(k) in ("and", "or", "but") and (second or word in ("has", "have")):
            return True
    return False


def _past(document: Document, first: int, verb: int) -> str:
    """The simple past of "has (been) (adverbs) <participle>"; "" if unsure of it."""
    word = document.word(verb)
    between = [document.words[k] for k in range(first + 1, verb)]
    if "not" in between:
        return ""  # “did not buy”
    was = "was" if document.word(first) == "has" else "were"
    if word == "been" or "been" in between:
        return " ".join(
            [was, *(w for w in between if w != "been"), *([document.words[verb]] if word != "been" else [])]
        )
    past = SIMPLE_PAST.get(word, word if word.endswith("ed") or word in PAST_IS_PARTICIPLE else "")
    return " ".join([*between, past]) if past else ""
