"""The words of a language by class (months, fillers, verbs of saying), for code that knows no language."""

from __future__ import annotations


class Vocabulary(dict[str, frozenset[str]]):
    """Name of a class -> its words, lower-cased, with straight apostrophes. A class that a language lacks is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()
