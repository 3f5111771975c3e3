"""Which category and which type of issue a rule belongs to, for clients that choose colours and switches by them.

Categories have the ids that clients know; types are those of the standard ITS 2.0.
"""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.checking.registry import all_rules, phrases_met


class Category(NamedTuple):
    """A category as clients know it."""

    id: str
    name: str


TYPOS = Category("TYPOS", "Possible Typo")
GRAMMAR = Category("GRAMMAR", "Grammar")
CASING = Category("CASING", "Capitalization")
PUNCTUATION = Category("PUNCTUATION", "Punctuation")
TYPOGRAPHY = Category("TYPOGRAPHY", "Typography")
REPETITIONS = Category("REPETITIONS", "Repetitions")
SEMANTICS = Category("SEMANTICS", "Semantics")
STYLE = Category("STYLE", "Style")
MISC = Category("MISC", "Miscellaneous")
WORD, HINT, OTHER = "UnknownWord", "Hint", "Other"  # the types of matches

# By MQM category, the longest that a rule's begins with.
KINDS: dict[str, tuple[str, Category]] = {
    "accuracy": ("mistranslation", SEMANTICS),
    "accuracy/addition": ("addition", SEMANTICS),
    "accuracy/mistranslation/number": ("numbers", SEMANTICS),
    "accuracy/omission": ("omission", SEMANTICS),
    "accuracy/untranslated": ("untranslated", SEMANTICS),
    "design": ("markup", TYPOGRAPHY),
    "fluency": ("grammar", GRAMMAR),
    "fluency/character-encoding": ("characters", TYPOGRAPHY),
    "fluency/duplication": ("duplication", REPETITIONS),
    "fluency/punctuation": ("typographical", PUNCTUATION),
    "fluency/spelling": ("misspelling", TYPOS),
    "fluency/spelling/capitalization": ("typographical", CASING),
    "fluency/typography": ("typographical", TYPOGRAPHY),
    "fluency/typography/spacing": ("whitespace", TYPOGRAPHY),
    "locale": ("locale-violation", TYPOGRAPHY),
    "style": ("style", STYLE),
    "style/inconsistent-style": ("inconsistency", STYLE),
    "terminology": ("terminology", SEMANTICS),
    "terminology/inconsistent": ("inconsistency", SEMANTICS),
}


def kind_of(mqm: str) -> tuple[str, Category]:
    """(type of issue, category) of an MQM category."""
    parts = mqm.split("/")
    found = (KINDS.get("/".join(parts[:n])) for n in range(len(parts), 0, -1))
    return next((kind for kind in found if kind), ("uncategorized", MISC))


def type_of(issue: str) -> str:
    """The type of a match, by which some clients choose colours."""
    return {"misspelling": WORD, "style": HINT, "inconsistency": HINT}.get(issue, OTHER)


def rules_of(category: str) -> frozenset[str]:
    """The codes of the rules of a category; none of one that is another server's."""
    return frozenset(r.code for r in (*all_rules(), *phrases_met()) if kind_of(r.mqm)[1].id == category.upper())
