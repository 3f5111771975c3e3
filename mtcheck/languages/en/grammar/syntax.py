"""What the words of a sentence are to each other: phrases, verb groups, clauses, attachment, coordination, speech.

`syntax(document)` rests on the parser's arcs where they are sure, and on tags and closed words otherwise;
`outline(document)` on tags and closed words alone, which costs a tenth: a rule looks for candidates there and asks
`syntax` about the few it finds. Both are kept with the document, and read a sentence when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from itertools import accumulate

from mtcheck.languages.en.grammar import joining, speech
from mtcheck.languages.en.grammar.clause_parts import Finder
from mtcheck.languages.en.grammar.noun_phrases import BEGINS, noun_phrases
from mtcheck.languages.en.grammar.parts import (
    Attachment,
    Clause,
    Coordination,
    Number,
    Parts,
    Phrase,
    Quotation,
    VerbGroup,
)
from mtcheck.languages.en.grammar.verb_groups import verb_groups
from mtcheck.languages.en.model.parsed import Arcs
from mtcheck.text.document import Document, layer

__all__ = [
    "Attachment", "Clause", "Coordination", "Number", "Parts", "Phrase", "Quotation", "Syntax", "VerbGroup", "outline",
    "syntax",
]  # fmt: skip


class _Places:
    """Which verb group and which clause the tokens of a sentence belong to, so that no question walks through all of
    them: a sentence may have ten thousand. Of several the first counts."""

    def __init__(self, parts: Parts) -> None:
        self.group: dict[int, VerbGroup] = {}
        self.with_verb: dict[int, Clause] = {}
        self.holding: dict[int, Clause] = {}  # verbs, subject, object
        for group in parts.groups:
            for i in group.verbs:
                self.group.setdefault(i, group)
        begin: list[int] = []
        for clause in parts.clauses:
            own = [p for p in (clause.subject, clause.object) if p and not (clause.shared and p is clause.subject)]
            for i in clause.group.verbs:
                self.with_verb.setdefault(i, clause)
                self.holding.setdefault(i, clause)
            for phrase in own:
                for i in range(phrase.first, phrase.last + 1):
                    self.holding.setdefault(i, clause)
            begin.append(min(clause.group.first, *(p.first for p in own)) if own else clause.group.first)
        # Where the clause and all behind it begin at the earliest: these rise, and may be searched.
        self._begin = list(accumulate(reversed(begin), min))[::-1]
        self._clauses = parts.clauses

    def before(self, i: int) -> Clause | None:
        """The last clause that begins before token i."""
        k = bisect_left(self._begin, i) - 1
        return self._clauses[k] if k >= 0 else None


class Syntax:
    """The grammar of a document. Tokens and sentences that do not exist have no parts."""

    def __init__(self, document: Document, arcs: Arcs | None) -> None:
        self.document = document
        self.arcs = arcs
        self._phrases: dict[int, list[Phrase]] = {}
        self._parts: dict[int, Parts] = {}
        self._places: dict[int, _Places] = {}

    def sentence(self, k: int) -> Parts:
        """All parts of sentence k."""
        if k not in self._parts:
            self._parts[k] = self._read(k) if 0 <= k < len(self.document.bounds) else Parts([], [], [])
        return self._parts[k]

    def _read(self, k: int) -> Parts:
        document, arcs = self.document, self.arcs
        bounds, phrases = document.bounds[k], self._phrases_of(k)
        groups = verb_groups(document, bounds, phrases, arcs)
        return Parts(phrases, *Finder(document, bounds, phrases, groups, arcs).clauses())

    def _phrases_of(self, k: int) -> list[Phrase]:
        """The noun phrases of sentence k, which ask for less than all its parts."""
        if k not in self._phrases:
            arcs = self.arcs
            if arcs is not None:
                arcs.read(k)
            self._phrases[k] = noun_phrases(self.document, *self.document.bounds[k], arcs.kind if arcs else None)
        return self._phrases[k]

    def need(self, sentences: Collection[int]) -> None:
        """Parse these sentences together, which saves time where all of them will be asked for. Raises Later."""
        if self.arcs is not None:
            self.arcs.read(*sentences)

    def _around(self, i: int) -> _Places:
        """Where the parts of the sentence of token i stand."""
        k = self.document.sentence_list[i] if 0 <= i < len(self.document) else -1
        if k not in self._places:
            self._places[k] = _Places(self.sentence(k))
        return self._places[k]

    def phrase_at(self, i: int) -> Phrase | None:
        """The noun phrase that holds token i."""
        if not 0 <= i < len(self.document):
            return None
        phrases = self._phrases_of(self.document.sentence_list[i])
        k = bisect_left(phrases, i, key=_last)
        return phrases[k] if k < len(phrases) and phrases[k].first <= i else None

    def phrase_ending(self, i: int) -> Phrase | None:
        """The noun phrase whose last token is i."""
        phrase = self.phrase_at(i)
        return phrase if phrase and phrase.last == i else None

    def phrase_from(self, i: int) -> Phrase | None:
        """The noun phrase that begins at token i."""
        if not self.document.is_pos(i, BEGINS):
            return None
        phrase = self.phrase_at(i)
        return phrase if phrase and phrase.first == i else None

    def arc(self, i: int) -> tuple[int, str, float]:
        """(the head of token i, the relation to it, the probability of the arc); (-1, "", 0.0) in the outline."""
        arcs = self.arcs
        if arcs is None or not 0 <= i < len(self.document):
            return -1, "", 0.0
        self.sentence(self.document.sentence_list[i])
        return arcs.head[i], arcs.relation[i], arcs.sure[i]

    def group_at(self, i: int) -> VerbGroup | None:
        """The verb group that has token i as one of its verbs."""
        return self._around(i).group.get(i)

    def clause_of(self, i: int) -> Clause | None:
        """The clause whose verbs, subject or object hold token i; the last such one before it otherwise."""
        places = self._around(i)
        return places.holding.get(i) or places.before(i)

    def clause_with(self, verb: int) -> Clause | None:
        """The clause that has token `verb` as one of its verbs."""
        return self._around(verb).with_verb.get(verb)

    def subject_of(self, verb: int) -> Phrase | None:
        """The subject of the clause that has token `verb` as one of its verbs."""
        clause = self.clause_with(verb)
        return clause.subject if clause else None

    def clauses(self) -> Iterator[Clause]:
        """All clauses of the document, in order."""
        for k in range(len(self.document.bounds)):
            yield from self.sentence(k).clauses

    def phrases(self) -> Iterator[Phrase]:
        """All noun phrases of the document, in order."""
        for k in range(len(self.document.bounds)):
            yield from self.sentence(k).phrases

    def attachments(self, k: int) -> list[Attachment]:
        """The prepositional phrases of sentence k."""
        return joining.attachments(self.document, self.document.bounds[k], self.sentence(k), self.arcs)

    def coordinations(self, k: int) -> list[Coordination]:
        """The noun phrases of sentence k that conjunctions join."""
        return joining.coordinations(self.document, self.sentence(k), self.arcs)

    def quotations(self) -> list[Quotation]:
        """What stands in quotation marks, and who says it."""
        return speech.quotations(self.document, self.sentence)


def _last(phrase: Phrase) -> int:
    return phrase.last


@layer
def syntax(document: Document) -> Syntax:
    """The grammar of the document by arcs and tags. A sentence is parsed when it is first asked for."""
    return Syntax(document, Arcs(document))


@layer
def outline(document: Document) -> Syntax:
    """The grammar of the document by tags alone: no kinds, and fewer subjects are found."""
    return Syntax(document, None)
