"""WRD037: a plural verb after “news”."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, rule
from mtcheck.rules.en.words.subject_number import TO_SINGULAR

SUBJECTS = frozenset("the this that no good bad latest such great".split())


@rule(
    code="WRD037",
    name="news-number",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=tuple(f"news {verb}" for verb in TO_SINGULAR),
    examples=(
        Bad("The news [[are]] good for the firm.", fix="The news is good for the firm."),
        Bad(
            "He said that the latest news [[have]] shocked the town.",
            fix="He said that the latest news has shocked the town.",
        ),
        Bad(
            "Bad news [[were]] in the paper, but nobody read it.", fix="Bad news was in the paper, but nobody read it."
        ),
        Good("The news is good, and the media that carry fake news are few."),
        Good("Those who read the news are few, and people in the news have no rest."),
        Good("The papers and the news are full of it. The sport and bad news have the most readers."),
        Good("The firms behind Sky News are old. “The news are good”, he said."),
    ),
)
def news_number(document: Document, i: int) -> Iterator[Match]:
    """“News” is one thing in English, and its verb stands in the singular.

    In French, German and Russian it is a plural.
    """
    start = i - 1
    if document.word(start) not in SUBJECTS or document.has(i, Flag.QUOTED):
        return
    while document.word(start - 1) in SUBJECTS - {"that"}:
        start -= 1
    if not document.has(start, Flag.FIRST) and document.word(start - 1) not in ("that", "because", "but", ","):
        return
    new = TO_SINGULAR[document.lower[i + 1]]
    message = f"“News” is one thing: “{new}”."
    yield Match(document.span(i + 1), message, 0.7, (Fix.write(document.span(i + 1), new),))
