"""WRD035: an article before a year."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, Bad, Document, Edit, Fix, Good, Match, rule
from mtcheck.text.patterns import LazyPattern

YEAR = LazyPattern(r"1[4-9]\d\d|20[0-4]\d")
# What may follow a year that stands alone; anything else may be what the year belongs to (the 2015 vote).
ENDS = ("IN", "TO", ".", ",", "PRP", "DT", "MD", "WRB")


@rule(
    code="WRD035",
    name="article-before-year",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    anchors=("in the", "since the", "until the", "during the"),
    examples=(
        Bad("He was born in [[the 1998]].", fix="He was born in 1998."),
        Bad("In [[the 2015]], the company was sold.", fix="In 2015, the company was sold."),
        Bad("Since [[the 1968]] he lived in Rome.", fix="Since 1968 he lived in Rome."),
        Good("He lost in the 2015 election and in the 1998 and 2002 ones."),
        Good("He was seen in the street, and in the end he left."),
        Good("He won in the 1500, in the 5000 and in the 1998 or 2002 vote."),
        Good("It fell in the 1980 ’s and since the 2015/16 season."),
        Good("He was born in the\n1998: a good year"),
    ),
)  # fmt: skip
def article_before_year(document: Document, i: int) -> Iterator[Match]:
    """“The” stands before a year.

    Romance languages and Arabic have an article there, or say “the year”.
    """
    k = i + 2
    if not document.same_sentence(i, k + 1) or not YEAR.fullmatch(document.word(k)):
        return
    if document.tag(k + 1) not in ENDS:
        return
    if document.words[k].endswith("00"):
        return
    edit = Edit(document.starts[i + 1], document.starts[k], "")
    fix = Fix("Delete “the”", (edit,))
    yield Match(document.span(i + 1, k), "A year has no article.", 0.65, (fix,))
