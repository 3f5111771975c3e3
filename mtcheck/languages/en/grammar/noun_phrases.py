"""The noun phrases of a sentence, found from its tags in one pass."""

from __future__ import annotations

from collections.abc import Sequence

from mtcheck.languages.en.grammar.nouns import IRREGULAR, is_countable, is_plural
from mtcheck.languages.en.grammar.parts import Number, Phrase
from mtcheck.languages.en.vocabulary import (
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
from mtcheck.text.document import Document, Pos

PRONOUNS = dict.fromkeys(SINGULAR_SUBJECTS, Number.SINGULAR) | dict.fromkeys(
    PLURAL_DEMONSTRATIVES | {"they", "we"}, Number.PLURAL
)
OF_ONE = INDEFINITE_ARTICLES | SINGULAR_DEMONSTRATIVES | DISTRIBUTIVES
OF_MANY = PLURAL_DEMONSTRATIVES | PLURAL_QUANTIFIERS | NUMBER_WORDS | frozenset("all most various other".split())
BEFORE_DETERMINERS = frozenset("all both half such what".split())  # all the work
INSIDE = Pos.DETERMINER | Pos.POSSESSIVE | Pos.ADJECTIVE | Pos.NUMBER | Pos.NOUN | Pos.NAME
ATTRIBUTE = Pos.PARTICIPLE | Pos.GERUND | Pos.ADVERB
HEAD = Pos.NOUN | Pos.NAME


def noun_phrases(document: Document, first: int, end: int, kinds: Sequence[str] | None = None) -> list[Phrase]:
    """The noun phrases of tokens first to end - 1, in order. `kinds`: of each token of the document."""
    pos, found, i = document.pos_list, [], first
    while i < end:
        phrase = None
        if pos[i] & Pos.PRONOUN:
            phrase = Phrase(i, i, i, -1, PRONOUNS.get(document.lower[i], Number.EITHER))
        elif pos[i] & INSIDE:
            phrase, i = _phrase(document, i, end)
        if phrase:
            found.append(phrase._replace(kind=kinds[phrase.head]) if kinds else phrase)
            i = phrase.last
        i += 1
    return found


def _phrase(document: Document, first: int, end: int) -> tuple[Phrase | None, int]:
    """The phrase that begins at this token, if it has a head; and the last token that was looked at."""
    pos, tags, lower = document.pos_list, document.tags, document.lower
    head, determiner, j = -1, -1, first
    while j < end and (pos[j] & INSIDE or (j > first and _links(document, j, end, head))):
        if pos[j] & Pos.DETERMINER or tags[j] == "PRP$":
            if head >= 0 or (determiner >= 0 and lower[determiner] not in BEFORE_DETERMINERS):
                break
            determiner = j
        elif tags[j] == "POS":
            if head < 0:
                break
            head, determiner = -1, j
        elif pos[j] & HEAD:
            head = j
        j += 1
    if head >= 0:
        return Phrase(first, head, head, determiner, number_of(document, head, determiner)), head
    if determiner == first:
        return Phrase(first, first, first, -1, PRONOUNS.get(lower[first], Number.EITHER)), first
    return None, max(j - 1, first)


def _links(document: Document, j: int, end: int, head: int) -> bool:
    """Whether the token, though no noun or adjective, stands inside the phrase: the newly elected mayor; a big, old or
    new house."""
    pos = document.pos_list
    if head >= 0 or j + 1 >= end:
        return False
    if pos[j] & ATTRIBUTE:
        return bool(pos[j + 1] & (Pos.ADJECTIVE | Pos.NOUN | Pos.PARTICIPLE))
    joins = document.lower[j] == "," or document.lower[j] in COORDINATORS
    return joins and bool(pos[j - 1] & pos[j + 1] & Pos.ADJECTIVE)


def number_of(document: Document, head: int, determiner: int) -> Number:
    """The number of a phrase with this head, if it is sure: by the form of the noun and the word that begins it."""
    noun, tag, word = document.lower[head], document.tags[head], document.word(determiner)
    if not document.words[head].islower():
        return Number.EITHER
    if tag == "NNS" or noun in IRREGULAR:
        counted = document.word(head - 1) not in NO_PLURAL
        return Number.PLURAL if word not in OF_ONE and counted and is_plural(noun, tag) else Number.EITHER
    if tag == "NN" and determiner >= 0 and word not in OF_MANY:
        several = document.word(head - 1) in SEVERAL
        return Number.SINGULAR if is_countable(noun) and not several else Number.EITHER
    return Number.EITHER
