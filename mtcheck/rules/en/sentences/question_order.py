"""SEN015: a question in the order of a statement."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import (
    ARTICLES,
    CLAUSE_OPENERS,
    DEMONSTRATIVES,
    POSSESSIVES,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
)
from mtcheck.lint import MAJOR, Bad, Document, Good, Match, rule

DETERMINERS = ARTICLES | POSSESSIVES | DEMONSTRATIVES
PLURALS = ("NNS", "NNPS")
FINITE = ("VBZ", "VBP", "VBD", "MD")
OPENING = QUESTION_WORDS | CLAUSE_OPENERS | {"that", "if", "as"}  # a clause that has a verb of its own
MARKS = frozenset(",;:–—()")


@rule(
    code="SEN015",
    name="question-order",
    severity=MAJOR,
    mqm="fluency/grammar/word-order",
    anchors=("why", "how"),
    examples=(
        Bad("[[Why the engine does]] not start?"),
        Bad("The talks failed. [[Why models do]] not load on Monday?"),
        Bad("[[How he knows]] the answer?"),
        Good("Why does the engine not start? How do models load? Why are models so slow?"),
        Good("Why the rush? Why the sudden change in what he said on Monday?"),
        Good("How many models load? How often does it rain? How to start?"),
        Good("Why the engine does not start"),
        Good("He asked why the engine does not start?"),
        Good("It is known why. The reason why the men left?"),
        Good("Why he left, who knows? How the house burned: was it a lamp?"),
    ),
)
def question_order(document: Document, i: int) -> Iterator[Match]:
    """A question that begins with why or how has its verb behind the subject.

    Russian, Chinese and others ask so, and engines keep the order.
    """
    sentence = document.sentence_of(i)
    if i != sentence.first:
        return
    words = document.lower[i : sentence.last + 1]
    if words[-1] != "?" or not MARKS.isdisjoint(words):
        return
    after = document.lower[i + 1]
    if not (after in SUBJECT_PRONOUNS or after in DETERMINERS or document.tag(i + 1) in PLURALS):
        return
    for k in range(i + 2, sentence.last):
        if document.lower[k] in OPENING:
            return
        if document.tag(k) in FINITE:
            message = "A question has its verb, or “do”, before the subject."
            yield Match(document.span(i, k), message, 0.7)
            return
