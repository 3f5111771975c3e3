"""WRD013: “the” before a name that takes no article."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import outline
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import PORTFOLIOS, STATES, TITLES
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, layer, mask_rule
from mtcheck.text.marks import opens_address

CLOSING = (".", ",", "'s")


@layer
def _bare(document: Document) -> frozenset[str]:
    """Words with a capital that stand somewhere without “the”."""
    named = document.marked(Flag.CAPITAL).nonzero()[0].tolist()
    return frozenset(document.lower[k] for k in named if document.word(k - 1) != "the")


@layer
def _surnames(document: Document) -> frozenset[str]:
    """Words that stand somewhere after a first name."""
    named = document.marked(Flag.CAPITAL).nonzero()[0].tolist()
    return frozenset(document.lower[k] for k in named if names.gendered_given(document.words[k - 1]))


def _candidates(document: Document) -> list[int]:
    """“the” before a name."""
    return [i for i in document.index.get("the", ()) if document.is_pos(i + 1, Pos.NAME)]


@mask_rule(
    code="WRD013",
    name="article-before-name",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    wake=_candidates,
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
        Bad("It was [[the]] Prime Minister Joe Biden.", fix="It was Prime Minister Joe Biden."),
        Bad("He met Russia. It was [[the]] Russia.", fix="He met Russia. It was Russia."),
        Bad("[[The]] China has won this time.", fix="China has won this time."),
        Good("He wrote “the China has won” on it. Then China said: THE China has won. In The China has won, a film."),
        Good("The China has won\n\nIt was late. Donald Trump saw the Trump and left. The nicer China has won."),
        Good("Then the Russia team said no, and the China that we knew was gone. Paris left. The Paris said no."),
        Good("Donald Trump left. The Trump administration said the Trump Tower was closed. The Rome has won."),
        Good("Then the President said no, and the Netherlands has won."),
        Good("Tom Ford left. The Ford was sold, and the President Lincoln, a ship, sank. The New China has won."),
        Good("Anna saw it. The Anna Novak was sold, and the Anna Novak blog said no. The Tom Ford said no, and sank."),
        Good("The China Daily has won. China left. The China Daily has won."),
        Good("The President Hotel Rome has closed. He slept in the President James Hotel in Rome."),
        Good("Canada has won. It is a part of the Canada.ca system, and the China.org site is new."),
        Good("The China then. The German Daily has closed."),
    ),
)
def article_before_name(document: Document, i: int) -> Iterator[Match]:
    """“the” stands before the name of a state or a person, which takes no article.

    Languages differ in this, and the system copies the article or adds one to be safe.
    """
    if document.words[i] != ("The" if document.has(i, Flag.FIRST) else "the") or not _known(document, i + 1):
        return
    phrase = outline(document).phrase_from(i)
    if phrase is None or document.has(i, Flag.QUOTED) or not document.in_prose(i):
        return
    if opens_address(document, phrase.last):
        return  # the Canada.ca pages
    if confidence := _confidence(document, i + 1, phrase.last):
        edit = Edit(document.starts[i], document.starts[i + 1], "")
        message = f"“{document.slice(i + 1, phrase.last)}” takes no article."
        fix = Fix(f"Leave out “{document.words[i]}”", (edit,), SUGGEST)
        yield Match(document.span(i), message, confidence, (fix,))


def _known(document: Document, first: int) -> bool:
    """Whether a name that begins so may be that of a state or a person: a quick look at its first word."""
    word = document.lower[first].rstrip(".")
    if word in STATES or word in TITLES or word in PORTFOLIOS:
        return True
    return word in _bare(document) and (
        bool(names.gendered_given(document.words[first])) or word in _surnames(document)
    )


def _confidence(document: Document, first: int, last: int) -> float:
    """How surely the name takes no article; 0 if that is not known."""
    word, after = document.lower[first].rstrip("."), document.word(last + 1)
    verb = document.is_pos(last + 1, Pos.FINITE)
    if not document.is_pos(last, Pos.NAME):
        return 0.0  # the Trump administration
    if word in TITLES | PORTFOLIOS:
        return 0.6 * ((verb or after in CLOSING) and _titled(document, first, last))
    if word not in _bare(document):
        return 0.6 * (first == last and verb and word in STATES)
    if first == last and word in STATES:
        return 0.7 * (verb or after in CLOSING)
    person = names.gendered_given(document.words[first]) if first < last else word in _surnames(document)
    return 0.65 * bool(
        person and after in names.group("S")
    )  # teams and ships bear names of persons too, and do not speak


def _titled(document: Document, first: int, last: int) -> bool:
    """Whether a first name stands after the title: President Joe Biden, Prime Minister Joe Biden."""
    k = first + 1 + (document.lower[first] in PORTFOLIOS)
    return k < last and bool(names.given(document.words[k]))
