"""Persons, organisations, places and things with a name, and where a document names them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mtcheck.languages.en.people.pronouns import Pronoun
from mtcheck.text.document import Document
from mtcheck.text.spans import Span


class Type(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"
    UNKNOWN = "unknown"


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something with a name. `gender` is F, M or "" (not known); `evidence` says why in words."""

    name: str
    type: Type
    gender: str = ""
    evidence: str = ""
    lean: str = ""  # the gender that weak evidence shows: a first name that is a common surname too
    votes: list[Pronoun] = field(default_factory=list)  # pronouns that can stand for no other person
    mentions: list[Mention] = field(default_factory=list)
    fixed: bool = False  # given by the configuration

    @property
    def may_be_person(self) -> bool:
        return self.type in (Type.PERSON, Type.UNKNOWN)


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """One place where an entity is named: tokens first to last, without titles."""

    first: int
    last: int
    entity: Entity


@dataclass(slots=True, eq=False)
class Mentions:
    """The names of a document in reading order, and the entities behind them."""

    document: Document
    names: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    at: dict[int, Mention] = field(default_factory=dict)  # token -> the name it belongs to

    def span(self, mention: Mention) -> Span:
        return self.document.span(mention.first, mention.last)

    def between(self, first: int, end: int) -> Iterator[Mention]:
        """The names that begin at tokens first to end - 1."""
        start = bisect_left(self.names, first, key=_place)
        return iter(self.names[start : bisect_left(self.names, end, lo=start, key=_place)])


def _place(mention: Mention) -> int:
    return mention.first
