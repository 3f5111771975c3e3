"""SPC002, SPC003: white space inside brackets, and none outside."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import word_end, word_start
from mtcheck.text.patterns import LazyPattern

# Brackets within a paragraph, and none inside them. A face is none: :( and :).
SPACE_AFTER = LazyPattern(r"\((?<![\w:;(]\()[^\S\n]{1,3}(?P<inside>(?:[^\W_]|[“\"‘'$€£#])[^()\n]{0,300}+)(?<![:;])\)")
SPACE_BEFORE = LazyPattern(r"\((?<![:;]\()(?P<inside>[^()\s][^()\n]{0,300}+)(?<=[^\S\n])\)")
SMALL = "a-zß-öø-ÿ"
# What is not glued to a word on purpose: several words, and neither a call of a function nor an ending; or a number.
GLUED_BEFORE = LazyPattern(
    rf"\((?<=[^\W\d_]{{2}}[{SMALL}]\()(?=[^\W\d_]{{3}})(?![^)\n]{{0,11}},)"
    r"(?=[^) \n]{0,99} [^) \n]{0,99} [^)\n]{0,300}\))"
)
GLUED_AFTER = LazyPattern(
    rf"\((?<=\s\()(?:\d{{1,9}}|[^\s()][^()\n]{{0,300}} [^()\n]{{0,300}})\)(?=[{SMALL}]{{3}}|[A-ZÀ-Þ][{SMALL}])"
)


@document_rule(
    code="SPC002",
    name="spaced-bracket",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors="()",
    examples=(
        Bad("The agency [[( WHO]]) has warned of it.", fix="The agency (WHO) has warned of it."),
        Bad("The agency (the [[WHO )]] has warned of it.", fix="The agency (the WHO) has warned of it."),
        Bad("It costs [[( 15]] dollars each ) now.", fix="It costs (15 dollars each) now."),
        Bad('They use [[( "dry]] ice" ) and more.', fix='They use ("dry ice") and more.'),
        Good("I miss him :( but we go on (or so I hope :)"),
        Good("Mark your choice: ( ) yes ( ) no. I cannot sleep ( and so on."),
    ),
)
def spaced_bracket(document: Document) -> Iterator[Match]:
    """A space stands inside a bracket.

    Tokenizers cut brackets off their words, and the engine does not put them back.
    """
    text = document.text
    for m in SPACE_AFTER.finditer(text):
        inner, last = m.start("inside"), m.start("inside") + len(m["inside"].rstrip())
        edits = (Edit(m.start() + 1, inner, ""), Edit(last, m.end() - 1, ""))
        yield _match(Span(m.start(), word_end(text, inner)), tuple(e for e in edits if e.start < e.end), "after")
    for m in SPACE_BEFORE.finditer(text):
        last = m.start("inside") + len(m["inside"].rstrip())
        yield _match(Span(word_start(text, last), m.end()), (Edit(last, m.end() - 1, ""),), "before")


def _match(span: Span, edits: tuple[Edit, ...], side: str) -> Match:
    return Match(span, f"A space stands {side} the bracket.", 0.9, (Fix("Close up the bracket", edits, SAFE),))


@document_rule(
    code="SPC003",
    name="glued-bracket",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors="()",
    examples=(
        Bad("The [[ministry(which]] denies it) has left.", fix="The ministry (which denies it) has left."),
        Bad("The ministry (since [[May)has]] left.", fix="The ministry (since May) has left."),
        Good("The (in)famous member(s) called print(value) and f(abc) of the (mis)information(al) kind."),
        Good("The ministry (since May) has left."),
    ),
)
def glued_bracket(document: Document) -> Iterator[Match]:
    """A space is missing outside a bracket.

    Chinese and Japanese write brackets without spaces, and the engine keeps it so.
    """
    text = document.text
    for m in GLUED_BEFORE.finditer(text):
        yield _glued(text, m.start(), m.start(), "before")
    for m in GLUED_AFTER.finditer(text):
        yield _glued(text, m.end() - 1, m.end(), "after")


def _glued(text: str, bracket: int, at: int, side: str) -> Match:
    span = Span(word_start(text, bracket, 20), word_end(text, bracket + 1, 20))
    fix = Fix("Put a space", (Edit(at, at, " "),), SAFE)
    return Match(span, f"A space is missing {side} the bracket.", 0.8, (fix,))
