"""PUN012: a dash between a quotation and who said it."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document, Flag
from mtcheck.findings import MINOR, SUGGEST, Edit, Fix
from mtcheck.rule import Bad, Good, Match, rule

DASHES = ("-", "–", "—")
SPEECH = tuple("said says added adds told wrote writes stressed noted explained stated emphasized emphasised".split())


@rule(
    code="PUN012",
    name="speech-dash",
    severity=MINOR,
    mqm="fluency/punctuation",
    anchors=tuple(f"{dash} {verb}" for dash in DASHES for verb in SPEECH),
    examples=(
        Bad("“We will go on,” [[-]] said the mayor of the town.", fix="“We will go on,” said the mayor of the town."),
        Bad("The children learn much[[, –]] said the head of the school.",
            fix="The children learn much, said the head of the school."),
        Bad('"We will go on", [[-]] added the mayor.', fix='"We will go on", added the mayor.'),
        Good("The mayor – said to be ill – stayed at home."),
        Good("“We will go on,” said the mayor – added to the list only on Monday."),
    ),
)  # fmt: skip
def speech_dash(document: Document, i: int) -> Iterator[Match]:
    """A dash stands between direct speech and the verb of saying.

    Russian, Ukrainian and their neighbours set speech off with a dash; English has a comma there.
    """
    closed = document.has(i - 1, Flag.CLOSE) or (document.word(i - 1) == "," and document.has(i - 2, Flag.CLOSE))
    if not document.same_sentence(i - 1, i + 1) or not (closed or document.word(i - 1) == ","):
        return
    first = i if closed else i - 1
    edit = Edit(document.ends[i - 1], document.ends[i], "")
    fix = Fix("Delete the dash", (edit,), SUGGEST)
    message = f"English sets no dash between what is said and “{document.words[i + 1]}”."
    yield Match(document.span(first, i), message, 0.85 if closed else 0.45, (fix,))
