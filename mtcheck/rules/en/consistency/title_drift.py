"""CON006: one person under two titles that are one office."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mtcheck.lint import MINOR, Bad, Document, Flag, Good, Match, Related, document_rule

# An office a row: how sure two of its titles are drift, and the titles, of which those joined with = are as good.
OFFICES = """
0.55 secretary general=secretary-general / general secretary
0.6 chairman / chairwoman
0.6 spokesman / spokeswoman
0.6 congressman / congresswoman
0.6 councilman / councilwoman
0.5 foreign minister=minister of foreign affairs=foreign affairs minister=minister for foreign affairs
    / external affairs minister=minister of external affairs / minister of external relations
    / minister of foreign relations=foreign relations minister
0.4 interior minister=minister of the interior=minister of interior=minister of internal affairs
    =internal affairs minister / home minister=home affairs minister=minister of home affairs / home secretary
0.5 defense minister=defence minister=minister of defense=minister of defence=minister of national defense
    =national defense minister / defense secretary=defence secretary=secretary of defense
    / minister of war=war minister / protection minister=minister of protection
0.4 prime minister / premier
0.4 deputy prime minister / vice prime minister / vice premier / deputy premier
0.5 deputy minister / vice minister
0.5 deputy foreign minister / vice foreign minister
0.5 deputy defense minister=deputy defence minister / vice defense minister=vice defence minister
0.5 deputy chairman / vice chairman=vice-chairman
0.5 deputy director / vice director
0.5 deputy governor / vice governor
0.5 deputy mayor / vice mayor
0.5 attorney general / prosecutor general=general prosecutor / procurator general
0.4 major general=maj. gen. / lieutenant general=lt. gen. / brigadier general=brig. gen. / colonel general
0.4 lieutenant colonel=lt. col. / lieutenant general=lt. gen.
"""
PROMOTION = frozenset("promoted promotion rank ranks former ex then succeeded successor predecessor replaced".split())
MOST = 3  # words of a name after the first
SHORT = 3  # letters of a family name that many have


class Office(NamedTuple):
    """What a title stands for: its row, its place in the row, and how sure drift within the row is."""

    row: int
    place: int
    sure: float


class Titled(NamedTuple):
    """A title before a name: the tokens of both, and what it stands for."""

    first: int
    last: int
    name: tuple[str, ...]
    office: Office


@cache
def _titles() -> dict[str, list[tuple[tuple[str, ...], Office]]]:
    """By their first word: the words of each title, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Office]]] = {}
    for row, line in enumerate(OFFICES.replace("\n    /", " /").replace("\n    =", "=").strip().splitlines()):
        sure, _, titles = line.partition(" ")
        for place, equal in enumerate(titles.split(" / ")):
            for title in equal.split("="):
                words = tuple(title.split())
                found.setdefault(words[0], []).append((words, Office(row, place, float(sure))))
    return {first: sorted(rows, key=lambda r: -len(r[0])) for first, rows in found.items()}


def _anchors() -> tuple[str, ...]:
    """What wakes the rule: the first two words of each title."""
    return tuple(sorted({" ".join(words[:2]) for rows in _titles().values() for words, _ in rows}))


@document_rule(
    code="CON006",
    anchors=_anchors(),
    name="title-drift",
    severity=MINOR,
    mqm="terminology/inconsistent",
    examples=(
        Bad("Foreign Minister Jan Novak spoke first. An hour later, the [[Minister of External Affairs Novak]] left."),
        Bad("General Secretary Pak Chol Su met the guests. On Friday [[Secretary General Pak Chol Su]] saw them off."),
        Bad("Chairman Maria Silva sent a letter. In it [[Chairwoman Maria Silva]] asks for more time."),
        Good("Foreign Minister Jan Novak spoke first. The Minister of Foreign Affairs Novak left the hall early."),
        Good("Chairman Jan Novak sent a letter. Chairwoman Maria Silva did not answer, and Chairman Novak left."),
        Bad("Interior Minister Novak sent a letter. In it [[Home Secretary Novak]] asks for more time."),
        Bad("Foreign Minister Jan Novak\nThe [[Minister of External Affairs Novak]] left the hall early."),
        Bad("Chairman Maria Silva sent a letter to all ranks. In it [[Chairwoman Maria Silva]] asks for more time."),
        Good("Chairman Jan Novak sent a letter. The Chairwoman of the bank, Maria Novak, did not answer."),
        Good("Chairman Jan Novak sent a letter. Chairwoman Maria Novak did not answer."),
        Good("Chairman Jan Novak sent a letter. A year later Premier Jan Novak answered it."),
        Good("Premier Kim met the guests. Prime Minister Kim of the other Korea saw them off."),
        Good("In May Secretary General Pak Chol Su came. He had been Deputy General Secretary Pak Chol Su for a year."),
        Good("In May Major General Novak was promoted. In June Lieutenant General Novak left for the front."),
    ),
)
def title_drift(document: Document) -> Iterator[Match]:
    """A person bears another title than elsewhere in the article, though both stand for one office.

    Sentences are translated one by one, and the title is put together anew in each.
    """
    titles = _titles()
    by_name: dict[str, list[Titled]] = {}
    for word in titles.keys() & document.index.keys():
        for i in document.index[word]:
            for found in _read(document, i):
                by_name.setdefault(found.name[-1], []).append(found)
    for several in by_name.values():
        if len(several) > 1:
            yield from _drifting(document, sorted(several))


def _read(document: Document, i: int) -> Iterator[Titled]:
    """The title that begins at token i, once for each office that it stands for, if a name follows."""
    for words, office in _titles()[document.lower[i]]:
        n = len(words)
        if tuple(document.lower[i : i + n]) == words and not _longer(document, i):
            last = i + n - 1
            while document.same_sentence(i, last + 1) and document.has(last + 1, Flag.CAPITAL) and last - i - n < MOST:
                last += 1
            if last >= i + n:
                yield Titled(i, last, tuple(document.lower[i + n : last + 1]), office)


def _longer(document: Document, i: int) -> bool:
    """Whether the title is part of a longer one: Deputy Prime Minister."""
    return document.word(i - 1) in ("deputy", "vice", "former", "ex", "then", "acting", "first", "assistant", "under")


def _drifting(document: Document, several: list[Titled]) -> Iterator[Match]:
    main = several[0]
    for odd in several[1:]:
        if odd.office.row != main.office.row or odd.office.place == main.office.place:
            continue
        if not _one_person(main, odd) or (PROMOTION & document.index.keys() and odd.office.sure < 0.5):
            continue
        here, there = document.slice(odd.first, odd.last), document.slice(main.first, main.last)
        message = f"“{here}” and “{there}” look like one office under two titles."
        related = (Related(document.span(main.first, main.last), f"“{there}” stands here"),)
        yield Match(document.span(odd.first, odd.last), message, odd.office.sure, (), related)
        return


def _one_person(a: Titled, b: Titled) -> bool:
    """Whether the names do not tell two persons apart: one is the end of the other, and not a short family name."""
    short, long = sorted((a.name, b.name), key=len)
    if long[len(long) - len(short) :] != short:
        return False
    return len(long) > 1 or len(short[0]) > SHORT
