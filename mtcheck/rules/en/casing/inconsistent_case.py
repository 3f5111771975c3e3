"""CAP005: a name or an acronym that the article writes with capitals elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.vocabulary import NAMING
from mtcheck.languages.en.words.wordlist import NAME, UNKNOWN, kind
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, Related, document_rule

LEAST = 2  # times that the article writes the word with capitals in mid-sentence
LETTERS = 4  # of a name; shorter ones are particles (van, bin, dos)
SHORTEST = 3  # letters of an acronym
CASED = Flag.CAPITAL | Flag.UPPER | Flag.MIXED
ADDRESS = frozenset("@#/._-\\~:")
NAMING_WORDS = NAMING | {"noun", "verb", "lowercase"}  # before a word that is spoken of


@document_rule(
    code="CAP005",
    name="inconsistent-case",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    examples=(
        Bad("On Monday Kowalczyk met the press. Later Mr Kowalczyk flew home, and [[kowalczyk]] said nothing more.",
            fix="On Monday Kowalczyk met the press. Later Mr Kowalczyk flew home, and Kowalczyk said nothing more."),
        Bad("The fleet of NATO was ready. A ship of NATO left, and the [[nato]] command said nothing.",
            fix="The fleet of NATO was ready. A ship of NATO left, and the NATO command said nothing."),
        Bad("The ward for COVID-19 was closed when COVID-19 spread, and [[covid-19]] patients were sent away.",
            fix="The ward for COVID-19 was closed when COVID-19 spread, and COVID-19 patients were sent away."),
        Good("The town of Bridge and Old Bridge lie close; a bridge joins them."),
        Good("We met Kowalczyk. Then Kowalczyk left. Write to kowalczyk@press.example or see @kowalczyk."),
        Good("We met Kowalczyk. Then Kowalczyk left. “We told kowalczyk all,” she wrote."),
        Good("We met Kowalczyk. Then Kowalczyk left. The word kowalczyk means smith."),
        Good("We met Kowalczyk. Then Kowalczyk left.\nTags: poland, kowalczyk, press"),
        Good("They met the President of France, and the President of Italy left. Then the president slept."),
        Good("He was President-elect when the next President-elect was found. A president-elect has no power."),
        Good("Zubrowka is a vodka. Zubrowka is strong. They drank it in Zubrowka Street, where zubrowka is cheap."),
        Good("A Guide to Zubrowka\nWhere Zubrowka Is Made\nMost people know that zubrowka is a vodka."),
        Good("Scholars of Ibn Khaldun and of Ibn Battuta know the works of Ahmad ibn Majid."),
        Good("Those with AF came first. A patient with AF came in; the af patients are old."),
        Good("The white LED is new. A lamp with an LED costs little, and this led to more of them."),
        Good("They saw Zubrowka twice, in Zubrowka Street; zubrowka is a vodka, and zubrowka is strong."),
    ),
)  # fmt: skip
def inconsistent_case(document: Document) -> Iterator[Match]:
    """A name or an acronym is written small in one place and with capitals in others.

    Engines translate sentence by sentence and restore capitals in each anew.
    """
    flags = document.flag_list
    for word, places in document.index.items():
        if len(places) <= LEAST or len(word) < SHORTEST:
            continue
        small = [i for i in places if not flags[i] & CASED]
        if len(small) != 1 or not _plain(document, small[0]) or usually_small(word):  # the word list is asked last
            continue
        for usual, times in Counter(document.words[i] for i in places if _inside(document, i)).most_common(1):
            if times >= LEAST and (usual.isupper() or _name(word)):
                yield _match(document, small[0], usual, places)


def _name(word: str) -> bool:
    """Whether the small word is no English word that a name might be made of."""
    return len(word) >= LETTERS and word.isalpha() and kind(word) in (NAME, UNKNOWN)


def _plain(document: Document, i: int) -> bool:
    """Whether the small word stands in running text and belongs to no address, quotation or compound."""
    if not document.in_prose(i) or document.has(i, Flag.QUOTED) or document.word(i - 1) in NAMING_WORDS:
        return False
    return not {document.word(i - 1), document.word(i + 1)} & ADDRESS


def _inside(document: Document, i: int) -> bool:
    """Whether the word stands in mid-sentence in running text, and is not set apart there, as a title is."""
    return document.in_prose(i) and not document.has(i, Flag.FIRST | Flag.LINK | Flag.EMPHASIS | Flag.STRONG)


def _match(document: Document, i: int, usual: str, places: list[int]) -> Match:
    span = document.span(i)
    other = next(k for k in places if document.words[k] == usual)
    related = (Related(document.span(other), "written so here"),)
    message = f"“{document.words[i]}” is written “{usual}” elsewhere in this article."
    return Match(span, message, 0.8, (Fix.write(span, usual),), related)
