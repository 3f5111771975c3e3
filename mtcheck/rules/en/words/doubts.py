"""What may excuse a verb that seems to differ from its subject: another subject, another number, another verb."""

from __future__ import annotations

from collections.abc import Callable

from mtcheck.languages.en.grammar.clause_parts import JOINING
from mtcheck.languages.en.grammar.clauses import SUBORDINATORS
from mtcheck.languages.en.grammar.forms import base_of_third
from mtcheck.languages.en.grammar.syntax import Clause, Number, Phrase, syntax
from mtcheck.languages.en.vocabulary import (
    BEFORE_INFINITIVES,
    BEFORE_SUBJUNCTIVE,
    BEFORE_UNREAL,
    COORDINATORS,
    HOW_MUCH,
    PERSONS,
    PREPOSITIONS,
    RELATIVES,
    SAYING,
    SUBJECT_PRONOUNS,
)
from mtcheck.languages.en.words.wordlist import RARE, WORD, kind
from mtcheck.lint import Document, Flag, Pos
from mtcheck.rules.en.words.other_readings import OTHER_READINGS
from mtcheck.rules.en.words.subject_number import NUMBERS, TO_PLURAL, TO_SINGULAR, other_form

SUBJECTS = SUBJECT_PRONOUNS - {"it", "you"}  # never an object
BARE = ("have", "do")  # the forms that stand after did too
SHARING = frozenset({*TO_SINGULAR, *TO_PLURAL}.difference(BARE))
OPENING = Pos.CONJUNCTION | Pos.WH | Pos.ADVERB
CLOSING = (")", "]")
LIKELY = 0.8  # an arc to a subject below this probability may be another one
REACH = 15  # tokens before a phrase in which the verb stands whose object it is
HELP = 8  # tokens before a subject in which its auxiliary stands
ACCOMPANYING = frozenset("with as plus including like".split())


