"""Noun phrases, as far as words tell."""

from __future__ import annotations

from mtcheck.text.document import Document, Flag

OPENERS = frozenset("the a an this that its our their his her my".split())  # what a noun phrase begins with
LINKS = frozenset("of and or".split())  # between two phrases, or two nouns of one
LONGEST = 4  # words before the last


def phrase_start(document: Document, last: int) -> int | None:
    """Where the noun phrase that ends in token `last` begins: at an article or the like near before it.

    None where there is none, or a mark or a link stands between."""
    for i in range(last - 1, max(-1, last - 1 - LONGEST), -1):
        if not document.same_sentence(i, last) or document.has(i, Flag.PUNCT):
            return None
        if document.lower[i] in OPENERS:
            return i
        if document.lower[i] in LINKS:
            return None
    return None
