"""CAP009: a small letter after the label of a part of a summary."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import SUMMARY_PARTS
from mtcheck.lint import MINOR, SAFE, Bad, Document, Fix, Flag, Good, Match, layer, rule

FEWEST = 2  # labels that make a summary


@rule(
    code="CAP009",
    name="small-after-label",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    anchors=SUMMARY_PARTS,
    examples=(
        Bad("Introduction: [[in]] most cases it heals. Methods: We asked 36 adults.",
            fix="Introduction: In most cases it heals. Methods: We asked 36 adults."),
        Bad("Methods: We asked 36 adults. Results: [[the]] wounds healed.",
            fix="Methods: We asked 36 adults. Results: The wounds healed."),
        Bad("OBJECTIVE: [[to]] find out. RESULTS: Most wounds healed.",
            fix="OBJECTIVE: To find out. RESULTS: Most wounds healed."),
        Good("Our aims: to find out and to help. Results: Most wounds healed."),
        Good("Results: most wounds healed."),
        Good("The old methods were slow. Methods of now are not. Methods: We asked 36 adults. Results: Most healed."),
        Good("Methods: mRNA was found. The Results: most wounds healed. The wounds: Results: pH was low."),
        Good("methods: we asked 36 adults\nresults: most wounds healed"),
        Good("Methods: We asked 36 adults. Results:"),
    ),
)  # fmt: skip
def small_after_label(document: Document, i: int) -> Iterator[Match]:
    """In a summary with labelled parts a sentence begins with a small letter after its label.

    Languages that write small after a colon do so here too, and engines keep it.
    """
    if not _label(document, i) or _labels(document) < FEWEST:
        return
    k = i + 2
    if document.has(k, Flag.WORD) and document.words[k].islower():
        new = document.words[k].capitalize()
        message = f"A sentence begins after the label: “{new}”."
        yield Match(document.span(k), message, 0.6, (Fix.write(document.span(k), new, SAFE),))


@layer
def _labels(document: Document) -> int:
    """How many parts are labelled."""
    return sum(_label(document, i) for word in SUMMARY_PARTS for i in document.index.get(word, ()))


def _label(document: Document, i: int) -> bool:
    """Whether the word at i heads a part: it begins its sentence, and a colon follows."""
    return document.has(i, Flag.FIRST) and document.has(i, Flag.CAPITAL) and document.word(i + 1) == ":"
