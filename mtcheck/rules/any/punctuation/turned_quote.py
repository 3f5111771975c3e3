"""PUN013: a quotation that opens while another is open."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import HINT, MINOR, Bad, Document, Edit, Fix, Flag, Good, Match, Related, rule

ENDS = frozenset(".?!…")  # what stands before a closing mark
REACH = 200  # tokens in which a mark is looked for, before and after


@rule(
    code="PUN013",
    name="turned-quotation-mark",
    severity=MINOR,
    mqm="fluency/punctuation/unpaired",
    anchors=tuple(f"{mark} “" for mark in sorted(ENDS)),
    examples=(
        Bad("He asked: “What day is it? [[“]] The teenager was safe by then.",
            fix="He asked: “What day is it?” The teenager was safe by then."),
        Bad("The shop said: “Nobody comes now. [[“]]Visitors are few.” The town agrees.",
            fix="The shop said: “Nobody comes now.” Visitors are few.” The town agrees."),
        Good("“We are ready,” he said. “We will wait,” she said."),
        Good("“We are ready. We will wait. “Why?” is what they ask.” So he spoke."),
        Good("“We are ready.\n“We will wait,” he said."),
        Good("“We are ready,\" he said. “We will wait,” she said."),
    ),
)  # fmt: skip
def turned_quotation_mark(document: Document, i: int) -> Iterator[Match]:
    """A quotation opens although the one before it was not closed: perhaps it should close here.

    Chinese and Japanese systems set their marks by turns, and lose count.
    """
    k = i + 1
    if document.has(k, Flag.NEWLINE) or _nested(document, k):
        return
    at = _mark_before(document, k)
    if document.word(at) != "“":
        return
    glued = "”" if document.has(k + 1, Flag.SPACE) else "” "
    fix = Fix("Close the quotation here", (Edit(document.ends[i], document.ends[k], glued),), HINT)
    related = (Related(document.span(at), "the quotation that is still open"),)
    message = "A quotation opens here, and the one before it was not closed: one of the two marks is wrong."
    yield Match(document.span(k), message, 0.75, (fix,), related)


def _mark_before(document: Document, k: int) -> int:
    """The last double quotation mark before token k in its paragraph; -1 if there is none near."""
    for j in range(k - 1, max(-1, k - REACH), -1):
        if document.words[j] in '“”"':
            return j
        if document.has(j, Flag.NEWLINE):
            break
    return -1


def _nested(document: Document, k: int) -> bool:
    """Whether two closing marks follow: what opens here is closed again inside the other quotation."""
    return [w for w in document.words[k + 1 : k + REACH] if w in "“”"][:2] == ["”", "”"]
