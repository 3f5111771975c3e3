"""Regular expressions that are compiled when they are first used.

Compiling one can take a millisecond, and most articles ask for few of those that rules hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

Found = re.Match[str] | None


class LazyPattern:
    """A regular expression, used like a compiled one; raises re.error at its first use if it is none."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    @cached_property
    def match(self) -> Callable[..., Found]:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., Found]:
        return self.compiled.fullmatch

    @cached_property
    def search(self) -> Callable[..., Found]:
        return self.compiled.search

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer


def any_of(words: Iterable[str]) -> str:
    """The source of a pattern that matches each of the words; "" if there is none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
