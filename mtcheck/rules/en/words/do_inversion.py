"""WRD040: “does” before a plural subject in a question."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.nouns import is_plural
from mtcheck.languages.en.vocabulary import PLURAL_DEMONSTRATIVES, POSSESSIVES, QUESTION_WORDS
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, rule

DETERMINERS = POSSESSIVES | PLURAL_DEMONSTRATIVES | {"the"}


@rule(
    code="WRD040",
    name="does-before-plural",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=tuple(f"does {word}" for word in DETERMINERS),
    examples=(
        Bad("What [[does]] the reports say about it?", fix="What do the reports say about it?"),
        Bad("[[Does]] these new rules apply to us?", fix="Do these new rules apply to us?"),
        Bad("Why [[does]] her brothers live in Rome?", fix="Why do her brothers live in Rome?"),
        Good("What does the report say? He does the results no harm. Does the news sell?"),
        Good("Who does the reports each month? What does the reports editor say? She does her hands good."),
        Good("The man who does the reports say no more."),
    ),
)
def does_before_plural(document: Document, i: int) -> Iterator[Match]:
    """A question begins with “does”, and its subject is a plural.

    The verb comes before its subject, and the system has fixed its number before it knows.
    """
    if not document.has(i, Flag.FIRST) and document.word(i - 1) not in QUESTION_WORDS - {"who", "which"}:
        return
    k = i + 2 + (document.tag(i + 2) == "JJ")
    if not is_plural(document.word(k), document.tag(k)) or document.tag(k + 1) not in ("VB", "VBP"):
        return
    new = "Do" if document.words[i][0].isupper() else "do"
    message = f"The subject is a plural: “{new.lower()}”."
    yield Match(document.span(i), message, 0.7, (Fix.write(document.span(i), new),))
