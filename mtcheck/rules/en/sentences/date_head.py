"""SEN010: a date without “on” at the head of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import ARTICLES, MONTHS, POSSESSIVES, SUBJECT_PRONOUNS
from mtcheck.lint import MINOR, Bad, Document, Edit, Fix, Flag, Good, Match, rule

SUBJECTS = ARTICLES | POSSESSIVES | SUBJECT_PRONOUNS | {"there"}


@rule(
    code="SEN010",
    name="date-without-on",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    anchors=MONTHS,
    examples=(
        Bad("He left in spring. [[May 7, 2019]] the mayor resigned from his post.",
            fix="He left in spring. On May 7, 2019 the mayor resigned from his post."),
        Bad("He left in spring. [[7 May]] he resigned from his post.",
            fix="He left in spring. On 7 May he resigned from his post."),
        Bad("They met often. [[January 1 2023]] the payment grew by a tenth.",
            fix="They met often. On January 1 2023 the payment grew by a tenth."),
        Good("He left in spring. On May 7, 2019 the mayor resigned from his post."),
        Good("He left in spring. May 7, 2019, was a Tuesday. June 5 and the days after it were warm."),
        Good("March 14 the wall was sold.\nMay 7 the mayor resigned."),
        Good("He left in spring. March 2019 the mayor resigned. May the mayor resign!"),
        Good("He left in spring. By 7 May the mayor resigned. In May the mayor left."),
        Good("He left in spring. 30 guests had come in May the year before."),
        Good("“He left in spring. May 7 the mayor resigned,” she wrote."),
    ),
)  # fmt: skip
def date_without_on(document: Document, i: int) -> Iterator[Match]:
    """A sentence of running text begins with a bare date, and its subject follows.

    Russian and Chinese set no preposition before a date.
    """
    first = document.sentence_of(i).first
    if not first <= i <= first + 1 or document.has(first, Flag.NEWLINE | Flag.QUOTED) or not first:
        return
    day, last = (first + 1, first + 1) if i == first else (first, i)
    if not document.has(day, Flag.NUMBER) or len(document.words[day]) > 2:
        return
    year = last + 1 + (document.word(last + 1) == ",")
    if document.has(year, Flag.NUMBER):
        last = year
    if document.word(last + 1) not in SUBJECTS:
        return
    word = document.words[first]
    edit = Edit(document.starts[first], document.starts[first], "On ")
    fix = Fix(f"Write “On {word}”", (edit,))
    yield Match(document.span(first, last), "“On” is missing before the date.", 0.6, (fix,))
