"""The noun phrases of a sentence, found from its tags in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mtcheck.languages.en.grammar.nouns import IRREGULAR, is_countable, is_mass, is_plural
from mtcheck.languages.en.grammar.parts import Number, Phrase
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import (
    ARTICLES,
    COMMUNITIES,
    COORDINATORS,
    DISTRIBUTIVES,
    INDEFINITE_ARTICLES,
    NO_PLURAL,
    NUMBER_WORDS,
    PLURAL_DEMONSTRATIVES,
    PLURAL_QUANTIFIERS,
    SEVERAL,
    SINGULAR_DEMONSTRATIVES,
    SINGULAR_SUBJECTS,
)
from mtcheck.text.document import Document, Flag, Pos

PRONOUNS = dict.fromkeys(SINGULAR_SUBJECTS | {"one"}, Number.SINGULAR) | dict.fromkeys(
    PLURAL_DEMONSTRATIVES | {"they", "we"}, Number.PLURAL
)
OF_ONE = INDEFINITE_ARTICLES | SINGULAR_DEMONSTRATIVES | DISTRIBUTIVES
OF_MANY = PLURAL_DEMONSTRATIVES | PLURAL_QUANTIFIERS | NUMBER_WORDS | frozenset("all most various other".split())
BEFORE_DETERMINERS = frozenset("all both half such what".split())  # all the work
INSIDE = Pos.DETERMINER | Pos.POSSESSIVE | Pos.ADJECTIVE | Pos.NUMBER | Pos.NOUN | Pos.NAME
ATTRIBUTE = Pos.PARTICIPLE | Pos.GERUND | Pos.ADVERB
SMALL = 0.8  # from this probability on the first word of a sentence is no name
HEAD = Pos.NOUN | Pos.NAME
ENDS = INSIDE | Pos.PRONOUN  # what a phrase may end in
BEGINS = ENDS | Pos.ADVERB  # and begin with
SOMEBODY = ("someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody")
DAYS = ("today", "yesterday", "tomorrow", "tonight")
GROUPS = ("organisation", "person")  # kinds that may be many: the council have said, but not the economy have grown


def noun_phrases(document: Document, first: int, end: int, kinds: Sequence[str] | None = None) -> list[Phrase]:
    """The noun phrases of tokens first to end - 1, in order. `kinds`: of each token of the document."""
    pos, found, i = document.pos_list, [], first
    while i < end:
        phrase = None
        if pos[i] & Pos.PRONOUN:
            phrase = Phrase(i, i, i, -1, PRONOUNS.get(document.lower[i], Number.EITHER))
        elif pos[i] & INSIDE:
            phrase, i = _phrase(document, i, end, kinds)
        if phrase and _degree(document, phrase, first):
            phrase = phrase._replace(first=phrase.first - 1)
        if phrase:
            kind = kinds[phrase.head] if kinds else ""
            found.append(phrase if kind in ("", "none") else phrase._replace(kind=kind))
            i = phrase.last
        i += 1
    return found


def _phrase(document: Document, first: int, end: int, kinds: Sequence[str] | None) -> tuple[Phrase | None, int]:
    """The phrase that begins at this token, if it has a head; and the last token that was looked at."""
    pos, tags, lower = document.pos_list, document.tags, document.lower
    head, determiner, j = -1, -1, first
    while j < end and (pos[j] & INSIDE or (j > first and _links(document, j, end, head))):
        if pos[j] & Pos.DETERMINER or tags[j] == "PRP$":
            if j > first and lower[j - 1] not in BEFORE_DETERMINERS:
                break
            determiner = j
        elif tags[j] == "POS":
            if head < 0:
                break
            head, determiner = -1, j
        elif pos[j] & Pos.NUMBER and head >= 0 and document.words[head].islower():
            break  # in the year 35 houses were built
        elif pos[j] & HEAD:
            if head >= 0 and (lower[j] in DAYS or lower[head] in SOMEBODY):
                break  # the prices today were high; someone rattles chains
            head = j
        j += 1
    if head >= 0:
        number = number_of(document, head, determiner, kinds[head] if kinds else "")
        return Phrase(first, head, head, determiner, number), head
    if pos[first] & Pos.NUMBER and j - first == 1:
        return Phrase(first, first, first, -1, PRONOUNS.get(lower[first], Number.EITHER)), first
    if determiner == first and tags[first] != "PRP$" and lower[first] not in ARTICLES:
        return Phrase(first, first, first, -1, PRONOUNS.get(lower[first], Number.EITHER)), first
    return None, max(j - 1, first)


def _degree(document: Document, phrase: Phrase, first: int) -> bool:
    """Whether the token before the phrase says how much its first word is so: (full of) ever new words."""
    pos, before = document.pos_list, phrase.first - 1
    if before <= first or not pos[before] & Pos.ADVERB or not pos[before - 1] & Pos.PREPOSITION:
        return False
    return bool(pos[phrase.first] & (Pos.ADJECTIVE | Pos.PARTICIPLE))


def _links(document: Document, j: int, end: int, head: int) -> bool:
    """Whether the token, though no noun or adjective, stands inside the phrase: the newly elected mayor; a big, old or
    new house."""
    pos = document.pos_list
    if j + 1 >= end:
        return False
    if document.lower[j] == "-":
        return not (document.flag_list[j] | document.flag_list[j + 1]) & Flag.SPACE  # a 16-year-old boy
    if head >= 0:
        return False
    if pos[j] & ATTRIBUTE:
        return bool(pos[j + 1] & (Pos.ADJECTIVE | Pos.NOUN | Pos.PARTICIPLE))
    joins = document.lower[j] == "," or document.lower[j] in COORDINATORS
    return joins and bool(pos[j - 1] & pos[j + 1] & Pos.ADJECTIVE)


def number_of(document: Document, head: int, determiner: int, kind: str) -> Number:
    """The number of a phrase with this head, if it is sure: by the form of the noun and the word that begins it, and by
    what it stands for, where that is known."""
    if not document.words[head].islower() and not (document.has(head, Flag.FIRST) and document.small[head] > SMALL):
        return Number.EITHER  # a name
    return _number(document.lower[head], document.tags[head], document.word(determiner), document.word(head - 1), kind)


@lru_cache(maxsize=1 << 14)
def _number(noun: str, tag: str, word: str, before: str, kind: str) -> Number:
    """The number of a noun with this tag, before which the other word stands, in a phrase that begins with `word`."""
    if tag == "NNS" or noun in IRREGULAR:
        counted = before not in NO_PLURAL
        return Number.PLURAL if word not in OF_ONE and counted and is_plural(noun, tag) else Number.EITHER
    if tag != "NN" or word in OF_MANY or before in SEVERAL:
        return Number.EITHER
    if word not in DISTRIBUTIVES and (noun in COMMUNITIES or (kind in GROUPS and names.organisation_noun(noun))):
        return Number.EITHER  # the whole town were there, the government have said
    one = word in OF_ONE and noun not in SEVERAL
    return Number.SINGULAR if one or is_countable(noun) or is_mass(noun) else Number.EITHER
