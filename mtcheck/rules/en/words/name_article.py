"""WRD013: “the” before a name that takes no article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from mtcheck.languages.en.grammar.syntax import outline
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import HONORIFICS, ONCE_WITH_ARTICLE, PORTFOLIOS, STATES, TITLES
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, mask_rule

MOST = 5  # words of a name


KNOWN = STATES | ONCE_WITH_ARTICLE | TITLES | PORTFOLIOS | {f"{title}." for title in HONORIFICS}


def _candidates(document: Document) -> list[int]:
    """“the” before a known name, or before a name of at most three words with its verb."""
    pos, lower = document.pos_list, document.lower
    return [
        i
        for i in document.index.get("the", ())
        if i < len(pos) - 4
        and pos[i + 1] & Pos.NAME
        and (lower[i + 1] in KNOWN or (pos[i + 2] | pos[i + 3] | pos[i + 4]) & Pos.FINITE)
    ]


@mask_rule(
    code="WRD013",
    name="article-before-name",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    candidates=_candidates,
    examples=(
        Bad(
            "In May Russia left. Then [[the]] Russia said it was ready.",
            fix="In May Russia left. Then Russia said it was ready.",
        ),
        Bad(
            "Donald Trump left. On Monday [[the]] Trump said he was ready.",
            fix="Donald Trump left. On Monday Trump said he was ready.",
        ),
        Bad(
            "Anna Novak left. On Monday [[the]] Anna Novak said no.",
            fix="Anna Novak left. On Monday Anna Novak said no.",
        ),
        Bad("Then [[the]] President Joe Biden said no.", fix="Then President Joe Biden said no."),
        Bad("[[The]] China has won this time.", fix="China has won this time."),
        Good("He wrote “the China has won” on it. Then China said: THE China has won."),
        Good("The China has won\n\nIt was late. Donald Trump saw the Trump and left."),
        Good("Then the Russia team said no, and the China that we knew was gone."),
        Good("Donald Trump left. The Trump administration said the Trump Tower was closed."),
        Good("Then the President said no, and the Netherlands has won."),
        Good("Tom Ford left. The Ford was sold, and the President Lincoln, a ship, sank."),
    ),
)
def article_before_name(document: Document, i: int) -> Iterator[Match]:
    """“the” stands before the name of a state or a person, which takes no article.

    Languages differ in this, and the system copies the article or adds one to be safe.
    """
    words = document.words
    if words[i] not in ("the", "The") or (words[i] == "The" and not document.has(i, Flag.FIRST)):
        return
    phrase = outline(document).phrase_from(i)
    if phrase is None or document.has(i, Flag.QUOTED) or not document.in_prose(i):
        return
    last = phrase.last
    if last - i > MOST or not all(_named(document, k) for k in range(i + 1, last + 1)):
        return
    confidence = _confidence(document, i + 1, last)
    if not confidence:
        return
    edit = Edit(document.starts[i], document.starts[i + 1], "")
    message = f"“{document.slice(i + 1, last)}” takes no article."
    yield Match(document.span(i), message, confidence, (Fix(f"Leave out “{words[i]}”", (edit,), SUGGEST),))


def _named(document: Document, k: int) -> bool:
    return document.is_pos(k, Pos.NAME) and document.has(k, Flag.CAPITAL)


def _confidence(document: Document, first: int, last: int) -> float:
    """How surely the name takes no article; 0 if that is not known."""
    word = document.lower[first]
    verb = document.is_pos(last + 1, Pos.FINITE) and document.words[last + 1].islower()
    ends = verb or document.word(last + 1) in (".", "'s")
    if first == last and word in STATES | ONCE_WITH_ARTICLE and not document.has(first, Flag.UPPER):
        bare = _bare(document, first, last)
        if not ends or (word in ONCE_WITH_ARTICLE and not bare):
            return 0.0
        return 0.5 if word in ONCE_WITH_ARTICLE else 0.7 if bare else 0.6
    if word.rstrip(".") in TITLES or word in PORTFOLIOS:
        return 0.6 if (verb or document.word(last + 1) in (",", ".")) and _titled(document, first, last) else 0.0
    if not verb or document.word(last + 1) not in names.group("S"):
        return 0.0  # teams and ships bear names of persons too, and do not speak
    person = names.gendered_given(document.words[first]) and first < last
    named = person if first < last else _surname(document, first)
    return 0.65 if named and _bare(document, first, last) else 0.0


def _titled(document: Document, first: int, last: int) -> bool:
    """Whether a title and a first name stand here: President Joe Biden."""
    k = first + 1 + (document.lower[first] in PORTFOLIOS)
    return k < last and document.lower[k - 1].rstrip(".") in TITLES and bool(names.given(document.words[k]))


def _surname(document: Document, i: int) -> bool:
    """Whether the document has this word after a first name, as the end of a person's name."""
    if names.place(document.lower[i]):
        return False
    known: dict[str, bool] = document.__dict__.setdefault("words.surnames", {})  # asked for at every place of a name
    word = document.lower[i]
    if word not in known:
        before = [k - 1 for k in document.index[word] if k and document.has(k - 1, Flag.CAPITAL)]
        known[word] = any(names.gendered_given(document.words[k]) for k in before)
    return known[word]


def _places(document: Document, name: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """(the places of a name, those of them with the article). All names that begin alike are looked for at once."""
    known: dict[str, Any] = document.__dict__.setdefault("words.name-places", {})
    if name[0] not in known:
        found = known[name[0]] = {}
        for k in document.index[name[0]]:
            for end in range(k + 1, min(k + MOST + 2, len(document) + 1)):
                places, articles = found.setdefault(tuple(document.lower[k:end]), ([], []))
                places.append(k)
                if document.word(k - 1) == "the" and not document.is_pos(end, Pos.NOUN):
                    articles.append(k)
    places, articles = known[name[0]][name]
    return places, articles


def _held(places: list[int], i: int) -> bool:
    at = bisect_left(places, i)
    return at < len(places) and places[at] == i


def _bare(document: Document, first: int, last: int) -> bool:
    """Whether the document has the name without “the” and nowhere else with it."""
    if last - first > MOST:
        return False  # nobody's name, and it is not reported
    places, articles = _places(document, tuple(document.lower[first : last + 1]))
    all_others, with_the = len(places) - 1, len(articles) - _held(articles, first)
    return all_others > with_the and with_the <= 1
