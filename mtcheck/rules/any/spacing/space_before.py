"""SPC001: white space before a mark that follows its word directly in English."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import after_space, spaced_marks, word_start
from mtcheck.text.masks import Mask, among
from mtcheck.text.patterns import LazyPattern

# A letter, a digit or a closing mark, white space, and a mark that nothing follows directly. Dots in a row are none.
LONE = LazyPattern(
    r"(?:[^\W_]|[)\]”\"’'%°])[^\S\n]{1,3}"
    r"(?:(?:[,;:!?]|\.(?! \.))(?=\s|$)|(?:[,;!?]|\.(?! \.))(?=[”\"’)\]])|,(?=[^\W\d_]{2}))"
)
MARKS = frozenset(",;:!?.")
CLOSING = frozenset(")]”\"’'")
LABEL = LazyPattern(r"[^a-z]\s+:")


def _spaced(document: Document) -> Mask:
    return after_space(document) & among(document, MARKS)


@document_rule(
    code="SPC001",
    name="space-before-mark",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    wake=_spaced,
    examples=(
        Bad("They met in [[May ,]] but left early.", fix="They met in May, but left early."),
        Bad("Will they [[agree ?]] Nobody [[knows .]]", fix="Will they agree? Nobody knows."),
        Bad("The [[fund ,]]which is small, closed.", fix="The fund, which is small, closed."),
        Bad(
            "World : Politics : Economy. They met in [[May ,]] and left.",
            fix="World : Politics : Economy. They met in May, and left.",
        ),
        Bad("The plan [[is :]] wait.", fix="The plan is: wait."),
        Good("He waited ... and waited . . . for a .5 per cent rise in .NET jobs :-) at ,50."),
        Good("World : Politics : Economy : Sport"),
        Good("It is told at https://example.com/a.pdf , and at http://example.com/fair ; both were read in May."),
        Good("I am not good at telling it (sounds odd, I know) ;)"),
        Good("It needs a sign (/ or .) in front. Use . or , to part them."),
        Good("It begins with “(” or “.” and ends with # and ; in all of them."),
        Good("The sign (# or :) is left out. Write a ; or / there."),
        Bad("It is (new) [[or ,]] better, old [[or ,]] dear.", fix="It is (new) or, better, old or, dear."),
        Bad("They came [[late ,]] [[though ,]] and left.", fix="They came late, though, and left."),
        Bad("They met in [[May ,]] or (some say) in June.", fix="They met in May, or (some say) in June."),
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
        mark, before, end = document.words[i], document.ends[i - 1], document.ends[i]
        if not LONE.match(text, before - 1):
            continue
        if mark in ":;" and text[end : end + 1] == ")":
            continue  # a smile
        if _mentioned(document, i):
            continue  # Use . or , to part them; it needs one (/ or .)
        if (mark == ":" and separated) or "://" in document.words[i - 1]:
            continue  # a space keeps the mark out of an address
        sure = 0.3 if LABEL.match(text, before - 1) else 0.9
        glued = text[end : end + 1].isalpha()
        edit = Edit(before, end, mark + " " * glued)
        fix = Fix("Move the space" if glued else "Delete the space", (edit,), SAFE)
        yield Match(Span(word_start(text, before), end), f"A space stands before “{mark}” here.", sure, (fix,))


def _mentioned(document: Document, i: int) -> bool:
    """Whether the mark is spoken of and not used: it is one of two that “or” joins, or stands between
    “or” and the end of a bracket or quotation."""
    words = document.vocabulary
    if document.word(i - 1) in words["coordinators"]:
        return _lone(document, i - 2) or document.word(i + 1) in CLOSING
    return document.word(i + 1) in words["coordinators"] and _lone(document, i + 2)


def _lone(document: Document, i: int) -> bool:
    """Whether token i is a mark with white space on both sides."""
    spaced = document.has(i, Flag.SPACE) and document.has(i + 1, Flag.SPACE)
    return spaced and document.has(i, Flag.PUNCT)
