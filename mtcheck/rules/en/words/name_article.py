"""WRD013: “the” before a name that takes no article."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import HONORIFICS, ONCE_WITH_ARTICLE, PORTFOLIOS, STATES, TITLES
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, mask_rule

FINITE = ("VBD", "VBZ", "MD")


KNOWN = STATES | ONCE_WITH_ARTICLE | TITLES | PORTFOLIOS | {f"{title}." for title in HONORIFICS}


def _candidates(document: Document) -> list[int]:
    """“the” before a known name, or before a name of at most three words with its verb."""
    pos, lower, tags = document.pos_list, document.lower, document.tags
    return [
        i
        for i in document.index.get("the", ())
        if i < len(pos) - 4
        and pos[i + 1] & Pos.NAME
        and (lower[i + 1] in KNOWN or tags[i + 2] in FINITE or tags[i + 3] in FINITE or tags[i + 4] in FINITE)
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
    if document.has(i, Flag.QUOTED) or not document.in_prose(i) or not document.has(i + 1, Flag.CAPITAL):
        return
    last = i + 1
    while document.is_pos(last + 1, Pos.NAME) and document.has(last + 1, Flag.CAPITAL):
        last += 1
    confidence = _confidence(document, i + 1, last)
    if not confidence or not document.same_sentence(i, last + 1) or last - i > 5:
        return
    edit = Edit(document.starts[i], document.starts[i + 1], "")
    message = f"“{document.slice(i + 1, last)}” takes no article."
    yield Match(document.span(i), message, confidence, (Fix(f"Leave out “{words[i]}”", (edit,), SUGGEST),))


def _confidence(document: Document, first: int, last: int) -> float:
    """How surely the name takes no article; 0 if that is not known."""
    word = document.lower[first]
    verb = document.tag(last + 1) in FINITE and document.words[last + 1].islower()
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
    places = document.index[document.lower[i]]
    return any(k and names.gendered_given(document.words[k - 1]) and document.has(k - 1, Flag.CAPITAL) for k in places)


def _bare(document: Document, first: int, last: int) -> bool:
    """Whether the document has the name without “the” and nowhere else with it."""
    name = document.lower[first : last + 1]
    places = [k for k in document.index[name[0]] if k != first and document.lower[k : k + len(name)] == name]
    with_the = [k for k in places if document.word(k - 1) == "the" and not document.is_pos(k + len(name), Pos.NOUN)]
    return len(places) > len(with_the) and len(with_the) <= 1
