"""The number of nouns: which are surely one thing, and which surely several."""

from __future__ import annotations

from mtcheck.languages.en.grammar.forms import plural, singular
from mtcheck.languages.en.vocabulary import COUNTED_NOUNS, NO_PLURAL, SEVERAL
from mtcheck.languages.en.words.wordlist import frequent

IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman"}
ONE_TO_MANY = {one: many for many, one in IRREGULAR.items()}
ABSTRACT = ("ation", "ition", "ness", "ment", "ity", "ism", "ure")


def plural_of(noun: str) -> str:
    """Men, cities: the plural of a noun, also of the commonest irregular ones."""
    return ONE_TO_MANY.get(noun) or plural(noun)


def is_plural(noun: str, tag: str) -> bool:
    """Whether the noun is surely a plural that takes a plural verb."""
    if noun in IRREGULAR:
        return True
    if noun.endswith("ics") and noun[:-1] not in COUNTED_NOUNS:
        return False  # analytics is, topics are
    return tag == "NNS" and noun not in NO_PLURAL and not noun.endswith(("ss", "us", "is")) and singular(noun) != noun


def is_mass(noun: str) -> bool:
    """Whether the noun, which is no countable one, stands for one thing all the same: medicine, coinage."""
    if noun in SEVERAL or noun in NO_PLURAL or noun.endswith(("est", "s", "ed")):
        return False
    return noun in frequent() or noun.endswith(ABSTRACT)


def is_countable(noun: str) -> bool:
    """Whether the noun has a plural of its own and stands for one thing."""
    if noun in SEVERAL or noun in NO_PLURAL or noun.endswith(("est", "s", "ed")):
        return False
    return plural(noun) in frequent()
