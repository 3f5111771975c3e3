"""The gendered pronouns of a document: where they are, whose gender they have, in what case."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from mtcheck.languages.en.people.names import FEMALE, MALE
from mtcheck.text.document import Document, Flag, layer


class Case(StrEnum):
    """The form of a pronoun."""

    SUBJECT = "subject"
    OBJECT = "object"
    POSSESSIVE = "possessive"  # her car
    INDEPENDENT = "independent"  # hers
    REFLEXIVE = "reflexive"


class Pronoun(NamedTuple):
    """Token i is a pronoun of this gender (F, M)."""

    i: int
    gender: str
    case: Case


FORMS = {
    "she": (FEMALE, Case.SUBJECT),
    "her": (FEMALE, Case.POSSESSIVE),
    "hers": (FEMALE, Case.INDEPENDENT),
    "herself": (FEMALE, Case.REFLEXIVE),
    "he": (MALE, Case.SUBJECT),
    "him": (MALE, Case.OBJECT),
    "his": (MALE, Case.POSSESSIVE),
    "himself": (MALE, Case.REFLEXIVE),
}
WORDS = {
    FEMALE: dict(zip(Case, ("she", "her", "her", "hers", "herself"), strict=True)),
    MALE: dict(zip(Case, ("he", "him", "his", "his", "himself"), strict=True)),
    "": dict(zip(Case, ("it", "it", "its", "its own", "itself"), strict=True)),
}
# After "her" as an object, "his" as a word of its own.
_NO_NOUN = frozenset(
    """to in on at for and as from with by that when into after a an the out up or but while of off who is was were
    are be before about because over if so during through until since than though although not never again back
    down away home here there now then today yesterday it he she they his their this these those how what where
    why would will could can had has have did does do too also alone""".split()
)
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBG", "VBN", "CD")


@layer
def pronouns(document: Document) -> list[Pronoun]:
    """The he and she pronouns of the document in reading order."""
    index = document.index
    found = [_pronoun(document, i, w) for w in FORMS.keys() & index.keys() for i in index[w]]
    found.sort(key=lambda p: p.i)
    return _without_pairs(document, found)


def _without_pairs(document: Document, found: list[Pronoun]) -> list[Pronoun]:
    """Without "he or she", "his/her", which stand for anyone."""
    paired = set()
    for a, b in pairwise(found):
        between = document.word(a.i + 1)
        if b.i - a.i == 2 and a.gender != b.gender and between in ("or", "/", "and", "("):
            paired |= {a.i, b.i} if between != "and" or _alike(document, a, b) else set()
    paired |= {p.i for p in found if _in_title(document, p.i)}
    paired |= {p.i for p in found if document.word(p.i - 1) == "/" or document.word(p.i + 1) == "/"}
    return [p for p in found if p.i not in paired] if paired else found


def _alike(document: Document, a: Pronoun, b: Pronoun) -> bool:
    """Whether the pronouns around “and” have one form: she and he, his and her; not her and his (son)."""
    return b.case is not Case.POSSESSIVE or document.lower[a.i] == "his"


def _in_title(document: Document, i: int) -> bool:
    """A capital inside a sentence beside another: Her Majesty, “His Girl Friday”."""
    if not document.has(i, Flag.CAPITAL) or document.has(i, Flag.FIRST):
        return False
    return document.has(i + 1, Flag.CAPITAL) or document.has(i - 1, Flag.CAPITAL)


def _pronoun(document: Document, i: int, word: str) -> Pronoun:
    gender, case = FORMS[word]
    if word in ("her", "his") and not _noun_follows(document, i):
        case = Case.OBJECT if word == "her" else Case.INDEPENDENT
    return Pronoun(i, gender, case)


def _noun_follows(document: Document, i: int) -> bool:
    """Whether a noun phrase follows the possessive at i."""
    if not document.same_sentence(i, i + 1) or not document.has(i + 1, Flag.WORD | Flag.NUMBER):
        return document.word(i + 1) in ("“", '"', "‘", "'", "``")
    if document.word(i + 1) in ("home", "back", "down", "out", "up", "all", "what", "so"):
        return document.tag(i + 1) in _NOUN_TAGS
    if document.word(i + 1) in _NO_NOUN or (document.word(i + 1).endswith("ly") and document.tag(i + 1) == "RB"):
        return False
    return document.tag(i) != "PRP" or document.tag(i + 1) in _NOUN_TAGS
