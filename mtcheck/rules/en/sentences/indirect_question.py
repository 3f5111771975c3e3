"""SEN011: an indirect question in the order of a direct one."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import (
    AUXILIARIES,
    BEFORE_QUESTIONS,
    DEMONSTRATIVES,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
)
from mtcheck.lint import MAJOR, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule

WHOM = OBJECT_PRONOUNS | {"people", "everyone", "exactly"}  # whom such a verb may name
DO = frozenset(("do", "does", "did"))
PERSONAL = SUBJECT_PRONOUNS
SUBJECTS = PERSONAL | POSSESSIVES | DEMONSTRATIVES - {"that"} | {"the"}


@rule(
    code="SEN011",
    name="indirect-question-order",
    severity=MAJOR,
    mqm="fluency/grammar/word-order",
    anchors=BEFORE_QUESTIONS,
    examples=(
        Bad("They do not know what [[does it]] mean."),
        Bad("The minister explained why [[did the]] talks fail."),
        Bad("He asked me when [[will the]] train arrive."),
        Bad("She wondered where [[are the]] keys to the office."),
        Bad("He knows how [[can they]] be helped.", fix="He knows how they can be helped."),
        Good("He asked what is known, and why the talks failed. Do you know when will he come?"),
        Good("He asked: why did the talks fail. They told people what happened."),
        Good("“I know how can they be helped,” she said. They know what does the harm."),
        Good("They know he has the keys, how much the house costs and how will and skill grow."),
        Good("He knows who has the keys and what is the best of all. He asked what is mine."),
        Good("They know how old you are, where is best to fish and how much the house costs. He asked who has it now."),
        Good("He told the men what they know. How can they be helped?"),
        Good("He asked how\nis it there"),
        Good("It is time to ask who did it better. Nobody knows what did you the most harm."),
        Bad("They do not know what [[does it]] really mean."),
    ),
)
def indirect_question_order(document: Document, i: int) -> Iterator[Match]:
    """In an indirect question the verb stands before its subject.

    Many languages keep one order in both kinds of question, and engines that learned from dialogues invert in both.
    """
    k = i + 1 + (document.word(i + 1) in WHOM)
    if document.word(k) not in QUESTION_WORDS or document.has(k, Flag.QUOTED):
        return
    verb, subject = document.word(k + 1), document.word(k + 2)
    if verb not in AUXILIARIES or subject not in SUBJECTS or not document.same_sentence(i, k + 3):
        return
    if document.word(k) in ("who", "what", "which") and (verb not in DO or subject not in PERSONAL):
        return  # who has the keys, what does the harm
    if document.word(k) in ("who", "what", "which") and not _asked(document, k + 3):
        return  # who did it better
    if "?" in document.words[k : document.sentence_of(i).last + 2]:
        return
    fixes: tuple[Fix, ...] = ()
    if subject in PERSONAL and verb not in DO:
        new = f"{document.words[k + 2]} {document.words[k + 1]}"
        fixes = (Fix(f"Write “{new}”", (Edit(*document.span(k + 1, k + 2), new),)),)
    message = "In an indirect question the subject stands before its verb."
    yield Match(document.span(k + 1, k + 2), message, 0.7, fixes)


def _asked(document: Document, i: int) -> bool:
    """Whether the bare verb that “do” asks for stands at i, after adverbs if need be."""
    while document.is_pos(i, Pos.ADVERB):
        i += 1
    return document.tag(i) in ("VB", "VBP")
