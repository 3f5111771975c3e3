"""WRD026, WRD029, WRD030, WRD031: a subject and its verb differ in number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mtcheck.languages.en.grammar.clause_parts import JOINING
from mtcheck.languages.en.grammar.clauses import SUBORDINATORS
from mtcheck.languages.en.grammar.forms import BASES, PAST, PASTS_TOO, base_of_third, plural, third_person
from mtcheck.languages.en.grammar.noun_phrases import PRONOUNS
from mtcheck.languages.en.grammar.nouns import is_countable
from mtcheck.languages.en.grammar.syntax import Clause, Number, Phrase, Syntax, outline, syntax
from mtcheck.languages.en.vocabulary import (
    BEFORE_INFINITIVES,
    BEFORE_SUBJUNCTIVE,
    BEFORE_UNREAL,
    COORDINATORS,
    SAYING,
    SUBJECT_PRONOUNS,
)
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import MAJOR, MINOR, Bad, Document, Fix, Flag, Good, Match, Pos, layer, mask_rule

TO_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
TO_PLURAL = {one: many for many, one in TO_SINGULAR.items()}
SUBJECTS = SUBJECT_PRONOUNS - {"it", "you"}  # never an object
SHARING = frozenset({*TO_SINGULAR, *TO_PLURAL} - {"have", "do"})  # they are no bare verbs
NUMBERS = {"NN": Number.SINGULAR, "NNS": Number.PLURAL}
FINITE = frozenset("VBZ VBP VBD".split())
OPENING = Pos.CONJUNCTION | Pos.WH | Pos.ADVERB
ACCOMPANYING = frozenset("with as plus including like".split())


def other_form(document: Document, verb: int, number: Number) -> str | None:
    """The form that a subject of this number asks of the finite verb, if it has the other one."""
    word, tag = document.lower[verb], document.tags[verb]
    if number is Number.EITHER:
        return None
    if number is Number.SINGULAR:
        if word in TO_SINGULAR:
            return TO_SINGULAR[word]
        plain = tag == "VBP" and (word in frequent() or word in BASES) and word not in PAST and word not in PASTS_TOO
        return third_person(word) if plain and word.isalpha() and word not in ("am", "be", "become", "come") else None
    if word in TO_PLURAL:
        return TO_PLURAL[word]
    return base_of_third(word) if tag == "VBZ" else None


class Mismatch(NamedTuple):
    """A clause whose subject asks for another form of its verb."""

    clause: Clause
    subject: Phrase
    new: str


@layer
def suspects(document: Document) -> list[int]:
    """Finite verbs that may have a subject of the other number, as far as tags tell."""
    found = outline(document)
    return [
        c.verb
        for k in _sentences(document)
        for c in found.sentence(k).clauses
        if document.words[c.verb].islower()
        and document.has(c.verb, Flag.SPACE)
        and ((c.subject and other_form(document, c.verb, c.subject.number)) or _maybe(document, c))
    ]


def _sentences(document: Document) -> list[int]:
    """The sentences in which a noun or pronoun of the other number stands before or after a finite verb, with no other
    verb between: a look at single tags, to spare most sentences the outline."""
    tags, lower, found = document.tags, document.lower, []
    looked_at = (document.pos & (Pos.NOUN | Pos.PRONOUN | Pos.FINITE | Pos.NUMBER)).nonzero()[0].tolist()
    sentence, bounds = document.sentence_list, document.bounds
    before = now = pending = 0
    here = -1
    for i in looked_at:
        if sentence[i] != here:
            before = now = pending = 0
            here = sentence[i]
        number = PRONOUNS.get(lower[i]) or NUMBERS.get(tags[i], Number.EITHER)
        if number:
            now |= number
            if number & pending:
                found.append(here)
                pending = 0
        elif tags[i] in FINITE:
            wrong = Number.PLURAL if tags[i] == "VBZ" or lower[i] in TO_PLURAL else Number.SINGULAR
            if tags[i] == "VBD" and lower[i] not in ("was", "were"):
                wrong = Number.EITHER
            elif (now or before) & wrong:
                found.append(here)
            pending = wrong if lower[i - 1] == "there" or i - bounds[here][0] < 3 else 0
            before, now = now or before, 0
    return sorted({*found})


@layer
def mismatches(document: Document) -> dict[int, Mismatch]:
    """The suspects that surely have a subject of the other number."""
    found = {}
    for verb in suspects(document):
        clause = _clause(syntax(document), verb)
        subject = clause.subject if clause else None
        if (
            clause
            and subject
            and (new := other_form(document, verb, subject.number))
            and _sure(document, clause, subject)
        ):
            found[verb] = Mismatch(clause, subject, new)
    return found


def _maybe(document: Document, rough: Clause) -> bool:
    """Whether a verb without a subject in the outline may have one of the other number farther before it."""
    if rough.subject is not None:
        return False
    first = document.bounds[document.sentence_list[rough.verb]][0]
    phrases = outline(document).sentence(document.sentence_list[rough.verb]).phrases
    return any(p.first >= first and p.last < rough.verb and other_form(document, rough.verb, p.number) for p in phrases)


def _clause(found: Syntax, verb: int) -> Clause | None:
    return next((c for c in found.sentence(found.document.sentence_list[verb]).clauses if c.verb == verb), None)


def _sure(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the clause has this subject and no more, and its verb no mood of its own."""
    doubts: tuple[Callable[[Document, Clause, Phrase], bool], ...] = (
        _noun_too, _other_subject, _far, _with_more, _shared, _relative, _turned, _unreal,
    )  # fmt: skip
    return not any(doubt(document, clause, subject) for doubt in doubts)


