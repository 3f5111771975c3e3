"""The parts of a sentence, as small values. Tokens are counted in the document; first and last are both included."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Number(IntEnum):
    """What a noun phrase says of its number."""

    EITHER = 0  # or not known
    SINGULAR = 1
    PLURAL = 2


class Phrase(NamedTuple):
    """A noun phrase without what follows its head: the old mayor (of the town)."""

    first: int
    last: int
    head: int  # the noun, name or pronoun
    determiner: int  # article, demonstrative, possessive (or the 's before the noun); -1: none
    number: Number
    kind: str = ""  # person, organisation, place, thing, time, abstract ... or "", not known


class VerbGroup(NamedTuple):
    """Verbs that say one thing together: has never been seen. In a question the subject stands between them."""

    verbs: tuple[int, ...]  # auxiliaries, then the main verb; without adverbs
    first: int  # the “to” of an infinitive belongs to it
    finite: int  # the finite verb; -1: the group is an infinitive, a participle or a gerund
    modal: int  # can, will, must ...; -1: none
    tense: str  # "past", "present", "future" (will, shall); "" if not finite
    aspect: str  # "simple", "perfect", "progressive" or "perfect progressive"
    passive: bool

    @property
    def last(self) -> int:
        """The last verb."""
        return self.verbs[-1]

    @property
    def main(self) -> int:
        """The verb that has the meaning: the last one."""
        return self.verbs[-1]


class Clause(NamedTuple):
    """A finite verb group with what belongs to it."""

    opener: int  # the token before the subject: a conjunction, a relative word, a mark; -1: the sentence begins there
    subject: Phrase | None
    group: VerbGroup
    object: Phrase | None  # what follows the verb without a preposition, unless the verb is a form of be
    asked: bool = False  # the subject stands after the finite verb: did he go; only then could he
    there: bool = False  # there is a way: what is there counts as the subject
    joined: bool = False  # the subject is the last of several: Tom and he
    shared: bool = False  # the verb has its subject from the clause before it: he came and (he) left
    relative: bool = False  # the subject is the noun before who, which or that
    sure: bool = False  # an arc that is sure bears out the subject

    @property
    def verb(self) -> int:
        """The finite verb."""
        return self.group.finite


class Attachment(NamedTuple):
    """A preposition with its noun phrase, and what it belongs to."""

    preposition: int
    object: Phrase
    to: int  # a noun or a verb; -1: not known


class Coordination(NamedTuple):
    """Noun phrases joined by a conjunction: Ann, Tom and the dog."""

    conjunction: int
    phrases: tuple[Phrase, ...]


class Quotation(NamedTuple):
    """What stands between quotation marks (first and last are the marks), and who says it, if that is told."""

    first: int
    last: int
    verb: int  # said, wrote ...; -1: none
    speaker: Phrase | None


class Parts(NamedTuple):
    """All parts of one sentence, each kind in the order of its tokens."""

    phrases: list[Phrase]
    groups: list[VerbGroup]
    clauses: list[Clause]
