"""SPC001: white space before a mark that follows its word directly in English."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import spaced_marks, word_start

MARKS = frozenset(",.;:!?")
BEFORE = frozenset(")]”\"’'%°")  # what a mark may follow besides a letter or a digit
AFTER = frozenset('”"’)]')  # what may follow a mark without a space


@document_rule(
    code="SPC001",
    name="space-before-mark",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    examples=(
        Bad("They met in [[May ,]] but left early.", fix="They met in May, but left early."),
        Bad("Will they [[agree ?]] Nobody [[knows .]]", fix="Will they agree? Nobody knows."),
        Bad("The [[fund ,]]which is small, closed.", fix="The fund, which is small, closed."),
        Good("He waited ... and waited . . . for a .5 per cent rise in .NET jobs :-) at ,50."),
        Good("World : Politics : Economy : Sport"),
        Good("A pause... then, at last, he said: yes."),
    ),
)
def space_before_mark(document: Document) -> Iterator[Match]:
    """A space stands before a punctuation mark.

    French and some others write one there; tokenizers cut marks off and are not always undone.
    """
    text = document.text
    separated = sum(document.words[i] == ":" for i in spaced_marks(document)) > 1  # World : Politics
    for i in spaced_marks(document):
        mark = document.words[i]
        if mark not in MARKS or not _lone(text, document.ends[i - 1], document.starts[i]):
            continue
        sure = 0.9
        if mark == ":" and separated:
            continue
        if mark == ":" and not text[document.ends[i - 1] - 1].islower():
            sure = 0.3
        before, end = document.ends[i - 1], document.ends[i]
        glued = text[end : end + 1].isalpha()
        edit = Edit(before, end, mark + " " * glued)
        fix = Fix("Move the space" if glued else "Delete the space", (edit,), SAFE)
        yield Match(Span(word_start(text, before), end), f"A space stands before “{mark}” here.", sure, (fix,))


def _lone(text: str, before: int, at: int) -> bool:
    """Whether the mark at `at` follows a word that ends at `before`, and is no part of something else."""
    last, after, mark = text[before - 1], text[at + 1 : at + 2], text[at]
    if not (last.isalnum() or last in BEFORE) or "\n" in text[before:at] or at - before > 3:
        return False
    if mark == "." and (text[at + 1 : at + 3] == " ." or text[max(0, before - 2) : before] == " ."):
        return False  # . . .
    if not after or after.isspace():
        return True
    return (mark != ":" and after in AFTER) or (mark == "," and text[at + 1 : at + 3].isalpha() and len(text) > at + 2)
