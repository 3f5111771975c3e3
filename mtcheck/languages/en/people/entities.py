"""Persons, organisations, places and things with a name, and where a document names them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

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


class Entity:
    """Someone or something with a name. `gender` is F, M or "" (not known); `evidence` says why in words, and `lean` is
    the gender that weak evidence shows: a first name that is a common surname too. `fixed`: given by the
    configuration."""

    def __init__(
        self, name: str, type: Type, gender: str = "", evidence: str = "", lean: str = "", fixed: bool = False
    ) -> None:
        self.name, self.type, self.gender, self.evidence, self.lean = name, type, gender, evidence, lean
        self.fixed = fixed
        self.votes: list[Pronoun] = []  # pronouns that can stand for no other person
        self.mentions: list[Mention] = []

    @property
    def may_be_person(self) -> bool:
        return self.type in (Type.PERSON, Type.UNKNOWN)


class Mention(NamedTuple):
    """One place where an entity is named: tokens first to last, without titles."""

    first: int
    last: int
    entity: Entity


class Mentions:
    """The names of a document in reading order, and the entities behind them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names: list[Mention] = []
        self.entities: list[Entity] = []
        self.at: dict[int, Mention] = {}  # token -> the name it belongs to

    def span(self, mention: Mention) -> Span:
        return self.document.span(mention.first, mention.last)

    def between(self, first: int, end: int) -> Iterator[Mention]:
        """The names that begin at tokens first to end - 1."""
        start = bisect_left(self.names, first, key=_place)
        return iter(self.names[start : bisect_left(self.names, end, lo=start, key=_place)])


def _place(mention: Mention) -> int:
    return mention.first
