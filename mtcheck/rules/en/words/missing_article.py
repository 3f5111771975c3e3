"""WRD012: fixed phrases of English whose article is missing."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import outline
from mtcheck.languages.en.vocabulary import FEW, NUMBER_WORDS, UNIONS, WITH_ARTICLE
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule
from mtcheck.rules.en.phrase_rows import ARTICLES, Article
from mtcheck.rules.en.phrases import met

CLOSED = frozenset(". , ; : ! ? )".split())
NAMES = WITH_ARTICLE | {"united", "european"}
VERSUS = ("v", "vs")
KINDS = frozenset("kind sort type form change changes shift".split())  # some kind of company, a change in direction of
COUNTS = NUMBER_WORDS - {"seven", "eight", "nine"} | FEW  # in the past few years


def _anchored() -> dict[tuple[str, str], tuple[Article, ...]]:
    """The rows by the two words around the gap."""
    found: dict[tuple[str, str], tuple[Article, ...]] = {}
    for row in ARTICLES:
        for pair in [(a, b) for a in row.find[row.gap - 1] for b in row.find[row.gap]]:
            found[pair] = (*found.get(pair, ()), row)
    return found


AROUND = _anchored()
STARTS = tuple(sorted(UNIONS))  # “United Nations said”


@rule(
    code="WRD012",
    name="missing-article",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    anchors=(*(f"{a} {b}" for a, b in AROUND), *STARTS),
    examples=(
        Bad("He stood [[in middle]] of the street.", fix="He stood in the middle of the street."),
        Bad("It will be ready [[by end]] of the year.", fix="It will be ready by the end of the year."),
        Bad("He came here [[for first]] time in May.", fix="He came here for the first time in May."),
        Bad("They live [[in United]] States and work there.", fix="They live in the United States and work there."),
        Bad("It is one [[of most]] important cities.", fix="It is one of the most important cities."),
        Bad("It is one [[of largest]] in the region.", fix="It is one of the largest in the region."),
        Bad("She left early [[in morning]].", fix="She left early in the morning."),
        Bad(
            "[[United Nations]] said on Monday that it was wrong.",
            fix="The United Nations said on Monday that it was wrong.",
        ),
        Bad("The best player [[in world]]!", fix="The best player in the world!"),
        Bad("He said that [[United Nations]] was wrong.", fix="He said that the United Nations was wrong."),
        Bad("[[At same]] time, he left.", fix="At the same time, he left."),
        Good("You are going to have to have some kind of company. It is not hard."),
        Good("It was the change in direction of the wind that helped them, and a shift in direction of the talks."),
        Good("He wants to sell in United States “farm country”."),
        Good("He saw “United Nations was here” and “in middle of it” on walls. United Nations officials said no."),
        Good("Fire in middle of town\n\nIt was put out. He liked that sort of company and left."),
        Good("United Nations was wrong\n\nThe African Union and European Union said no."),
        Good("The man whom they asked for last time left, and so did the one that she voted for last time."),
        Good("The party they voted for last time won."),
        Bad("It was late, and they came [[for last]] time.", fix="It was late, and they came for the last time."),
        Bad("He met the man who left [[for last]] time.", fix="He met the man who left for the last time."),
        Good("It is a loan for first time buyers, the longest in United States history."),
        Good("They wore in morning dress what is in world football one of most clubs' habits."),
        Good("At the same time he spoke in future-proof terms of the end of it; by end-of-year sales it grew."),
        Good("The decision in the case of Korematsu v. United States upheld it. Ford vs. United States was late."),
        Good("In Middle of Nowhere, a film, they met by end user request."),
    ),
)
def missing_article(document: Document, i: int) -> Iterator[Match]:
    """A fixed phrase that needs “the” stands without it.

    Many languages have no articles, and the system forgets to add the one that English asks for.
    """
    lower = document.lower
    if f"{lower[i]} {lower[i + 1]}" in STARTS:
        yield from _start(document, i)
        return
    for gap, tokens, follow in AROUND[lower[i], lower[i + 1]]:
        first, last = i - gap + 1, i - gap + len(tokens)
        if (
            document.word(i - 1) in KINDS
            or _stranded(document, i)
            or met(document, first, tokens) is None
            or not _written(document, first, i, last)
        ):
            continue
        if _goes_on(document, last + 1, follow):
            edit = Edit(document.starts[i + 1], document.starts[i + 1], "the ")
            new = f"{document.words[i]} the {document.words[i + 1]}"
            message = f"“the” is missing: “{new}”."
            yield Match(document.span(i, i + 1), message, 0.65, (Fix(f"Write “{new}”", (edit,), SUGGEST),))
            return


def _stranded(document: Document, i: int) -> bool:
    """Whether the preposition belongs to a clause whose object stands before it: whom I voted for last time."""
    return document.is_pos(i - 3, Pos.WH | Pos.NOUN) and document.is_pos(i - 2, Pos.PRONOUN)


def _start(document: Document, i: int) -> Iterator[Match]:
    """The name of a union without “the”, before its verb."""
    if not document.in_prose(i) or document.has(i, Flag.QUOTED) or _against(document, i - 1):
        return
    clause = outline(document).clause_with(i + 2)
    if clause is None or clause.joined or clause.subject is None or clause.subject[:2] != (i, i + 1):
        return
    the = "The" if document.has(i, Flag.FIRST) else "the"
    new = f"{the} {document.words[i]}"
    edit = Edit(document.starts[i], document.starts[i], f"{the} ")
    message = f"“{the}” is missing: “{new}”."
    yield Match(document.span(i, i + 1), message, 0.6, (Fix(f"Write “{new}”", (edit,), SUGGEST),))


def _against(document: Document, i: int) -> bool:
    """Whether token i ends what stands between the parties of a case in court: v., vs."""
    stop = document.lower[i] == "."
    return document.word(i - stop).rstrip(".") in VERSUS


def _written(document: Document, first: int, i: int, last: int) -> bool:
    """Whether the phrase is running text: no title, no heading, and only names have capitals."""
    if not document.in_prose(i) or document.has(i, Flag.QUOTED):
        return False
    for k in range(max(first, i), last + 1):
        capital = document.has(k, Flag.CAPITAL) and not document.has(k, Flag.FIRST)
        named = document.lower[i + 1] in NAMES and k > i
        if capital != named:
            return False
    return True


def _goes_on(document: Document, after: int, follow: str) -> bool:
    """Whether what follows is what the row asks for."""
    if document.has(after + 1, Flag.QUOTED):
        return False  # in United States “farm country”
    if not follow:
        return True
    phrases = outline(document)
    if follow == "adjective":
        phrase = phrases.phrase_at(after)
        return phrase is not None and phrase.last > after and document.is_pos(after, Pos.ADJECTIVE)
    if document.word(after) in CLOSED:
        return True
    counted = document.word(after - 1) in COUNTS
    ends = phrases.phrase_ending(after - 1 + counted)
    return follow == "open" and ends is not None
