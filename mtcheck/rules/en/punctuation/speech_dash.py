"""PUN012: a dash between a quotation and who said it, or after a comma."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import REPORTING
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, rule

DASHES = ("-", "–", "—")
SPEECH = tuple(sorted(REPORTING | {"emphasized", "emphasised"}))


@rule(
    code="PUN012",
    name="speech-dash",
    severity=MINOR,
    mqm="fluency/punctuation",
    anchors=(*(f"{dash} {verb}" for dash in DASHES for verb in SPEECH), *(f", {dash}" for dash in DASHES)),
    examples=(
        Bad("“We will go on,” [[-]] said the mayor of the town.", fix="“We will go on,” said the mayor of the town."),
        Bad("The children learn much[[, –]] said the head of the school.",
            fix="The children learn much, said the head of the school."),
        Bad('"We will go on"[[, -]] the mayor added.', fix='"We will go on", the mayor added.'),
        Good("The mayor – said to be ill – stayed at home."),
        Good("“We will go on,” said the mayor – added to the list only on Monday."),
        Good("At night it is cold, - 30 degrees, -as ever- and dry."),
        Good("The pen costs 5,- and the ink, -30 degrees or not, is dry."),
    ),
)  # fmt: skip
def speech_dash(document: Document, i: int) -> Iterator[Match]:
    """A dash stands between direct speech and the verb of saying, or right after a comma.

    Russian, Ukrainian and their neighbours set speech off with a comma and a dash; English has one mark there.
    """
    if document.words[i] == ",":
        dash = i + 1
        if not (
            document.has(dash, Flag.SPACE) and document.has(dash + 1, Flag.SPACE) and document.has(i + 2, Flag.WORD)
        ):
            return
        message = "English sets no dash after a comma."
        sure = 0.7 if document.words[dash] == "-" else 0.45
    elif document.has(i - 1, Flag.CLOSE):
        dash, sure = i, 0.85
        message = f"English sets no dash between what is said and “{document.words[i + 1]}”."
    else:
        return
    if document.same_sentence(i - 1, dash + 1):
        fix = Fix("Delete the dash", (Edit(document.ends[dash - 1], document.ends[dash], ""),), SUGGEST)
        yield Match(document.span(i, dash), message, sure, (fix,))