def _auxiliary(document: Document, clause: Clause) -> bool:
    return document.lower[clause.verb] in TO_SINGULAR or document.lower[clause.verb] in TO_PLURAL


def _noun_too(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb may be a noun or stand in a set phrase: couples watches; as follows; the work will."""
    if _auxiliary(document, clause):
        return False
    arcs = syntax(document).arcs
    borne = arcs is not None and arcs.head[subject.head] == clause.group.main and subject.determiner >= 0
    after = document.is_pos(clause.group.last + 1, Pos.FINITE) or document.is_pos(clause.verb - 1, Pos.VERB)
    return after or not (clause.sure or borne) or document.word(clause.verb - 1) == "as"


def _other_subject(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the phrase may belong to what stands before it: those who trust it are; no lower than the first are."""
    opener = clause.opener
    if opener < 0 or clause.there or clause.relative:
        return False
    word = document.lower[opener]
    if clause.sure and document.lower[subject.head] in SUBJECTS:
        return False
    if document.is_pos(opener, Pos.WH) and not document.is_pos(subject.head, Pos.PRONOUN):
        before = syntax(document).phrase_ending(opener - 1)  # the town that the map names is far
        return before is not None and other_form(document, clause.verb, before.number) is None
    if document.is_pos(opener, Pos.VERB):
        return word not in SAYING
    if document.is_pos(opener, Pos.PREPOSITION):
        return word not in SUBORDINATORS or word in ("as", "than")
    return not clause.sure and not document.is_pos(opener, OPENING) and not _opening_mark(document, opener)


def _opening_mark(document: Document, i: int) -> bool:
    """Whether a clause may begin after the mark i."""
    return document.has(i, Flag.PUNCT) and not document.has(i, Flag.CLOSE) and document.lower[i] not in ("-", "/", "&")


def _far(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether a comma right before the verb ends something else than an insertion after the subject."""
    return document.word(clause.group.first - 1) == "," and not (clause.sure and clause.opener < 0)


def _with_more(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether something is joined to the subject: the mayor and two others, the roof along with the wheels."""
    opener, verb = clause.opener, clause.verb
    between = {*document.lower[subject.last + 1 : verb]}
    if clause.joined or document.word(subject.last + 1) in COORDINATORS:
        return True
    subjective = clause.sure and document.lower[subject.head] in SUBJECTS
    if subject.number is Number.SINGULAR and document.word(opener) in JOINING and not subjective:
        comma = document.word(opener - 1) == ","
        if syntax(document).phrase_ending(opener - 1 - comma):
            return True
    more = between & COORDINATORS or (between & {",", "along"} and between & ACCOMPANYING)
    if subject.number is Number.SINGULAR and more:
        return True
    end = document.bounds[document.sentence_list[verb]][1]
    near = range(subject.last + 1, end if clause.asked or clause.there else verb)
    arcs = syntax(document).arcs
    return arcs is not None and any(arcs.relation[i] == "conj" and arcs.head[i] == subject.head for i in near)


def _shared(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether a verb that has its subject from the clause before may be a bare one: can order and have."""
    return clause.shared and document.lower[clause.verb] not in SHARING


def _relative(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether who, which or that may stand for more or less than the noun before it: one of the spots that is; which
    means."""
    if not clause.relative:
        return False
    before = subject.first - 1
    joined = document.is_pos(before, Pos.PREPOSITION | Pos.CONJUNCTION) or document.word(before) == ","
    return joined or not clause.sure or document.word(clause.opener - 1) == ","


def _turned(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb may agree with what follows it: the best thing are the people; what years are you after."""
    after = clause.group.last + 1
    if clause.asked:
        asks = "?" in document.words[after : document.bounds[document.sentence_list[after]][1]]
        return not (clause.sure and _auxiliary(document, clause) and (asks or document.lower[clause.verb] in SHARING))
    follows = syntax(document).phrase_from(clause.verb + 1)
    if clause.there or follows is None or not _auxiliary(document, clause):
        return False
    if document.is_pos(follows.head, Pos.PRONOUN):
        return True
    several = subject.number is Number.SINGULAR and follows.number is Number.PLURAL and after == clause.verb + 1
    return several and document.lower[subject.head] != "one"


def _unreal(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb may be a subjunctive, or a bare verb: if he were, it were better, they ask that he leave."""
    verb = document.lower[clause.verb]
    if verb == "are" or subject.number is not Number.SINGULAR:
        return False
    if verb in ("do", "were") and document.word(clause.verb + 1) == "n't":
        return True  # he don't: speech, not translation
    first = document.bounds[document.sentence_list[clause.verb]][0]
    near = {*document.lower[max(first, clause.verb - 9) : clause.verb]}
    if verb == "were":
        return bool(near & BEFORE_UNREAL) or document.word(clause.verb + 1) in ("better", "best")
    wanted = BEFORE_SUBJUNCTIVE - {"that", "so", "better"} if verb in TO_SINGULAR else BEFORE_SUBJUNCTIVE
    return bool(near & (wanted | BEFORE_INFINITIVES))


def _match(document: Document, verb: int, message: str) -> Match:
    clause, subject, new = mismatches(document)[verb]
    said = message.format(subject=document.words[subject.head], new=new, verb=document.lower[verb])
    return Match(document.span(verb), said, 0.75 if clause.sure else 0.65, (Fix.write(document.span(verb), new),))


def _kind(document: Document, verb: int) -> str:
    """Which of the rules speaks of the verb; "" if its clause is right."""
    if verb not in mismatches(document):
        return ""
    clause, subject, _ = mismatches(document)[verb]
    if clause.there:
        return "there"
    if document.is_pos(subject.head, Pos.PRONOUN):
        return "pronoun"
    return "one" if document.lower[subject.head] == "one" else "noun"


@mask_rule(
    code="WRD026",
    name="pronoun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    candidates=suspects,
    examples=(
        Bad("They met in May. He [[have]] never returned.", fix="They met in May. He has never returned."),
        Bad("It [[are]] known that he left.", fix="It is known that he left."),
        Bad("They [[goes]] to Rome each May.", fix="They go to Rome each May."),
        Bad("In 2005, she [[were]] head of the jury.", fix="In 2005, she was head of the jury."),
        Bad("Everything is wrong, and he [[seem]] to know why.", fix="Everything is wrong, and he seems to know why."),
        Bad("The book that they [[has]] is new.", fix="The book that they have is new."),
        Bad("She certainly [[were]] there.", fix="She certainly was there."),
        Good("Those who trust it are few. If he were here, he would go."),
        Good("It were better that he go; they, it has been said, have lost."),
        Good("We are the people it has hurt, and he is as it were lost."),
        Good("What does he have, and how did she become so rich? They asked that he leave."),
        Good("Tom and he have left; neither the mayor nor she were told."),
    ),
)
def pronoun_agreement(document: Document, i: int) -> Iterator[Match]:
    """A pronoun and its verb differ in number.

    The source marks number elsewhere, and the system agrees with the wrong word.
    """
    if _kind(document, i) == "pronoun":
        yield _match(document, i, "After “{subject}” it is “{new}”, not “{verb}”.")


@mask_rule(
    code="WRD030",
    name="noun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    candidates=suspects,
    examples=(
        Bad("The new measures [[has]] no effect.", fix="The new measures have no effect."),
        Bad("The weather [[do]] not help us.", fix="The weather does not help us."),
        Bad("They left because the prices [[was]] too high.", fix="They left because the prices were too high."),
        Bad("Many people [[is]] out of work.", fix="Many people are out of work."),
        Bad("This medicine [[contain]] sugar.", fix="This medicine contains sugar."),
        Bad("The rules [[requires]] a permit.", fix="The rules require a permit."),
        Bad("The results of the vote [[was]] clear.", fix="The results of the vote were clear."),
        Bad("The picture clearly [[include]] a dog.", fix="The picture clearly includes a dog."),
        Good("The town that the map names is far away, and the book, the man says, is old."),
        Good("The majority of the members are here, and a number of the rules have changed."),
        Good("The news is good, the police are here, and the team have won."),
        Good("The last two years was a long time. The rest have left."),
        Good("The number of measures is small, and if the weather were good, they would go."),
        Good("The talks are over. The mayor of the two towns is here; he asked that the town have a say."),
    ),
)
def noun_agreement(document: Document, i: int) -> Iterator[Match]:
    """A noun and its verb differ in number.

    The source marks number elsewhere, or not at all, and the system agrees with the wrong word.
    """
    if _kind(document, i) == "noun":
        yield _match(document, i, "The subject asks for “{new}”, not “{verb}”.")


@mask_rule(
    code="WRD029",
    name="there-is-number",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    candidates=suspects,
    examples=(
        Bad("There [[is]] many ways to do it.", fix="There are many ways to do it."),
        Bad("He said there [[was]] serious problems.", fix="He said there were serious problems."),
        Bad("There [[are]] a problem.", fix="There is a problem."),
        Good("There is many a way to do it, and there was two hours left."),
        Good("There are a lot of ways; there are a lamp and a chair; there is news."),
        Good("There are a growing number of ways to do it, he said there."),
    ),
)
def there_is_number(document: Document, i: int) -> Iterator[Match]:
    """“There is” stands before a plural, or “there are” before one thing.

    The verb comes before its subject, and the system has fixed its number before it knows.
    """
    if _kind(document, i) == "there":
        yield _match(document, i, "What follows asks for “there {new}”.")


def _of_several(document: Document) -> list[int]:
    """Nouns for one thing after “one of the”, and verbs in the plural after a phrase with “one of”."""
    places = [i for i in document.index.get("one", ()) if document.word(i + 1) == "of"]
    nouns = [p.head for p in (outline(document).phrase_from(i + 2) for i in places) if p and _one_of(document, p)]
    return sorted({*nouns, *suspects(document)}) if places else []


def _one_of(document: Document, phrase: Phrase) -> bool:
    """Whether the phrase stands for one thing, and its words say that it is one of several: the largest city."""
    if not any(document.tags[i] in ("JJS", "RBS") for i in range(phrase.first, phrase.head)):
        return False
    ends = document.word(phrase.last + 1) not in ("-", "/", "'s", "&", *COORDINATORS)
    return ends and document.tags[phrase.head] == "NN" and is_countable(document.lower[phrase.head])


@mask_rule(
    code="WRD031",
    name="one-of-number",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    candidates=_of_several,
    examples=(
        Bad("One of the main reasons [[are]] the costs.", fix="One of the main reasons is the costs."),
        Bad(
            "It is one of the most important [[city]] in the region.",
            fix="It is one of the most important cities in the region.",
        ),
        Bad("He is one of the largest [[producer]] of oil.", fix="He is one of the largest producers of oil."),
        Good("One of the main reasons is the costs, and one of the crew was hurt."),
        Good("It is one of the most important city parks, one of a kind, and one of the oldest."),
        Good("One of the two reasons that are given is wrong, and one of the best-known fish is here."),
    ),
)
def one_of_number(document: Document, i: int) -> Iterator[Match]:
    """After “one of the” stands a singular noun, or a plural verb.

    “One of” asks for a plural noun and a singular verb, and the system mixes the two up.
    """
    if _kind(document, i) == "one":
        yield _match(document, i, "“One” asks for “{new}”, not “{verb}”.")
    elif document.is_pos(i, Pos.NOUN):
        noun = document.lower[i]
        new = plural(noun)
        yield Match(
            document.span(i), f"After “one of” it is “{new}”, not “{noun}”.", 0.65, (Fix.write(document.span(i), new),)
        )