def sure(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the clause has this subject and no more, and its verb no mood of its own."""
    doubts: tuple[Callable[[Document, Clause, Phrase], bool], ...] = (
        _unknown, _inside, _weak, _titled, _verb_too, _noun_too, _other_subject, _far,
        _with_more, _listed, _shared, _relative, _turned,
        _unreal, _helped, _one_verb, _gerund, _compound, _purpose, _amount, _no_verb, _code, _one_of, _few,
        *OTHER_READINGS,
    )  # fmt: skip
    return not any(doubt(document, clause, subject) for doubt in doubts)


def _unknown(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the subject is a small word that no list holds: its s may belong to a name (biles says)."""
    word = document.lower[subject.head]
    return kind(word) not in (WORD, RARE) and not document.is_pos(subject.head, Pos.PRONOUN)


def _inside(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the phrase is a part of the subject or stands beside it: crates.io users have; you the user are; he spoke
    to old and new users of it; their use of print and now TV ads has."""
    before, after = subject.first - 1, subject.last + 1
    before -= document.tag(before) == "$"  # a million in €500 notes was found
    if clause.there and document.is_pos(after, Pos.GERUND | Pos.PARTICIPLE) and document.tag(after + 1) == "NNS":
        return True  # there are more cost cutting measures
    if document.is_pos(before, Pos.PREPOSITION) and document.is_pos(before - 1, Pos.CONJUNCTION):
        return True  # what they do before and after our meetings
    if not clause.there and _there(document, before):
        return True  # because there are so few of them
    if document.word(clause.verb - 1) in ("so", "nor", "neither", ")") or document.lower[subject.head] == "doubt":
        return True  # as we have grown, so has our care; others no doubt exist
    if not document.has(subject.first, Flag.SPACE) and document.word(before) in (".", "/", "-", "@"):
        return True
    if document.has(before, Flag.OPEN):
        return True  # “this wish” and “that wish” are alike
    if document.word(before) in ("you", "we") and subject.determiner == subject.first:
        return True
    if document.is_pos(before, Pos.ADVERB) and document.word(before - 1) in (*COORDINATORS, "but"):
        return not document.is_pos(subject.head, Pos.PRONOUN)
    late = document.is_pos(before, Pos.PREPOSITION) and not document.has(before, Flag.FIRST)
    return late and document.word(before) not in SUBORDINATORS and not document.is_pos(subject.head, Pos.PRONOUN)


def _there(document: Document, i: int) -> bool:
    """Whether a phrase after token i follows “there is”."""
    while document.is_pos(i, Pos.ADVERB):
        i -= 1
    return document.word(i) in SHARING and document.word(i - 1) == "there"


def _weak(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether another subject is likelier: today over half of the roads are; a talk on plants (and birds) is; what
    changes does the plan make."""
    if clause.sure or document.is_pos(subject.head, Pos.PRONOUN):
        return False
    arcs, (_, relation, _) = syntax(document).arcs, syntax(document).arc(subject.head)
    if arcs is not None and not relation.startswith("nsubj") and not (clause.there or clause.relative or clause.shared):
        return True
    return document.word(subject.first - 1) in (*CLOSING, "what", "which")


def _titled(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether several things may be the name of one (“Apps for Schools” was; Atomic Tanks is a game), or one the name
    of several: Bath have lost."""
    if subject.number is Number.SINGULAR and subject.kind != "person":
        club = document.is_pos(subject.head, Pos.NAME) and document.lower[clause.verb] in TO_SINGULAR
        return club and subject.determiner < 0 and not clause.there
    if subject.number is not Number.PLURAL or clause.there:
        return False
    if document.is_pos(subject.last + 1, Pos.PREPOSITION) and document.has(subject.last + 1, Flag.CAPITAL):
        return True  # Riders Of Destiny features
    one = document.lower[clause.verb] in ("is", "was") and document.word(clause.verb + 1) in ("a", "an")
    return document.has(clause.group.first - 1, Flag.CLOSE) or (subject.determiner < 0 and one)


def _listed(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether a single thing is one of several: both the spread of war and hunger have; fear, hunger, war have."""
    if subject.number is not Number.SINGULAR or document.lower[subject.head] in SUBJECTS:
        return False
    first = max(clause.opener, document.bounds[document.sentence_list[clause.verb]][0])
    end = document.bounds[document.sentence_list[clause.verb]][1] if clause.there else clause.verb
    inside = [i for i in range(first + 1, end) if document.lower[i] in COORDINATORS or document.lower[i] == "both"]
    if any(not document.is_pos(i + 1, Pos.WH) for i in inside) or document.lower[first] == "both":
        return True
    if document.word(clause.opener) not in (",", *COORDINATORS):
        return False
    if _led(document, clause.opener):
        return False  # however, the friendship has; in 1882, a system was
    k = clause.opener - 1
    while k >= 0 and document.same_sentence(k, clause.verb) and document.lower[k] != ",":
        if document.is_pos(k, Pos.VERB | Pos.WH):
            return document.is_pos(k, Pos.WH)
        k -= 1
    return True


def _led(document: Document, comma: int) -> bool:
    """Whether what ends with the comma is no noun phrase that could be the first of several: in 1882, however."""
    before = syntax(document).phrase_ending(comma - 1)
    if document.lower[comma] != "," or before is None:
        return document.lower[comma] == ","
    return document.word(before.first - 1) in PREPOSITIONS - {"of"}


def _helped(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb is the bare form that an auxiliary before it asks for: what do the effects of it say."""
    if subject.number is not Number.SINGULAR or (
        _auxiliary(document, clause) and document.lower[clause.verb] not in BARE
    ):
        return False
    first = document.bounds[document.sentence_list[clause.verb]][0]
    for k in range(subject.first - 1, max(first, subject.first - HELP) - 1, -1):
        if document.is_pos(k, Pos.VERB):
            return document.tags[k] == "MD" or document.lower[k] in ("do", "does", "did")
    return False


def _one_verb(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the sentence has no other finite verb in its place, so that no clause begins before the subject: income
    after taxes is."""
    first, end = document.bounds[document.sentence_list[clause.verb]]
    if document.word(clause.opener) not in PREPOSITIONS:
        return False
    begins = clause.opener == first
    verbs = [k for k in range(first, end if begins else clause.opener) if document.pos_list[k] & Pos.FINITE]
    own = sum(not document.is_pos(k - 1, Pos.WH) and document.word(k - 1) != "that" for k in verbs)
    return own < 1 + begins


def _gerund(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the subject is what is done, not whom (training doctors is), or what is told to be done follows it."""
    doing = document.lower[subject.first].endswith("ing") and subject.first < subject.head
    before = document.tag(subject.first - 1) == "VBG"
    if document.lower[subject.head].endswith("ing") and document.is_pos(clause.opener, Pos.PREPOSITION):
        return not _auxiliary(document, clause)  # after baking leave it to rest
    return (doing or before) and subject.number is Number.PLURAL


def _compound(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the noun before the verb has the right number, and what stands before it may be a part of its name:
    quality of life dimensions were; in every corner of the world economic tensions are."""
    last = clause.group.first - 1
    phrase = syntax(document).phrase_ending(last)
    if document.word(subject.last + 1) != "of" or phrase is None:
        return False
    parted = any(
        document.is_pos(k, Pos.NOUN) and document.is_pos(k + 1, Pos.ADJECTIVE) for k in range(phrase.first, last)
    )
    two = document.is_pos(last - 1, Pos.NOUN) and last == subject.last + 3
    number = NUMBERS.get(document.tags[last], Number.EITHER)
    return (parted or two) and other_form(document, clause.verb, number) is None


def _purpose(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the phrase is the object of a verb that hangs on the subject: steps to build good roads are; the win at
    being able to read logs is. What stands before the first such verb then has the number of the finite verb."""
    first = document.bounds[document.sentence_list[clause.verb]][0]
    for k in range(subject.first - 1, max(first, subject.first - REACH) - 1, -1):
        if document.is_pos(k, Pos.FINITE) or document.word(k) in (";", ":"):
            return False
        then = k + 1
        while document.is_pos(then, Pos.ADVERB) or document.has(then, Flag.OPEN):
            then += 1
        after = then + 1 + document.has(then + 1, Flag.CLOSE)
        bare = document.tags[k] == "TO" and (document.is_pos(then, Pos.BASE) or document.is_pos(after, Pos.DETERMINER))
        doing = document.is_pos(k, Pos.PREPOSITION) and document.is_pos(then, Pos.GERUND)
        if (bare or doing) and _fitting(document, clause, k - 1):
            return True
    return False


def _amount(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether a number of things is one amount, of which the sentence says how much it is: 64 bits is plenty."""
    counted = any(document.words[k][0].isdigit() for k in range(subject.first, subject.head))
    if not counted or document.lower[clause.verb] not in ("is", "was") or document.lower[subject.head] in PERSONS:
        return False
    k = clause.verb + 1
    while document.word(k) in ("n't", "n’t", "not") or document.is_pos(k, Pos.ADVERB):
        k += 1
    return document.word(k) in HOW_MUCH or document.word(k - 1) in HOW_MUCH


def _no_verb(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb is rather a noun that two more verbs follow, one of a clause without “that”: the
    temperature range the cycle can work over is small."""
    if _auxiliary(document, clause) or document.tags[clause.verb] != "VBP":
        return False
    if not document.is_pos(clause.verb + 1, Pos.DETERMINER | Pos.PRONOUN):
        return False
    end = document.bounds[document.sentence_list[clause.verb]][1]
    verbs = [k for k in range(clause.verb + 1, end) if document.is_pos(k, Pos.FINITE)]
    between = document.lower[clause.verb + 1 : verbs[1]] if len(verbs) > 1 else ["and"]
    return not any(word in JOINING or word in (",", ";", *RELATIVES, *COORDINATORS) for word in between)


def _code(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the noun is a name of code: the table new_unit_codes is."""
    return "_" in document.words[subject.head] or document.word(subject.head - 1) == "_"


def _one_of(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the subject is one of the things before a verb for one thing: one of Postgres’ worst weaknesses is."""
    first = document.bounds[document.sentence_list[clause.verb]][0]
    for k in range(subject.head - 1, max(first, subject.head - REACH), -1):
        if document.is_pos(k, Pos.FINITE):
            return False
        if document.word(k) == "of" and document.word(k - 1) == "one":
            return subject.number is Number.PLURAL
    return False


def _few(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether a few of something stand after “there are”: there are a few days’ worth of dishes."""
    return (
        clause.there and document.word(clause.verb + 1) == "a" and document.word(clause.verb + 2) in ("few", "couple")
    )


def _auxiliary(document: Document, clause: Clause) -> bool:
    return document.lower[clause.verb] in TO_SINGULAR or document.lower[clause.verb] in TO_PLURAL


def _verb_too(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the plural may be a verb: a city that the map names is missing; someone rattles chains;
    what is missing but stands elsewhere is compared."""
    if subject.number is not Number.PLURAL or base_of_third(document.lower[subject.head]) is None:
        return False
    if subject.first == subject.head:
        after_phrase = syntax(document).phrase_ending(subject.first - 1) is not None
        return after_phrase or document.is_pos(subject.first - 1, Pos.CONJUNCTION)
    return document.word(clause.opener) in ("that", "which", "who")


def _noun_too(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the verb may be a noun or stand in a set phrase: couples watches; as follows; the work will."""
    if _auxiliary(document, clause):
        return False
    led = subject.determiner >= 0 or document.lower[subject.head] in SUBJECTS
    main, _, sure = syntax(document).arc(subject.head)
    borne = led and main == clause.group.main and sure >= LIKELY
    after = document.is_pos(clause.group.last + 1, Pos.FINITE) or document.is_pos(clause.verb - 1, Pos.VERB)
    joined = not led and document.word(clause.group.last + 1) in COORDINATORS  # vendor showcase and talks
    return after or joined or not (clause.sure or borne) or document.word(clause.verb - 1) == "as"


def _other_subject(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether the phrase may belong to what stands before it: those who trust it are; no lower than the first are."""
    opener = clause.opener
    if opener < 0 or clause.there or clause.relative:
        return False
    word = document.lower[opener]
    if document.lower[subject.head] in SUBJECTS and (clause.sure or document.has(opener, Flag.PUNCT)):
        return False
    if word in RELATIVES and document.is_pos(opener, Pos.WH) and not document.is_pos(subject.head, Pos.PRONOUN):
        return _fitting(document, clause, opener - 1)  # the town that the map names is far
    if document.is_pos(opener, Pos.VERB):
        return word not in SAYING
    if document.is_pos(opener, Pos.PREPOSITION):
        object_too = document.lower[subject.head] == "it" and _fitting(document, clause, opener - 1)
        return word not in SUBORDINATORS or word in ("as", "than") or object_too  # the days after it were
    return not clause.sure and not document.is_pos(opener, OPENING) and not _opening_mark(document, opener)


def _fitting(document: Document, clause: Clause, last: int) -> bool:
    """Whether a phrase ends with token last whose number is that of the verb."""
    phrase = syntax(document).phrase_ending(last)
    return phrase is not None and other_form(document, clause.verb, phrase.number) is None


def _opening_mark(document: Document, i: int) -> bool:
    """Whether a clause may begin after the mark i."""
    return document.has(i, Flag.PUNCT) and not document.has(i, Flag.CLOSE) and document.lower[i] not in ("-", "/", "&")


def _far(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether a comma right before the verb ends something else than an insertion after the subject, or a clause ends
    there: all they did was."""
    if document.is_pos(clause.group.first - 1, Pos.FINITE):
        return True
    if document.word(clause.group.first - 1) != "," or clause.opener >= 0:
        return document.word(clause.group.first - 1) == ","
    inserted = document.word(subject.last + 1) == "," and document.is_pos(subject.last + 2, Pos.WH)
    return not (clause.sure or inserted)  # the accident, which happened at noon, was


def _with_more(document: Document, clause: Clause, subject: Phrase) -> bool:
    """Whether something is joined to the subject: the mayor and two others, the roof along with the wheels."""
    opener, verb = clause.opener, clause.verb
    between = {*document.lower[subject.last + 1 : verb]}
    if clause.joined or document.word(subject.last + 1) in COORDINATORS:
        return True
    subjective = clause.sure and document.lower[subject.head] in SUBJECTS
    if subject.number is Number.SINGULAR and document.word(opener) in JOINING and not subjective:
        comma = document.word(opener - 1) == ","
        if subject.determiner < 0 or syntax(document).phrase_ending(opener - 1 - comma):
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
    if document.is_pos(subject.first - 1, Pos.WH) and document.lower[clause.verb] in ("do", "does"):
        return syntax(document).phrase_from(clause.verb + 1) is not None  # which rules does a member own
    if clause.asked:
        if document.lower[clause.verb] == "were" and document.word(clause.verb + 2) == "not":
            return True  # were it not for the rain
        between = document.lower[clause.verb : subject.first]
        if any(word in SUBORDINATORS or word in RELATIVES for word in between):
            return True  # one of the questions is whether they will go
        asks = "?" in document.words[after : document.bounds[document.sentence_list[after]][1]]
        return not (clause.sure and _auxiliary(document, clause) and (asks or document.lower[clause.verb] in SHARING))
    follows = syntax(document).phrase_from(clause.verb + 1)
    end = document.bounds[document.sentence_list[clause.verb]][1]
    if follows and _auxiliary(document, clause) and document.word(end - 1) == "?":
        return True  # how many windows does the house have?
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
