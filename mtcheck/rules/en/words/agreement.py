"""WRD026: a pronoun and the verb right after it differ in number."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import BASES, PAST, THIRD, third_person
from mtcheck.languages.en.vocabulary import (
    BEFORE_INFINITIVES,
    BEFORE_SUBJUNCTIVE,
    BEFORE_UNREAL,
    CLAUSE_OPENERS,
    FINITE_AUXILIARIES,
    MODALS,
    PREVERBAL_ADVERBS,
    SINGULAR_SUBJECTS,
    THIRD_REFLEXIVES,
)
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, rule

SINGULAR, PLURAL = tuple(sorted(SINGULAR_SUBJECTS)), ("they", "we")
TO_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
TO_PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do"}
# Bases that are no past forms: he read, he put.
SIMPLE = {b: third_person(b) for b in {*THIRD.values(), *BASES} - {"have", "do", "become", "come", "read"} - {*PAST}}
THIRDS = {third: base for base, third in SIMPLE.items()}
# A clause begins after these, so “it” is its subject and no object: not “those who trust it are”.
CLAUSE = CLAUSE_OPENERS - {"though", "if", "before", "after"} | {"but", "so", "that", ","}
AUXILIARY = FINITE_AUXILIARIES | MODALS | BEFORE_INFINITIVES
ADVERBS = PREVERBAL_ADVERBS | THIRD_REFLEXIVES | {"ourselves"}


@rule(
    code="WRD026",
    name="pronoun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=(
        *(f"{subject} {verb}" for subject in SINGULAR for verb in (*TO_SINGULAR, *SIMPLE)),
        *(f"{subject} {verb}" for subject in PLURAL for verb in (*TO_PLURAL, *THIRDS)),
        *(f"{subject} {adverb}" for subject in (*SINGULAR, *PLURAL) for adverb in ADVERBS),
    ),
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
    """A pronoun stands right before a verb of the other number.

    The source marks number elsewhere, and the system agrees with the wrong word.
    """
    first = document.has(i, Flag.FIRST)
    k = i + 1 + (document.word(i + 1) in ADVERBS)
    subject, verb = document.lower[i], document.word(k)
    if not (first or _subject(document, i, subject)) or not document.same_sentence(i, k):
        return
    new = _other(document, i, k)
    if new is None or not document.words[k].islower() or _unreal(document, i, verb):
        return
    if (document.word(k + 1) == "n't" and verb in ("do", "were", "was")) or not document.has(k, Flag.SPACE):
        return  # he don't: speech, not translation
    sure = first and verb in (*TO_SINGULAR, *TO_PLURAL)
    message = f"After “{document.words[i]}” it is “{new}”, not “{verb}”."
    yield Match(document.span(k), message, 0.75 if sure else 0.65, (Fix.write(document.span(k), new),))


def _other(document: Document, i: int, k: int) -> str | None:
    """The form of the verb k that the pronoun i takes, if it has another."""
    subject, verb = document.lower[i], document.lower[k]
    if subject in PLURAL:
        return TO_PLURAL.get(verb) or THIRDS.get(verb)
    if verb in TO_SINGULAR:
        return TO_SINGULAR[verb]
    if document.tag(k) not in ("VBP", "VB") or (subject == "it" and not document.has(i, Flag.FIRST)):
        return None
    return None if _wanted(document, i) else SIMPLE.get(verb)


def _subject(document: Document, i: int, subject: str) -> bool:
    """Whether the pronoun is the only subject of the verb after it: no question, no “Tom and he”."""
    before = document.word(i - 1)
    if subject == "it" and before not in CLAUSE:
        return False
    if before in AUXILIARY or document.tag(i - 1) == "MD":
        return False
    if before in ("or", "nor", "and", "than", "like", "as"):
        return before in ("and", "as") and (document.word(i - 2) in (",", ";") or _new_clause(document, i - 1))
    return True


def _new_clause(document: Document, conjunction: int) -> bool:
    """Whether “and” begins a clause, and does not join a person to the pronoun."""
    before = document.tag(conjunction - 1)
    if document.word(conjunction) != "and" or document.has(conjunction - 1, Flag.FIRST | Flag.CAPITAL):
        return False
    return before in ("JJ", "RB", "VBN", "VBD", "CD") or (
        before == "NN" and document.tag(conjunction - 2) in ("IN", "VB")
    )


def _near(document: Document, i: int, reach: int) -> set[str]:
    first = document.bounds[document.sentence_list[i]][0]
    return {*document.lower[max(first, i - reach) : i]}


def _wanted(document: Document, i: int) -> bool:
    """Whether the bare verb may be right: asked that he leave, had the doctor he see."""
    return bool(BEFORE_SUBJUNCTIVE & _near(document, i, 8)) or "?" in document.words[i + 1 : i + 12]


def _unreal(document: Document, i: int, verb: str) -> bool:
    """Whether the verb may be a subjunctive: if he were, it were better, as it were."""
    if verb in ("have", "do"):
        near = _near(document, i, 8)
        return bool((BEFORE_SUBJUNCTIVE - {"that", "so", "if", "until", "till", "better"}) & near) and not document.has(
            i, Flag.FIRST
        )
    if verb != "were":
        return False
    before = document.word(i - 1)
    if document.word(i) == "it" and not document.has(i, Flag.FIRST):
        return True
    if before in ("where", "what") and document.word(i) == "it":
        return True
    unreal = bool(BEFORE_UNREAL & _near(document, i, 5))
    return unreal or document.word(i + 2) in ("better", "best", "to", "not", "only", "so")
