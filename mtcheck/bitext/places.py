"""Countries and cities by their names in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii

SHORTEST_STEM, LONGEST_STEM = 4, 14  # letters of a name that inflection leaves
LONGEST_ENDING = 3  # letters that inflection adds


@dataclass(frozen=True, eq=False)
class Places:
    """`names`: English name -> names in the language, all in small letters. `ending`: how many letters at the end of
    a name inflection may change."""

    names: Mapping[str, Sequence[str]]
    ending: int

    def stem(self, name: str) -> str:
        """The beginning of a name that inflection leaves."""
        return name[: max(SHORTEST_STEM, len(name) - self.ending)]

    def _sure_stem(self, name: str) -> str:
        """The same, without letters that could as well be those of another word: inflection changes vowels, and leaves
        what ends in a consonant as it is (Martinem is not Martinik)."""
        stem = self.stem(name)
        while not all(map(_vowel, name[len(stem) :])):
            stem = name[: len(stem) + 1]
        return stem

    @property
    def longest_ending(self) -> int:
        """Letters that may stand behind a stem. Where names are hardly inflected, more make another word (Schweigen is
        not Schweiz); where particles are written together with names (0) they may be long."""
        return min(LONGEST_ENDING, self.ending + 1) if self.ending else LONGEST_ENDING

    @cached_property
    def whole(self) -> dict[str, str]:
        """Name in the language -> English name."""
        return {name: english for english, names in self.names.items() for name in names}

    @cached_property
    def stems(self) -> dict[str, str]:
        """Stem of a name in the language -> English name."""
        return {self._sure_stem(name): english for english, names in self.names.items() for name in names}

    @cached_property
    def _by_head(self) -> dict[str, list[tuple[int, str, str]]]:
        """The first two letters of a stem -> (its place in the list, stem, English name), without shorter stems."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for k, (stem, english) in enumerate(self.stems.items()):
            if len(stem) > 1:
                found.setdefault(stem[:2], []).append((k, stem, english))
        return found

    def inside(self, text: str) -> list[tuple[str, str]]:
        """(stem, English name) of all whose stem stands anywhere in a text, in the order of the list."""
        begun = ((k, row) for k in range(len(text) - 1) for row in self._by_head.get(text[k : k + 2], ()))
        rows = {row for k, row in begun if text.startswith(row[1], k)}
        return [row[1:] for row in sorted(rows)]

    def alike(self, english: str) -> tuple[str, ...]:
        """The English names of all places that are called like one: Algeria and Algiers are the same in Arabic."""
        return self._alike.get(english, (english,))

    @cached_property
    def _alike(self) -> dict[str, tuple[str, ...]]:
        called: dict[str, list[str]] = {}
        for english, names in self.names.items():
            for name in names:
                called.setdefault(name, []).append(english)
        shared = [row for row in called.values() if len(row) > 1]
        return {one: tuple(row) for row in shared for one in row}

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
            if (found := self.stems.get(word[:length])) and len(word) - length <= self.longest_ending:
                return found
        return ""


def _vowel(letter: str) -> bool:
    """Whether a letter is a vowel, or the sign of a soft consonant."""
    return anyascii(letter).lower()[-1:] in "aeiouy'"
