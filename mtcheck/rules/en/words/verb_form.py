"""WRD020 to WRD023: a verb form that its auxiliary does not take."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import BASES, BOTH, PARTICIPLE, PAST, THIRD, regular_base, singular
from mtcheck.languages.en.vocabulary import (
    BE,
    MEASURING,
    MIDDLE_ADVERBS,
    MODALS,
    NEVER_PASSIVE,
    PARTICIPLE_PREPOSITIONS,
    QUESTION_WORDS,
    SINGULAR_DEMONSTRATIVES,
    SUBJECT_PRONOUNS,
)
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, mask_rule, rule

BARE_AFTER = tuple(sorted(MODALS | {"cannot", "'ll"}))
SUBJECTS = SUBJECT_PRONOUNS | SINGULAR_DEMONSTRATIVES | {"who", "which", "there"}
PLAIN_SUBJECTS = SUBJECT_PRONOUNS | SINGULAR_DEMONSTRATIVES
BETWEEN = MIDDLE_ADVERBS | {"n't"}
HAVE = ("has", "have", "had", "'ve")
AFTER_HAVE = BETWEEN | {"already"}
BE_FORMS = tuple(sorted(BE - {"am"} | {"'re"}))
# Past forms that are also nouns, adjectives or bases: after have or be they prove nothing.
NOT_SURE = frozenset("did broke hid ran rode blew fell".split())
PASTS_AFTER_BE = tuple(past for past in PAST if past not in NOT_SURE | {"became", "came", "overcame", "forgot"})
THIRD_AFTER_BE = tuple(
    """has does makes says gets knows becomes begins seems remains allows provides continues includes requires depends
    contains consists belongs believes explains appears considers understands involves""".split()
)
# What they are become clear; how big they are depends: the verb belongs to the whole clause before it. All he can do is
# decide: the bare verb is what he does.
CLAUSE_SUBJECT = QUESTION_WORDS | frozenset(
    """whom that as than all whatever whoever wherever whether way place reason one do does did done doing only thing
    things step aim goal task job option choice best let""".split()
)
ADVERBS_IN_S = frozenset("needs sometimes always besides towards perhaps afterwards nevertheless means-test".split())
# As fast as they could using side roads; all they could given the weather.
CONTAINED = frozenset(
    "soda beer tin trash garbage water oil free good ill living political watering petrol gas".split()
)
RELATIVE = frozenset("who that which what those all as than".split())
REACH = 12  # tokens before the verb in which such a word counts


def _fix(document: Document, i: int, new: str) -> tuple[Fix, ...]:
    return (Fix.write(document.span(i), new),)


def _before(document: Document, i: int) -> set[str]:
    """The words of the sentence before token i, as far as they count."""
    first = document.bounds[document.sentence_list[i]][0]
    return {*document.lower[max(first, i - REACH) : i]}


def _plain(document: Document, i: int) -> bool:
    """Whether the word is written small and no part of a compound."""
    return document.words[i].islower() and document.word(i + 1) != "-"


def _asks(document: Document, i: int) -> bool:
    """Whether the sentence is a question, in which the subject stands after the auxiliary."""
    end = document.bounds[document.sentence_list[i]][1]
    return "?" in document.words[max(i, end - 3) : end]


def _finite_base(word: str) -> str | None:
    """The base of a past form or third person that can be nothing else."""
    return THIRD.get(word) or (PAST[word][0] if word in PAST else None)


THIRD_TOO = {
    word: word[:-1] for word in "helps uses finds asks offers supports causes wants reads keeps wins reaches".split()
} | {"reaches": "reach", "dies": "die", "affects": "affect"}
WRONG = frozenset({*THIRD_TOO, *THIRD, *PAST})


def _modals(document: Document) -> list[int]:
    """Modals that stand before anything but a bare verb."""
    index, tags, lower, end = document.index, document.tags, document.lower, len(document.words) - 1
    places = [i for modal in BARE_AFTER if modal in index for i in index[modal] if i < end]
    return sorted(i for i in places if tags[i + 1] != "VB" or lower[i + 1] in WRONG)


@mask_rule(
    code="WRD020",
    name="verb-after-modal",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    candidates=_modals,
    examples=(
        Bad("He said it can [[helps]] the poor.", fix="He said it can help the poor."),
        Bad("They would not [[went]] home on Monday.", fix="They would not go home on Monday."),
        Bad("The workers should [[received]] the money in May.", fix="The workers should receive the money in May."),
        Bad("The children will [[going]] to school again.", fix="The children will go to school again."),
        Bad("It may [[leads]] to a new war.", fix="It may lead to a new war."),
        Bad("The work must [[done]] by Monday.", fix="The work must be done by Monday."),
        Good("He said it can help, and the will has been read."),
        Good("In May it goes on; all that can be done has been done."),
        Good("Could increased taxes help? Their will impressed us, and a soda can had burst."),
        Good("They did what they could, given the weather, and fled as fast as they could using side roads."),
        Good("The children will need to be fed, and the can is empty."),
    ),
)
def verb_after_modal(document: Document, i: int) -> Iterator[Match]:
    """A verb after can, will, must and their kin is not in its base form.

    The source inflects the verb where English must not, and the system carries the ending over.
    """
    k = i + 1
    while document.word(k) in BETWEEN:
        k += 1
    if k - i > 2 or not document.same_sentence(i - 1, k) or not document.words[i].islower() or not _plain(document, k):
        return
    base = _after_modal(document, i, k)
    if base:
        message = f"After “{document.words[i]}” the verb is “{base}”, not “{document.word(k)}”."
        yield Match(document.span(k), message, 0.75, _fix(document, k, base))


def _after_modal(document: Document, modal: int, k: int) -> str | None:
    word, tag = document.word(k), document.tag(k)
    if document.word(modal - 1) in SUBJECTS and (base := THIRD_TOO.get(word) or _finite_base(word)):
        return base if word not in NOT_SURE else None
    if not (tag in ("VBD", "VBN", "VBG", "VBZ", "NNS") or word in PAST) or not _has_subject(document, modal):
        return None
    if _asks(document, k) or not document.in_prose(k):
        return None
    if base := _finite_base(word):
        return base
    if _before(document, modal) & MEASURING:
        return None
    if tag in ("VBZ", "NNS") and document.tag(modal - 1) == "PRP" and word not in ADVERBS_IN_S:
        one = singular(word)
        return one if one != word else None
    if word in PARTICIPLE:
        if word == "been":
            return "be" if document.tag(k + 1) == "VBN" else "have been"
        return f"be {word}"
    return (BOTH.get(word) if tag in ("VBD", "VBN") else None) or _regular(document, k)


def _regular(document: Document, k: int) -> str | None:
    """The base of decided or leaving, unless the word may be an adjective: increased taxes."""
    if document.word(k).endswith("ed") and document.tag(k + 1) in ("NNS", "NN", "NNP") and document.tag(k) != "VBD":
        return None
    return regular_base(document.word(k))


def _has_subject(document: Document, modal: int) -> bool:
    """Whether what stands before is the subject of a modal, and the modal no noun: a soda can, their will."""
    before = document.tag(modal - 1)
    noun = document.word(modal) in ("can", "will", "might")
    if before in ("NN", "NNP") and noun:
        determiner = {document.tag(modal - 2), document.tag(modal - 3)} & {"DT", "PRP$"}
        return bool(determiner) and document.tag(modal) == "MD" and document.word(modal - 1) not in CONTAINED
    return before in ("NNS", "NNPS", "PRP", "NN", "NNP") or document.word(modal - 1) == "who"


@rule(
    code="WRD021",
    name="past-after-did",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(
        f"{do} {after}" for do in ("do", "does", "did") for after in ("not", "n't", *sorted(SUBJECT_PRONOUNS - {"i"}))
    ),
    examples=(
        Bad("The firm did not [[went]] bankrupt.", fix="The firm did not go bankrupt."),
        Bad("They didn't [[wanted]] to leave.", fix="They didn't want to leave."),
        Bad("The plan does not [[works]] yet.", fix="The plan does not work yet."),
        Bad("He did not [[knowing]] it.", fix="He did not know it."),
        Bad("The law does not [[has]] an effect yet.", fix="The law does not have an effect yet."),
        Bad("The army did not [[confirmed]] the report.", fix="The army did not confirm the report."),
        Good("The firm did not go bankrupt; what it did made sense."),
        Good("She did not, he said, want to leave."),
        Bad("Why did he [[went]] to Rome?", fix="Why did he go to Rome?"),
        Good("Do you guys like it?"),
        Good("Why did they come, and did it make sense? What he did he did well; so did she, said the man."),
        Good("Those who did not went home, and it does not need to succeed."),
    ),
)
def past_after_did(document: Document, i: int) -> Iterator[Match]:
    """A verb after do not, does not or did not is marked for its time or person once more.

    Both words of the pair carry the mark over from one verb of the source.
    """
    k = i + 2 + (document.word(i + 2) in BETWEEN)
    if not document.same_sentence(i, k) or not _plain(document, k):
        return
    asked = document.word(i + 1) not in ("not", "n't")
    if asked and not (_asks(document, k) and (document.has(i, Flag.FIRST) or document.has(i - 1, Flag.FIRST))):
        return
    if not asked and (document.word(i - 1) in RELATIVE or document.tag(i - 1).startswith("W")):
        return  # those who did not went home
    word, tag = document.word(k), document.tag(k)
    base = (PAST[word][0] if word in PAST else None) or BOTH.get(word)
    if base is None and (word in ("has", "does") or tag == "VBZ"):
        base = THIRD.get(word)
    if base is None and tag.startswith("VB") and word.endswith(("ed", "ing")) and word not in PARTICIPLE_PREPOSITIONS:
        base = regular_base(word)
    if base is None and not asked and tag in ("NNS", "VBZ") and word not in ADVERBS_IN_S and singular(word) != word:
        base = singular(word)
    if base is not None:
        done = document.slice(i, i + 1)
        yield Match(
            document.span(k), f"After “{done}” the verb is “{base}”, not “{word}”.", 0.8, _fix(document, k, base)
        )


@rule(
    code="WRD022",
    name="past-after-have",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=(
        *(f"{have} {word}" for have in HAVE for word in (*PAST, *AFTER_HAVE)),
        *(f"{have} {base}" for have in ("has", "have", "had") for base in BASES),
    ),
    examples=(
        Bad("The price has [[went]] up again.", fix="The price has gone up again."),
        Bad("They have never [[spoke]] about it.", fix="They have never spoken about it."),
        Bad("The army has [[declare]] war.", fix="The army has declared war."),
        Bad("He would have [[choose]] the other way.", fix="He would have chosen the other way."),
        Good("The price has gone up; what he had was lost."),
        Good("Whatever they have, went the saying, they share."),
        Good("The troubles that they have include debt, and they have become rich."),
    ),
)
def past_after_have(document: Document, i: int) -> Iterator[Match]:
    """The past form or the bare verb stands after have, has or had, where English has the participle.

    The system knows the word that is most frequent for the verb and forgets its third form.
    """
    k = i + 1
    while document.word(k) in AFTER_HAVE:
        k += 1
    word = document.word(k)
    if not document.same_sentence(i, k) or k - i > 3 or not _plain(document, k):
        return
    if word in PAST and word not in NOT_SURE:
        participle = PAST[word][1]
    elif word in BASES_SET and _takes_participle(document, i):
        participle = participle_of(word)
    else:
        return
    message = f"After “{document.words[i]}” it is “{participle}”, not “{word}”."
    yield Match(document.span(k), message, 0.75, _fix(document, k, participle))


def _takes_participle(document: Document, have: int) -> bool:
    """Whether “have” is surely an auxiliary, and not the end of a clause: the troubles they have include debt."""
    before = document.tag(have - 1)
    if document.word(have) == "has":
        return before in ("NN", "NNP") or document.has(have - 1, Flag.FIRST)
    return before == "MD" or (before == "PRP" and document.has(have - 1, Flag.FIRST))


BASES_SET = frozenset(BASES)
_PARTICIPLES = dict(PAST.values()) | {base: both for both, base in BOTH.items()}
_PARTICIPLES["see"] = "seen"


def participle_of(base: str) -> str:
    """The participle of a verb of the list of bases."""
    if base in _PARTICIPLES:
        return _PARTICIPLES[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in ("admit", "occur", "permit", "prefer") else "") + "ed"


@rule(
    code="WRD023",
    name="base-after-be",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(
        f"{be} {verb}" for be in BE_FORMS for verb in {*BASES, *NEVER_PASSIVE, *PASTS_AFTER_BE, *THIRD_AFTER_BE}
    ),
    examples=(
        Bad("Nobody knows what [[was happen]] that night."),
        Bad("The man [[is believe]] to be in Rome."),
        Bad("Two of the workers [[were went]] home."),
        Bad("It [[is depends]] on the weather."),
        Good("All they can do is happen to be there; what was to happen came."),
        Good("Nobody knows what happened; it is a depend-on-nobody plan."),
        Good("What the party wants to do is prevent a vote, and who they are became clear."),
        Good("How big the losses are depends on the weather."),
    ),
)
def base_after_be(document: Document, i: int) -> Iterator[Match]:
    """A bare verb, a past form or a third person stands after a form of be.

    The system translates the tense and the verb apart and joins what does not fit.
    """
    word = document.word(i + 1)
    if not document.same_sentence(i, i + 1):
        return
    sure = word in NEVER_PASSIVE and document.word(i + 2) != "to"
    if not (sure or (word not in NEVER_PASSIVE and _joined(document, i, word))):
        return
    message = f"“{document.words[i]}” and “{word}” do not go together."
    yield Match(document.span(i, i + 1), message, 0.7)


def _joined(document: Document, be: int, word: str) -> bool:
    """Whether the two words are surely one verb: no clause ends between them, and nothing is quoted."""
    if not _plain(document, be + 1) or document.has(be + 1, Flag.QUOTED) or not document.in_prose(be):
        return False
    if word in THIRD_AFTER_BE:
        return document.has(be - 1, Flag.FIRST) and document.word(be - 1) in PLAIN_SUBJECTS
    if _before(document, be) & CLAUSE_SUBJECT or _asks(document, be) or document.has(be, Flag.FIRST):
        return False
    return document.tag(be - 1) in ("NN", "NNS", "NNP", "NNPS", "PRP", "MD", "TO", "VBN", "VBP", "VBZ", "VBD", "RB")
