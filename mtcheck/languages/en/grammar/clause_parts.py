"""The clauses of a sentence: finite verb groups, each with its subject and object."""

from __future__ import annotations

from bisect import bisect_left

from mtcheck.languages.en.grammar.clauses import SUBORDINATORS
from mtcheck.languages.en.grammar.parts import Clause, Phrase, VerbGroup
from mtcheck.languages.en.grammar.verb_groups import AUXILIARY, BE_FORMS, HELPING, LIKELY, group_of
from mtcheck.languages.en.model.parsed import Arcs
from mtcheck.languages.en.vocabulary import COORDINATORS, PREPOSITIONS, RELATIVES, SAYING
from mtcheck.text.document import Document, Flag, Pos

SURE = 0.95  # an arc from this probability on decides alone
SUBJECT = ("nsubj", "nsubj:pass")
LINKS = PREPOSITIONS - SUBORDINATORS - {"than", "like", "till", "except"}  # join a phrase to the one before
JOINING = COORDINATORS | {"nor", "&"}
ASKING = HELPING - {"been", "being", "be", "having"}


class Finder:
    """Finds the clauses of one sentence, tokens bounds[0] to bounds[1] - 1."""

    def __init__(
        self,
        document: Document,
        bounds: tuple[int, int],
        phrases: list[Phrase],
        groups: list[VerbGroup],
        arcs: Arcs | None,
    ) -> None:
        self.document, self.arcs = document, arcs
        self.first, self.end = bounds
        self.phrases, self.groups = phrases, groups
        self._ends = [p.last for p in phrases]
        self._subjects = self._likely_subjects()

    def clauses(self) -> tuple[list[VerbGroup], list[Clause]]:
        """The groups, those of questions put together, and a clause for each finite one."""
        groups: list[VerbGroup] = []
        found: list[Clause] = []
        i = 0
        while i < len(self.groups):
            group, i = self.groups[i], i + 1
            if group.finite >= 0:
                clause = self._clause(group, found)
                if clause.asked and clause.subject and i < len(self.groups):
                    whole = self._asked_group(group, clause.subject, self.groups[i])
                    if whole:
                        group, i = whole, i + 1
                        clause = clause._replace(group=whole)
                if follows := self._object(group, clause):
                    clause = clause._replace(object=follows)
                found.append(clause)
            groups.append(group)
        return groups, found

    def ending(self, i: int) -> Phrase | None:
        """The phrase whose last token is i."""
        k = bisect_left(self._ends, i)
        return self.phrases[k] if k < len(self._ends) and self._ends[k] == i else None

    def at(self, i: int) -> Phrase | None:
        """The phrase that holds token i."""
        k = bisect_left(self._ends, i)
        return self.phrases[k] if k < len(self._ends) and self.phrases[k].first <= i else None

    def starting(self, i: int) -> Phrase | None:
        """The phrase that begins at token i."""
        phrase = self.at(i)
        return phrase if phrase and phrase.first == i else None

    def _likely_subjects(self) -> dict[int, int]:
        """What a predicate has as its subject by the likeliest arc: token -> token."""
        arcs = self.arcs
        found: dict[int, int] = {}
        if arcs is not None:
            for i in range(self.first, self.end):
                if arcs.relation[i] in SUBJECT and arcs.sure[i] >= LIKELY:
                    known = found.get(arcs.head[i])
                    if known is None or arcs.sure[known] < arcs.sure[i]:
                        found[arcs.head[i]] = i
        return found

    def _predicate(self, group: VerbGroup) -> int:
        """The word that the arcs of the clause lead to: the main verb, or what a form of be says of the subject."""
        arcs, main = self.arcs, group.main
        if arcs and arcs.relation[main] in AUXILIARY and arcs.sure[main] >= LIKELY and arcs.head[main] >= 0:
            return arcs.head[main]
        return main

    def _clause(self, group: VerbGroup, before: list[Clause]) -> Clause:
        clause = self._by_tags(group)
        token = self._subjects.get(self._predicate(group), -1)
        if token < 0:
            return clause if clause.subject or not before else self._shared(clause, before[-1])
        sure = self.arcs is not None and self.arcs.sure[token] >= SURE
        if clause.subject and (not sure or clause.subject.first <= token <= clause.subject.last):
            return clause._replace(sure=sure)
        phrase = self.at(token)
        if phrase is None:  # who, which, that: the subject is the noun before it
            return self._relative(clause, token)
        if phrase.first > group.first:
            return clause._replace(subject=phrase, asked=not clause.there, sure=sure)
        return self._with_subject(group, phrase)._replace(sure=sure)

    def _by_tags(self, group: VerbGroup) -> Clause:
        """The clause as the words right around the verb tell it."""
        pos, lower, verb = self.document.pos_list, self.document.lower, group.first
        k = verb - 1
        while k >= self.first and pos[k] & Pos.ADVERB and lower[k] not in SUBORDINATORS:
            k -= 1
        if k >= self.first and lower[k] in RELATIVES and pos[k] & Pos.WH:
            return self._relative(Clause(k, None, group, None), k)
        subject = self.ending(k) if k >= self.first else None
        while subject and subject.first > self.first and (link := self._link(subject.first - 1)):
            earlier = self.ending(subject.first - 1 - link)
            if earlier is None:
                return Clause(subject.first - 1, None, group, None)  # the object of a preposition
            subject = earlier
        if subject is None or self.document.tags[subject.head] == "EX":
            return self._after(group, subject, k)
        return self._with_subject(group, subject)

    def _link(self, i: int) -> int:
        """How many tokens up to token i join a noun phrase to the one before: of, such as."""
        if self.document.lower[i] in LINKS:
            return 1
        return 2 * (self.document.lower[i] == "as" and self.document.word(i - 1) == "such")

    def _after(self, group: VerbGroup, there: Phrase | None, k: int) -> Clause:
        """A clause whose subject can only follow its verb: is he; there is a way."""
        last = group.last if there else group.first
        after = last + 1
        while after < self.end and self.document.pos_list[after] & Pos.ADVERB:
            after += 1
        asks = there is not None or self._asks(group, k) or self._says(group, k)
        subject = self.starting(after) if asks else None
        opener = there.first - 1 if there else k
        return Clause(
            opener if opener >= self.first else -1, subject, group, None, asked=subject is not None and there is None,
            there=there is not None,
        )  # fmt: skip

    def _asks(self, group: VerbGroup, k: int) -> bool:
        """Whether the subject may follow the verb, before which (and adverbs) stands token k: is he; what has he."""
        if self.document.lower[group.first] not in ASKING:
            return False
        if k < self.first or self.document.pos_list[k] & Pos.WH or self.document.lower[k] == "nor":
            return True
        before = self.document.has(k, Flag.PUNCT) or self.document.lower[k] in COORDINATORS
        return before and "?" in self.document.words[max(self.end - 3, group.last) : self.end]

    def _says(self, group: VerbGroup, k: int) -> bool:
        """Whether the verb follows what is said: “…,” said Kim."""
        before = k >= self.first and (self.document.has(k, Flag.CLOSE) or self.document.lower[k] == ",")
        return before and self.document.lower[group.main] in SAYING

    def _with_subject(self, group: VerbGroup, subject: Phrase) -> Clause:
        """A clause with this subject before its verb."""
        opener = subject.first - 1 if subject.first > self.first else -1
        joined = False
        if opener >= 0 and self.document.lower[opener] in JOINING:
            comma = self.document.word(opener - 1) == ","
            joined = self.ending(opener - 1 - comma) is not None
            arcs = self.arcs
            if joined and arcs and arcs.relation[subject.head] in SUBJECT and arcs.sure[subject.head] >= SURE:
                joined = False  # and the dog barked: a clause begins
        return Clause(opener, subject, group, None, joined=joined)

    def _relative(self, clause: Clause, word: int) -> Clause:
        """The clause of who, which or that as a subject: what these stand for, where they stand right after it."""
        before = word - 1
        if self.document.word(before) == ",":
            before -= 1
        phrase = self.ending(before)
        if phrase is None or self.document.tags[word] == "IN":
            return clause._replace(opener=word)
        arcs = self.arcs
        sure = False
        if arcs is not None:
            predicate = self._predicate(clause.group)
            sure = arcs.relation[predicate] == "acl:relcl" and arcs.sure[predicate] >= SURE
            owner = self.at(arcs.head[predicate]) if sure else None
            phrase = owner if owner and owner.last < word else phrase
        return clause._replace(opener=word, subject=phrase, relative=True, sure=sure, asked=False)

    def _shared(self, clause: Clause, before: Clause) -> Clause:
        """A clause that has its subject from the one before: he came and left."""
        arcs, main = self.arcs, self._predicate(clause.group)
        if arcs is None or before.subject is None or arcs.relation[main] != "conj" or arcs.sure[main] < SURE:
            return clause
        if arcs.head[main] != self._predicate(before.group):
            return clause
        return clause._replace(subject=before.subject, shared=True, sure=before.sure, joined=before.joined)

    def _asked_group(self, group: VerbGroup, subject: Phrase, after: VerbGroup) -> VerbGroup | None:
        """The verbs of a question as one group: did (he) go."""
        lower, pos = self.document.lower, self.document.pos_list
        if lower[group.last] not in HELPING or not group.last < subject.first < after.first:
            return None
        if any(not pos[k] & Pos.ADVERB for k in range(subject.last + 1, after.first)):
            return None
        if after.first != after.verbs[0] or (after.finite >= 0 and lower[after.finite] in HELPING):
            return None
        return group_of(self.document, (*group.verbs, *after.verbs))

    def _object(self, group: VerbGroup, clause: Clause) -> Phrase | None:
        """What follows the verb without a preposition."""
        arcs, after = self.arcs, group.last + 1
        if self.document.lower[group.main] in BE_FORMS or clause.there:
            return None
        while after < self.end and self.document.pos_list[after] & Pos.ADVERB:
            after += 1
        phrase = self.starting(after)
        if phrase is None or (clause.subject and phrase.first <= clause.subject.last and clause.asked):
            return None
        if arcs is not None and arcs.sure[phrase.head] >= SURE and arcs.relation[phrase.head] not in ("obj", "iobj"):
            return None
        return phrase
