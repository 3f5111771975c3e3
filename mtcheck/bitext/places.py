"""Countries and cities by their names in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

SHORTEST_STEM, LONGEST_STEM = 4, 14  # letters of a name that inflection leaves


@dataclass(frozen=True, eq=False)
class Places:
    """`names`: English name -> names in the language, all in small letters. `ending`: how many letters at the end of
    a name inflection may change."""

    names: Mapping[str, Sequence[str]]
    ending: int

    def stem(self, name: str) -> str:
        """The beginning of a name that inflection leaves."""
        return name[: max(SHORTEST_STEM, len(name) - self.ending)]

    @cached_property
    def whole(self) -> dict[str, str]:
        """Name in the language -> English name."""
        return {name: english for english, names in self.names.items() for name in names}

    @cached_property
    def stems(self) -> dict[str, str]:
        """Stem of a name in the language -> English name."""
        return {self.stem(name): english for english, names in self.names.items() for name in names}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The first three letters of all names in the language."""
        return frozenset(name[:3] for name in self.whole)

    def english(self, word: str) -> str:
        """The English name of a place, from a word of the language in small letters, inflected or not; "" if it is
        none."""
        if word[:3] not in self.heads:
            return ""
        if found := self.whole.get(word):
            return found
        for length in range(min(len(word), LONGEST_STEM), SHORTEST_STEM, -1):
            if (found := self.stems.get(word[:length])) and len(word) - length <= 3:
                return found
        return ""
